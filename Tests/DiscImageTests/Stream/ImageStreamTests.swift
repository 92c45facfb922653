import DiscModel
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import DiscImage

@Suite("Streaming an image") struct ImageStreamTests {
  /// A folder of files with contents that can be told apart.
  static func folder(_ sizes: [String: Int]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, size) in sizes { try folder.write(contents(name, size), to: name) }
    return folder
  }

  static func contents(_ name: String, _ byteCount: Int) -> [UInt8] {
    let seed = name.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) }
    var random = SeededGenerator(seed: seed)
    return random.bytes(byteCount)
  }

  static func layout(of folder: TemporaryFolder) throws -> ImageLayout {
    let scan = try SourceWalk.scan([.init(path: folder.path, placement: .contents)])
    var tree = StagingTree()
    _ = tree.graft(scan, onto: tree.root)
    return try ImageFixture.layout(of: tree)
  }

  @Test func `gives chunks of the size asked for, and a shorter last one`() throws {
    let folder = try Self.folder(["a": 100_000, "b": 1])
    let layout = try Self.layout(of: folder)
    var stream = ImageStream(layout, chunkBlocks: BlockCount(7))
    var next = BlockCount.zero
    while let chunk = try stream.next() {
      #expect(chunk.start == next)
      #expect(chunk.format == .data)
      #expect(chunk.blocks == min(BlockCount(7), layout.blockCount - next))
      next += chunk.blocks
    }
    #expect(next == layout.blockCount)
    #expect(try stream.next() == nil)
  }

  @Test(arguments: [1, 3, 32, 1000])
  func `gives the same bytes in chunks of any size`(blocks: Int) throws {
    let folder = try Self.folder(["a": 70_000, "b/c": 2048, "b/d": 3])
    let layout = try Self.layout(of: folder)
    var stream = ImageStream(layout, chunkBlocks: BlockCount(blocks))
    var bytes: [UInt8] = []
    while let chunk = try stream.next() { chunk.storage.withUnsafeBytes { bytes += $0 } }
    expectBytes(bytes, equal: try ImageFixture.bytes(of: layout))
  }

  @Test func `puts each file where the layout says, filled up with zeros`() throws {
    let sizes = ["a": 1, "b": 2048, "c": 2049, "d": 0, "e/f": 300_000, "e/g": 5]
    let folder = try Self.folder(sizes)
    let layout = try Self.layout(of: folder)
    defer { folder.remove() }
    let image = try ImageFixture.bytes(of: layout)
    #expect(image.count == Int(layout.blockCount.byteCount()))
    for file in layout.files {
      let path = layout.tree.path(of: .init(file))
      let name = String(path.dropFirst())
      let expected = Self.contents(name, try #require(sizes[name]))
      let start = Int(layout.starts[Int(file)]) * 2048
      let end = start + Int(layout.blocks(of: file)) * 2048
      let zeros = [UInt8](repeating: 0, count: end - start - expected.count)
      expectBytes(image[start..<end], equal: expected + zeros)
    }
    #expect(image.suffix(150 * 2048).allSatisfy { $0 == 0 })
  }

  @Test func `reads a hard link once`() throws {
    let folder = try Self.folder(["a": 10_000])
    link(folder.path("a").string, folder.path("b").string)
    let layout = try Self.layout(of: folder)
    #expect(layout.contentEnd - layout.contentStart == 5)
    let image = try ImageFixture.bytes(of: layout)
    expectBytes(
      image[Int(layout.contentStart) * 2048..<Int(layout.contentStart) * 2048 + 10_000],
      equal: Self.contents("a", 10_000))
  }

  /// More folders than are held open at a time, and files before and after each.
  @Test func `finds its way through folders of any depth`() throws {
    var sizes: [String: Int] = [:]
    var path = ""
    for level in 0..<60 {
      path += "d\(level)/"
      sizes[path + "a"] = 10
      sizes[path + "e\(level)/z"] = 20
    }
    let folder = try Self.folder(sizes)
    let layout = try Self.layout(of: folder)
    defer { folder.remove() }
    #expect(layout.files.count == 120)
    let image = try ImageFixture.bytes(of: layout)
    for file in layout.files {
      let name = String(layout.tree.path(of: .init(file)).dropFirst())
      let expected = Self.contents(name, try #require(sizes[name]))
      let start = Int(layout.starts[Int(file)]) * 2048
      expectBytes(image[start..<start + expected.count], equal: expected)
    }
  }

  @Test func `leaves no file open`() throws {
    func openFiles() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }
    let folder = try Self.folder(["a": 100_000, "b/c/d": 100_000])
    let layout = try Self.layout(of: folder)
    defer { folder.remove() }
    // Other tests run meanwhile, so that only a leak of many would show.
    let before = try openFiles()
    for _ in 0..<200 {
      var stream = ImageStream(layout)
      while let chunk = try stream.next() {
        if layout.paths(at: chunk.start, blocks: chunk.blocks).contains("/b/c/d") { break }
      }
    }
    #expect(try openFiles() < before + 150)
  }

  @Test func `reads what was renamed on the disc by its name on the computer`() throws {
    let folder = try Self.folder(["old/file": 10])
    let scan = try SourceWalk.scan([.init(path: folder.path("old"))])
    var tree = StagingTree()
    _ = tree.graft(scan, onto: tree.root)
    let node = try #require(tree.node(at: "/old/file"))
    try tree.rename(try #require(tree.node(at: "/old")), to: "new")
    try tree.rename(node, to: "other")
    try tree.attach(node, to: tree.root)
    #expect(tree.sourcePath(of: node) == folder.path("old/file"))
    let image = try ImageFixture.image(of: tree)
    expectBytes(image.suffix(151 * 2048).prefix(10), equal: Self.contents("old/file", 10))
  }
}

@Suite("Sparse files") struct SparseFileTests {
  private static func makeSparse(
    _ folder: TemporaryFolder, byteCount: Int, islands: [Int: [UInt8]]
  ) throws {
    let file = open(folder.path("sparse").string, O_CREAT | O_RDWR, 0o644)
    try #require(file >= 0)
    defer { close(file) }
    try #require(ftruncate(file, byteCount) == 0)
    for (place, bytes) in islands {
      try #require(pwrite(file, bytes, bytes.count, place) == bytes.count)
    }
  }

  @Test func `have zeros in their holes and data between them`() throws {
    let folder = try TemporaryFolder()
    let islands = [
      0: ImageStreamTests.contents("1", 5000), 3_000_000: ImageStreamTests.contents("2", 70_000),
      9_999_990: ImageStreamTests.contents("3", 10),
    ]
    try Self.makeSparse(folder, byteCount: 10_000_000, islands: islands)
    let layout = try ImageStreamTests.layout(of: folder)
    let image = try ImageFixture.bytes(of: layout)
    let start = Int(layout.contentStart) * 2048
    expectBytes(image[start..<start + 10_000_000], equal: try folder.bytes(of: "sparse"))
  }

  @Test func `of 4.5 GiB take no longer than their data`() throws {
    let folder = try TemporaryFolder()
    let end = 4_831_838_208
    try Self.makeSparse(folder, byteCount: end, islands: [end - 3: [7, 8, 9]])
    let layout = try ImageStreamTests.layout(of: folder)
    #expect(layout.contentByteCount == UInt64(end))
    var stream = ImageStream(layout, chunkBlocks: BlockCount(4096))
    var blocks = BlockCount.zero
    var marks = 0
    let time = try ContinuousClock().measure {
      while let chunk = try stream.next() {
        blocks += chunk.blocks
        let last = Int64(layout.contentEnd) - 1 - chunk.start.rawValue
        guard 0..<chunk.blocks.rawValue ~= last else { continue }
        chunk.storage.withUnsafeBytes { bytes in
          marks = Int(bytes[Int(last) * 2048 + 2045]) + Int(bytes[Int(last) * 2048 + 2047])
        }
      }
    }
    #expect(blocks == layout.blockCount)
    #expect(marks == 7 + 9)
    #expect(time < .seconds(60))
  }
}
