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
    PycdlibOracle(.joliet), SevenZipOracle(), IsoinfoOracle(.joliet),
  ]
  private static let plain: [any ImageOracle] = [
    PycdlibOracle(.plain), IsoinfoOracle(.plain), BsdtarOracle(.plain),
  ]

  @Test(arguments: rockRidge)
  func `finds names, contents, modes, times and links with Rock Ridge`(
    oracle: any ImageOracle
  ) async throws {
    let image = try await GeneratedImage.shared()
    let expected = oracle.shown(image.manifest(in: .rockRidge))
    expectManifest(try oracle.manifest(of: image.url), equal: expected)
  }

  @Test(arguments: joliet)
  func `finds names, contents and times with Joliet`(oracle: any ImageOracle) async throws {
    let image = try await GeneratedImage.shared()
    let expected = oracle.shown(image.manifest(in: .joliet))
    expectManifest(try oracle.manifest(of: image.url), equal: expected)
  }

  @Test(arguments: plain)
  func `finds names, contents and times in the plain tree`(oracle: any ImageOracle) async throws {
    let image = try await GeneratedImage.shared()
    let expected = oracle.shown(image.manifest(in: .plain))
    expectManifest(try oracle.manifest(of: image.url), equal: expected)
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

  /// libisofs, and so xorriso, reads no image at all with a link of more than 1,023 bytes.
  @Test(arguments: [1100, 2000, 4000])
  func `finds the whole target of a very long link`(byteCount: Int) async throws {
    let folder = try TemporaryFolder()
    let source = folder.url.appending(path: "tree")
    try FileManager.default.createDirectory(at: source, withIntermediateDirectories: false)
    var target = ""
    while target.utf8.count < byteCount { target += "/part \(target.utf8.count)" }
    try FileManager.default.createSymbolicLink(
      atPath: source.path + "/link", withDestinationPath: target)
    let image = folder.url.appending(path: "image.iso")
    try await GeneratedImage.write(contentsOf: source, to: image)
    let expected = try FileManifest(folder: source)
    for oracle in [BsdtarOracle(.rockRidge), PycdlibOracle(.rockRidge)] as [any ImageOracle] {
      expectManifest(try oracle.manifest(of: image), equal: expected)
    }
    let blocks = try ImageBlocks(file: image)
    expectManifest(try blocks.tree().manifest(contentsIn: blocks), equal: expected)
  }

  @Test(
    arguments: [
      (FileSystemSet.iso9660, VolumeNames.plain), ([.iso9660, .joliet], .joliet),
      ([.iso9660, .rockRidge], .rockRidge),
    ] as [(FileSystemSet, VolumeNames)])
  func `finds no file system that was not asked for`(
    fileSystems: FileSystemSet, names: VolumeNames
  ) async throws {
    let folder = try TemporaryFolder()
    try folder.write([1, 2, 3], to: "tree/a file")
    let image = folder.url.appending(path: "image.iso")
    try await GeneratedImage.write(
      contentsOf: folder.url.appending(path: "tree"), to: image, fileSystems: fileSystems)
    let tree = try ImageBlocks(file: image).tree()
    #expect(tree.names == names)
    #expect(tree.entries.last?.name == (names == .plain ? "A_FILE" : "a file"))
  }

  @Test(arguments: ["sizes/2049 bytes", "sizes/1000000 bytes", "modes/4755"])
  func `gives single files out to programs that ask by path`(path: String) async throws {
    let image = try await GeneratedImage.shared()
    let expected = try Data(contentsOf: image.source.url.appending(path: path))
    let isoinfo = try IsoinfoOracle(.rockRidge).contents(of: "/" + path, in: image.url)
    expectBytes(isoinfo, equal: expected)
    let output = try TemporaryFolder()
    let file = output.url.appending(path: "out")
    try PycdlibOracle(.rockRidge).extract("/" + path, of: image.url, to: file)
    expectBytes(try Data(contentsOf: file), equal: expected)
  }
}
