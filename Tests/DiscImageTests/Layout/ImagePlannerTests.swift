import DiscModel
import TestSupport
import Testing

@testable import DiscImage

@Suite("Planning an image") struct ImagePlannerTests {
  @Test func `puts 150 blocks of zeros behind everything`() throws {
    let layout = try ImageFixture.layout(of: StagingTree(), .iso9660)
    #expect(layout.blockCount == BlockCount(21 + 150))
    #expect(layout.contentStart == 21)
    #expect(layout.contentEnd == 21)
    #expect(layout.fileCount == 0)
  }

  @Test func `counts folders and links among its entries, but not what was taken out`() throws {
    #expect(try ImageFixture.layout(of: StagingTree()).entryCount == 0)
    var tree = StagingTree()
    let folder = tree.addFolder("folder")
    tree.addLink("link", to: "nowhere", in: folder)
    tree.detach([tree.addFile("removed", byteCount: 1)])
    let layout = try ImageFixture.layout(of: tree)
    #expect(layout.entryCount == 2)
    #expect(layout.fileCount == 0)
  }

  @Test func `always has ISO 9660 among its file systems`() {
    #expect(ImageOptions(fileSystems: .joliet).fileSystems == [.iso9660, .joliet])
    #expect(ImageOptions().fileSystems == .standard)
  }

  @Test func `gives each file whole blocks, and none to one without contents`() throws {
    var tree = StagingTree()
    let sizes: [UInt64] = [1, 2048, 2049, 0, 4096]
    for (index, size) in sizes.enumerated() { tree.addFile("\(index)", byteCount: size) }
    let layout = try ImageFixture.layout(of: tree, .iso9660)
    #expect(layout.starts == [0, 21, 22, 23, 0, 25])
    #expect(layout.contentEnd == 27)
    #expect(layout.contentByteCount == 1 + 2048 + 2049 + 4096)
    #expect(layout.fileCount == 5)
  }

  @Test func `puts the files of a folder before those below it`() throws {
    var tree = StagingTree()
    let a = tree.addFolder("a")
    tree.addFile("deep", byteCount: 1, in: tree.addFolder("b", in: a))
    tree.addFile("in a", byteCount: 1, in: a)
    tree.addFile("z", byteCount: 1)
    tree.addFile("last", byteCount: 1, in: tree.addFolder("zz"))
    let layout = try ImageFixture.layout(of: tree)
    #expect(
      layout.files.map { tree.path(of: .init($0)) } == ["/z", "/a/in a", "/a/b/deep", "/zz/last"])
  }

  @Test func `plans a file of 4.5 GiB in one place`() throws {
    var tree = StagingTree()
    tree.addFile("big", byteCount: 4_831_838_208)
    tree.addFile("small", byteCount: 1)
    let layout = try ImageFixture.layout(of: tree)
    #expect(layout.contentEnd - layout.contentStart == 2_359_296 + 1)
    #expect(layout.starts[2] == layout.starts[1] + 2_359_296)
  }

  /// Its 1,024 records of 40 bytes, 51 in a sector, take 21 sectors.
  @Test func `refuses what 31 bits cannot address`() throws {
    func tree(_ blocks: Int64) -> StagingTree {
      var tree = StagingTree()
      tree.addFile("huge", byteCount: UInt64(blocks) * 2048)
      return tree
    }
    let others: Int64 = 20 + 21 + 150
    let most = Int64(Int32.max) - others
    let layout = try ImageFixture.layout(of: tree(most), .iso9660)
    #expect(layout.blockCount == BlockCount(Int64(Int32.max)))
    #expect(throws: ImagePlanError.tooLarge(BlockCount(Int64(Int32.max) + 1))) {
      try ImageFixture.layout(of: tree(most + 1), .iso9660)
    }
    let further = ImageFixture.options(.iso9660, start: LogicalBlockAddress(1))
    #expect(throws: ImagePlanError.self) { try ImagePlanner(further).plan(tree(most)) }
  }

  @Test func `refuses more bytes than can be counted`() throws {
    var tree = StagingTree()
    for number in 0..<5 { tree.addFile("\(number)", byteCount: UInt64(Int64.max)) }
    #expect(throws: ImagePlanError.self) { try ImageFixture.layout(of: tree) }
    tree.detach(tree.children(of: tree.root))
    tree.addFile("small", byteCount: 3)
    #expect(tree.byteCount(of: tree.root) == 3)
  }

  /// A path table numbers from 1, the root, and tells the number of the folder above in 16 bits.
  @Test func `refuses folders that a path table cannot number`() throws {
    var tree = StagingTree()
    for outer in 0..<256 {
      let folder = tree.addFolder("\(1000 + outer)")
      for inner in 0..<256 { tree.addFolder("\(1000 + inner)", in: folder) }
    }
    // Numbers 258…65,793 hold nothing, so that nobody has to name them.
    #expect(try ImageFixture.layout(of: tree, .iso9660).iso.directories.count == 65_793)
    let nameable = try #require(tree.node(at: "/1254/1253"))
    tree.addFolder("in number 65,535", in: nameable)
    let directories = try ImageFixture.layout(of: tree, .iso9660).iso.directories
    #expect(directories.last?.parent == 65_535 - 1)
    tree.addFolder("in number 65,536", in: try #require(tree.node(at: "/1254/1254")))
    #expect(throws: ImagePlanError.tooManyFolders(count: 65_795)) {
      try ImageFixture.layout(of: tree, .iso9660)
    }
  }

  /// "z" comes before "_" among the capital letters of ISO 9660, and after it in Joliet.
  @Test func `refuses folders that Joliet alone cannot number`() throws {
    var tree = StagingTree()
    for number in 0..<65_535 { tree.addFolder("_\(10_000 + number)") }
    let last = tree.addFolder("z")
    tree.addFolder("below", in: last)
    #expect(throws: Never.self) { try ImageFixture.layout(of: tree, .iso9660) }
    #expect(throws: ImagePlanError.tooManyFolders(count: 65_538)) {
      try ImageFixture.layout(of: tree, [.iso9660, .joliet])
    }
  }

  @Test func `gives folders without date the image's`() throws {
    let layout = try ImageFixture.layout(of: StagingTree())
    #expect(layout.planner.attributes.time(of: 0) == CivilTime(ImageFixture.time))
  }

  /// The piece of a name that would make 254 bytes is dropped; the first has 250.
  @Test func `tells which names Linux does not show whole`() throws {
    var tree = StagingTree()
    let long = String(repeating: "n", count: 250)
    let folder = tree.addFolder(long + ".abc")
    tree.addFile(long + "ab", in: folder)
    tree.addFile(long + "abc", in: folder)
    tree.addFile(long + "abcde", in: folder)
    tree.addFile("n" + String(repeating: "ä", count: 127), in: folder)
    func cut(_ systems: FileSystemSet) throws -> [StagingIssue] {
      try ImageFixture.layout(of: tree, systems).issues.filter {
        if case .nameCutByLinux = $0.kind { true } else { false }
      }
    }
    let path = "/" + long + ".abc"
    #expect(
      try cut([.iso9660, .rockRidge, .joliet]).sorted { $0.path < $1.path } == [
        .init(path: path, kind: .nameCutByLinux(shown: long)),
        .init(path: "\(path)/\(long)abcde", kind: .nameCutByLinux(shown: long)),
        .init(
          path: "\(path)/n" + String(repeating: "ä", count: 127),
          // The 250th byte is the first half of a letter.
          kind: .nameCutByLinux(shown: "n" + String(repeating: "ä", count: 124) + "\u{FFFD}")),
      ])
    #expect(try cut([.iso9660, .joliet]).isEmpty)
  }

  @Test func `lists every name that is another on the disc`() throws {
    var tree = StagingTree()
    let folder = tree.addFolder("Ordner ä")
    tree.addFile("plain.txt", in: folder)
    tree.addFile("a:b.txt", in: folder)
    tree.addFile("a?b.txt", in: folder)
    #expect(
      try ImageFixture.layout(of: tree).issues == [
        .init(path: "/Ordner ä", kind: .renamed(in: .iso9660, to: "ORDNER__")),
        .init(path: "/Ordner ä/a:b.txt", kind: .renamed(in: .iso9660, to: "A_B.TXT")),
        .init(path: "/Ordner ä/a?b.txt", kind: .renamed(in: .iso9660, to: "A_B_1.TXT")),
        .init(path: "/Ordner ä/a:b.txt", kind: .renamed(in: .joliet, to: "a_b.txt")),
        .init(path: "/Ordner ä/a?b.txt", kind: .renamed(in: .joliet, to: "a_b_1.txt")),
      ])
    #expect(try ImageFixture.layout(of: tree, [.iso9660, .rockRidge]).issues.count == 3)
  }
}

@Suite("Which files lie where") struct LayoutPathsTests {
  private static func example() throws -> ImageLayout {
    var tree = StagingTree()
    tree.addFile("a", byteCount: 5000)
    tree.addFile("b", byteCount: 1)
    tree.addFile("c", byteCount: 2048, linkGroup: 1)
    tree.addFile("c again", byteCount: 2048, linkGroup: 1)
    tree.addFile("empty")
    return try ImageFixture.layout(of: tree, .iso9660)
  }

  /// Contents begin at block 21: a has three blocks, b and c one each.
  @Test(
    arguments: [
      (21, 1, ["/a"]), (23, 1, ["/a"]), (23, 2, ["/a", "/b"]), (24, 1, ["/b"]),
      (25, 1, ["/c", "/c again"]), (26, 1, []), (0, 21, []), (20, 2, ["/a"]),
      (0, 1000, ["/a", "/b", "/c", "/c again"]), (21, 0, []),
    ] as [(Int64, Int64, [String])])
  func `are found by their blocks`(start: Int64, blocks: Int64, paths: [String]) throws {
    let layout = try Self.example()
    #expect(layout.paths(at: BlockCount(start), blocks: BlockCount(blocks)) == paths)
  }

  @Test func `are not where the structures are`() throws {
    let layout = try Self.example()
    #expect(layout.structureRanges == [16..<21])
  }
}
