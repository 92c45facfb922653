/// A run of whole sectors on their way to the drive.
///
/// Here data and audio meet: nothing below knows what a file is, nothing above knows what a drive is.
public struct SectorChunk: Sendable {
  /// Where the run begins, counted from the start of its track.
  public let start: BlockCount
  public let format: SectorFormat
  /// The sectors' bytes, a whole number of sectors.
  public let storage: SectorStorage

  public init(start: BlockCount, format: SectorFormat, storage: SectorStorage) {
    precondition(storage.byteCount.isMultiple(of: format.byteCount))
    self.start = start
    self.format = format
    self.storage = storage
  }

  public var blocks: BlockCount {
    BlockCount(storage.byteCount / format.byteCount)
  }
}

/// Page-aligned bytes that are written once, while they are made, and only read afterwards.
///
/// The alignment lets the kernel hand the pages to the drive without copying them.
public final class SectorStorage: Sendable {
  public let byteCount: Int
  // Nothing changes the bytes after `init` returns, so any thread may read them.
  private nonisolated(unsafe) let base: UnsafeMutableRawPointer

  /// Makes `byteCount` bytes and lets `fill` write them; they are not zeroed before.
  public init<Failure: Error>(
    byteCount: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    self.byteCount = byteCount
    base = .allocate(byteCount: byteCount, alignment: 4096)
    try fill(UnsafeMutableRawBufferPointer(start: base, count: byteCount))
  }

  deinit {
    base.deallocate()
  }

  public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: byteCount))
  }
}
