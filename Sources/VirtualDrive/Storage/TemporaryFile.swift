internal import Glibc
internal import SystemPackage

/// A file that appears under its name when it is complete, and not at all otherwise.
enum TemporaryFile {
  /// Makes the file.
  ///
  /// - Parameter isCancelled: whether it is not wanted any more, asked before it gets its name.
  /// - Throws: ``VirtualDriveError/cancelled`` if it is not.
  static func make(
    for path: FilePath, isCancelled: () -> Bool = { false },
    filledBy fill: (OpenFile) throws(VirtualDriveError) -> Void
  ) throws(VirtualDriveError) {
    let temporary = path.removingLastComponent()
      .appending(prefix(of: path) + "\(getpid())-\(UInt32.random(in: 0 ... .max))")
    do throws(VirtualDriveError) {
      let file = try OpenFile(temporary, .readWrite, options: [.create, .exclusiveCreate])
      try fill(file)
      try file.synchronize()
      if isCancelled() { throw .cancelled }
      let isNamed = temporary.withPlatformString { from in
        path.withPlatformString { rename(from, $0) == 0 }
      }
      guard isNamed else { throw .lastSystemError(at: path) }
    } catch {
      _ = temporary.withPlatformString { unlink($0) }
      throw error
    }
  }

  /// What the names of such files for `path` begin with; the process that makes one follows, and chance.
  private static func prefix(of path: FilePath) -> String {
    ".\(path.lastComponent?.string ?? "file")."
  }

  /// Removes what is left of such files for `path` whose makers were killed.
  ///
  /// What cannot be removed stays: it is in nobody's way.
  static func removeAbandoned(for path: FilePath) {
    let folder = path.removingLastComponent()
    guard let names = try? Folder.allNames(in: folder.isEmpty ? "." : folder) else { return }
    let prefix = prefix(of: path)
    for name in names where name.hasPrefix(prefix) {
      guard let maker = maker(in: name.dropFirst(prefix.count)), isGone(maker) else { continue }
      _ = folder.appending(name).withPlatformString { unlink($0) }
    }
  }

  /// The process in `PID-CHANCE`; nil if the name is somebody else's.
  private static func maker(in text: Substring) -> pid_t? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, UInt32(parts[1]) != nil, let maker = pid_t(parts[0]), maker > 0 else {
      return nil
    }
    return maker
  }

  private static func isGone(_ process: pid_t) -> Bool {
    kill(process, 0) != 0 && errno == ESRCH
  }
}
