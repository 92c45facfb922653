import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@Suite("What a drive keeps") struct PersistenceTests {
  @Test func `is all that a drive tells, in every state of every medium`() throws {
    for kind in MediumKind.plainWriteOnce {
      let bench = try DriveBench(kind)
      func state() -> [Outcome] {
        _ = bench.test()
        return [
          bench.discInformation(), bench.openTrack(),
          bench.send("52 01 00 00 00 01 00 00 30 00", reply: 48),
          bench.send("43 00 00 00 00 00 00 00 40 00", reply: 64),
          bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8), bench.read(0..<320),
        ]
      }
      func expectKept(_ step: String) throws {
        let before = state()
        try bench.reopen()
        #expect(bench.test().sense == "6/29/00")
        bench.selectTrackAtOnce(multiSession: 3)
        #expect(state() == before, "\(kind) \(step)")
      }
      bench.selectTrackAtOnce(multiSession: 3)
      try expectKept("blank")
      bench.burn(0..<320)
      bench.synchronize()
      try expectKept("with an open track")
      bench.close(1, track: 1)
      try expectKept("with a closed track")
      bench.close(2)
      try expectKept("appendable")
    }
  }

  @Test func `after a crash is what was written, and the damage`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<64)
    bench.synchronize()
    bench.burn(64..<152)
    try bench.reopen()
    _ = bench.test()
    // In whole ECC blocks of 16.
    #expect(bench.nextWritableAddress() == 144)
    #expect(bench.openTrack().bytes[5] == 0x24)
    #expect(bench.drive.medium?.isDamaged == true)
    #expect(bench.read(0..<144).bytes == DriveBench.pattern(0..<144))
    #expect(bench.read(144..<145).sense == "5/21/00")
    // What is written now does not show what was there before the crash.
    #expect(
      bench.send(
        "2A 00 00 00 00 90 00 00 20 00", data: .init(repeating: 0, count: 65_536)
      ).status == 0)
    #expect(bench.read(144..<176).bytes == .init(repeating: 0, count: 65_536))
    bench.synchronize()
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
  }

  @Test(arguments: MediumKind.plainWriteOnce)
  func `after a crash is also what was written since it was kept last`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    bench.selectTrackAtOnce()
    bench.burn(0..<8320)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.nextWritableAddress() == 8320)
    #expect(bench.openTrack().bytes[5] & 0x20 != 0)
    #expect(bench.drive.medium?.isDamaged == true)
    #expect(bench.drive.medium?.recordedBlocks == BlockCount(8320))
    #expect(bench.read(8160..<8320).bytes == DriveBench.pattern(8160..<8320))
    #expect(bench.read(0..<32).bytes == DriveBench.pattern(0..<32))
    bench.selectTrackAtOnce()
    #expect(bench.write(0..<32).sense == "5/21/02")
    #expect(bench.write(8320..<8352).status == 0)
  }

  @Test(arguments: [UInt8(0), 1])
  func `after a crash in the first blocks is a disc that is not blank`(value: UInt8) throws {
    let bench = try DriveBench(.bdR)
    let data = [UInt8](repeating: value, count: 64 * 2048)
    #expect(bench.send("2A 00 00 00 00 00 00 00 40 00", data: data).status == 0)
    try bench.reopen()
    let medium = try #require(bench.drive.medium)
    #expect(medium.condition == .appendable)
    #expect(medium.recordedBlocks == BlockCount(64))
    _ = bench.test()
    #expect(bench.discInformation().bytes[2] == 0x05)
    // The last recorded address is valid, and the next writable one.
    #expect(bench.openTrack().bytes[7] == 0x03)
    #expect(bench.openTrack().long(28) == 63)
    let image = bench.root.path("image.iso")
    try bench.drive.exportMedium(to: image)
    #expect(try [UInt8](Data(contentsOf: URL(filePath: image.string))) == data)
  }

  @Test func `after a crash is what was written of the track that was written last`() throws {
    let bench = try DriveBench(.dvdMinusR)
    bench.selectDVD(multiSession: 3)
    #expect(bench.reserve(64).status == 0)
    #expect(bench.write(0..<16).status == 0)
    #expect(bench.write(64..<96).status == 0)
    #expect(bench.write(16..<32).status == 0)
    try bench.reopen()
    _ = bench.test()
    // How far the other was written since the record was kept, nothing tells.
    #expect(bench.track(1).long(12) == 16)
    #expect(bench.track(2).long(12) == 96)
    #expect(bench.track(1).bytes[5] & 0x20 != 0)
    #expect(bench.track(2).bytes[5] & 0x20 != 0)
  }

  @Test func `after a crash has the tracks of a session at once apart`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectSessionAtOnce()
    // Audio from index 0 on, track 2 after 300 blocks, lead-out after 600.
    #expect(
      bench.sendCueSheet(
        """
        01 00 00 01 00 00 00 00
        01 01 00 00 00 00 00 00
        01 01 01 00 00 00 02 00
        01 02 01 00 00 00 06 00
        01 AA 01 01 00 00 0A 00
        """
      ).status == 0)
    #expect(bench.burnAudio(-150..<400).status == 0)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.discInformation().bytes[6] == 2)
    #expect(bench.track(1).long(24) == 300)
    #expect(bench.drive.medium?.recordedBlocks == BlockCount(400))
    expectBytes(bench.readCD(390..<400).bytes, equal: DriveBench.audio(390..<400))
  }

  @Test func `after a crash has no write unit that was not full`() throws {
    let bench = try DriveBench(.bdR)
    for start in stride(from: 0, to: 8240, by: 20) { bench.write(start..<start + 20) }
    try bench.reopen()
    _ = bench.test()
    // Of 8,240 blocks 8,224 are in whole clusters of 32.
    #expect(bench.nextWritableAddress() == 8224)
    #expect(bench.drive.medium?.recordedBlocks == BlockCount(8224))
  }

  @Test func `is written every 16 MiB and no more often`() throws {
    let bench = try DriveBench(.bdR)
    let file = try #require(bench.drive.medium).folder.appending("medium.json")
    var records: Set<Data> = []
    for start in stride(from: 0, to: 3 * 8192 + 32, by: 32) {
      bench.write(start..<start + 32)
      records.insert(try Data(contentsOf: URL(filePath: file.string)))
    }
    // One when the recording begins, and three.
    #expect(records.count == 4)
  }

  @Test func `is nothing of a test write`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(testWrite: true)
    bench.burn(0..<8192 + 64)
    try bench.reopen()
    #expect(bench.drive.medium?.condition == .blank)
  }

  @Test func `is no blank disc when the first write broke off`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<64)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.discInformation().bytes[2] == 0x05)
    #expect(bench.nextWritableAddress() == 64)
    #expect(bench.openTrack().bytes[5] & 0x20 != 0)
  }

  @Test func `includes the tray and its lock`() throws {
    let bench = try DriveBench(.cdR)
    _ = bench.send("1E 00 00 00 01 00")
    try bench.reopen()
    #expect(bench.drive.isLocked)
    #expect(throws: VirtualDriveError.trayLocked(path: bench.folder.string)) {
      try bench.drive.insert(.cdR)
    }
    _ = bench.test()
    _ = bench.send("1E 00 00 00 00 00")
    _ = bench.send("1B 00 00 00 02 00")
    try bench.reopen()
    #expect(bench.drive.isTrayOpen)
    #expect(!bench.drive.isLocked)
  }

  @Test func `is JSON with a version that people can read`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<400)
    bench.close(2)
    let drive = try json(bench.folder.appending("drive.json"))
    #expect(drive["format"] as? String == "spindle-virtual-drive")
    #expect(drive["version"] as? Int == 1)
    #expect(drive["name"] as? String == "Test")
    #expect(drive["medium"] as? String == "1-cd-r")
    let folder = try #require(bench.drive.medium).folder
    let medium = try json(folder.appending("medium.json"))
    #expect(medium["format"] as? String == "spindle-virtual-medium")
    #expect(medium["kind"] as? String == "cd-r")
    #expect(medium["blocks"] as? Int == 359_849)
    #expect(medium["version"] as? Int == 2)
    #expect(medium["layers"] as? Int == 1)
    let state = try #require(medium["sequential"] as? [String: Any])
    let session = try #require((state["sessions"] as? [[String: Any]])?.first)
    let track = try #require((session["tracks"] as? [[String: Any]])?.first)
    #expect(track["recordedBlocks"] as? Int == 400)
    #expect(track["runOutBlocks"] as? Int == 2)
  }

  @Test func `leaves nothing temporary behind`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<64)
    bench.synchronize()
    let names = try FileManager.default.subpathsOfDirectory(atPath: bench.folder.string)
    #expect(
      Set(names) == [
        "drive.json", "drive.lock", "media", "media/1-dvd+r", "media/1-dvd+r/medium.json",
        "media/1-dvd+r/sectors.iso",
      ])
  }

  @Test func `is refused when it cannot be understood`() throws {
    let bench = try DriveBench(.cdR)
    let medium = try #require(bench.drive.medium).folder.appending("medium.json")
    bench.close()
    let text = try String(contentsOfFile: medium.string, encoding: .utf8)
    try text.replacing("\"version\" : 2", with: "\"version\" : 3")
      .write(toFile: medium.string, atomically: true, encoding: .utf8)
    try bench.reopen()
    #expect(bench.drive.mediumError == .newerVersion(path: medium.string, version: 3))
    bench.close()
    try "{".write(toFile: medium.string, atomically: true, encoding: .utf8)
    try bench.reopen(access: .shared)
    let error = try #require(bench.drive.mediumError)
    guard case .damagedDescription(medium.string, _) = error else { throw error }
    #expect(error.recovery == .restore(path: medium.string))
    #expect(throws: error) { try bench.drive.exportMedium(to: bench.root.path("image.iso")) }
  }

  @Test(arguments: ["medium.json", "sectors.iso"])
  func `is a disc that the drive cannot read when a file is missing`(name: String) throws {
    let bench = try DriveBench(.cdR)
    let file = try #require(bench.drive.medium).folder.appending(name)
    bench.close()
    try FileManager.default.removeItem(atPath: file.string)
    try bench.reopen()
    #expect(bench.drive.mediumError == .system(path: file.string, errorNumber: ENOENT))
    #expect(bench.drive.medium == nil)
    #expect(bench.test().sense == "6/29/00")
    #expect(bench.test().sense == "2/30/01")
    #expect(bench.send("03 00 00 00 12 00", reply: 18).bytes[12] == 0x30)
    #expect(bench.send("4A 01 00 00 10 00 00 00 08 00", reply: 8).bytes[5] == 0x02)
    #expect(bench.discInformation().sense == "2/30/01")
    // The tray moves as ever.
    #expect(bench.send("1B 00 00 00 02 00").status == 0)
    #expect(bench.test().sense == "2/3A/02")
    #expect(bench.send("1B 00 00 00 03 00").status == 0)
    #expect(bench.test().sense == "6/28/00")
    #expect(bench.test().sense == "2/30/01")
    try bench.drive.insert(.dvdPlusR)
    #expect(bench.drive.mediumError == nil)
    bench.settle()
    #expect(bench.write(0..<16).status == 0)
  }

  @Test func `is no medium when its folder is gone`() throws {
    let bench = try DriveBench(.dvdPlusR)
    let folder = try #require(bench.drive.medium).folder
    bench.close()
    try FileManager.default.removeItem(atPath: folder.string)
    for access in [DriveAccess.shared, .exclusive] {
      try bench.reopen(access: access)
      #expect(bench.drive.medium == nil)
      #expect(bench.drive.mediumError == nil)
      #expect(bench.test().sense == "6/29/00")
      #expect(bench.test().sense == "2/3A/01")
    }
    #expect(bench.send("1B 00 00 00 02 00").status == 0)
    #expect(bench.send("1B 00 00 00 03 00").status == 0)
    #expect(bench.test().sense == "2/3A/01")
    try FileManager.default.removeItem(atPath: bench.folder.appending("media").string)
    try bench.drive.insert(.bdR)
    bench.settle()
    #expect(bench.drive.medium?.kind == .bdR)
    #expect(bench.write(0..<32).status == 0)
  }

  @Test func `is a medium that was pulled out when its folder goes while the drive is at work`()
    throws
  {
    let bench = try DriveBench(.cdRW)
    let folder = try #require(bench.drive.medium).folder
    #expect(bench.send("1E 00 00 00 01 00").status == 0)
    #expect(bench.send("A1 10 00 00 00 00 00 00 00 00 00 00").status == 0)
    #expect(bench.test().sense == "2/04/07")
    _ = bench.send("4A 01 00 00 10 00 00 00 08 00", reply: 8)
    try FileManager.default.moveItem(
      atPath: folder.string, toPath: bench.root.path("pulled").string)
    #expect(bench.test().sense == "2/3A/01")
    #expect(bench.discInformation().sense == "2/3A/01")
    // Media class: the medium was removed, and there is none.
    let events = bench.send("4A 01 00 00 10 00 00 00 08 00", reply: 8).bytes
    #expect(events[4] & 0x0F == 3 && events[5] & 0x02 == 0)
    #expect(bench.send("1E 00 00 00 00 00").status == 0)
    try bench.drive.insert(.cdR)
    bench.settle()
    #expect(bench.test().status == 0)
  }

  @Test func `is a drive that was unplugged when its own folder goes`() throws {
    let bench = try DriveBench(.bdR)
    let away = bench.root.path("away").string
    try FileManager.default.moveItem(atPath: bench.folder.string, toPath: away)
    for _ in 0..<2 {
      #expect(throws: TransportError.deviceVanished) { try bench.trySend("00 00 00 00 00 00") }
    }
    // It must be opened again to be of use.
    try FileManager.default.moveItem(atPath: away, toPath: bench.folder.string)
    #expect(throws: TransportError.deviceVanished) { try bench.trySend("00 00 00 00 00 00") }
    try bench.reopen()
    #expect(bench.test().sense == "6/29/00")
    bench.settle()
    #expect(bench.write(0..<32).status == 0)
  }

  private func json(_ path: FilePath) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: path.string))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}

@Suite("Access to a drive") struct AccessTests {
  @Test func `is for one program that writes, or for several that ask`() throws {
    let bench = try DriveBench(.cdR)
    #expect(throws: VirtualDriveError.busy(path: bench.folder.string)) {
      try VirtualDrive(folder: bench.folder, access: .exclusive)
    }
    #expect(throws: DriveError.opening(.busy(path: bench.folder.string))) {
      try VirtualDrive.transport(at: bench.folder, access: .shared)
    }
    bench.close()
    let one = try VirtualDrive(folder: bench.folder, access: .shared)
    let other = try VirtualDrive(folder: bench.folder, access: .shared)
    #expect(one.name == other.name)
    #expect(throws: VirtualDriveError.busy(path: bench.folder.string)) {
      try VirtualDrive.insert(.bdR, inDriveAt: bench.folder)
    }
  }

  @Test(arguments: [
    "2A 00 00 00 00 00 00 00 00 00", "35 00 00 00 00 00 00 00 00 00",
    "5B 00 02 00 00 00 00 00 00 00", "1E 00 00 00 01 00", "1B 00 00 00 02 00",
    "55 10 00 00 00 00 00 00 00 00", "BB 00 FF FF FF FF 00 00 00 00 00 00",
  ])
  func `for questions only does not let commands through that change something`(
    command: String
  ) throws {
    let bench = try DriveBench(.cdR)
    try bench.reopen(access: .shared)
    #expect(throws: TransportError.notPermitted) { try bench.trySend(HexFixture(command)) }
    _ = bench.test()
    #expect(bench.discInformation().status == 0)
    #expect(throws: VirtualDriveError.busy(path: bench.folder.string)) {
      try bench.drive.insert(.bdR)
    }
  }

  @Test func `says what the system refuses, and not that there is no drive`() throws {
    let path: FilePath = "/proc/spindle"
    #expect(throws: VirtualDriveError.system(path: path.string, errorNumber: ENOENT)) {
      try VirtualDrive.create(at: path, name: "Test")
    }
    #expect(throws: VirtualDriveError.notFound(path: path.string)) {
      try VirtualDrive(folder: path, access: .shared)
    }
  }

  @Test func `says what is not there`() throws {
    let root = try TemporaryFolder()
    let missing = root.path("missing")
    #expect(throws: DriveError.opening(.notFound(path: missing.string))) {
      try VirtualDrive.transport(at: missing, access: .exclusive)
    }
    #expect(throws: DriveError.opening(.notADrive(path: root.path.string))) {
      try VirtualDrive.transport(at: root.path, access: .exclusive)
    }
    #expect(!VirtualDrive.exists(at: root.path))
  }

  @Test func `begins with a drive made in a folder of its own`() throws {
    let root = try TemporaryFolder()
    #expect(throws: VirtualDriveError.nameEmpty) {
      try VirtualDrive.create(at: root.path("a"), name: "")
    }
    try VirtualDrive.create(at: root.path("a/b/c"), name: "Deep")
    #expect(VirtualDrive.exists(at: root.path("a/b/c")))
    #expect(throws: VirtualDriveError.alreadyExists(path: root.path("a/b/c").string)) {
      try VirtualDrive.create(at: root.path("a/b/c"), name: "Again")
    }
    try root.write([1], to: "file")
    #expect(throws: (any Error).self) { try VirtualDrive.create(at: root.path("file"), name: "X") }
  }

  @Test func `works through a reference as to a real drive`() async throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.close()
    let reference = VirtualDrive.reference(to: bench.folder, name: "Test")
    let inspection = try await reference.inspect()
    let medium = try #require(inspection.medium)
    #expect(medium.condition == .blank)
    #expect(medium.capacity == BlockCount(2_295_104))
    #expect(medium.writeRates.first == TransferRate(kilobytesPerSecond: 22_160))
  }
}

@Suite("Media of a virtual drive") struct MediumTests {
  @Test(
    arguments: [(MediumKind.cdR, 299), (.cdR, 404_850), (.dvdPlusR, 2_295_105), (.bdR, 0)]
      as [(MediumKind, Int64)])
  func `have a capacity that such media can have`(kind: MediumKind, blocks: Int64) throws {
    let bench = try DriveBench(empty: ())
    do throws(VirtualDriveError) {
      try bench.drive.insert(kind, blocks: BlockCount(blocks))
      Issue.record("inserted")
    } catch {
      guard case .impossibleCapacity(kind, blocks, let possible) = error else { throw error }
      #expect(error.recovery == .giveCapacity(possible))
    }
    #expect(bench.drive.medium == nil)
  }

  @Test func `are exported as an image with their holes`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<32)
    _ = bench.send("2A 00 00 00 00 20 00 10 00 00", data: .init(repeating: 0, count: 4096 * 2048))
    bench.burn(4128..<4160)
    bench.synchronize()
    bench.close()
    let image = bench.root.path("image.iso")
    try bench.root.write([1, 2, 3], to: "image.iso")
    try VirtualDrive.exportMedium(ofDriveAt: bench.folder, to: image)
    let bytes = try bench.root.bytes(of: "image.iso")
    #expect(bytes.count == 4160 * 2048)
    #expect(Array(bytes[..<(32 * 2048)]) == DriveBench.pattern(0..<32))
    #expect(Array(bytes[(4128 * 2048)...]) == DriveBench.pattern(4128..<4160))
    #expect(try stat(of: image).allocated <= 1 << 18)
  }

  @Test func `are exported onto a plain file alone`() throws {
    let bench = try DriveBench(.bdR)
    let image = bench.root.path("image.iso")
    #expect(
      throws: VirtualDriveError.mediumIsBlank(path: try #require(bench.drive.medium).folder.string)
    ) {
      try bench.drive.exportMedium(to: image)
    }
    bench.burn(0..<32)
    bench.synchronize()
    let folder = bench.root.path("folder")
    try FileManager.default.createDirectory(
      atPath: folder.string, withIntermediateDirectories: false)
    #expect(throws: VirtualDriveError.destinationNotAFile(path: folder.string)) {
      try bench.drive.exportMedium(to: folder)
    }
    let homeless = bench.root.path("missing/image.iso")
    #expect(throws: VirtualDriveError.system(path: homeless.string, errorNumber: ENOENT)) {
      try bench.drive.exportMedium(to: homeless)
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bench.root.path.string).sorted()
        == ["drive", "folder"])
    try bench.drive.removeMedium()
    #expect(throws: VirtualDriveError.noMedium(path: bench.folder.string)) {
      try bench.drive.exportMedium(to: image)
    }
  }
}
