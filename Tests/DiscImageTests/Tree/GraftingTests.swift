@testable import DiscImage
import Testing

@Suite("Grafting a scan") struct GraftingTests {
  private static func scan(_ fill: (inout StagingTree) -> Void) -> SourceScan {
    var scan = SourceScan()
    fill(&scan.tree)
    return scan
  }

  @Test func `puts everything below the folder`() throws {
    var tree = StagingTree()
    tree.addFile("first", byteCount: 3)
    let folder = tree.addFolder("into")
    let scan = Self.scan { scan in
      let photos = scan.addFolder("photos")
      scan.addFile("a.jpg", byteCount: 10, in: photos)
      scan.addLink("l", to: "photos/a.jpg")
    }
    let (added, issues) = tree.graft(scan, onto: folder)
    #expect(issues == [])
    #expect(added.map(tree.path) == ["/into/photos", "/into/l"])
    #expect(
      tree.allPaths == ["/into", "/into/photos", "/into/photos/a.jpg", "/into/l", "/first"])
    #expect(tree.byteCount(of: folder) == 10)
    #expect(tree.byteCount(of: tree.root) == 13)
    #expect(tree.nodeCount == 5)
    #expect(tree.linkTarget(of: try #require(tree.node(at: "/into/l"))) == "photos/a.jpg")
  }

  @Test func `gives another name to what has a name that is taken`() {
    var tree = StagingTree()
    tree.addFile("photo.tar.gz")
    tree.addFile("photo.tar (2).gz")
    tree.addFolder("a.b")
    tree.addFile(".profile")
    let scan = Self.scan { scan in
      scan.addFile("photo.tar.gz")
      scan.addFolder("a.b")
      scan.addFile(".profile")
      scan.addFile("new")
    }
    let (added, issues) = tree.graft(scan, onto: tree.root)
    #expect(
      added.map(tree.name) == ["a.b (2)", ".profile (2)", "new", "photo.tar (3).gz"])
    #expect(
      Set(issues) == [
        StagingIssue(path: "/a.b (2)", kind: .nameTaken(newName: "a.b (2)")),
        StagingIssue(path: "/.profile (2)", kind: .nameTaken(newName: ".profile (2)")),
        StagingIssue(path: "/photo.tar (3).gz", kind: .nameTaken(newName: "photo.tar (3).gz")),
      ])
  }

  @Test func `gives no name that something else of the scan has`() {
    var tree = StagingTree()
    tree.addFile("a")
    let scan = Self.scan { scan in
      scan.addFile("a")
      scan.addFile("a (2)")
    }
    _ = tree.graft(scan, onto: tree.root)
    #expect(tree.allPaths == ["/a", "/a (2)", "/a (3)"])
  }

  @Test func `keeps a new name within 255 bytes`() {
    let long = String(repeating: "é", count: 125) + ".jpeg"
    var tree = StagingTree()
    tree.addFile(long)
    let (added, _) = tree.graft(Self.scan { $0.addFile(long) }, onto: tree.root)
    #expect(added.map(tree.name) == [String(repeating: "é", count: 123) + " (2).jpeg"])
    #expect(tree.name(of: added[0]).utf8.count == 255)
  }

  @Test func `tells issues by their path on the disc`() {
    var tree = StagingTree()
    let folder = tree.addFolder("into")
    var scan = Self.scan { $0.addLink("l", to: "nowhere") }
    scan.findings = [
      .init(place: .node(1), kind: .brokenLink(target: "nowhere")),
      .init(place: .path("/home/u/fifo"), kind: .specialFile(.pipe)),
    ]
    let (_, issues) = tree.graft(scan, onto: folder)
    #expect(
      issues == [
        StagingIssue(path: "/into/l", kind: .brokenLink(target: "nowhere")),
        StagingIssue(path: "/home/u/fifo", kind: .specialFile(.pipe)),
      ])
  }

  @Test func `keeps the hard links of two scans apart`() throws {
    var tree = StagingTree()
    for _ in 0..<2 {
      _ = tree.graft(
        Self.scan { scan in
          scan.addFile("x", byteCount: 1, linkGroup: 1)
          scan.addFile("y", byteCount: 1, linkGroup: 1)
        }, onto: tree.root)
    }
    let layout = try ImagePlanner(ImageOptions()).plan(tree)
    #expect(layout.fileCount == 4)
    #expect(layout.contentByteCount == 2)
  }

  /// The bar is 20 ms in a release build; a debug build has its own, which a graft that looked at
  /// each pair of nodes would miss by far.
  @Test func `grafts 100,000 nodes at once, also beside others`() throws {
    let scan = Self.scan { scan in
      scan.records.reserveCapacity(100_001)
      for folder in 0..<100 {
        let folder = scan.addFolder("folder \(folder)")
        for file in 0..<999 { scan.addFile("file \(file)", byteCount: 1, in: folder) }
      }
    }
    var tree = StagingTree()
    let clock = ContinuousClock()
    let time = clock.measure { _ = tree.graft(scan, onto: tree.root) }
    _ = tree.graft(scan, onto: tree.root)
    #expect(tree.nodeCount == 200_000)
    #expect(tree.byteCount(of: tree.root) == 199_800)
    #expect(tree.childCount(of: tree.root) == 200)
    #expect(tree.node(at: "/folder 7 (2)/file 998") != nil)
    #expect(time < .seconds(5))
  }
}
