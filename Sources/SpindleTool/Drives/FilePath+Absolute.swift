internal import Glibc
internal import SystemPackage

extension FilePath {
  /// Whether something is there; a link to nothing is something, too.
  var exists: Bool {
    (try? stat(followTargetSymlink: false)) != nil
  }

  /// The same place from the root, without `.` and `..`.
  var absolute: FilePath {
    guard isRelative, let current = getcwd(nil, 0) else { return lexicallyNormalized() }
    defer { free(current) }
    return FilePath(platformString: current).pushing(self).lexicallyNormalized()
  }
}
