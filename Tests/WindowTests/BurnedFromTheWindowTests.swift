import Foundation
import TestSupport
import Testing

/// The same promise as for `spindlectl`, kept by the window: it is driven through the accessibility
/// bus, and programs nobody here wrote read what it burned.
@Suite("A tree of 2,000 files, burned from the window") struct BurnedFromTheWindowTests {
  private static let oracles: [any ImageOracle] = [
    XorrisoOracle(), BsdtarOracle(.rockRidge), PycdlibOracle(.rockRidge), IsoinfoOracle(.rockRidge),
  ]

  @Test func `is read back equal from each kind of medium by programs of others`() async throws {
    let tree = try TemporaryFolder()
    let source = try TreeGenerator.build(in: tree.url)
    let discs = try TemporaryFolder()
    try await burn(tree.url, into: discs.url)
    for kind in ["cd-r", "dvd+r", "bd-r"] {
      let disc = discs.url.appending(path: kind + ".iso")
      for oracle in Self.oracles {
        expectManifest(try oracle.manifest(of: disc), equal: oracle.shown(source))
      }
    }
  }

  /// Waits on a thread of its own: a window takes minutes, and other tests want the pool's threads.
  private func burn(_ tree: URL, into discs: URL) async throws {
    let result = try await withCheckedThrowingContinuation { continuation in
      Thread { continuation.resume(with: Result { try Self.drive(tree, discs) }) }.start()
    }
    #expect(result.status == 0, "\(result.text)\n\(result.standardError)")
  }

  private static func drive(_ tree: URL, _ discs: URL) throws -> ForeignProgram.Output {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "run")
    return try ForeignProgram("env", package: "Debian package coreutils").run(
      ["SPINDLE_TREE=" + tree.path, "bash", script.path, discs.path, "media.py"],
      limit: .seconds(400), accepts: { _ in true })
  }
}
