import DiscImage
import Foundation
import TestSupport
import Testing

/// Images of the tree of 2,000 files, made by programs nobody here wrote.
@Suite("Reading images that other programs made") struct ForeignImageTests {
  private static let genisoimage = ForeignProgram(
    "genisoimage", package: "Debian package genisoimage")
  private static let xorriso = ForeignProgram("xorriso", package: "Debian package xorriso")

  /// For comparing with other readers: genisoimage writes times from 2028 on with an offset from
  /// Greenwich of a day, which some of them take for what it says.
  private static let allButTimes = Set(FileManifest.Field.allCases).subtracting([.modificationTime])

  private let tree: GeneratedTree
  private let folder: TemporaryFolder
  private var image: URL { folder.url.appending(path: "image.iso") }

  init() throws {
    tree = try GeneratedTree.shared()
    folder = try TemporaryFolder()
  }

  private func genisoimage(_ options: [String]) throws -> ImageBlocks {
    try Self.genisoimage.run(["-quiet"] + options + ["-o", image.path, tree.url.path])
    return try ImageBlocks(file: image)
  }

  private func xorriso(_ options: [String]) throws -> ImageBlocks {
    try Self.xorriso.run(
      ["-as", "mkisofs", "-quiet"] + options + ["-o", image.path, tree.url.path])
    return try ImageBlocks(file: image)
  }

  /// Links of more than 250 bytes: of some genisoimage makes fields that reach past the record, on
  /// others it does not end.
  private static let longLinks = ["long path", "very long path", "many components"]
  private static let withoutLongLinks = longLinks.flatMap { ["-m", $0] }

  /// The tree without what the other program cannot store.
  private func expected(without names: [String]) -> FileManifest {
    tree.manifest.removing { path, _ in names.contains { path.description == "links/\($0)" } }
  }

  // genisoimage -quiet -iso-level 3 -R -m "very long path" -m "long path" -m "many components"
  //   -o image.iso tree
  // (no -D, so deep folders are relocated)
  @Test func `finds what genisoimage stored with Rock Ridge, deep folders relocated`() throws {
    let blocks = try genisoimage(["-iso-level", "3", "-R"] + Self.withoutLongLinks)
    let found = try blocks.tree()
    #expect(found.names == .rockRidge)
    expectManifest(
      found.manifest(contentsIn: blocks), equal: expected(without: Self.longLinks))
  }

  // The same with -D.
  @Test func `finds what genisoimage stored with Rock Ridge, deep folders in place`() throws {
    let blocks = try genisoimage(["-iso-level", "3", "-R", "-D"] + Self.withoutLongLinks)
    expectManifest(
      try blocks.tree().manifest(contentsIn: blocks), equal: expected(without: Self.longLinks))
  }

  // xorriso -as mkisofs -quiet --hardlinks -R -J -o image.iso tree
  @Test func `finds what xorriso stored with Rock Ridge`() throws {
    let blocks = try xorriso(["--hardlinks", "-R", "-J"])
    let found = try blocks.tree()
    #expect(found.names == .rockRidge)
    expectManifest(found.manifest(contentsIn: blocks), equal: tree.manifest)
    #expect(found.manifest(contentsIn: blocks).hardLinks == tree.manifest.hardLinks)
  }

  // genisoimage -quiet -J -joliet-long -m unicode -m "long names" -m "odd names" -m …long links
  //   -o image.iso tree
  // (it stores no characters beyond the first plane; other names are changed, so 7z is asked)
  @Test func `finds what genisoimage stored with Joliet alone`() throws {
    let leftOut = ["-m", "unicode", "-m", "long names", "-m", "odd names"]
    let blocks = try genisoimage(["-J", "-joliet-long"] + leftOut + Self.withoutLongLinks)
    let found = try blocks.tree()
    #expect(found.names == .joliet)
    expectManifest(
      found.manifest(contentsIn: blocks), equal: try SevenZipOracle().manifest(of: image),
      in: Self.allButTimes)
  }

  // xorriso -as mkisofs -quiet -R -J -joliet-long -o image.iso tree
  @Test func `finds the Joliet tree of xorriso, as others find it`() throws {
    let blocks = try xorriso(["-R", "-J", "-joliet-long"])
    let found = try blocks.tree(names: .joliet)
    let manifest = found.manifest(contentsIn: blocks)
    expectManifest(
      manifest, equal: try PycdlibOracle(.joliet).manifest(of: image), in: Self.allButTimes)
    let sevenZip = SevenZipOracle()
    expectManifest(try sevenZip.manifest(of: image), equal: sevenZip.shown(manifest))
    #expect(manifest.entries.keys.contains { $0.description == "unicode/caf\u{E9}.txt" })
  }

  // genisoimage -quiet -iso-level 3 -D …long links -o image.iso tree
  @Test func `finds what genisoimage stored without Rock Ridge and Joliet`() throws {
    let blocks = try genisoimage(["-iso-level", "3", "-D"] + Self.withoutLongLinks)
    let found = try blocks.tree()
    #expect(found.names == .plain)
    let manifest = found.manifest(contentsIn: blocks)
    expectManifest(
      manifest, equal: try BsdtarOracle(.plain).manifest(of: image), in: Self.allButTimes)
    expectManifest(
      manifest, equal: try IsoinfoOracle(.plain).manifest(of: image), in: Self.allButTimes)
    expectManifest(
      manifest, equal: try PycdlibOracle(.plain).manifest(of: image), in: Self.allButTimes)
  }

  // genisoimage -quiet -iso-level 3 -R -D -J -joliet-long …long links and the names above -o image.iso tree
  @Test func `agrees with every reader on the trees of genisoimage`() throws {
    let leftOut = ["-m", "unicode", "-m", "long names", "-m", "odd names"]
    let blocks = try genisoimage(
      ["-iso-level", "3", "-R", "-D", "-J", "-joliet-long"] + leftOut + Self.withoutLongLinks)
    let rockRidge = try blocks.tree(names: .rockRidge).manifest(contentsIn: blocks)
    expectManifest(rockRidge, equal: try XorrisoOracle().manifest(of: image), in: Self.allButTimes)
    expectManifest(
      rockRidge, equal: try PycdlibOracle(.rockRidge).manifest(of: image), in: Self.allButTimes)
    let isoinfo = IsoinfoOracle(.rockRidge)
    expectManifest(
      try isoinfo.manifest(of: image), equal: isoinfo.shown(rockRidge), in: Self.allButTimes)
    let joliet = try blocks.tree(names: .joliet).manifest(contentsIn: blocks)
    expectManifest(
      joliet, equal: try PycdlibOracle(.joliet).manifest(of: image), in: Self.allButTimes)
    let jolietIsoinfo = IsoinfoOracle(.joliet)
    expectManifest(
      try jolietIsoinfo.manifest(of: image), equal: jolietIsoinfo.shown(joliet),
      in: Self.allButTimes)
  }
}
