@testable import DiscImage
import TestSupport
import Testing

@Suite("Path tables") struct PathTableTests {
  /// /b/d, /b/c, /a/e: by level, then by the number of the folder above, then by identifier.
  private static func example() -> StagingTree {
    var tree = StagingTree()
    let b = tree.addFolder("b")
    let a = tree.addFolder("a")
    tree.addFolder("dd", in: b)
    tree.addFolder("c", in: b)
    tree.addFolder("e", in: a)
    tree.addFile("file", byteCount: 1, in: a)
    return tree
  }

  /// ECMA-119, "Path Table Record", by hand.
  @Test func `list directories level by level with the number of the one above`() throws {
    let image = try ImageFixture.structures(of: Self.example(), .iso9660)
    expectBytes(
      image.block(18),
      equal: """
        01 00 14 00 00 00 01 00 00 00    # 1: the root, at block 20
        01 00 15 00 00 00 01 00 41 00    # 2: A
        01 00 16 00 00 00 01 00 42 00    # 3: B
        01 00 17 00 00 00 02 00 45 00    # 4: E, in 2
        01 00 18 00 00 00 03 00 43 00    # 5: C, in 3
        02 00 19 00 00 00 03 00 44 44    # 6: DD, in 3
        00*1988
        """)
    expectBytes(
      image.block(19),
      equal: """
        01 00 00 00 00 14 00 01 00 00
        01 00 00 00 00 15 00 01 41 00
        01 00 00 00 00 16 00 01 42 00
        01 00 00 00 00 17 00 02 45 00
        01 00 00 00 00 18 00 03 43 00
        02 00 00 00 00 19 00 03 44 44
        00*1988
        """)
  }

  @Test func `of Joliet have its names and its directories`() throws {
    let image = try ImageFixture.structures(of: Self.example(), [.iso9660, .joliet])
    // 16…18 descriptors, 19 and 20 the plain tables, 21 and 22 these; 23…28 the plain directories.
    expectBytes(
      image.block(21).prefix(34),
      equal: """
        01 00 1D 00 00 00 01 00 00 00
        02 00 1E 00 00 00 01 00 00 61
        02 00 1F 00 00 00 01 00 00 62
        02 00 20 00
        """)
  }

  @Test func `are counted in bytes in the descriptor`() throws {
    let image = try ImageFixture.structures(of: Self.example(), .iso9660)
    expectBytes(
      image.block(16)[132..<156],
      equal: "3C 00 00 00 00 00 00 3C  12 00 00 00  00*4  00 00 00 13  00*4")
  }

  @Test func `take as many sectors as they need`() throws {
    var tree = StagingTree()
    for number in 0..<200 { tree.addFolder("folder number \(1000 + number)") }
    let layout = try ImageFixture.layout(of: tree, .iso9660)
    // 10 bytes of the root, 8 + 18 of each other.
    #expect(layout.iso.pathTableByteCount == 10 + 200 * 26)
    #expect(layout.iso.pathTableBlockCount == 3)
    #expect(layout.iso.directories[0].start == 18 + 6)
    #expect(ImageFixture.structures(of: layout).count == Int(layout.contentStart) * 2048)
  }
}
