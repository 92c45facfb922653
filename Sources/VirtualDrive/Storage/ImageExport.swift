internal import Glibc
internal import SystemPackage

/// Copying the sectors of a medium into a file of their own, with their holes.
enum ImageExport {
  /// The corresponding C constants are `SEEK_DATA` and `SEEK_HOLE`, which need `_GNU_SOURCE`.
  private static let seekData: Int32 = 3
  private static let seekHole: Int32 = 4

  /// How much is copied until it is brought to the disk: the end must not hold up one who cancels.
  private static let synchronizedByteCount: Int64 = 64 << 20

  /// Copies the first `blocks` blocks of `source` to `destination`.
  ///
  /// A plain file at the destination is replaced at once when the copy is complete; on failure
  /// it stays, and nothing else is left behind.
  /// - Throws: ``VirtualDriveError/destinationNotAFile(path:)`` if something else lies there,
  ///   ``VirtualDriveError/cancelled``.
  static func copy(
    _ source: FilePath, blocks: Int64, to destination: FilePath, isCancelled: () -> Bool
  ) throws(VirtualDriveError) {
    try check(destination)
    let input = try OpenFile(source, .readOnly)
    let end = blocks * Int64(SectorStore.blockByteCount)
    try TemporaryFile.make(for: destination, isCancelled: isCancelled) {
      (output) throws(VirtualDriveError) in
      try output.check { ftruncate($0, off_t(end)) }
      var position: Int64 = 0
      while let run = try nextData(in: input, from: position, end: end) {
        let part = run.clamped(to: run.lowerBound..<run.lowerBound + synchronizedByteCount)
        try copy(part, from: input, to: output, isCancelled: isCancelled)
        if part != run { try output.synchronize() }
        position = part.upperBound
      }
    }
  }

  /// Refuses a place that nothing can be put in, before anything is written. What an export that was
  /// killed left there goes.
  static func check(_ path: FilePath) throws(VirtualDriveError) {
    try checkReplaceable(path)
    try checkFolder(of: path)
    TemporaryFile.removeAbandoned(for: path)
  }

  private static func checkReplaceable(_ path: FilePath) throws(VirtualDriveError) {
    var information = stat()
    guard path.withPlatformString({ lstat($0, &information) }) == 0 else {
      if errno == ENOENT { return }
      throw .lastSystemError(at: path)
    }
    guard information.st_mode & S_IFMT == S_IFREG else {
      throw .destinationNotAFile(path: path.string)
    }
  }

  /// A folder that is missing is told by the destination's name, not by the temporary file's.
  private static func checkFolder(of path: FilePath) throws(VirtualDriveError) {
    var folder = path.removingLastComponent()
    if folder.isEmpty { folder = "." }
    guard folder.withPlatformString({ access($0, F_OK) }) == 0 else {
      throw .system(path: path.string, errorNumber: errno)
    }
  }

  /// The next run of bytes at or behind `position` that is not a hole; nil behind the last.
  private static func nextData(
    in file: OpenFile, from position: Int64, end: Int64
  ) throws(VirtualDriveError) -> Range<Int64>? {
    guard position < end else { return nil }
    let start = lseek(file.number, off_t(position), seekData)
    if start < 0 {
      // ENXIO: nothing but holes follow.
      if errno == ENXIO { return nil }
      throw .lastSystemError(at: file.path)
    }
    guard start < end else { return nil }
    let stop = Int64(try file.check { lseek($0, start, seekHole) })
    return Int64(start)..<min(stop, end)
  }

  private static func copy(
    _ range: Range<Int64>, from input: OpenFile, to output: OpenFile, isCancelled: () -> Bool
  ) throws(VirtualDriveError) {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var position = range.lowerBound
    while position < range.upperBound {
      if isCancelled() { throw .cancelled }
      let wanted = min(buffer.count, Int(range.upperBound - position))
      let count = try input.check { number in
        buffer.withUnsafeMutableBytes { pread(number, $0.baseAddress, wanted, off_t(position)) }
      }
      if count == 0 { return }
      var offset = 0
      while offset < count {
        offset += try output.check { number in
          buffer.withUnsafeBytes {
            pwrite(
              number, $0.baseAddress! + offset, count - offset, off_t(position) + off_t(offset))
          }
        }
      }
      position += Int64(count)
    }
  }
}
