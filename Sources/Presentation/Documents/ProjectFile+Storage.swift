internal import Glibc
public import SystemPackage

extension ProjectFile {
  /// No project is larger: a list of a million files needs a tenth of it.
  private static let mostBytes: Int64 = 1 << 30

  /// Reads a project, waiting for the disk.
  ///
  /// - Throws: ``ProjectFileError``, all but `notWritable`.
  public static func read(_ path: FilePath) throws(ProjectFileError) -> ProjectFile {
    let bytes: [UInt8]?
    do {
      bytes = try readBytes(path)
    } catch {
      let number = (error as? Errno)?.rawValue ?? EIO
      throw .unreadable(path: path.string, errorNumber: number)
    }
    guard let bytes else { throw .notAProject(path: path.string) }
    return try ProjectFile(bytes: bytes, at: resolved(path))
  }

  /// The bytes of an ordinary file; nil of anything else and of what is too large to be a project.
  private static func readBytes(_ path: FilePath) throws -> [UInt8]? {
    // Without O_NONBLOCK the opening of a pipe would wait for somebody who writes.
    let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    return try file.closeAfter {
      var status = stat()
      guard fstat(file.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
      guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= mostBytes else { return nil }
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 1 << 18)
      while true {
        let count = try part.withUnsafeMutableBytes { try file.read(into: $0) }
        if count == 0 { return bytes }
        bytes += part[..<count]
      }
    }
  }

  /// Writes the project, waiting for the disk. Whatever happens, there is the old file or the new
  /// one, whole.
  ///
  /// - Throws: ``ProjectFileError/notWritable(path:errorNumber:)``
  public func write(to path: FilePath) throws(ProjectFileError) {
    let target = Self.resolved(path)
    do {
      try Self.replace(target, with: bytes(for: target))
    } catch {
      let number = (error as? Errno)?.rawValue ?? EIO
      throw .notWritable(path: path.string, errorNumber: number)
    }
  }

  private static func replace(_ path: FilePath, with bytes: [UInt8]) throws {
    let name = path.lastComponent?.string ?? ""
    let new = path.removingLastComponent().appending(".\(name).\(getpid()).new")
    var status = stat()
    let mode = stat(path.string, &status) == 0 ? status.st_mode & 0o777 : 0o666
    // A new one would not follow who owns the old one; so who may not write that is told so.
    if mode != 0o666, access(path.string, W_OK) != 0 { throw Errno(rawValue: errno) }
    let file = try FileDescriptor.open(
      new, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
      permissions: FilePermissions(rawValue: mode))
    do {
      try file.closeAfter {
        try file.writeAll(bytes)
        guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
      guard rename(new.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    } catch {
      unlink(new.string)
      throw error
    }
  }

  /// The file itself where the path leads through links; the path as it is where nothing is there.
  private static func resolved(_ path: FilePath) -> FilePath {
    path.withPlatformString { name in
      guard let resolved = realpath(name, nil) else { return path }
      defer { free(resolved) }
      return FilePath(platformString: resolved)
    }
  }
}
