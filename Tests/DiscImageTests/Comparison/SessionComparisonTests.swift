import DiscModel
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import DiscImage

@Suite("Comparing a disc with its source") struct SessionComparisonTests {
  /// A small tree, its image, and the tree as it was when the image was made.
  private struct Disc {
    let folder: TemporaryFolder
    let source: URL
    var image: ImageBlocks

    init(hardLinks: [String: String] = [:]) async throws {
      folder = try TemporaryFolder()
      source = folder.url.appending(path: "tree")
      for (name, byteCount) in [
        ("a.txt", 5), ("large", 200_000), ("sub/b.txt", 3000), ("empty", 0),
      ] {
        let bytes = (0..<byteCount).map { UInt8(truncatingIfNeeded: $0 / 3) }
        try folder.write(bytes, to: "tree/\(name)")
      }
      try FileManager.default.createSymbolicLink(
        atPath: source.path + "/link", withDestinationPath: "a.txt")
      for (first, second) in hardLinks {
        link("\(source.path)/\(first)", "\(source.path)/\(second)")
      }
      let url = folder.url.appending(path: "image.iso")
      try await GeneratedImage.write(contentsOf: source, to: url)
      image = ImageBlocks(try Data(contentsOf: url))
    }

    func path(_ name: String) -> String { source.path + "/" + name }

    /// What differs between the disc and the source as it is now.
    func differences() async throws -> [SessionDifference] {
      try run(SessionComparison(try await stagedTree(), with: try image.tree()))
    }

    @discardableResult
    func run(
      _ comparison: SessionComparison, isFatal: Bool = false,
      isCancelled: () -> Bool = { false }
    ) throws -> [SessionDifference] {
      try comparison.run(
        isCancelled: isCancelled, isFatal: { _ in isFatal },
        readBlocks: { (address, blocks, buffer) throws(ImageBlocks.Unreadable) in
          try image.read(address, blocks, buffer)
        })
    }

    func stagedTree() async throws -> StagingTree {
      let scan = try await SourceScanner().scan([
        ScanSource(path: FilePath(source.path), placement: .contents)
      ])
      var tree = StagingTree()
      _ = tree.graft(scan, onto: tree.root)
      return tree
    }

    func start(of path: String) throws -> Int {
      let tree = try image.tree()
      let index = try #require(tree.entries.indices.first { tree.path(of: $0) == path })
      return Int(try #require(tree.entries[index].extents.first).start.rawValue)
    }
  }

  @Test func `finds nothing on a disc that is as it should be`() async throws {
    #expect(try await Disc().differences() == [])
  }

  @Test func `finds nothing in the image of 2,000 files`() async throws {
    let image = try await GeneratedImage.shared()
    let blocks = try ImageBlocks(file: image.url)
    let comparison = SessionComparison(image.tree, with: try blocks.tree())
    var last: UInt64 = 0
    let found = try comparison.run(
      progress: { done in
        #expect(done >= last)
        last = done
      },
      readBlocks: { (address, count, buffer) throws(ImageBlocks.Unreadable) in
        try blocks.read(address, count, buffer)
      })
    #expect(found == [])
    #expect(last == comparison.contentByteCount)
    #expect(last > 5_000_000)
  }

  @Test func `tells what is missing, and what is there alone, by the highest folder`() async throws
  {
    let disc = try await Disc()
    try disc.folder.write([1], to: "tree/new/below/c")
    try FileManager.default.removeItem(atPath: disc.path("sub"))
    let found = try await disc.differences()
    #expect(found.map(\.path) == ["/new", "/sub"])
    #expect(found.map(\.kind) == [.missing, .extra])
  }

  @Test func `tells a file from a folder and a link`() async throws {
    let disc = try await Disc()
    try FileManager.default.removeItem(atPath: disc.path("sub"))
    try FileManager.default.removeItem(atPath: disc.path("link"))
    try disc.folder.write([1], to: "tree/sub")
    try disc.folder.write([1], to: "tree/link")
    #expect(
      try await disc.differences() == [
        .init(path: "/link", kind: .kind(expected: .file, found: .symbolicLink)),
        .init(path: "/sub", kind: .kind(expected: .file, found: .folder)),
      ])
  }

  @Test func `tells sizes, and what a link points at`() async throws {
    let disc = try await Disc()
    let time = try FileManager.default.attributesOfItem(atPath: disc.path("a.txt"))
    try Data(count: 7).write(to: disc.source.appending(path: "a.txt"))
    try FileManager.default.setAttributes(
      [.modificationDate: try #require(time[.modificationDate])], ofItemAtPath: disc.path("a.txt"))
    try FileManager.default.removeItem(atPath: disc.path("link"))
    try FileManager.default.createSymbolicLink(
      atPath: disc.path("link"), withDestinationPath: "elsewhere")
    let found = try await disc.differences()
    #expect(found.contains(.init(path: "/a.txt", kind: .size(expected: 7, found: 5))))
    #expect(
      found.contains(
        .init(path: "/link", kind: .linkTarget(expected: "elsewhere", found: "a.txt"))))
  }

  @Test func `tells modes and times`() async throws {
    let disc = try await Disc()
    chmod(disc.path("a.txt"), 0o4711)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000)], ofItemAtPath: disc.path("large"))
    let found = try await disc.differences()
    #expect(found.count == 2)
    #expect(found.first == .init(path: "/a.txt", kind: .mode(expected: 0o4711, found: 0o644)))
    guard case .modificationTime(let expected, _) = found.last?.kind else {
      Issue.record("no difference of times in \(found)")
      return
    }
    #expect(expected == Timestamp(seconds: 1_000_000))
  }

  @Test(arguments: [0, 2047, 2048, 65_535, 65_536, 199_999])
  func `tells the first byte that differs`(offset: Int) async throws {
    var disc = try await Disc()
    let start = try disc.start(of: "/large") * 2048
    disc.image.bytes[start + offset] ^= 1
    disc.image.bytes[start + 199_999] ^= 0x80
    #expect(
      try await disc.differences()
        == [.init(path: "/large", kind: .content(firstDifferenceAt: UInt64(offset)))])
  }

  @Test func `tells a difference under each name of a file with hard links`() async throws {
    var disc = try await Disc(hardLinks: ["large": "sub/again"])
    disc.image.bytes[try disc.start(of: "/large") * 2048 + 100] ^= 1
    #expect(
      try await disc.differences()
        == ["/large", "/sub/again"].map { .init(path: $0, kind: .content(firstDifferenceAt: 100)) })
  }

  @Test func `does not look behind a file's end`() async throws {
    var disc = try await Disc()
    disc.image.bytes[try disc.start(of: "/a.txt") * 2048 + 5] = 0xFF
    #expect(try await disc.differences() == [])
  }

  @Test func `tells the block that cannot be read, and goes on with the other files`() async throws
  {
    var disc = try await Disc()
    let large = Int32(try disc.start(of: "/large"))
    let small = try disc.start(of: "/sub/b.txt")
    disc.image.scratches = [large + 40]
    disc.image.bytes[small * 2048 + 2999] ^= 1
    #expect(
      try await disc.differences() == [
        .init(path: "/large", kind: .unreadableOnDisc(at: .init(large + 40))),
        .init(path: "/sub/b.txt", kind: .content(firstDifferenceAt: 2999)),
      ])
  }

  @Test func `ends where the drive is lost`() async throws {
    var disc = try await Disc()
    let volume = try disc.image.tree()
    let large = Int32(try disc.start(of: "/large"))
    disc.image.scratches = [large]
    let comparison = SessionComparison(try await disc.stagedTree(), with: volume)
    let lost = SessionComparisonError<ImageBlocks.Unreadable>.unreadable(at: .init(large), .init())
    #expect(throws: lost) { try disc.run(comparison, isFatal: true) }
  }

  @Test func `tells a source that vanished or shrank after it was staged`() async throws {
    let disc = try await Disc()
    let tree = try await disc.stagedTree()
    try FileManager.default.removeItem(atPath: disc.path("a.txt"))
    try Data(count: 9).write(to: disc.source.appending(path: "sub/b.txt"))
    let found = try disc.run(SessionComparison(tree, with: try disc.image.tree()))
    #expect(
      found == [
        .init(path: "/a.txt", kind: .unreadableSource(errorNumber: ENOENT)),
        .init(path: "/sub/b.txt", kind: .size(expected: 9, found: 3000)),
      ])
  }

  @Test func `ends when it is cancelled`() async throws {
    let disc = try await Disc()
    let comparison = SessionComparison(try await disc.stagedTree(), with: try disc.image.tree())
    var asked = 0
    let third = {
      asked += 1
      return asked == 3
    }
    #expect(throws: SessionComparisonError<ImageBlocks.Unreadable>.cancelled) {
      try disc.run(comparison, isCancelled: third)
    }
    #expect(asked == 3)
  }

  @Test func `reads the disc forward`() async throws {
    let image = try await GeneratedImage.shared()
    let blocks = try ImageBlocks(file: image.url)
    let comparison = SessionComparison(image.tree, with: try blocks.tree())
    var last = LogicalBlockAddress.zero
    var backward = 0
    _ = try comparison.run { (address, count, buffer) throws(ImageBlocks.Unreadable) in
      if address < last { backward += 1 }
      last = address
      try blocks.read(address, count, buffer)
    }
    #expect(backward == 0)
  }
}
