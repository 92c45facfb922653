import DiscImage
import DiscModel
import Foundation
import TestSupport
import Testing

/// Our image of the tree of 2,000 files, read by programs nobody here wrote.
@Suite("Reading our images with other programs") struct OwnImageTests {
  private static let rockRidge: [any ImageOracle] = [
    XorrisoOracle(), BsdtarOracle(.rockRidge), PycdlibOracle(.rockRidge), IsoinfoOracle(.rockRidge),
  ]
  private static let joliet: [any ImageOracle] = [
    PycdlibOracle(.joliet), SevenZipOracle(), IsoinfoOracle(.joliet), BsdtarOracle(.joliet),
  ]
  private static let plain: [any ImageOracle] = [
    PycdlibOracle(.plain), IsoinfoOracle(.plain), BsdtarOracle(.plain),
  ]

  @Test(arguments: rockRidge)
  func `finds names, contents, modes, times and links with Rock Ridge`(
    oracle: any ImageOracle
  ) async throws {
    let image = try await GeneratedImage.shared()
    let found = try oracle.manifest(of: image.url)
    expectManifest(found, equal: image.manifest(in: .rockRidge))
  }

  @Test(arguments: joliet)
  func `finds names, contents and times with Joliet`(oracle: any ImageOracle) async throws {
    let image = try await GeneratedImage.shared()
    expectManifest(try oracle.manifest(of: image.url), equal: image.manifest(in: .joliet))
  }

  @Test(arguments: plain)
  func `finds names, contents and times in the plain tree`(oracle: any ImageOracle) async throws {
    let image = try await GeneratedImage.shared()
    expectManifest(try oracle.manifest(of: image.url), equal: image.manifest(in: .plain))
  }

  @Test(arguments: [ImageTree.rockRidge, .joliet, .plain])
  func `finds the same with our own reader`(tree: ImageTree) async throws {
    let image = try await GeneratedImage.shared()
    let blocks = try ImageBlocks(file: image.url)
    let names: VolumeNames = [.rockRidge: .rockRidge, .joliet: .joliet][tree] ?? .plain
    let found = try blocks.tree(names: names).manifest(contentsIn: blocks)
    expectManifest(found, equal: image.manifest(in: tree))
    if tree == .rockRidge { #expect(found.hardLinks == image.source.manifest.hardLinks) }
  }
}
