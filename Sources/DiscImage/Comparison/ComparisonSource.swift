internal import SystemPackage

/// A file on the computer, open for reading.
struct ComparisonSource: ~Copyable {
  private let descriptor: FileDescriptor
  /// Its size when it was opened.
  let byteCount: UInt64

  private init(_ descriptor: FileDescriptor, byteCount: UInt64) {
    self.descriptor = descriptor
    self.byteCount = byteCount
  }

  /// Opens the file; a pipe that took its place is not waited for.
  static func open(_ path: FilePath) throws(Errno) -> Self {
    do {
      let descriptor = try FileDescriptor.open(
        path, .readOnly, options: [.nonBlocking, .closeOnExec])
      do {
        return Self(descriptor, byteCount: UInt64(try descriptor.seek(offset: 0, from: .end)))
      } catch {
        try? descriptor.close()
        throw error
      }
    } catch {
      throw error as? Errno ?? .ioError
    }
  }

  deinit {
    try? descriptor.close()
  }

  /// Reads from `offset` on until `buffer` is full or the file ends, and tells how much it was.
  func read(
    at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(Errno) -> Int {
    var done = 0
    while done < buffer.count {
      do {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
        let count = try descriptor.read(fromAbsoluteOffset: Int64(offset) + Int64(done), into: rest)
        if count == 0 { break }
        done += count
      } catch {
        throw error as? Errno ?? .ioError
      }
    }
    return done
  }
}
