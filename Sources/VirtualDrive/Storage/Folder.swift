internal import Glibc
internal import SystemPackage

/// Making and listing folders.
enum Folder {
  /// Makes one folder.
  ///
  /// - Throws: ``VirtualDriveError/alreadyExists(path:)`` if anything is there.
  static func make(_ path: FilePath) throws(VirtualDriveError) {
    guard mkdir(path.string, 0o777) == 0 else {
      throw errno == EEXIST ? .alreadyExists(path: path.string) : .lastSystemError(at: path)
    }
  }

  /// Makes a folder and those above it that are missing.
  static func makeAll(_ path: FilePath) throws(VirtualDriveError) {
    do throws(VirtualDriveError) {
      try make(path)
    } catch  where error.isAbsence && path.removingLastComponent() != path {
      let parent = path.removingLastComponent()
      do throws(VirtualDriveError) { try makeAll(parent) } catch .alreadyExists {}
      try make(path)
    } catch {
      throw error
    }
  }

  /// The names in a folder, without those that begin with a point.
  static func names(in path: FilePath) throws(VirtualDriveError) -> [String] {
    try allNames(in: path).filter { !$0.hasPrefix(".") }
  }

  /// All names in a folder, `.` and `..` among them.
  static func allNames(in path: FilePath) throws(VirtualDriveError) -> [String] {
    guard let stream = opendir(path.string) else { throw .lastSystemError(at: path) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }

  /// Makes one folder, if it is not there.
  static func makeIfMissing(_ path: FilePath) throws(VirtualDriveError) {
    do throws(VirtualDriveError) { try make(path) } catch .alreadyExists {}
  }

  static func isEmpty(_ path: FilePath) throws(VirtualDriveError) -> Bool {
    try names(in: path).isEmpty
  }
}

extension FilePath {
  /// Whether a file or a folder is there.
  var isThere: Bool { access(string, F_OK) == 0 }
}
