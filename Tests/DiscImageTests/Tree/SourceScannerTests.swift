import DiscImage
import Foundation
import Synchronization
import SystemPackage
import TestSupport
import Testing

@Suite("Scanning folders") struct SourceScannerTests {
  /// Scans and grafts onto an empty tree.
  static func staged(
    _ sources: ScanSource...
  ) async throws -> (tree: StagingTree, issues: [StagingIssue]) {
    let scan = try await SourceScanner().scan(sources)
    var tree = StagingTree()
    let (_, issues) = tree.graft(scan, onto: tree.root)
    return (tree, issues)
  }

  @Test func `finds folders, files and links with what belongs to them`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("hello".utf8, to: "top/sub/file.txt")
    symlink("sub/file.txt", folder.path("top/link").string)
    chmod(folder.path("top/sub/file.txt").string, 0o4754)
    chmod(folder.path("top/sub").string, 0o711)
    var times = [timespec(tv_sec: 0, tv_nsec: 0), timespec(tv_sec: -5, tv_nsec: 123_456_789)]
    utimensat(AT_FDCWD, folder.path("top/sub/file.txt").string, &times, 0)

    let (tree, issues) = try await Self.staged(ScanSource(path: folder.path("top")))
    #expect(issues == [])
    #expect(tree.allPaths == ["/top", "/top/sub", "/top/sub/file.txt", "/top/link"])
    let file = try #require(tree.node(at: "/top/sub/file.txt"))
    #expect(tree.kind(of: file) == .file)
    #expect(tree.byteCount(of: file) == 5)
    #expect(tree.permissions(of: file) == 0o4754)
    #expect(tree.modificationTime(of: file) == Timestamp(seconds: -5, nanoseconds: 123_456_789))
    #expect(tree.userID(of: file) == getuid())
    #expect(tree.sourcePath(of: file) == folder.path("top/sub/file.txt"))
    let sub = try #require(tree.node(at: "/top/sub"))
    #expect(tree.permissions(of: sub) == 0o711)
    #expect(tree.byteCount(of: sub) == 5)
    #expect(tree.sourcePath(of: sub) == folder.path("top/sub"))
    let link = try #require(tree.node(at: "/top/link"))
    #expect(tree.linkTarget(of: link) == "sub/file.txt")
  }

  @Test func `takes a folder's contents where they are asked for`() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "a/b")
    try folder.write([1], to: "c")
    let (tree, _) = try await Self.staged(ScanSource(path: folder.path, placement: .contents))
    #expect(tree.allPaths == ["/a", "/a/b", "/c"])
    #expect(tree.sourcePath(of: try #require(tree.node(at: "/c"))) == folder.path("c"))
  }

  @Test func `takes a single file`() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1, 2, 3], to: "file")
    let (tree, _) = try await Self.staged(ScanSource(path: folder.path("file")))
    #expect(tree.allPaths == ["/file"])
    #expect(tree.byteCount(of: tree.root) == 3)
  }

  @Test func `gives a folder that is asked for as "." or ".." its own name`() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "a/b/c")
    let (tree, _) = try await Self.staged(ScanSource(path: folder.path("a/b/..")))
    #expect(tree.allPaths == ["/a", "/a/b", "/a/b/c"])
    let (same, _) = try await Self.staged(ScanSource(path: folder.path("a/.")))
    #expect(same.allPaths == tree.allPaths)
  }

  @Test func `keeps a link to a folder a link`() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "real/file")
    symlink("real", folder.path("link").string)
    let (tree, _) = try await Self.staged(ScanSource(path: folder.path("link")))
    #expect(tree.kind(of: try #require(tree.node(at: "/link"))) == .symbolicLink)
    let (contents, _) = try await Self.staged(
      ScanSource(path: folder.path("link"), placement: .contents))
    #expect(contents.allPaths == ["/file"])
  }

  @Test func `gives the second of two sources of one name another name`() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "x/photos/1")
    try folder.write([2], to: "y/photos/2")
    let (tree, issues) = try await Self.staged(
      ScanSource(path: folder.path("x/photos")), ScanSource(path: folder.path("y/photos")))
    #expect(tree.allPaths == ["/photos", "/photos/1", "/photos (2)", "/photos (2)/2"])
    #expect(
      issues == [
        StagingIssue(path: "/photos (2)", kind: .nameTaken(newName: "photos (2)"))
      ])
  }

  @Test func `finds hard links to be one file`() async throws {
    let folder = try TemporaryFolder()
    try folder.write([UInt8](repeating: 1, count: 3000), to: "t/a")
    link(folder.path("t/a").string, folder.path("t/b").string)
    link(folder.path("t/a").string, folder.path("outside").string)
    let (tree, _) = try await Self.staged(ScanSource(path: folder.path("t")))
    let layout = try ImagePlanner(ImageOptions()).plan(tree)
    #expect(layout.fileCount == 2)
    #expect(layout.contentByteCount == 3000)
  }

  @Test func `finds the hard links of a growing file to be of one size`() async throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "t/one/log")
    try folder.write([], to: "t/two/other")
    link(folder.path("t/one/log").string, folder.path("t/two/log").string)
    let path = folder.path("t/one/log").string
    let scan = try await SourceScanner().scan([ScanSource(path: folder.path("t"))]) { count in
      truncate(path, 1000 * count)
    }
    var tree = StagingTree()
    _ = tree.graft(scan, onto: tree.root)
    let nodes = try ["/t/one/log", "/t/two/log"].map { try #require(tree.node(at: $0)) }
    #expect(tree.byteCount(of: nodes[0]) == tree.byteCount(of: nodes[1]))
  }

  @Test func `tells how far it is, and at last how many there are`() async throws {
    let folder = try TemporaryFolder()
    for number in 0..<20 { try folder.write([], to: "\(number % 4)/\(number)") }
    let seen = Mutex<[Int]>([])
    let scan = try await SourceScanner().scan([
      ScanSource(path: folder.path, placement: .contents)
    ]) { count in seen.withLock { $0.append(count) } }
    #expect(scan.nodeCount == 24)
    #expect(seen.withLock { $0.last } == 24)
    #expect(seen.withLock { $0 == $0.sorted() })
    #expect(scan.byteCount == 0)
  }

  @Test func `ends when it is cancelled`() async throws {
    let folder = try TemporaryFolder()
    for number in 0..<50 { try folder.write([], to: "\(number)/file") }
    let path = folder.path
    let task = Task {
      try await SourceScanner().scan(
        [ScanSource(path: path)],
        progress: { _ in
          while !Task.isCancelled { usleep(1000) }
        })
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
