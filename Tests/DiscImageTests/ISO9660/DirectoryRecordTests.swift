@testable import DiscImage
import TestSupport
import Testing

@Suite("Directory records") struct DirectoryRecordTests {
  @Test(arguments: [(1, 34), (2, 36), (3, 36), (7, 40), (33, 66)])
  func `have an even length`(identifier: Int, length: Int) {
    #expect(DirectoryRecord.byteCount(identifierByteCount: identifier) == length)
  }

  @Test(arguments: [
    (0, 34, 0), (34, 34, 34), (2000, 48, 2000), (2000, 50, 2048), (2048, 40, 2048),
    (4090, 34, 4096),
  ])
  func `never cross a sector`(end: Int, length: Int, place: Int) {
    #expect(DirectoryRecord.place(after: end, byteCount: length) == place)
  }

  @Test(arguments: [
    (0, 1), (1, 1), (0xFFFF_F800, 1), (0xFFFF_F801, 2), (0xFFFF_FFFF, 2), (0x1_0000_0000, 2),
    (0x1_FFFF_F000, 2), (0x1_FFFF_F001, 3), (30_000_000_000, 7),
  ] as [(UInt64, Int)])
  func `tell a file of 4 GiB and more in several extents`(byteCount: UInt64, extents: Int) {
    var record = NodeRecord()
    record.byteCount = byteCount
    #expect(DirectoryRecord.extentCount(of: record) == extents)
  }

  /// ECMA-119, "Format of a Directory Record", by hand.
  @Test func `of a plain tree hold place, size, date and identifier`() throws {
    var tree = StagingTree()
    tree.addFile("a.txt", byteCount: 5)
    tree.addFolder("sub")
    let image = try ImageFixture.structures(of: tree, .iso9660)
    expectBytes(
      image.block(20),
      equal: """
        22 00                            # ".": 34 bytes, no extended attributes
        14 00 00 00 00 00 00 14          # at block 20
        00 08 00 00 00 00 08 00          # 2,048 bytes
        7B 0B 0E 16 0D 14 00             # 2023-11-14 22:13:20
        02 00 00 01 00 00 01 01 00       # a directory, of volume 1
        22 00                            # "..": the root's is the root
        14 00 00 00 00 00 00 14
        00 08 00 00 00 00 08 00
        7B 0B 0E 16 0D 14 00
        02 00 00 01 00 00 01 01 01
        28 00                            # the file: 33 + 7 bytes
        16 00 00 00 00 00 00 16          # at block 22
        05 00 00 00 00 00 00 05          # 5 bytes
        46 01 01 00 00 00 00             # 1970-01-01
        00 00 00 01 00 00 01
        07 41 2E 54 58 54 3B 31          # "A.TXT;1"
        24 00                            # the folder: 33 + 3 bytes
        15 00 00 00 00 00 00 15
        00 08 00 00 00 00 08 00
        46 01 01 00 00 00 00
        02 00 00 01 00 00 01
        03 53 55 42                      # "SUB"
        00*1904
        """)
    expectBytes(
      image.block(21).prefix(68),
      equal: """
        22 00 15 00 00 00 00 00 00 15    # the folder's ".": itself
        00 08 00 00 00 00 08 00 46 01 01 00 00 00 00 02 00 00 01 00 00 01 01 00
        22 00 14 00 00 00 00 00 00 14    # its "..": the root
        00 08 00 00 00 00 08 00 7B 0B 0E 16 0D 14 00 02 00 00 01 00 00 01 01 01
        """)
  }

  @Test func `of a Joliet tree have two bytes a character`() throws {
    var tree = StagingTree()
    tree.addFile("é", byteCount: 1)
    let image = try ImageFixture.structures(of: tree, [.iso9660, .joliet])
    // Descriptors 16…18, path tables 19…22, the plain root 23.
    expectBytes(
      image.block(24).dropFirst(68).prefix(40),
      equal: """
        28 00                            # 33 + 6 bytes and one to make it even
        19 00 00 00 00 00 00 19          # at block 25
        01 00 00 00 00 00 00 01
        46 01 01 00 00 00 00 00 00 00 01 00 00 01
        06 00 E9 00 3B 00 31             # "é;1"
        00
        """)
  }

  @Test func `of a large file follow each other, all but the last marked`() throws {
    var tree = StagingTree()
    tree.addFile("big", byteCount: 0xFFFF_F800 * 2 + 1)
    let image = try ImageFixture.structures(of: tree, .iso9660)
    expectBytes(
      image.block(20).dropFirst(68).prefix(120),
      equal: """
        28 00 15 00 00 00 00 00 00 15    # at block 21
        00 F8 FF FF FF FF F8 00          # 4 GiB less one sector
        46 01 01 00 00 00 00 80 00 00 01 00 00 01 06 42 49 47 2E 3B 31 00
        28 00 14 00 20 00 00 20 00 14    # 2,097,151 blocks further on
        00 F8 FF FF FF FF F8 00
        46 01 01 00 00 00 00 80 00 00 01 00 00 01 06 42 49 47 2E 3B 31 00
        28 00 13 00 40 00 00 40 00 13
        01 00 00 00 00 00 00 01          # the last byte
        46 01 01 00 00 00 00 00 00 00 01 00 00 01 06 42 49 47 2E 3B 31 00
        """)
  }

  @Test func `of a file without contents have no place`() throws {
    var tree = StagingTree()
    tree.addFile("empty")
    let image = try ImageFixture.structures(of: tree, .iso9660)
    expectBytes(image.block(20).dropFirst(70).prefix(16), equal: "00*16")
  }
}

@Suite("Order of directory records") struct RecordOrderTests {
  private static func order(_ names: [String]) throws -> [String] {
    var tree = StagingTree()
    for name in names { tree.addFile(name) }
    return try ImageFixture.layout(of: tree).iso.order.map { tree.name(of: .init($0)) }
  }

  /// ECMA-119, "Order of Directory Records": by name, filled up with spaces, then by extension.
  @Test func `is by name first and then by extension`() throws {
    #expect(
      try Self.order(["ab.a", "a.z", "a", "a1", "a_.b", "b", "a.1", "1"])
        == ["1", "a", "a.1", "a.z", "a1", "ab.a", "a_.b", "b"])
  }

  @Test func `is by the identifier and not by the name`() throws {
    #expect(try Self.order(["éa", "Zb", "zc"]) == ["Zb", "zc", "éa"])
  }
}

@Suite("Identifiers that became the same") struct ClashTests {
  private static func identifiers(_ tree: StagingTree) throws -> [String: String] {
    let layout = try ImageFixture.layout(of: tree)
    return Dictionary(
      uniqueKeysWithValues: layout.iso.order.map { node in
        let name = tree.name(of: .init(node))
        let isFolder = tree.kind(of: .init(node)) == .folder
        let number = layout.iso.numbers[node, default: 0]
        return (name, identifier(.iso9660, name, isFolder: isFolder, number: number).text)
      })
  }

  @Test func `get numbers in the order that the user sees`() throws {
    var tree = StagingTree()
    for name in ["日.txt", "月.txt", "A?.TXT", "a!.txt", "火.txt"] { tree.addFile(name) }
    #expect(
      try Self.identifiers(tree) == [
        "a!.txt": "A_.TXT;1", "A?.TXT": "A__1.TXT;1",
        "日.txt": "_.TXT;1", "月.txt": "__1.TXT;1", "火.txt": "__2.TXT;1",
      ])
  }

  @Test func `leave numbers out that another name has`() throws {
    var tree = StagingTree()
    for name in ["a!", "a?", "a__1", "a__2"] { tree.addFile(name) }
    #expect(
      try Self.identifiers(tree) == [
        "a!": "A_.;1", "a?": "A__3.;1", "a__1": "A__1.;1", "a__2": "A__2.;1",
      ])
  }

  @Test func `are told apart also between a folder and a file without extension`() throws {
    var tree = StagingTree()
    tree.addFolder("same")
    tree.addFile("SAME")
    #expect(try Self.identifiers(tree) == ["same": "SAME", "SAME": "SAME_1.;1"])
  }

  @Test func `are unique and in order, however many there are`() throws {
    var tree = StagingTree()
    for number in 0..<2000 {
      let name = String(UnicodeScalar(0x4E00 + number)!) + "."
      tree.addFile(name + String(repeating: "é", count: number % 3))
    }
    let layout = try ImageFixture.layout(of: tree)
    let names = Set(try Self.identifiers(tree).values)
    #expect(names.count == 2000)
    #expect(names.allSatisfy { $0.count <= 33 })
    #expect(layout.iso.numbers.count == 1997)
    #expect(layout.joliet?.numbers.isEmpty == true)
  }
}
