import DiscModel
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import DiscImage

@Suite("Writing an image to a file") struct ImageFileTests {
  private let source: TemporaryFolder
  private let target: TemporaryFolder
  private let layout: ImageLayout

  init() throws {
    source = try ImageStreamTests.folder(["a": 3 << 20, "b/c": 5000])
    target = try TemporaryFolder()
    layout = try ImageStreamTests.layout(of: source)
  }

  private var left: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: target.url.path).sorted() }
  }

  @Test func `writes what the stream gives`() throws {
    let outcome = try ImageFile.write(
      layout, to: .file(target.path("x.iso")), computesDigest: true)
    let expected = try ImageFixture.bytes(of: layout)
    expectBytes(try target.bytes(of: "x.iso"), equal: expected)
    #expect(outcome.blocks == layout.blockCount)
    #expect(outcome.digest == expected.withUnsafeBytes { SHA256Digest.of($0) })
    #expect(outcome.changedFiles == [])
    #expect(try left == ["x.iso"])
  }

  @Test func `makes no digest that nobody wants`() throws {
    #expect(try ImageFile.write(layout, to: .file("/dev/null")).digest == nil)
  }

  @Test func `lets others read it as the user's mask says`() throws {
    _ = try ImageFile.write(layout, to: .file(target.path("x.iso")))
    var status = stat()
    stat(target.path("x.iso").string, &status)
    let mask = umask(0)
    umask(mask)
    #expect(status.st_mode & 0o777 == 0o666 & ~mask)
  }

  @Test func `replaces a file, and follows a link to it`() throws {
    try target.write([1, 2, 3], to: "real.iso")
    symlink("real.iso", target.path("link.iso").string)
    _ = try ImageFile.write(layout, to: .file(target.path("link.iso")))
    #expect(try left == ["link.iso", "real.iso"])
    #expect(try target.bytes(of: "real.iso").count == Int(layout.blockCount.byteCount()))
  }

  @Test func `tells how far it is`() throws {
    var seen: [BlockCount] = []
    _ = try ImageFile.write(layout, to: .file("/dev/null"), progress: { seen.append($0) })
    #expect(seen == seen.sorted())
    #expect(seen.last == layout.blockCount)
    #expect(seen.count == Int((layout.blockCount.rawValue + 511) / 512))
  }

  @Test func `leaves nothing when it is cancelled`() throws {
    try target.write([1, 2, 3], to: "x.iso")
    var asked = 0
    #expect(throws: ImageFileError.cancelled) {
      try ImageFile.write(
        layout, to: .file(target.path("x.iso")),
        isCancelled: {
          asked += 1
          return asked == 3
        })
    }
    #expect(try left == ["x.iso"])
    #expect(try target.bytes(of: "x.iso") == [1, 2, 3])
  }

  @Test func `leaves nothing when a file vanished`() throws {
    unlink(source.path("b/c").string)
    let error = ImageStreamError(path: source.path("b/c").string, reason: .vanished)
    #expect(throws: ImageFileError.source(error)) {
      try ImageFile.write(layout, to: .file(target.path("x.iso")))
    }
    #expect(try left == [])
  }

  @Test func `names the files that were padded`() throws {
    unlink(source.path("b/c").string)
    let outcome = try ImageFile.write(
      layout, to: .file(target.path("x.iso")), changedFiles: .padAndReport)
    #expect(outcome.changedFiles == [ChangedFile(path: "/b/c", reason: .vanished)])
  }

  @Test func `says that the disk is full`() {
    #expect(throws: ImageFileError.cannotWrite(errorNumber: ENOSPC)) {
      try ImageFile.write(layout, to: .file("/dev/full"))
    }
  }

  @Test func `says that there is no such folder`() throws {
    #expect(throws: ImageFileError.cannotCreate(errorNumber: ENOENT)) {
      try ImageFile.write(layout, to: .file(target.path("no/x.iso")))
    }
  }

  @Test func `says that a folder is in the place of the file, before it writes anything`() throws {
    mkdir(target.path("x.iso").string, 0o755)
    #expect(throws: ImageFileError.cannotCreate(errorNumber: EISDIR)) {
      try ImageFile.write(
        layout, to: .file(target.path("x.iso")), progress: { _ in Issue.record("wrote") })
    }
    #expect(try left == ["x.iso"])
  }

  @Test func `does not take the place of a socket or a drive`() throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = target.path("x.iso").string.utf8CString
    try #require(name.count <= MemoryLayout.size(ofValue: address.sun_path))
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.map(UInt8.init)) }
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    try #require(isBound)
    #expect(throws: ImageFileError.cannotCreate(errorNumber: EEXIST)) {
      try ImageFile.write(layout, to: .file(target.path("x.iso")))
    }
    #expect(try left == ["x.iso"])
  }

  @Test func `says that nobody reads the pipe any more`() throws {
    signal(SIGPIPE, SIG_IGN)
    let ends = try FileDescriptor.pipe()
    try ends.readEnd.close()
    defer { try? ends.writeEnd.close() }
    #expect(throws: ImageFileError.cannotWrite(errorNumber: EPIPE)) {
      try ImageFile.write(layout, to: .descriptor(ends.writeEnd))
    }
  }

  @Test func `writes into a pipe`() async throws {
    let ends = try FileDescriptor.pipe()
    let expected = try ImageFixture.bytes(of: layout)
    async let received = BlockingWork.run(named: "reads") { _ in
      FileHandle(fileDescriptor: ends.readEnd.rawValue).readDataToEndOfFile()
    }
    _ = try ImageFile.write(layout, to: .descriptor(ends.writeEnd))
    try ends.writeEnd.close()
    expectBytes(await received, equal: expected)
    try ends.readEnd.close()
  }
}
