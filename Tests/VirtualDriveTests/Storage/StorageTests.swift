import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing

@testable import VirtualDrive

@Suite("The sectors' file") struct SectorStoreTests {
  let root: TemporaryFolder
  let path: FilePath

  init() throws {
    root = try TemporaryFolder()
    path = try root.write([], to: "sectors.iso")
  }

  private func write(_ bytes: [UInt8], at address: Int64, to store: SectorStore) throws {
    try bytes.withUnsafeBytes { try store.write($0, at: address) }
  }

  private func read(_ count: Int, at address: Int64, from store: SectorStore) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0xEE, count: count * 2048)
    try bytes.withUnsafeMutableBytes { try store.read($0, at: address) }
    return bytes
  }

  @Test func `holds block n at byte n times 2,048`() throws {
    let store = try SectorStore(path, writable: true)
    try write([UInt8](repeating: 7, count: 4096), at: 3, to: store)
    let bytes = try root.bytes(of: "sectors.iso")
    #expect(bytes.count == 5 * 2048)
    #expect(bytes[3 * 2048 - 1] == 0)
    #expect(bytes[3 * 2048] == 7)
    #expect(try read(2, at: 3, from: store) == [UInt8](repeating: 7, count: 4096))
  }

  @Test func `is zero where nothing was written, also behind its end`() throws {
    let store = try SectorStore(path, writable: true)
    try write([UInt8](repeating: 7, count: 2048), at: 0, to: store)
    #expect(
      try read(2, at: 0, from: store)
        == [UInt8](repeating: 7, count: 2048) + [UInt8](repeating: 0, count: 2048))
    #expect(try read(1, at: 1_000_000, from: store) == [UInt8](repeating: 0, count: 2048))
  }

  @Test func `makes holes of whole runs of 64 KiB of zeros`() throws {
    let store = try SectorStore(path, writable: true)
    var bytes = [UInt8](repeating: 0, count: 3 * 65_536)
    bytes[65_536] = 1
    bytes[3 * 65_536 - 1] = 2
    try write(bytes, at: 0, to: store)
    #expect(try read(96, at: 0, from: store) == bytes)
    #expect(try stat(of: path).allocated <= 2 * 65_536)
    try write([UInt8](repeating: 0, count: 1 << 20), at: 96, to: store)
    try store.setEnd(blocks: 96 + 512)
    #expect(try stat(of: path).bytes == (96 + 512) * 2048)
    #expect(try stat(of: path).allocated <= 2 * 65_536)
  }

  @Test func `forgets what lies behind its end`() throws {
    let store = try SectorStore(path, writable: true)
    try write([UInt8](repeating: 7, count: 8 * 2048), at: 0, to: store)
    try store.setEnd(blocks: 4)
    try store.setEnd(blocks: 8)
    #expect(
      try read(8, at: 0, from: store)
        == [UInt8](repeating: 7, count: 4 * 2048) + [UInt8](repeating: 0, count: 4 * 2048))
  }

  @Test(
    arguments: [
      ([], true), ([0], true), ([1], false), ([0, 0, 0], true), ([0, 0, 1], false),
      ([1, 0, 0], false),
      ([1, 1, 1], false),
    ] as [([UInt8], Bool)])
  func `knows zeros from other bytes`(bytes: [UInt8], isZero: Bool) {
    #expect(bytes.withUnsafeBytes { $0.isZero } == isZero)
  }
}

@Suite("Descriptions in JSON") struct DescriptionTests {
  @Test func `come back as they were written`() throws {
    let root = try TemporaryFolder()
    var record = MediumRecord(kind: .cdR, blocks: 359_849)
    record.record(300, control: 4)
    record.closeSession(next: .allowed)
    record.record(10, control: 6)
    try record.write(root.path("medium.json"), isLasting: true)
    #expect(try MediumRecord.read(root.path("medium.json")) == record)
  }

  @Test func `are those of their kind alone`() throws {
    let root = try TemporaryFolder()
    let path = root.path("x.json")
    try DriveRecord(name: "x", serial: "1").write(path)
    #expect(
      throws: VirtualDriveError.damagedDescription(
        path: path.string, detail: "spindle-virtual-drive")
    ) { try MediumRecord.read(path) }
    let missing = root.path("y.json").string
    #expect(throws: VirtualDriveError.system(path: missing, errorNumber: ENOENT)) {
      try MediumRecord.read(root.path("y.json"))
    }
  }

  @Test(arguments: [
    "", "{", "[]", "{\"format\":1}", "{\"format\":\"spindle-virtual-medium\",\"version\":1}",
  ])
  func `are never guessed`(text: String) throws {
    let root = try TemporaryFolder()
    let path = try root.write(Array(text.utf8), to: "medium.json")
    do throws(VirtualDriveError) {
      _ = try MediumRecord.read(path)
      Issue.record("read")
    } catch {
      guard case .damagedDescription = error else { throw error }
    }
  }

  /// Something that somebody wrote into a medium's file.
  struct Harm: Sendable, CustomTestStringConvertible {
    /// What it is told to be.
    var testDescription: String
    var make: @Sendable (inout MediumRecord) -> Void

    init(_ fault: String, _ make: @escaping @Sendable (inout MediumRecord) -> Void) {
      testDescription = fault
      self.make = make
    }
  }

  @Test(arguments: [
    Harm("blocks") { $0.blocks = -1 }, Harm("blocks") { $0.blocks = .max },
    Harm("start") { $0.sessions[0].tracks[0].start = .max },
    Harm("start") { $0.sessions[1].tracks[0].start = 0 },
    Harm("recordedBlocks") { $0.sessions[0].tracks[0].recordedBlocks = .max },
    Harm("recordedBlocks") { $0.sessions[0].tracks[0].recordedBlocks = -1 },
    Harm("writtenBlocks") { $0.sessions[0].tracks[0].writtenBlocks = .min },
    Harm("runOutBlocks") { $0.sessions[0].tracks[0].runOutBlocks = .max },
    Harm("packets") { $0.sessions[0].tracks[0].layout = .inPackets(.fixed(blocks: 0)) },
    Harm("links") { $0.sessions[0].tracks[0].layout = .inPackets(.variable(links: [-1])) },
    Harm("links") { $0.sessions[0].tracks[0].layout = .inPackets(.variable(links: [20, 10])) },
    Harm("sessions") { $0.sessions[0].isClosed = false },
    Harm("sessions") { $0.sessions.append(RecordedSession(tracks: [])) },
    Harm("tracks") { $0.sessions += .init(repeating: $0.sessions[0], count: 99) },
  ])
  func `of a medium are refused that no recording leaves`(harm: Harm) throws {
    let root = try TemporaryFolder()
    let path = root.path("medium.json")
    var record = MediumRecord(kind: .cdR, blocks: 359_849)
    record.record(300, control: 4)
    record.closeSession(next: .allowed)
    record.record(10, control: 6)
    #expect(record.fault == nil)
    harm.make(&record)
    try record.write(path)
    #expect(
      throws: VirtualDriveError.damagedDescription(
        path: path.string, detail: harm.testDescription)
    ) { try MediumRecord.read(path) }
  }

  @Test(arguments: ["..", ".", "", "/", "../1-cd-r", "/tmp/1-cd-r"])
  func `of a drive are refused that lead out of its folder`(medium: String) throws {
    let root = try TemporaryFolder()
    let path = root.path("drive.json")
    var record = DriveRecord(name: "x", serial: "1")
    record.medium = medium
    try record.write(path)
    #expect(throws: VirtualDriveError.damagedDescription(path: path.string, detail: "medium")) {
      try DriveRecord.read(path)
    }
  }

  @Test func `of a drive are refused whose serial number no reply could hold`() throws {
    let root = try TemporaryFolder()
    let path = root.path("drive.json")
    try DriveRecord(name: "x", serial: String(repeating: "7", count: 300)).write(path)
    #expect(throws: VirtualDriveError.damagedDescription(path: path.string, detail: "serial")) {
      try DriveRecord.read(path)
    }
  }

  @Test func `stay as they were when the new one cannot be written`() throws {
    let root = try TemporaryFolder()
    let path = try root.write([1, 2, 3], to: "x.json")
    #expect(throws: VirtualDriveError.system(path: path.string, errorNumber: 5)) {
      try TemporaryFile.make(for: path) { (file) throws(VirtualDriveError) in
        throw .system(
          path: file.path.removingLastComponent().appending("x.json").string, errorNumber: 5)
      }
    }
    #expect(try root.bytes(of: "x.json") == [1, 2, 3])
    #expect(try FileManager.default.contentsOfDirectory(atPath: root.path.string) == ["x.json"])
  }

  @Test func `of a drive tell when it has no medium`() throws {
    let root = try TemporaryFolder()
    let path = root.path("drive.json")
    try DriveRecord(name: "Name \u{1F4BF}", serial: "01234567").write(path)
    let record = try DriveRecord.read(path)
    #expect(record.name == "Name \u{1F4BF}")
    #expect(record.medium == nil)
    #expect(!record.trayIsOpen && !record.isLocked)
  }
}

@Suite("Folders") struct FolderTests {
  @Test func `are made with those above them, and listed without hidden names`() throws {
    let root = try TemporaryFolder()
    try Folder.makeAll(root.path("a/b/c"))
    #expect(throws: VirtualDriveError.alreadyExists(path: root.path("a/b").string)) {
      try Folder.makeAll(root.path("a/b"))
    }
    try root.write([], to: "a/.hidden")
    #expect(try Folder.names(in: root.path("a")) == ["b"])
    #expect(try Folder.isEmpty(root.path("a/b/c")))
    #expect(throws: VirtualDriveError.system(path: root.path("x").string, errorNumber: ENOENT)) {
      try Folder.names(in: root.path("x"))
    }
  }

  @Test func `are locked by one that writes or by several that read`() throws {
    let root = try TemporaryFolder()
    var locks = [try FolderLock(root.path, .shared), try FolderLock(root.path, .shared)]
    #expect(throws: VirtualDriveError.busy(path: root.path.string)) {
      try FolderLock(root.path, .exclusive)
    }
    locks.removeAll()
    let exclusive = try FolderLock(root.path, .exclusive)
    #expect(throws: VirtualDriveError.busy(path: root.path.string)) {
      try FolderLock(root.path, .shared)
    }
    withExtendedLifetime(exclusive) {}
  }
}

@Suite("The log of commands") struct CommandLogTests {
  @Test func `keeps the newest and does not grow without end`() {
    var log = CommandLog()
    for number in 0..<45_000 {
      log.append(RecordedCommand(bytes: [UInt8(number % 251)], status: .good))
    }
    #expect((CommandLog.limit...2 * CommandLog.limit).contains(log.commands.count))
    #expect(log.commands.last?.operationCode == UInt8(44_999 % 251))
    #expect(log.commands.first?.operationCode == UInt8((45_000 - log.commands.count) % 251))
  }
}

extension TrackLayout {
  fileprivate static func inPackets(_ packets: TrackPackets) -> Self {
    Self(content: .mode1, keepsWholeSectors: false, packets: packets)
  }
}
