internal import Glibc

/// The contents of one file, which is watched for changes since it was measured.
///
/// A small file costs four system calls: open, read, status, close. Its size and time are compared
/// after the last byte; of a large one also before the first.
struct FileReader: ~Copyable, Sendable {
  /// From here on a file's status is looked at before it is read too.
  private static let largeByteCount: UInt64 = 1 << 20

  private let descriptor: Int32
  private let expected: NodeRecord
  private var position: UInt64 = 0
  /// Where the hole or the data end that `position` lies in; nil where there are no holes.
  private var segment: Segment?

  private struct Segment: Sendable {
    var end: UInt64
    var isHole: Bool
  }

  /// Why a file gives no more bytes.
  struct Failure: Error {
    var reason: ImageStreamError.Reason
  }

  /// Opens a file in an open folder.
  init(
    _ record: NodeRecord, in folder: Int32, _ tree: StagingTree
  ) throws(Failure) {
    // A pipe that took the file's place must not make the opening wait.
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let descriptor = tree.withText(at: record.sourceNameStart) { openat(folder, $0, flags) }
    guard descriptor >= 0 else { throw Failure(reason: .init(ofOpening: errno)) }
    self.descriptor = descriptor
    expected = record
  }

  deinit {
    close(descriptor)
  }

  /// What changed in a large file before it was read; nil if nothing did, and of small files.
  mutating func changeBeforeReading() -> ImageStreamError.Reason? {
    guard expected.byteCount >= Self.largeByteCount else { return nil }
    var status = stat()
    if fstat(descriptor, &status) == 0, UInt64(status.st_blocks) * 512 < expected.byteCount {
      segment = Segment(end: 0, isHole: true)
    }
    return change
  }

  /// Reads the next bytes of the file, at least one.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int {
    try segment == nil ? readData(into: buffer) : readSegment(into: buffer)
  }

  private mutating func readData(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(position))
      if count > 0 {
        position += UInt64(count)
        return count
      }
      if count == 0 {
        throw Failure(
          reason: .shrank(expectedByteCount: expected.byteCount, foundByteCount: position))
      }
      if errno != EINTR { throw Failure(reason: .unreadable(errorNumber: errno)) }
    }
  }

  /// Reads data, and makes zeros of holes without asking for them.
  private mutating func readSegment(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(Failure) -> Int {
    var current = segment ?? Segment(end: 0, isHole: false)
    if position == current.end { current = nextSegment() }
    segment = current
    let count = Int(min(UInt64(buffer.count), current.end - position))
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    guard current.isHole else { return try readData(into: part) }
    if let start = part.baseAddress { memset(start, 0, part.count) }
    position += UInt64(count)
    return count
  }

  /// A file system that knows no holes says that all is data.
  private func nextSegment() -> Segment {
    let seekData: Int32 = 3
    let seekHole: Int32 = 4
    let data = lseek(descriptor, off_t(position), seekData)
    if data < 0, errno == ENXIO { return Segment(end: expected.byteCount, isHole: true) }
    if data > off_t(position) {
      return Segment(end: min(UInt64(data), expected.byteCount), isHole: true)
    }
    let hole = lseek(descriptor, off_t(position), seekHole)
    let end = hole > off_t(position) ? min(UInt64(hole), expected.byteCount) : expected.byteCount
    return Segment(end: end, isHole: false)
  }

  /// What is different from when the file was measured.
  var change: ImageStreamError.Reason? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .unreadable(errorNumber: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .vanished }
    let found = UInt64(status.st_size)
    if found < expected.byteCount {
      return .shrank(expectedByteCount: expected.byteCount, foundByteCount: found)
    }
    if found > expected.byteCount {
      return .grew(expectedByteCount: expected.byteCount, foundByteCount: found)
    }
    let time = NodeRecord(status).modificationTime
    return time == expected.modificationTime ? nil : .modified
  }
}

extension ImageStreamError.Reason {
  /// What it means that a file, or a folder around it, cannot be opened any more.
  init(ofOpening errorNumber: Int32) {
    switch errorNumber {
    case ENOENT, ENOTDIR, ELOOP: self = .vanished
    default: self = .unreadable(errorNumber: errorNumber)
    }
  }
}
