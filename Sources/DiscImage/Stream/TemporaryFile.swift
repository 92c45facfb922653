internal import Glibc
internal import SystemPackage

/// A file that gets its name when it is complete; until then it has another one beside it, and
/// nothing of it is left if it is dropped.
struct TemporaryFile: ~Copyable {
  let descriptor: Int32
  private let path: FilePath
  private let temporaryPath: FilePath

  /// Makes an empty file beside the one that a path means, which is the target if it is a link.
  init(for path: FilePath) throws(ImageFileError) {
    let path = Self.resolved(path)
    if let errorNumber = Self.hindrance(at: path) { throw .cannotCreate(errorNumber: errorNumber) }
    var template = path.withPlatformString { name in
      Array(UnsafeBufferPointer(start: name, count: strlen(name)))
    }
    template += ".XXXXXX".utf8CString
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .cannotCreate(errorNumber: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    self.path = path
    self.descriptor = descriptor
    temporaryPath = FilePath(platformString: template)
  }

  deinit {
    close(descriptor)
    _ = temporaryPath.withPlatformString { unlink($0) }
  }

  /// Brings everything to the disk and gives the file its name.
  func keep() throws(ImageFileError) {
    // mkstemp lets nobody else read; what the user's mask leaves is what any new file gets.
    let mask = umask(0)
    umask(mask)
    fchmod(descriptor, 0o666 & ~mask)
    guard fsync(descriptor) == 0 else { throw .cannotWrite(errorNumber: errno) }
    let failure = temporaryPath.withPlatformString { from in
      path.withPlatformString { rename(from, $0) == 0 ? 0 : errno }
    }
    guard failure == 0 else { throw .cannotCreate(errorNumber: failure) }
  }

  /// Why nothing may take the place of what lies there: said before hours of work, and not only by
  /// `rename`, which would let a file take the place of a drive's node.
  private static func hindrance(at path: FilePath) -> Int32? {
    var status = stat()
    guard path.withPlatformString({ lstat($0, &status) }) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG, S_IFLNK: return nil
    case S_IFDIR: return EISDIR
    default: return EEXIST
    }
  }

  private static func resolved(_ path: FilePath) -> FilePath {
    path.withPlatformString { name in
      guard let resolved = realpath(name, nil) else { return path }
      defer { free(resolved) }
      return FilePath(platformString: resolved)
    }
  }
}
