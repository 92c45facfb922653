import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

/// What people do with a drive while a program uses it.
@Suite("Hands on the drive") struct HandlingTests {
  @Test func `a new medium has none of the settings of the last`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    _ = bench.send("BB 00 FF FF 0B 08 00 00 00 00 00 00")
    try bench.drive.insert(.cdR)
    bench.settle()
    #expect(bench.send("5A 08 05 00 00 00 00 00 3C 00", reply: 60).bytes[10] == 0x40)
    let page = bench.send("5A 08 2A 00 00 00 00 00 48 00", reply: 72).bytes
    #expect(page[36] == 0x21 && page[37] == 0x13)
  }

  @Test func `a medium that is changed is told as an event and as a unit attention`() throws {
    let bench = try DriveBench(.cdR)
    _ = bench.send("4A 01 00 00 10 00 00 00 08 00", reply: 8)
    try bench.drive.insert(.bdR)
    func event() -> UInt8 { bench.send("4A 01 00 00 10 00 00 00 08 00", reply: 8).bytes[4] }
    #expect([event(), event(), event()] == [3, 2, 0])
    #expect(bench.test().sense == "6/28/00")
  }

  @Test func `a loss of power leaves what was recorded`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<64)
    bench.synchronize()
    _ = bench.send("1E 00 00 00 01 00")
    bench.drive.resetPower()
    #expect(bench.test().sense == "6/29/00")
    #expect(!bench.drive.isLocked)
    #expect(bench.nextWritableAddress() == 64)
  }

  @Test func `a medium can be taken out while the next one is not there yet`() throws {
    let bench = try DriveBench(.dvdPlusR)
    try bench.drive.openTray()
    #expect(bench.drive.medium?.kind == .dvdPlusR)
    try bench.drive.removeMedium()
    #expect(bench.drive.medium == nil)
    try bench.drive.insert(.cdR, blocks: BlockCount(1000))
    #expect(!bench.drive.isTrayOpen)
    bench.settle()
    #expect(bench.openTrack().long(16) == 1000)
  }

  @Test func `a medium that is not there is not inserted`() throws {
    let bench = try DriveBench(.cdR)
    let missing = bench.folder.appending("media/9-bd-r/medium.json")
    #expect(throws: VirtualDriveError.system(path: missing.string, errorNumber: ENOENT)) {
      try bench.drive.insertMedium(named: "9-bd-r")
    }
    #expect(bench.test().status == 0)
    #expect(bench.drive.medium?.kind == .cdR)
  }

  @Test func `several threads may touch it at once`() async throws {
    let bench = try DriveBench(.bdR)
    let drive = bench.drive
    await withTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<200 {
            let command = CommandDescriptorBlock(operationCode: 0, byteCount: 6)
            _ = try? drive.execute(command, data: .none, timeout: .seconds(1))
            _ = drive.isTrayOpen
          }
        }
      }
      group.addTask {
        for _ in 0..<50 { try? drive.pressEjectButton() }
      }
    }
    #expect(!drive.isTrayOpen)
    #expect(drive.recordedCommands.filter { $0.operationCode == 0 }.count >= 800)
  }

  @Test func `its state is what the folder says`() throws {
    let bench = try DriveBench(.cdR)
    let description = bench.folder.appending("drive.json")
    func text() throws -> String { try String(contentsOfFile: description.string, encoding: .utf8) }
    #expect(try text().contains("\"isLocked\" : false"))
    _ = bench.send("1E 00 00 00 01 00")
    #expect(try text().contains("\"isLocked\" : true"))
    _ = bench.send("1E 00 00 00 00 00")
    try bench.drive.openTray()
    #expect(try text().contains("\"trayIsOpen\" : true"))
  }

  @Test func `the event of a busy drive tells how long it takes`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    _ = bench.send("5B 01 02 00 00 00 00 00 00 00")
    // A session of DVD+R takes 30 s to close: 300 tenths.
    expectBytes(
      bench.send("4A 01 00 00 40 00 00 00 08 00", reply: 8).bytes, equal: "00 06 06 56 00 01 01 2C")
  }
}

@Suite("A burn that goes wrong") struct BrokenBurnTests {
  @Test(arguments: MediumKind.plainWriteOnce)
  func `leaves a disc that is closed and read up to the error`(kind: MediumKind) throws {
    let bench = try DriveBench(
      kind, faults: FaultScript([.onWrite(to: 500..<501, .sense(.mediumError))]))
    bench.selectTrackAtOnce(multiSession: 3)
    let failed = bench.burn(0..<1000)
    #expect(failed.sense == "3/0C/00")
    #expect(failed.senseBytes[3..<7] == [0, 0, 0x01, 0xF4])
    #expect(bench.synchronize().status == 0)
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x01)
    #expect(bench.read(0..<500).bytes == DriveBench.pattern(0..<500))
    try bench.reopen()
    #expect(bench.drive.medium?.isDamaged == true)
    #expect(bench.drive.medium?.condition == .appendable)
  }

  @Test(arguments: MediumKind.plainWriteOnce)
  func `at the first block leaves no blank disc`(kind: MediumKind) throws {
    let bench = try DriveBench(
      kind, faults: FaultScript([.after(blocks: 0, .sense(.mediumError))]))
    bench.selectTrackAtOnce()
    #expect(bench.write(0..<32).sense == "3/0C/00")
    #expect(bench.discInformation().bytes[2] == 0x05)
    #expect(bench.openTrack().bytes[5] & 0x20 != 0)
    #expect(bench.nextWritableAddress() == 0)
  }

  @Test func `by a drive that vanished keeps what it had taken`() throws {
    let bench = try DriveBench(.bdR, faults: FaultScript([.after(blocks: 96, .vanish)]))
    bench.burn(0..<64)
    bench.synchronize()
    bench.burn(64..<96)
    #expect(throws: TransportError.deviceVanished) {
      try bench.trySend("2A 00 00 00 00 60 00 00 20 00", data: DriveBench.pattern(96..<128))
    }
    try bench.reopen()
    _ = bench.test()
    #expect(bench.nextWritableAddress() == 96)
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    #expect(bench.read(0..<96).bytes == DriveBench.pattern(0..<96))
  }

  @Test func `by a write that was executed but not answered is found by asking`() throws {
    let bench = try DriveBench(.bdR, faults: FaultScript([.after(blocks: 32, .timeout)]))
    bench.burn(0..<32)
    #expect(throws: TransportError.timedOut) {
      try bench.trySend("2A 00 00 00 00 20 00 00 20 00", data: DriveBench.pattern(32..<64))
    }
    #expect(bench.nextWritableAddress() == 64)
    #expect(bench.write(32..<64).sense == "5/21/02")
  }
}
