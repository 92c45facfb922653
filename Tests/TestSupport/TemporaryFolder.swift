public import Foundation
public import SystemPackage

/// A folder of its own for a test, removed with all that is in it when the last reference goes.
public final class TemporaryFolder: Sendable {
  /// The folder, as Foundation names it.
  public let url: URL

  /// Makes a new folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory
      .appending(path: "spindle-test-\(UUID().uuidString)", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    remove()
  }

  /// Removes the folder before its time.
  public func remove() {
    // Folders that a tree made unreadable would stop the removal.
    if let walk = FileManager.default.enumerator(atPath: url.path) {
      for case let path as String in walk
      where walk.fileAttributes?[.type] as? FileAttributeType == .typeDirectory {
        chmod(url.path + "/" + path, 0o700)
      }
    }
    try? FileManager.default.removeItem(at: url)
  }

  /// The folder, as SystemPackage names it.
  public var path: FilePath { FilePath(url.path) }

  /// The path of something in the folder.
  public func path(_ relative: String) -> FilePath {
    path.appending(relative)
  }

  /// Writes `bytes` to `relative`, making the folders above it, and returns its path.
  @discardableResult
  public func write(_ bytes: some Sequence<UInt8>, to relative: String) throws -> FilePath {
    let target = url.appending(path: relative)
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: target)
    return path(relative)
  }

  /// The bytes of the file at `relative`.
  public func bytes(of relative: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: url.appending(path: relative)))
  }
}
