internal import Glibc
internal import SystemPackage

/// A file descriptor that closes itself.
final class OpenFile: Sendable {
  let number: Int32
  let path: FilePath

  /// Opens `path`.
  ///
  /// - Throws: ``VirtualDriveError/system(path:errorNumber:)``, also if nothing is there.
  init(
    _ path: FilePath, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions = [],
    permissions: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]
  ) throws(VirtualDriveError) {
    do {
      let descriptor = try FileDescriptor.open(
        path, mode, options: options.union(.closeOnExec), permissions: permissions)
      number = descriptor.rawValue
    } catch let error as Errno {
      throw .system(path: path.string, errorNumber: error.rawValue)
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
  /// What `errno` says about `path`.
  static func lastSystemError(at path: FilePath) -> Self {
    .system(path: path.string, errorNumber: errno)
  }

  /// Whether the system says that a file or folder is not there. What that means, a missing drive
  /// or a folder that cannot be made, only the one who looked for it knows.
  var isAbsence: Bool {
    if case .system(_, ENOENT) = self { true } else { false }
  }
}
