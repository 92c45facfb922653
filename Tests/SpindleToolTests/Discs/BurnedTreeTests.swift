import Foundation
import TestSupport
import Testing

/// The promise of the whole: what was burned is read back equal, by programs nobody here wrote.
@Suite("A tree of 2,000 files, burned onto each kind of medium") struct BurnedTreeTests {
  private static let rockRidge: [any ImageOracle] = [
    XorrisoOracle(), BsdtarOracle(.rockRidge), PycdlibOracle(.rockRidge), IsoinfoOracle(.rockRidge),
  ]
  private static let joliet: [any ImageOracle] = [SevenZipOracle(), PycdlibOracle(.joliet)]
  private static let plain: [any ImageOracle] = [IsoinfoOracle(.plain), BsdtarOracle(.plain)]

  @Test(arguments: BurnedTree.kinds, rockRidge)
  func `is read back with names, contents, modes, times and links`(
    kind: String, oracle: any ImageOracle
  ) throws {
    let disc = try BurnedTree.shared(kind)
    let found = try oracle.manifest(of: disc.sectors)
    expectManifest(found, equal: oracle.shown(disc.source))
    // The others show no hard links.
    if oracle is XorrisoOracle || oracle is BsdtarOracle {
      #expect(found.hardLinks == disc.source.hardLinks)
    }
  }

  @Test(arguments: BurnedTree.kinds, joliet)
  func `is read back by readers of Joliet`(kind: String, oracle: any ImageOracle) throws {
    let disc = try BurnedTree.shared(kind)
    expectManifest(
      try oracle.manifest(of: disc.sectors), equal: oracle.shown(disc.manifest(in: .joliet)))
  }

  @Test(arguments: BurnedTree.kinds, plain)
  func `is read back by readers of plain ISO 9660`(kind: String, oracle: any ImageOracle) throws {
    let disc = try BurnedTree.shared(kind)
    expectManifest(
      try oracle.manifest(of: disc.sectors), equal: oracle.shown(disc.manifest(in: .plain)))
  }
}

/// A drive does one thing at a time, so these take turns.
@Suite("The drive that a tree of 2,000 files was burned in", .serialized)
struct BurnedTreeDriveTests {
  @Test(arguments: BurnedTree.kinds)
  func `is exported as it stands on the medium`(kind: String) throws {
    let disc = try BurnedTree.shared(kind)
    let image = disc.bench.path("export.iso")
    try disc.bench.succeed(["medium", "export", disc.bench.drive, image])
    let exported = try Data(contentsOf: URL(filePath: image), options: .alwaysMapped)
    let sectors = try Data(contentsOf: disc.sectors, options: .alwaysMapped)
    #expect(exported.count > 4_000_000)
    expectBytes(sectors.prefix(exported.count), equal: exported)
  }

  @Test(arguments: BurnedTree.kinds)
  func `is found equal by verify`(kind: String) throws {
    let disc = try BurnedTree.shared(kind)
    let result = try disc.bench.succeed([
      "verify", disc.bench.drive, BurnedTree.folder.path + "/", "--json",
    ])
    let verified = try #require(try result.events().last)
    #expect(verified.name == "verified")
    #expect(verified["isEqual"] == true)
    #expect(verified["entries"] == disc.source.entries.count)
  }

  @Test func `differs by a changed byte, a missing and an extra file, which verify names`() throws {
    let disc = try BurnedTree.shared("dvd+r")
    let copy = disc.bench.path("changed")
    try ForeignProgram("cp", package: "Debian package coreutils")
      .run(["-a", BurnedTree.folder.path, copy])
    try changeByte(copy + "/sizes/1000000 bytes", at: 654_321)
    try FileManager.default.removeItem(atPath: copy + "/sizes/2049 bytes")
    try Data("new".utf8).write(to: URL(filePath: copy + "/unicode/new"))
    // What a folder holds was changed, which changed its time.
    for folder in ["sizes", "unicode"] {
      try ForeignProgram("touch", package: "Debian package coreutils")
        .run(["-r", BurnedTree.folder.path + "/" + folder, copy + "/" + folder])
    }
    let result = try disc.bench.run(["verify", disc.bench.drive, copy + "/", "--json"])
    let events = try result.events()
    #expect(result.status == 4)
    #expect(events.last?["exitStatus"] == 4)
    let paths = events.filter { $0.name == "difference" }.compactMap { $0["path", as: String.self] }
    #expect(
      paths.sorted() == ["/sizes/1000000 bytes", "/sizes/2049 bytes", "/unicode/new"])
  }

  /// Changes a byte of a file, whose size and time stay.
  private func changeByte(_ path: String, at offset: UInt64) throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: offset)
    let byte = try #require(try file.read(upToCount: 1)?.first)
    try file.seek(toOffset: offset)
    try file.write(contentsOf: [byte ^ 1])
    try file.close()
    try FileManager.default.setAttributes(
      [.modificationDate: attributes[.modificationDate] as Any], ofItemAtPath: path)
  }
}
