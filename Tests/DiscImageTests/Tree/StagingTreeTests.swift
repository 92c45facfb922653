@testable import DiscImage
import TestSupport
import Testing

@Suite("Staging tree") struct StagingTreeTests {
  @Test func `is nothing but a root at first`() {
    let tree = StagingTree()
    #expect(tree.nodeCount == 0)
    #expect(tree.kind(of: tree.root) == .folder)
    #expect(tree.path(of: tree.root) == "/")
    #expect(tree.parent(of: tree.root) == nil)
    #expect(tree.node(at: "/") == tree.root)
    #expect(tree.name(of: tree.root) == "")
  }

  @Test func `makes folders in folders`() throws {
    var tree = StagingTree()
    let photos = try tree.makeFolder(named: "photos", in: tree.root)
    let year = try tree.makeFolder(named: "2024", in: photos)
    #expect(tree.path(of: year) == "/photos/2024")
    #expect(tree.node(at: "/photos/2024") == year)
    #expect(tree.node(at: "photos//2024/") == year)
    #expect(tree.node(at: "/photos/2025") == nil)
    #expect(tree.parent(of: year) == photos)
    #expect(tree.nodeCount == 2)
    #expect(tree.permissions(of: year) == 0o755)
    #expect(tree.sourcePath(of: year) == nil)
  }

  @Test func `finds nothing below a file`() {
    var tree = StagingTree()
    tree.addFile("a")
    #expect(tree.node(at: "/a/b") == nil)
  }

  @Test(arguments: [
    ("", StagingError.nameEmpty),
    ("a/b", .nameContainsSlash),
    (".", .nameReserved(".")),
    ("..", .nameReserved("..")),
    ("a\0b", .nameReserved("a\0b")),
    (String(repeating: "é", count: 128), .nameTooLong(byteCount: 256)),
    ("taken", .nameTaken("taken")),
  ])
  func `refuses a name that cannot stand on a disc`(name: String, error: StagingError) {
    var tree = StagingTree()
    tree.addFile("taken")
    let other = tree.addFile("other")
    #expect(throws: error) { try tree.makeFolder(named: name, in: tree.root) }
    #expect(throws: error) { try tree.rename(other, to: name) }
    #expect(tree.allPaths == ["/other", "/taken"])
  }

  @Test(arguments: ["...", "a\\b", " ", "con", String(repeating: "x", count: 255), "Å\u{301}"])
  func `takes any other name`(name: String) throws {
    var tree = StagingTree()
    let folder = try tree.makeFolder(named: name, in: tree.root)
    #expect(tree.name(of: folder) == name)
  }

  @Test func `shows folders first and then names without regard to case`() {
    var tree = StagingTree()
    for name in ["b", "B", "a.txt", "Zebra", "äpfel", "a"] { tree.addFile(name) }
    tree.addFolder("z")
    tree.addFolder("Y")
    tree.addLink("link", to: "a")
    #expect(
      tree.children(of: tree.root).map(tree.name)
        == ["Y", "z", "a", "a.txt", "B", "b", "link", "Zebra", "äpfel"])
    #expect(tree.childCount(of: tree.root) == 9)
    #expect(tree.name(of: tree.child(of: tree.root, at: 4)) == "B")
  }

  @Test func `tells names apart that differ in case alone`() {
    var tree = StagingTree()
    let small = tree.addFile("name")
    let capital = tree.addFile("NAME")
    #expect(tree.node(at: "/name") == small)
    #expect(tree.node(at: "/NAME") == capital)
    #expect(tree.node(at: "/Name") == nil)
  }

  @Test func `keeps its order when something is renamed`() throws {
    var tree = StagingTree()
    let first = tree.addFile("a", byteCount: 5)
    tree.addFile("b")
    try tree.rename(first, to: "c")
    #expect(tree.allPaths == ["/b", "/c"])
    #expect(tree.node(at: "/c") == first)
    #expect(tree.byteCount(of: tree.root) == 5)
    try tree.rename(first, to: "c")
    #expect(tree.name(of: first) == "c")
  }

  @Test func `leaves the root its name`() throws {
    var tree = StagingTree()
    try tree.rename(tree.root, to: "x")
    #expect(tree.path(of: tree.root) == "/")
  }

  @Test func `tells kinds and link targets`() {
    var tree = StagingTree()
    let link = tree.addLink("l", to: "../ü")
    let file = tree.addFile("f", byteCount: 7, seconds: 99, permissions: 0o4755)
    #expect(tree.kind(of: link) == .symbolicLink)
    #expect(tree.linkTarget(of: link) == "../ü")
    #expect(tree.linkTarget(of: file) == nil)
    #expect(tree.byteCount(of: file) == 7)
    #expect(tree.permissions(of: file) == 0o4755)
    #expect(tree.modificationTime(of: file) == Timestamp(seconds: 99))
    #expect(tree.childCount(of: file) == 0)
    #expect(tree.children(of: link) == [])
  }
}

@Suite("Taking out and putting back") struct StagingTreeMoveTests {
  /// /a/b/f (10 bytes), /a/g (1), /h (100)
  private static func example() -> StagingTree {
    var tree = StagingTree()
    let a = tree.addFolder("a")
    let b = tree.addFolder("b", in: a)
    tree.addFile("f", byteCount: 10, in: b)
    tree.addFile("g", byteCount: 1, in: a)
    tree.addFile("h", byteCount: 100)
    return tree
  }

  @Test func `keeps the sums of all folders above`() throws {
    var tree = Self.example()
    let a = try #require(tree.node(at: "/a"))
    let b = try #require(tree.node(at: "/a/b"))
    #expect(tree.byteCount(of: tree.root) == 111)
    #expect(tree.nodeCount == 5)
    tree.detach([b])
    #expect(tree.byteCount(of: a) == 1)
    #expect(tree.byteCount(of: tree.root) == 101)
    #expect(tree.nodeCount == 3)
    #expect(tree.allPaths == ["/a", "/a/g", "/h"])
    try tree.attach(b, to: tree.root)
    #expect(tree.byteCount(of: a) == 1)
    #expect(tree.byteCount(of: b) == 10)
    #expect(tree.byteCount(of: tree.root) == 111)
    #expect(tree.allPaths == ["/a", "/a/g", "/b", "/b/f", "/h"])
  }

  @Test func `takes a node below another of the list with it`() throws {
    var tree = Self.example()
    let a = try #require(tree.node(at: "/a"))
    let f = try #require(tree.node(at: "/a/b/f"))
    tree.detach([f, a])
    #expect(tree.nodeCount == 1)
    #expect(tree.parent(of: a) == nil)
    try tree.attach(a, to: tree.root)
    try tree.attach(f, to: #require(tree.node(at: "/a/b")))
    #expect(tree.allPaths == Self.example().allPaths)
    #expect(tree.byteCount(of: tree.root) == 111)
  }

  @Test func `takes out nothing twice, and never the root`() throws {
    var tree = Self.example()
    let g = try #require(tree.node(at: "/a/g"))
    tree.detach([g])
    tree.detach([g, tree.root])
    #expect(tree.nodeCount == 4)
    #expect(tree.byteCount(of: tree.root) == 110)
  }

  @Test func `moves what lies in another folder`() throws {
    var tree = Self.example()
    let b = try #require(tree.node(at: "/a/b"))
    try tree.attach(#require(tree.node(at: "/h")), to: b)
    #expect(tree.path(of: b) == "/a/b")
    #expect(tree.byteCount(of: b) == 110)
    #expect(tree.byteCount(of: tree.root) == 111)
    #expect(tree.allPaths == ["/a", "/a/b", "/a/b/f", "/a/b/h", "/a/g"])
  }

  @Test func `refuses to put a folder into itself`() throws {
    var tree = Self.example()
    let a = try #require(tree.node(at: "/a"))
    let b = try #require(tree.node(at: "/a/b"))
    #expect(throws: StagingError.folderIntoItself) { try tree.attach(a, to: b) }
    #expect(throws: StagingError.folderIntoItself) { try tree.attach(a, to: a) }
    #expect(throws: StagingError.folderIntoItself) { try tree.attach(tree.root, to: a) }
    #expect(tree.allPaths == Self.example().allPaths)
  }

  @Test func `refuses a place where the name is taken`() throws {
    var tree = Self.example()
    let g = try #require(tree.node(at: "/a/g"))
    tree.detach([g])
    tree.addFile("g", in: try #require(tree.node(at: "/a")))
    #expect(throws: StagingError.nameTaken("g")) {
      try tree.attach(g, to: #require(tree.node(at: "/a")))
    }
  }

  @Test func `keeps handles valid in every copy`() throws {
    let before = Self.example()
    var after = before
    let f = try #require(before.node(at: "/a/b/f"))
    after.detach([try #require(after.node(at: "/a"))])
    _ = try after.makeFolder(named: "new", in: after.root)
    #expect(after.name(of: f) == "f")
    #expect(before.path(of: f) == "/a/b/f")
    #expect(before.nodeCount == 5)
  }

  /// The sums are kept up to date by differences; here they are counted anew.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `has right sums after any series of changes`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var tree = Self.example()
    var out: [StagingTree.Node] = []
    for step in 0..<300 {
      let nodes = tree.allPaths.compactMap(tree.node)
      let folders = [tree.root] + nodes.filter { tree.kind(of: $0) == .folder }
      let folder = folders.randomElement(using: &random) ?? tree.root
      switch Int.random(in: 0..<4, using: &random) {
      case 0: tree.addFile("file \(step)", byteCount: UInt64(step), in: folder)
      case 1: tree.addFolder("folder \(step)", in: folder)
      case 2:
        guard let node = nodes.randomElement(using: &random) else { continue }
        tree.detach([node])
        out.append(node)
      default:
        guard let node = out.popLast() else { continue }
        try tree.attach(node, to: folder)
      }
    }
    let nodes = tree.allPaths.compactMap(tree.node)
    #expect(tree.nodeCount == nodes.count)
    let files = nodes.filter { tree.kind(of: $0) == .file }
    #expect(tree.byteCount(of: tree.root) == files.reduce(0) { $0 + tree.byteCount(of: $1) })
    for folder in nodes where tree.kind(of: folder) == .folder {
      let below = tree.children(of: folder).reduce(0) { $0 + tree.byteCount(of: $1) }
      #expect(tree.byteCount(of: folder) == below)
    }
  }
}
