import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import DiscImage

@Suite("A listing of files") struct SourceListingTests {
  private typealias Entry = SourceListing.Entry

  private func found(
    _ entries: [Entry]
  ) async throws -> (tree: StagingTree, issues: [StagingIssue], missing: [Int]) {
    let found = try await SourceScanner().scan(SourceListing(entries))
    var tree = StagingTree()
    let issues = tree.graft(found.scan, onto: tree.root).issues
    return (tree, issues, found.missing)
  }

  @Test func `names everything of a tree, each folder before what lies in it`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("1".utf8, to: "Trip/a.txt")
    try folder.write("22".utf8, to: "Trip/Photos/b.jpg")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("Trip/link").string, withDestinationPath: "a.txt")
    let scan = try await SourceScanner().scan([ScanSource(path: folder.path("Trip"))])
    var tree = StagingTree()
    _ = tree.graft(scan, onto: tree.root)
    let made = try tree.makeFolder(named: "New", in: tree.root)
    let picture = try #require(tree.node(at: "/Trip/Photos/b.jpg"))
    try tree.attach(picture, to: made)
    try tree.rename(picture, to: "best.jpg")
    #expect(
      tree.listing.entries == [
        Entry(name: "New", kind: .folder, source: nil, folder: nil),
        Entry(
          name: "best.jpg", kind: .file, source: folder.path("Trip/Photos/b.jpg"), folder: 0),
        Entry(name: "Trip", kind: .folder, source: folder.path("Trip"), folder: nil),
        Entry(name: "Photos", kind: .folder, source: folder.path("Trip/Photos"), folder: 2),
        Entry(name: "a.txt", kind: .file, source: folder.path("Trip/a.txt"), folder: 2),
        Entry(name: "link", kind: .symbolicLink, source: folder.path("Trip/link"), folder: 2),
      ])
  }

  @Test func `brings what is listed and nothing else, under the names it lists`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("1".utf8, to: "Trip/a.txt")
    try folder.write("333".utf8, to: "Trip/not listed")
    try folder.write("22".utf8, to: "elsewhere/b.jpg")
    let (tree, issues, missing) = try await found([
      Entry(name: "Journey", kind: .folder, source: folder.path("Trip"), folder: nil),
      Entry(name: "New", kind: .folder, source: nil, folder: 0),
      Entry(name: "c.jpg", kind: .file, source: folder.path("elsewhere/b.jpg"), folder: 1),
      Entry(name: "a.txt", kind: .file, source: folder.path("Trip/a.txt"), folder: 0),
    ])
    #expect(tree.allPaths == ["/Journey", "/Journey/New", "/Journey/New/c.jpg", "/Journey/a.txt"])
    #expect(tree.byteCount(of: tree.root) == 3)
    #expect(tree.nodeCount == 4)
    #expect(issues == [])
    #expect(missing == [])
    let node = try #require(tree.node(at: "/Journey/New/c.jpg"))
    #expect(tree.sourcePath(of: node) == folder.path("elsewhere/b.jpg"))
  }

  @Test func `finds again what it names, with the sizes of today`() async throws {
    let folder = try TemporaryFolder()
    for name in ["Trip/a.txt", "Trip/Photos/b.jpg", "c"] { try folder.write("1".utf8, to: name) }
    let scan = try await SourceScanner().scan([
      ScanSource(path: folder.path, placement: .contents)
    ])
    var before = StagingTree()
    _ = before.graft(scan, onto: before.root)
    try folder.write("55555".utf8, to: "Trip/Photos/b.jpg")
    let (tree, _, missing) = try await found(before.listing.entries)
    #expect(tree.allPaths == before.allPaths)
    #expect(tree.byteCount(of: tree.root) == 7)
    #expect(missing == [])
  }

  @Test func `tells the outermost of what is missing, and the places of all of it`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("1".utf8, to: "there")
    let gone = folder.path("gone")
    let (tree, issues, missing) = try await found([
      Entry(name: "gone", kind: .folder, source: gone, folder: nil),
      Entry(name: "deep", kind: .folder, source: gone.appending("deep"), folder: 0),
      Entry(name: "file", kind: .file, source: gone.appending("deep/file"), folder: 1),
      Entry(name: "there", kind: .file, source: folder.path("there"), folder: nil),
    ])
    #expect(tree.allPaths == ["/there"])
    #expect(issues == [StagingIssue(path: gone.string, kind: .missing)])
    #expect(missing == [0, 1, 2])
  }

  @Test func `keeps a folder that is gone for what else lies in it`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("1".utf8, to: "there")
    let gone = folder.path("gone")
    let (tree, issues, missing) = try await found([
      Entry(name: "gone", kind: .folder, source: gone, folder: nil),
      Entry(name: "there", kind: .file, source: folder.path("there"), folder: 0),
      Entry(name: "lost", kind: .file, source: gone.appending("lost"), folder: 0),
    ])
    #expect(tree.allPaths == ["/gone", "/gone/there"])
    #expect(issues == [StagingIssue(path: gone.appending("lost").string, kind: .missing)])
    #expect(missing == [2])
  }

  @Test func `counts as missing what is something else now`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("1".utf8, to: "was a folder")
    try folder.write("1".utf8, to: "was a file/inside")
    let (tree, issues, missing) = try await found([
      Entry(
        name: "was a folder", kind: .folder, source: folder.path("was a folder"), folder: nil),
      Entry(
        name: "inside", kind: .file, source: folder.path("was a folder/inside"), folder: 0),
      Entry(name: "was a file", kind: .file, source: folder.path("was a file"), folder: nil),
    ])
    #expect(tree.allPaths == [])
    #expect(issues.map(\.kind) == [.missing, .missing])
    #expect(missing == [0, 1, 2])
  }

  @Test func `leaves a pipe out, says why, and counts it as missing`() async throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path("pipe")
    #expect(mkfifo(pipe.string, 0o600) == 0)
    let (tree, issues, missing) = try await found([
      Entry(name: "pipe", kind: .file, source: pipe, folder: nil)
    ])
    #expect(tree.allPaths == [])
    #expect(issues == [StagingIssue(path: pipe.string, kind: .specialFile(.pipe))])
    #expect(missing == [0])
  }

  @Test func `gives another name to the second of two equal ones`() async throws {
    let folder = try TemporaryFolder()
    for name in ["1/a.txt", "2/a.txt"] { try folder.write("1".utf8, to: name) }
    let (tree, issues, _) = try await found([
      Entry(name: "a.txt", kind: .file, source: folder.path("1/a.txt"), folder: nil),
      Entry(name: "a.txt", kind: .file, source: folder.path("2/a.txt"), folder: nil),
    ])
    #expect(tree.allPaths == ["/a (2).txt", "/a.txt"])
    #expect(issues.map(\.kind) == [.nameTaken(newName: "a (2).txt")])
  }

  @Test func `may be deeper than any stack`() async throws {
    let entries = (0..<200_000).map { place in
      Entry(name: "d", kind: .folder, source: nil, folder: place == 0 ? nil : place - 1)
    }
    let (tree, _, missing) = try await found(entries)
    #expect(tree.nodeCount == 200_000)
    #expect(missing == [])
  }

  @Test func `ends when it is cancelled`() {
    let entry = Entry(name: "d", kind: .folder, source: nil, folder: nil)
    #expect(throws: CancellationError.self) {
      try SourceWalk.scan(SourceListing([entry]), isCancelled: { true }, progress: { _ in })
    }
  }
}
