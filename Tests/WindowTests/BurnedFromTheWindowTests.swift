import Foundation
import TestSupport
import Testing

/// The same promise as for `spindlectl`, kept by the window: it is driven through the accessibility
/// bus, and programs nobody here wrote read what it burned.
@Suite("A tree of 2,000 files, burned from the window") struct BurnedFromTheWindowTests {
  private static let oracles: [any ImageOracle] = [
    XorrisoOracle(), BsdtarOracle(.rockRidge), PycdlibOracle(.rockRidge), IsoinfoOracle(.rockRidge),
  ]

  @Test func `is read back equal from each kind of medium by programs of others`() throws {
    let tree = try TemporaryFolder()
    let source = try TreeGenerator.build(in: tree.url)
    let discs = try TemporaryFolder()
    try burn(tree.url, into: discs.url)
    for kind in ["cd-r", "dvd+r", "bd-r"] {
      let disc = discs.url.appending(path: kind + ".iso")
      for oracle in Self.oracles {
        expectManifest(try oracle.manifest(of: disc), equal: oracle.shown(source))
      }
    }
  }

  private func burn(_ tree: URL, into discs: URL) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "run")
    let bash = ForeignProgram("env", package: "Debian package coreutils")
    let result = try bash.run(
      ["SPINDLE_TREE=" + tree.path, "bash", script.path, discs.path, "media.py"],
      limit: .seconds(400), accepts: { _ in true })
    #expect(result.status == 0, "\(result.text)\n\(result.standardError)")
  }
}
