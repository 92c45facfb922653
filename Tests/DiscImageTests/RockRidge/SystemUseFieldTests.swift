@testable import DiscImage
import TestSupport
import Testing

@Suite("System use fields") struct SystemUseFieldTests {
  private static func entry(_ byteCount: Int, _ mark: UInt8 = 0xEE) -> [UInt8] {
    Array(repeating: mark, count: byteCount)
  }

  @Test func `stay in the record as long as they fit`() {
    let field = SystemUseField([Self.entry(44), Self.entry(56)], room: 100)
    #expect(field.entries.count == 2)
    #expect(field.continued.isEmpty)
    #expect(field.byteCount == 100)
  }

  @Test func `go on elsewhere where they do not, with room for the entry that says so`() {
    let field = SystemUseField([Self.entry(44), Self.entry(28), Self.entry(29)], room: 100)
    #expect(field.entries.map(\.count) == [44, 28])
    #expect(field.continued.map(\.count) == [29])
    #expect(field.byteCount == 100)
  }

  @Test func `keep their order`() {
    let field = SystemUseField([Self.entry(90), Self.entry(5), Self.entry(20)], room: 100)
    #expect(field.entries.isEmpty)
    #expect(field.continued.map(\.count) == [90, 5, 20])
    #expect(field.byteCount == 28)
  }

  @Test func `cut a name of more than 250 bytes`() {
    let attributes = RockRidgeAttributes(
      mode: 0, linkCount: 1, userID: 0, groupID: 0, serialNumber: 1,
      modificationTime: CivilTime(Timestamp(seconds: 0)))
    let name = [UInt8](repeating: 0x6E, count: 255)
    let entries = name.withUnsafeBytes {
      SystemUseField.entries(attributes, name: $0, target: nil)
    }
    #expect(entries.map(\.count) == [44, 12, 255, 10])
    expectBytes(entries[2].prefix(6), equal: "4E 4D FF 01 01 6E")
    expectBytes(entries[3], equal: "4E 4D 0A 01 00 6E*5")
  }
}

@Suite("Continuation areas") struct ContinuationBlocksTests {
  private typealias Area = ContinuationBlocks.Area

  @Test func `follow each other in a block`() {
    var blocks = ContinuationBlocks(start: 50)
    #expect(blocks.store([[1, 2, 3]]) == Area(block: 50, offset: 0, byteCount: 3))
    #expect(blocks.store([[4], [5]]) == Area(block: 50, offset: 3, byteCount: 2))
    #expect(blocks.bytes == [1, 2, 3, 4, 5])
    #expect(blocks.blockCount == 1)
  }

  @Test func `never cross into the next block`() {
    var blocks = ContinuationBlocks(start: 50)
    _ = blocks.store([Array(repeating: 1, count: 2000)])
    let second = blocks.store([Array(repeating: 2, count: 49)])
    #expect(second == Area(block: 51, offset: 0, byteCount: 49))
    #expect(blocks.store([[3]]) == Area(block: 51, offset: 49, byteCount: 1))
    #expect(blocks.bytes[2000..<2048].allSatisfy { $0 == 0 })
  }

  @Test func `fill a block to its last byte`() {
    var blocks = ContinuationBlocks(start: 0)
    _ = blocks.store([Array(repeating: 1, count: 2048)])
    #expect(blocks.store([[2]]) == Area(block: 1, offset: 0, byteCount: 1))
    #expect(blocks.blockCount == 2)
  }

  @Test func `go on in a further area where a block is not enough`() {
    var blocks = ContinuationBlocks(start: 50)
    _ = blocks.store([[9]])
    let entries = (0..<10).map { Array(repeating: UInt8($0), count: 250) }
    let area = blocks.store(entries)
    #expect(area == Area(block: 51, offset: 0, byteCount: 8 * 250 + 28))
    #expect(blocks.blockCount == 3)
    expectBytes(
      blocks.bytes[2048 + 2000..<2048 + 2028],
      equal: """
        43 45 1C 01 34 00 00 00 00 00 00 34    # goes on in block 52
        00*8 F4 01 00 00 00 00 01 F4           # with 500 bytes
        """)
    expectBytes(blocks.bytes[4096...], equal: "08*250 09*250")
  }
}

@Suite("Rock Ridge in directories") struct RockRidgeDirectoryTests {
  /// The root's "." carries what tells readers that Rock Ridge is there.
  @Test func `begins in the root`() throws {
    let image = try ImageFixture.structures(of: StagingTree(), [.iso9660, .rockRidge])
    expectBytes(
      image.block(20),
      equal: """
        7E 00 14 00 00 00 00 00 00 14        # ".": 34 + 7 + 44 + 12 + 28 bytes and one
        00 08 00 00 00 00 08 00
        7B 0B 0E 16 0D 14 00 02 00 00 01 00 00 01 01 00
        53 50 07 01 BE EF 00                 # SP
        50 58 2C 01                          # PX
        ED 41 00 00 00 00 41 ED              # 040755
        02 00 00 00 00 00 00 02
        00*8 00*8
        01 00 00 00 00 00 00 01
        54 46 0C 01 02 7B 0B 0E 16 0D 14 00  # TF
        43 45 1C 01                          # CE: at block 21, from byte 0, 183 bytes
        15 00 00 00 00 00 00 15
        00*8
        B7 00 00 00 00 00 00 B7
        00
        5A 00 14 00 00 00 00 00 00 14        # "..": 34 + 44 + 12 bytes
        00 08 00 00 00 00 08 00
        7B 0B 0E 16 0D 14 00 02 00 00 01 00 00 01 01 01
        50 58 2C 01
        ED 41 00 00 00 00 41 ED
        02 00 00 00 00 00 00 02
        00*8 00*8
        01 00 00 00 00 00 00 01
        54 46 0C 01 02 7B 0B 0E 16 0D 14 00
        00*1832
        """)
    expectBytes(image.block(21).prefix(8), equal: "45 52 B7 01 0A 48 5D 01")
    expectBytes(image.block(21).dropFirst(183), equal: "00*1865")
  }

  @Test func `gives a file its name, mode and time`() throws {
    var tree = StagingTree()
    tree.addFile("Ä b", byteCount: 3, seconds: 1_700_000_000, permissions: 0o4755)
    let image = try ImageFixture.structures(of: tree, [.iso9660, .rockRidge])
    // Behind "." (126 bytes) and ".." (90 bytes); contents begin at block 22.
    expectBytes(
      image.block(20).dropFirst(216).prefix(106),
      equal: """
        6A 00 16 00 00 00 00 00 00 16        # 33 + 6 + 44 + 12 + 9 bytes, and two to be even
        03 00 00 00 00 00 00 03
        7B 0B 0E 16 0D 14 00 00 00 00 01 00 00 01
        06 5F 5F 42 2E 3B 31 00              # "__B.;1"
        50 58 2C 01
        ED 89 00 00 00 00 89 ED              # 0104755
        01 00 00 00 00 00 00 01
        00*8 00*8
        02 00 00 00 00 00 00 02              # the second node of the tree
        54 46 0C 01 02 7B 0B 0E 16 0D 14 00
        4E 4D 09 01 00 C3 84 20 62           # "Ä b"
        00
        """)
  }

  @Test func `gives a link its target`() throws {
    var tree = StagingTree()
    tree.addLink("l", to: "/a")
    let image = try ImageFixture.structures(of: tree, [.iso9660, .rockRidge])
    expectBytes(
      image.block(20).dropFirst(216).prefix(112),
      equal: """
        6E 00 00*8 00*8                      # no place and no contents
        46 01 01 00 00 00 00 00 00 00 01 00 00 01
        04 4C 2E 3B 31 00                    # "L.;1"
        50 58 2C 01
        FF A1 00 00 00 00 A1 FF              # 0120777
        01 00 00 00 00 00 00 01
        00*8 00*8
        02 00 00 00 00 00 00 02
        54 46 0C 01 02 46 01 01 00 00 00 00
        4E 4D 06 01 00 6C
        53 4C 0A 01 00 08 00 00 01 61
        00 00
        """)
  }

  @Test func `counts the names of a hard link, and gives them one number and one place`() throws {
    var tree = StagingTree()
    tree.addFile("a", byteCount: 1, linkGroup: 1)
    tree.addFile("b", byteCount: 1, linkGroup: 1)
    tree.addFile("c", byteCount: 1)
    let image = try ImageFixture.structures(of: tree, [.iso9660, .rockRidge])
    let records = (0..<3).map { Array(image.block(20)[216 + $0 * 100..<316 + $0 * 100]) }
    #expect(records.map { $0[0] } == [100, 100, 100])
    #expect(records.map { $0[2] } == [22, 22, 23])
    let attributes = records.map { $0[38..<82] }
    #expect(attributes.map { $0[38 + 12] } == [2, 2, 1])
    #expect(attributes.map { $0[38 + 36] } == [2, 2, 4])
  }

  @Test func `counts the folders in a folder as its links`() throws {
    var tree = StagingTree()
    tree.addFolder("a")
    tree.addFolder("b")
    tree.addFile("c")
    let layout = try ImageFixture.layout(of: tree)
    let attributes = layout.planner.attributes
    func links(_ node: UInt32) -> UInt32 {
      attributes.rockRidge(of: node, time: attributes.time(of: node)).linkCount
    }
    #expect([0, 1, 2, 3].map(links) == [4, 2, 2, 1])
  }

  @Test func `continues a long name behind the directory`() throws {
    var tree = StagingTree()
    let name = String(repeating: "n", count: 200)
    tree.addFile(name)
    let layout = try ImageFixture.layout(of: tree, [.iso9660, .rockRidge])
    #expect(layout.iso.directories[0].blockCount == 1)
    #expect(layout.iso.directories[0].continuationBlockCount == 1)
    let image = ImageFixture.structures(of: layout)
    let record = image.block(20).dropFirst(216)
    // 33 + 33 + PX and TF, then CE: block 21, behind the 183 bytes of ER, 205 bytes.
    expectBytes(
      record.dropFirst(66 + 56).prefix(28),
      equal: """
        43 45 1C 01 15 00 00 00 00 00 00 15
        B7 00 00 00 00 00 00 B7
        CD 00 00 00 00 00 00 CD
        """)
    expectBytes(image.block(21)[183..<388], equal: "4E 4D CD 01 00 6E*200")
  }
}
