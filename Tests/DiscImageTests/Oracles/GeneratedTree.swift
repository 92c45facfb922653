import Foundation
import TestSupport

/// The tree of 2,000 files, built once for all tests of a run.
struct GeneratedTree: Sendable {
  let folder: TemporaryFolder
  let manifest: FileManifest

  var url: URL { folder.url.appending(path: "tree") }

  private init() throws {
    folder = try TemporaryFolder()
    let url = folder.url.appending(path: "tree")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    manifest = try TreeGenerator.build(in: url)
  }

  private static let result = Result { try Self() }

  // The value outlives all tests, so that its folder would too.
  private static let removal: Void = {
    atexit { try? GeneratedTree.result.get().folder.remove() }
  }()

  static func shared() throws -> Self {
    removal
    return try result.get()
  }
}
