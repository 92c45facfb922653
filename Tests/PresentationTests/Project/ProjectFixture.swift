import DiscImage
import SystemPackage
import TestSupport

@testable import Presentation

/// Scans of trees that a test writes to a folder of its own.
struct ProjectFixture {
  let folder: TemporaryFolder

  init(_ files: [String: Int]) throws {
    folder = try TemporaryFolder()
    for (path, byteCount) in files {
      try folder.write([UInt8](repeating: 0x61, count: byteCount), to: path)
    }
  }

  /// What lies in the folder itself.
  func scan() async throws -> SourceScan {
    try await SourceScanner().scan([ScanSource(path: folder.path, placement: .contents)])
  }

  /// One thing in the folder.
  func scan(_ path: String) async throws -> SourceScan {
    try await SourceScanner().scan([ScanSource(path: folder.path(path))])
  }
}

extension DataProject {
  /// Every path on the disc with its size, in the order of the lists.
  var listing: [String] {
    func lines(_ folder: StagingTree.Node) -> [String] {
      tree.children(of: folder).flatMap { node in
        ["\(tree.path(of: node)) \(tree.byteCount(of: node))"] + lines(node)
      }
    }
    return lines(tree.root)
  }

  /// The handle of a path that is there.
  func node(_ path: String) throws -> StagingTree.Node {
    struct Missing: Error { var path: String }
    guard let node = tree.node(at: path) else { throw Missing(path: path) }
    return node
  }
}
