import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import DiscImage

@Suite("What cannot be on the disc as it is") struct StagingIssueTests {
  private func staged(
    _ folder: TemporaryFolder
  ) async throws -> (tree: StagingTree, issues: [StagingIssue]) {
    try await SourceScannerTests.staged(ScanSource(path: folder.path, placement: .contents))
  }

  @Test func `shows a name that is not UTF-8 with a mark for what cannot be read`() async throws {
    let folder = try TemporaryFolder()
    make(folder, [0x61, 0xFF, 0x62], contents: "raw")
    let (tree, issues) = try await staged(folder)
    #expect(tree.allPaths == ["/a\u{FFFD}b"])
    #expect(
      issues == [
        StagingIssue(path: "/a\u{FFFD}b", kind: .nameNotUTF8(shown: "a\u{FFFD}b"))
      ])
    let image = try ImageFixture.image(of: tree)
    #expect(image.suffix(150 * 2048 + 2048).starts(with: "raw".utf8))
  }

  @Test func `keeps names apart that become the same when they are mended`() async throws {
    let folder = try TemporaryFolder()
    make(folder, [0x61, 0xFE], contents: "1")
    make(folder, [0x61, 0xFF], contents: "2")
    let (tree, issues) = try await staged(folder)
    #expect(tree.allPaths == ["/a\u{FFFD}", "/a\u{FFFD} (2)"])
    #expect(
      issues.contains(
        StagingIssue(path: "/a\u{FFFD} (2)", kind: .nameTaken(newName: "a\u{FFFD} (2)"))))
  }

  @Test func `leaves names alone that Unicode holds equivalent but whose bytes differ`()
    async throws
  {
    let folder = try TemporaryFolder()
    make(folder, [0xC3, 0xA9], contents: "one scalar")
    make(folder, [0x65, 0xCC, 0x81], contents: "two scalars")
    let (tree, issues) = try await staged(folder)
    #expect(issues == [])
    let names = tree.children(of: tree.root).map { Array(tree.name(of: $0).utf8) }
    #expect(Set(names) == [[0xC3, 0xA9], [0x65, 0xCC, 0x81]])
  }

  @Test func `cuts a mended name that became too long`() async throws {
    let folder = try TemporaryFolder()
    make(folder, [UInt8](repeating: 0xFF, count: 255), contents: "")
    let (tree, _) = try await staged(folder)
    #expect(tree.allPaths == ["/" + String(repeating: "\u{FFFD}", count: 85)])
  }

  @Test func `mends the target of a link like the names it is made of`() async throws {
    let folder = try TemporaryFolder()
    make(folder, [0xFF], contents: "")
    symlink([0xFF], folder.path("l").string)
    let (tree, issues) = try await staged(folder)
    #expect(tree.linkTarget(of: try #require(tree.node(at: "/l"))) == "\u{FFFD}")
    let changed = StagingIssue(path: "/l", kind: .targetNotUTF8(shown: "\u{FFFD}"))
    #expect(issues.filter { $0.path == "/l" } == [changed])
  }

  @Test func `says both that a link's target was changed and that it is not there`() async throws {
    let folder = try TemporaryFolder()
    symlink([0x61, 0xFF], folder.path("l").string)
    let (_, issues) = try await staged(folder)
    #expect(
      issues == [
        StagingIssue(path: "/l", kind: .targetNotUTF8(shown: "a\u{FFFD}")),
        StagingIssue(path: "/l", kind: .brokenLink(target: "a\u{FFFD}")),
      ])
  }

  @Test func `leaves out sockets and pipes`() async throws {
    let folder = try TemporaryFolder()
    mkfifo(folder.path("pipe").string, 0o600)
    try makeSocket(at: folder.path("socket").string)
    let (tree, issues) = try await staged(folder)
    #expect(tree.nodeCount == 0)
    #expect(
      Set(issues) == [
        StagingIssue(path: folder.path("pipe").string, kind: .specialFile(.pipe)),
        StagingIssue(path: folder.path("socket").string, kind: .specialFile(.socket)),
      ])
  }

  @Test func `leaves out a character device`() async throws {
    let (tree, issues) = try await SourceScannerTests.staged(ScanSource(path: "/dev/null"))
    #expect(tree.nodeCount == 0)
    #expect(issues == [StagingIssue(path: "/dev/null", kind: .specialFile(.characterDevice))])
  }

  @Test func `knows a block device by its mode`() {
    #expect(StagingIssue.SpecialFile(mode: S_IFBLK | 0o600) == .blockDevice)
  }

  @Test func `leaves out a file and a folder that may not be read`() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "secret file")
    try folder.write([1], to: "secret folder/inside")
    try folder.write([1], to: "open")
    chmod(folder.path("secret file").string, 0)
    chmod(folder.path("secret folder").string, 0)
    let scan = try asNobody {
      try SourceWalk.scan([ScanSource(path: folder.path, placement: .contents)])
    }
    #expect(scan.tree.allPaths == ["/open"])
    #expect(
      Set(scan.issues) == [
        StagingIssue(
          path: folder.path("secret file").string, kind: .unreadable(errorNumber: EACCES)),
        StagingIssue(
          path: folder.path("secret folder").string, kind: .unreadable(errorNumber: EACCES)),
      ])
  }

  @Test func `takes a file that the permission bits allow the user alone`() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "mine")
    chmod(folder.path("mine").string, 0o400)
    let scan = try SourceWalk.scan([ScanSource(path: folder.path("mine"))])
    #expect(scan.tree.allPaths == ["/mine"])
  }

  @Test func `keeps a link to nothing and says so`() async throws {
    let folder = try TemporaryFolder()
    symlink("nowhere/at all", folder.path("broken").string)
    let (tree, issues) = try await staged(folder)
    #expect(tree.linkTarget(of: try #require(tree.node(at: "/broken"))) == "nowhere/at all")
    #expect(
      issues == [StagingIssue(path: "/broken", kind: .brokenLink(target: "nowhere/at all"))])
  }

  @Test func `keeps links that lead in a circle and says so`() async throws {
    let folder = try TemporaryFolder()
    for (name, target) in [("self", "self"), ("there", "back"), ("back", "there")] {
      symlink(target, folder.path(name).string)
    }
    let (tree, issues) = try await staged(folder)
    #expect(tree.linkTarget(of: try #require(tree.node(at: "/self"))) == "self")
    #expect(
      Set(issues) == [
        StagingIssue(path: "/self", kind: .circularLink(target: "self")),
        StagingIssue(path: "/there", kind: .circularLink(target: "back")),
        StagingIssue(path: "/back", kind: .circularLink(target: "there")),
      ])
  }

  @Test func `says that a source is not there`() async throws {
    let folder = try TemporaryFolder()
    let (tree, issues) = try await SourceScannerTests.staged(
      ScanSource(path: folder.path("gone")),
      ScanSource(path: folder.path("no/where"), placement: .contents))
    #expect(tree.nodeCount == 0)
    #expect(
      issues == [
        StagingIssue(path: folder.path("gone").string, kind: .vanished),
        StagingIssue(path: folder.path("no/where").string, kind: .vanished),
      ])
  }

  @Test func `says that the contents of a file are not those of a folder`() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "file")
    let (_, issues) = try await SourceScannerTests.staged(
      ScanSource(path: folder.path("file"), placement: .contents))
    #expect(
      issues == [
        StagingIssue(
          path: folder.path("file").string, kind: .unreadable(errorNumber: ENOTDIR))
      ])
  }

  @Test func `leaves out folders that are deeper than any path`() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "1/2/3/4/file")
    let scan = try SourceWalk.scan([ScanSource(path: folder.path("1"))], deepest: 3)
    #expect(scan.tree.allPaths == ["/1", "/1/2", "/1/2/3"])
    #expect(
      scan.issues == [
        StagingIssue(
          path: folder.path("1/2/3/4").string, kind: .unreadable(errorNumber: ENAMETOOLONG))
      ])
  }

  // MARK: Making what is not ordinary

  private func make(_ folder: TemporaryFolder, _ name: [UInt8], contents: String) {
    let path = Array(folder.path.string.utf8) + [UInt8(ascii: "/")] + name + [0]
    let file = path.withUnsafeBytes {
      open($0.assumingMemoryBound(to: CChar.self).baseAddress!, O_CREAT | O_WRONLY, 0o644)
    }
    #expect(file >= 0)
    #expect(write(file, contents, contents.utf8.count) == contents.utf8.count)
    close(file)
  }

  private func symlink(_ target: [UInt8], _ path: String) {
    (target + [0]).withUnsafeBytes {
      _ = Foundation.symlink($0.assumingMemoryBound(to: CChar.self).baseAddress!, path)
    }
  }

  private func symlink(_ target: String, _ path: String) {
    symlink(Array(target.utf8), path)
  }

  private func makeSocket(at path: String) throws {
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    try #require(path.utf8.count < MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    #expect(bound == 0)
  }

  /// Runs `body` without the administrator's power to read everything: files are looked at as the
  /// user 65534 would, on this thread alone.
  private func asNobody<Result>(_ body: () throws -> Result) throws -> Result {
    typealias SetID = @convention(c) (UInt32) -> Int32
    let symbol = try #require(dlsym(UnsafeMutableRawPointer(bitPattern: 0), "setfsuid"))
    let setFileUser = unsafeBitCast(symbol, to: SetID.self)
    let before = geteuid()
    guard before == 0 else { return try body() }
    _ = setFileUser(65_534)
    defer { _ = setFileUser(before) }
    return try body()
  }
}
