internal import Glibc
internal import Synchronization
internal import SystemPackage

/// The sectors of a medium: a sparse file that holds block n at byte n × 2,048. Other things of a
/// compact disc's blocks are kept in the same way, with other sizes and from block −150 on.
///
/// Behind what is recorded the file has ended, so blocks of zeros need not be written there: the file is
/// made longer.
final class SectorStore: Sendable {
  /// The size of a block in bytes.
  static let blockByteCount = 2048
  /// Runs of zeros of this size, and whole ones alone, become holes.
  private static let holeByteCount = 65_536
  /// After so much was written, the system may begin to bring it to the disk.
  private static let startByteCount: Int64 = 16 << 20

  private let file: OpenFile
  private let blockByteCount: Int64
  private let firstAddress: Int64
  /// Up to where in the file the system has begun to bring it to the disk.
  private let started = Atomic<Int64>(0)

  /// Opens the file at `path`.
  ///
  /// - Parameters:
  ///   - byteCount: what is kept of each block.
  ///   - firstAddress: the block that the file begins with.
  ///   - isNew: whether the file is made if there is none.
  init(
    _ path: FilePath, writable: Bool, byteCount: Int = blockByteCount, firstAddress: Int64 = 0,
    isNew: Bool = false
  ) throws(VirtualDriveError) {
    file = try OpenFile(
      path, writable ? .readWrite : .readOnly, options: writable && isNew ? .create : [])
    blockByteCount = Int64(byteCount)
    self.firstAddress = firstAddress
  }

  /// Where a block begins in the file.
  private func offset(of address: Int64) -> Int64 { (address - firstAddress) * blockByteCount }

  /// The size of the file.
  var byteCount: Int64 { file.byteCount }

  /// Stores blocks from `address` on, which lies at or behind all that was stored before.
  func write(_ bytes: UnsafeRawBufferPointer, at address: Int64) throws(VirtualDriveError) {
    try write(bytes, at: address, storedByteCount: 0)
  }

  /// Stores blocks from `address` on, which lies at or behind all that was stored before.
  func write(_ bytes: [UInt8], at address: Int64) throws(VirtualDriveError) {
    try bytes.span.bytes.withUnsafeBytes { (bytes) throws(VirtualDriveError) in
      try write(bytes, at: address)
    }
  }

  /// The `count` blocks from `address` on; what was never written is zero.
  func read(at address: Int64, count: Int) throws(VirtualDriveError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count * Int(blockByteCount))
    var span = bytes.mutableSpan
    var rawSpan = span.mutableBytes
    try rawSpan.withUnsafeMutableBytes { (buffer) throws(VirtualDriveError) in
      try read(buffer, at: address)
    }
    return bytes
  }

  /// Stores blocks from `address` on, in place of what was stored there.
  func overwrite(_ bytes: UnsafeRawBufferPointer, at address: Int64) throws(VirtualDriveError) {
    try write(bytes, at: address, storedByteCount: file.byteCount)
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, at address: Int64, storedByteCount: Int64
  ) throws(VirtualDriveError) {
    var offset = 0
    var endsWithHole = false
    while offset < bytes.count {
      let count = min(Self.holeByteCount, bytes.count - offset)
      let part = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
      let position = self.offset(of: address) + Int64(offset)
      endsWithHole = position >= storedByteCount && part.isZero
      if !endsWithHole { try writeAll(part, at: position) }
      offset += count
    }
    let end = self.offset(of: address) + Int64(bytes.count)
    if endsWithHole, end > file.byteCount { try file.check { ftruncate($0, off_t(end)) } }
  }

  /// Fills `buffer` with blocks from `address` on; what was never written is zero.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at address: Int64) throws(VirtualDriveError) {
    var offset = 0
    while offset < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[offset...])
      let position = off_t(self.offset(of: address) + Int64(offset))
      let count = try file.check { pread($0, rest.baseAddress, rest.count, position) }
      if count == 0 {
        rest.initializeMemory(as: UInt8.self, repeating: 0)
        return
      }
      offset += count
    }
  }

  /// Makes the file end behind block `blocks`; what lay behind is gone, what is missing is a hole.
  func setEnd(blocks: Int64) throws(VirtualDriveError) {
    try file.check { ftruncate($0, off_t(max(offset(of: blocks), 0))) }
  }

  /// Waits until all blocks are on the disk.
  func synchronize() throws(VirtualDriveError) {
    try file.check(fdatasync)
  }

  private func writeAll(
    _ bytes: UnsafeRawBufferPointer, at position: Int64
  ) throws(VirtualDriveError) {
    var offset = 0
    while offset < bytes.count {
      offset += try file.check {
        pwrite(
          $0, bytes.baseAddress! + offset, bytes.count - offset, off_t(position) + off_t(offset))
      }
    }
    start(upTo: position + Int64(bytes.count))
  }

  /// Lets the system write while more comes, so that whoever waits for all of it waits shortly. What is
  /// not needed in memory any more is written at once, without waiting; then it still is in memory.
  private func start(upTo end: Int64) {
    let begin = started.load(ordering: .relaxed)
    guard end < begin || end - begin >= Self.startByteCount else { return }
    if end > begin {
      posix_fadvise(file.number, off_t(begin), off_t(end - begin), POSIX_FADV_DONTNEED)
    }
    started.store(end, ordering: .relaxed)
  }
}

extension UnsafeRawBufferPointer {
  /// Whether there are only zeros.
  var isZero: Bool {
    guard let first, let baseAddress else { return true }
    return first == 0 && memcmp(baseAddress, baseAddress + 1, count - 1) == 0
  }
}
