import DiscModel
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import DiscImage

/// Something that happens to a file between its measuring and its reading.
struct Change: Sendable, CustomTestStringConvertible {
  typealias Reason = ImageStreamError.Reason

  var testDescription: String
  var reason: Reason
  /// What is then on the disc of the 5,000 bytes.
  var keeps: Int
  var make: @Sendable (_ path: String) throws -> Void

  static let all = [
    Change(testDescription: "gone", reason: .vanished, keeps: 0) { unlink($0) },
    Change(testDescription: "a link now", reason: .vanished, keeps: 0) {
      unlink($0)
      symlink("elsewhere", $0)
    },
    Change(testDescription: "a pipe now", reason: .unreadable(errorNumber: ESPIPE), keeps: 0) {
      unlink($0)
      mkfifo($0, 0o644)
    },
    Change(testDescription: "a folder now", reason: .unreadable(errorNumber: EISDIR), keeps: 0) {
      unlink($0)
      mkdir($0, 0o755)
    },
    Change(
      testDescription: "shorter",
      reason: .shrank(expectedByteCount: 5000, foundByteCount: 3000), keeps: 3000
    ) { truncate($0, 3000) },
    Change(
      testDescription: "empty",
      reason: .shrank(expectedByteCount: 5000, foundByteCount: 0), keeps: 0
    ) { truncate($0, 0) },
    Change(
      testDescription: "longer",
      reason: .grew(expectedByteCount: 5000, foundByteCount: 6000), keeps: 5000
    ) { truncate($0, 6000) },
    Change(testDescription: "written to", reason: .modified, keeps: 5000) { path in
      var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 1)]
      utimensat(AT_FDCWD, path, &times, 0)
    },
  ]
}

@Suite("Files that change") struct ChangedFileTests {
  private static func example() throws -> (TemporaryFolder, ImageLayout) {
    let folder = try ImageStreamTests.folder(["a": 3000, "changing": 5000, "z": 4000])
    return (folder, try ImageStreamTests.layout(of: folder))
  }

  @Test(arguments: Change.all)
  func `end the stream`(change: Change) throws {
    let (folder, layout) = try Self.example()
    let path = folder.path("changing").string
    try change.make(path)
    #expect(throws: ImageStreamError(path: path, reason: change.reason)) {
      try ImageFixture.bytes(of: layout)
    }
  }

  @Test(arguments: Change.all)
  func `are made to fit and reported where the user wishes`(change: Change) throws {
    let (folder, layout) = try Self.example()
    let before = try ImageFixture.bytes(of: layout)
    try change.make(folder.path("changing").string)
    var stream = ImageStream(layout, changedFiles: .padAndReport)
    var after: [UInt8] = []
    while let chunk = try stream.next() { chunk.storage.withUnsafeBytes { after += $0 } }
    #expect(stream.changedFiles == [ChangedFile(path: "/changing", reason: change.reason)])
    let start = Int(layout.starts[Int(layout.files[1])]) * 2048
    var expected = before
    for place in start + change.keeps..<start + 5000 { expected[place] = 0 }
    expectBytes(after, equal: expected)
  }

  @Test func `that were empty are told before anything is read`() throws {
    let folder = try ImageStreamTests.folder(["a": 3000, "d/download": 0, "d/gone": 0, "t": 0])
    let layout = try ImageStreamTests.layout(of: folder)
    #expect(throws: Never.self) { try ImageFixture.bytes(of: layout) }
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 1)]
    utimensat(AT_FDCWD, folder.path("t").string, &times, 0)
    #expect(throws: Never.self) { try ImageFixture.bytes(of: layout) }
    truncate(folder.path("d/download").string, 7000)
    unlink(folder.path("d/gone").string)
    let grew = ImageStreamError.Reason.grew(expectedByteCount: 0, foundByteCount: 7000)
    #expect(throws: ImageStreamError(path: folder.path("d/download").string, reason: grew)) {
      try ImageFixture.bytes(of: layout)
    }
    var stream = ImageStream(layout, changedFiles: .padAndReport)
    while try stream.next() != nil {}
    #expect(
      stream.changedFiles == [
        ChangedFile(path: "/d/download", reason: grew),
        ChangedFile(path: "/d/gone", reason: .vanished),
      ])
  }

  @Test func `are told by their folder too`() throws {
    let folder = try ImageStreamTests.folder(["d/e/f": 1, "z": 1])
    let layout = try ImageStreamTests.layout(of: folder)
    try FileManager.default.removeItem(at: folder.url.appending(path: "d"))
    #expect(
      throws: ImageStreamError(path: folder.path("d/e/f").string, reason: .vanished)
    ) { try ImageFixture.bytes(of: layout) }
    #expect(try ImageFixture.bytes(of: layout, .padAndReport).count > 0)
  }

  @Test func `that are large are told before they are read`() throws {
    let folder = try ImageStreamTests.folder(["large": 5 << 20])
    let layout = try ImageStreamTests.layout(of: folder)
    truncate(folder.path("large").string, 6 << 20)
    var stream = ImageStream(layout)
    var chunks = 0
    #expect(throws: ImageStreamError.self) {
      while try stream.next() != nil { chunks += 1 }
    }
    #expect(chunks < 3)
  }

  @Test func `while they are read are told at their end`() throws {
    let folder = try ImageStreamTests.folder(["large": 5 << 20])
    let layout = try ImageStreamTests.layout(of: folder)
    var stream = ImageStream(layout)
    for _ in 0..<10 { _ = try stream.next() }
    truncate(folder.path("large").string, 2 << 20)
    #expect(
      throws: ImageStreamError(
        path: folder.path("large").string,
        reason: .shrank(expectedByteCount: 5 << 20, foundByteCount: 2 << 20))
    ) {
      while try stream.next() != nil {}
    }
    #expect(try stream.next() == nil)
  }

  @Test func `are each reported once`() throws {
    let folder = try ImageStreamTests.folder(["large": 3 << 20, "other": 10])
    let layout = try ImageStreamTests.layout(of: folder)
    truncate(folder.path("large").string, 1 << 20)
    truncate(folder.path("other").string, 0)
    var stream = ImageStream(layout, changedFiles: .padAndReport)
    while try stream.next() != nil {}
    #expect(stream.changedFiles.map(\.path) == ["/large", "/other"])
  }
}
