internal import Glibc
internal import SystemPackage

/// A file descriptor that closes itself.
final class OpenFile: Sendable {
  let number: Int32
  let path: FilePath

  /// Opens `path`.
  ///
  /// - Throws: ``VirtualDriveError/notFound(path:)`` if nothing is there,
  ///   ``VirtualDriveError/system(path:errorNumber:)`` otherwise.
  init(
    _ path: FilePath, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions = [],
    permissions: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]
  ) throws(VirtualDriveError) {
    do {
      let descriptor = try FileDescriptor.open(
        path, mode, options: options.union(.closeOnExec), permissions: permissions)
      number = descriptor.rawValue
    } catch let error as Errno {
      throw VirtualDriveError(error, at: path)
    } catch {
      throw .system(path: path.string, errorNumber: EIO)
    }
    self.path = path
  }

  deinit {
    close(number)
  }

  /// The size in bytes.
  var byteCount: Int64 {
    var information = stat()
    return fstat(number, &information) == 0 ? Int64(information.st_size) : 0
  }

  /// Runs a call of the C library that answers −1 and `errno`, again while it is interrupted.
  @discardableResult
  func check<Result: SignedInteger>(_ call: (Int32) -> Result) throws(VirtualDriveError) -> Result {
    while true {
      let result = call(number)
      if result >= 0 { return result }
      if errno != EINTR { throw .system(path: path.string, errorNumber: errno) }
    }
  }

  /// Waits until the content is on the disk.
  func synchronize() throws(VirtualDriveError) {
    try check(fsync)
  }
}

extension VirtualDriveError {
  init(_ error: Errno, at path: FilePath) {
    switch error {
    case .noSuchFileOrDirectory: self = .notFound(path: path.string)
    default: self = .system(path: path.string, errorNumber: error.rawValue)
    }
  }

  /// What `errno` says about `path`.
  static func lastSystemError(at path: FilePath) -> Self {
    Self(Errno(rawValue: errno), at: path)
  }
}
