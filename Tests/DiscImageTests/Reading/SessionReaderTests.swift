import DiscModel
import Foundation
import TestSupport
import Testing

@testable import DiscImage

@Suite("Reading a volume") struct SessionReaderTests {
  @Test func `finds a file's name, place, size and time in the plain tree`() throws {
    let tree = try TinyVolume.image([
      18: TinyVolume.ownRecords
        + TinyVolume.record(block: 19, byteCount: 5, name: .text("HELLO.TXT;1"))
    ]).tree()
    #expect(tree.names == .plain)
    #expect(tree.volumeName == "TINY")
    #expect(tree.blockCount == BlockCount(32))
    try #require(tree.entries.count == 2)
    #expect(tree.path(of: 1) == "/HELLO.TXT")
    #expect(tree.entries[1].kind == .file)
    #expect(tree.entries[1].byteCount == 5)
    #expect(tree.entries[1].extents == [VolumeExtent(start: .init(19), byteCount: 5)])
    #expect(tree.entries[1].modificationTime == Timestamp(seconds: 946_684_800))
    #expect(tree.entries[1].attributes == nil)
  }

  @Test func `takes name, attributes and time from Rock Ridge`() throws {
    let fields: HexFixture = """
      4E 4D 0A 01 00 68 65 6C 6C 6F                    # NM: "hello"
      50 58 2C 01 A4 89 00 00 00 00 89 A4              # PX: mode 0104644
        03 00 00 00 00 00 00 03                        #   3 links
        E8 03 00 00 00 00 03 E8                        #   uid 1000
        64 00 00 00 00 00 00 64                        #   gid 100
        07 00 00 00 00 00 00 07                        #   serial 7
      54 46 13 01 03 00*7 7E 0B 16 0A 17 19 00         # TF: creation, modification
      """
    let tree = try TinyVolume.image([
      18: TinyVolume.rockRidgeRecords
        + TinyVolume.record(block: 19, byteCount: 5, name: .text("HELLO;1"), fields: fields)
    ]).tree()
    #expect(tree.names == .rockRidge)
    try #require(tree.entries.count == 2)
    let entry = tree.entries[1]
    #expect(entry.name == "hello")
    #expect(
      entry.attributes
        == PosixAttributes(mode: 0o104644, linkCount: 3, userID: 1000, groupID: 100, serial: 7))
    // 22 November 2026, 10:23:25
    #expect(entry.modificationTime == Timestamp(seconds: 1_795_343_005))
    #expect(tree.entries[0].attributes?.mode == 0o040755)
  }

  @Test func `follows fields into another block, and on into a third`() throws {
    let tree = try TinyVolume.image([
      18: TinyVolume.rockRidgeRecords
        + TinyVolume.record(
          block: 19, byteCount: 5, name: .text("LONG;1"),
          fields: """
            4E 4D 08 01 01 6F 6E 65                     # NM: "one", goes on
            43 45 1C 01 15 00 00 00 00 00 00 15         # CE: block 21
              10 00 00 00 00 00 00 10                   #   from byte 16
              24 00 00 00 00 00 00 24                   #   36 bytes
            """),
      21: """
      00*16
      4E 4D 08 01 01 74 77 6F                         # NM: "two", goes on
      43 45 1C 01 16 00 00 00 00 00 00 16             # CE: block 22
        00*8
        0A 00 00 00 00 00 00 0A                       #   10 bytes
      """,
      22: "4E 4D 0A 01 00 74 68 72 65 65",  // NM: "three"
    ]).tree()
    #expect(tree.entries.last?.name == "onetwothree")
  }

  @Test func `joins the parts of a link's target`() throws {
    let fields: HexFixture = """
      4E 4D 06 01 00 6C                                 # NM: "l"
      53 4C 11 01 01 08 00 04 00 02 00 00 01 61 01 01 62   # SL: "/", "..", ".", "a", "b" goes on
      53 4C 0B 01 00 00 01 63 00 01 64                  # SL: "c", "d"
      """
    let tree = try TinyVolume.image([
      18: TinyVolume.rockRidgeRecords
        + TinyVolume.record(block: 0, byteCount: 0, name: .text("L;1"), fields: fields)
    ]).tree()
    #expect(tree.entries.last?.kind == .symbolicLink)
    #expect(tree.entries.last?.linkTarget == "/.././a/bc/d")
  }

  @Test func `joins the sections of a large file`() throws {
    let tree = try TinyVolume.image([
      18: TinyVolume.ownRecords
        + TinyVolume.record(block: 19, byteCount: 4096, flags: 0x80, name: .text("BIG;1"))
        + TinyVolume.record(block: 25, byteCount: 2048, flags: 0x80, name: .text("BIG;1"))
        + TinyVolume.record(block: 23, byteCount: 7, name: .text("BIG;1"))
        + TinyVolume.record(block: 24, byteCount: 1, name: .text("NEXT;1"))
    ]).tree()
    #expect(tree.entries.map(\.name) == ["", "BIG", "NEXT"])
    #expect(tree.entries[1].byteCount == 6151)
    #expect(tree.entries[1].extents.map(\.start.rawValue) == [19, 25, 23])
  }

  @Test func `puts a relocated folder where it belongs, and hides where it lay`() throws {
    let deep: HexFixture = "43 4C 0C 01 17 00 00 00 00 00 00 17"  // CL: block 23
    let moved: HexFixture = "52 45 04 01"  // RE
    let tree = try TinyVolume.image([
      18: TinyVolume.rockRidgeRecords
        + TinyVolume.record(block: 22, flags: 2, name: .text("A"))
        + TinyVolume.record(block: 21, flags: 2, name: .text("RR_MOVED")),
      21: TinyVolume.own(block: 21)
        + TinyVolume.record(block: 23, flags: 2, name: .text("DEEP"), fields: moved),
      22: TinyVolume.own(block: 22)
        + TinyVolume.record(block: 0, byteCount: 0, name: .text("DEEP"), fields: deep),
      23: TinyVolume.own(block: 23)
        + TinyVolume.record(block: 24, byteCount: 1, name: .text("FILE;1")),
    ]).tree()
    #expect(Set(tree.entries.indices.map(tree.path)) == ["/", "/A", "/A/DEEP", "/A/DEEP/FILE"])
  }

  @Test func `passes over the bytes that SP says belong to another system`() throws {
    let own = TinyVolume.record(
      block: 18, flags: 2, name: "00",
      fields: "53 50 07 01 BE EF 0E 50 58 24 01 ED 41 00 00 00 00 41 ED 00*24")
    let file = TinyVolume.record(
      block: 19, byteCount: 1, name: .text("X;1"),
      fields: "00 00 00 00 0D 55 58 41 00 00 00 00 00 00 4E 4D 06 01 00 78")
    #expect(try TinyVolume.image([18: own + file]).tree().entries.last?.name == "x")
  }

  @Test(
    arguments: [
      (nil, VolumeNames.joliet, "\u{E9}\u{1F4BF}"), (.joliet, .joliet, "\u{E9}\u{1F4BF}"),
      (.plain, .plain, "E"),
    ] as [(VolumeNames?, VolumeNames, String)])
  func `prefers Joliet to plain names unless told otherwise`(
    wanted: VolumeNames?, names: VolumeNames, name: String
  ) throws {
    let image = TinyVolume.image([
      17: TinyVolume.joliet,
      18: TinyVolume.ownRecords
        + TinyVolume.record(block: 19, byteCount: 1, name: .text("E.;1")),
      20: TinyVolume.own(block: 20)
        + TinyVolume.record(block: 19, byteCount: 1, name: "00 E9 D8 3D DC BF 00 3B 00 31"),
      21: TinyVolume.terminator,
    ])
    let tree = try image.tree(names: wanted)
    #expect(tree.names == names)
    #expect(tree.entries.last?.name == name)
  }

  @Test func `reads a session that does not begin at the disc's start`() throws {
    var bytes = Data(count: 100 * 2048)
    let session = TinyVolume.image([
      18: TinyVolume.ownRecords + TinyVolume.record(block: 119, byteCount: 1, name: .text("A;1"))
    ])
    bytes += session.bytes
    // The root's address counts from the start of the disc.
    bytes[116 * 2048 + 158] = 118
    let image = ImageBlocks(bytes)
    let tree = try SessionReader(start: .init(100)).readTree {
      (address, blocks, buffer) throws(ImageBlocks.Unreadable) in
      try image.read(address, blocks, buffer)
    }
    #expect(tree.entries.last?.extents.first?.start == LogicalBlockAddress(119))
  }
}
