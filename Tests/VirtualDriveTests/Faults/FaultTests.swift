import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@Suite("Faults") struct FaultTests {
  @Test func `a write error records the blocks before it and damages the track`() throws {
    let bench = try DriveBench(
      .dvdPlusR, faults: FaultScript([.after(blocks: 40, .sense(.mediumError))]))
    #expect(bench.write(0..<32).status == 0)
    let outcome = bench.write(32..<64)
    expectBytes(outcome.senseBytes, equal: "F0 00 03 00 00 00 28 0A 00*4 0C 00 00 00 00 00")
    #expect(bench.nextWritableAddress() == 40)
    #expect(bench.openTrack().bytes[5] == 0x24)
    #expect(bench.read(0..<40).bytes == DriveBench.pattern(0..<40))
    #expect(bench.synchronize().status == 0)
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x01)
  }

  @Test func `a write error lies at its address`() throws {
    let bench = try DriveBench(
      .bdR, faults: FaultScript([.onWrite(to: 70..<72, .sense(.mediumError))]))
    #expect(bench.burn(0..<64).status == 0)
    #expect(bench.write(64..<96).senseBytes[3..<7] == [0, 0, 0, 70])
    #expect(bench.nextWritableAddress() == 70)
  }

  @Test func `the flush is lost without an answer, once`() throws {
    let bench = try DriveBench(.cdR, faults: FaultScript([.onSynchronizeCache(.timeout)]))
    #expect(throws: TransportError.timedOut) { try bench.trySend("35 00 00 00 00 00 00 00 00 00") }
    #expect(bench.synchronize().status == 0)
  }

  @Test func `the drive vanishes for good`() throws {
    let bench = try DriveBench(.bdR, faults: FaultScript([.after(blocks: 64, .vanish)]))
    #expect(bench.burn(0..<64).status == 0)
    for _ in 0..<2 {
      #expect(throws: TransportError.deviceVanished) {
        try bench.trySend(
          "2A 00 00 00 00 40 00 00 20 00", data: DriveBench.pattern(64..<96))
      }
    }
    #expect(throws: TransportError.deviceVanished) { try bench.trySend("00 00 00 00 00 00") }
  }

  @Test func `a reset makes the drive forget`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    _ = bench.send("1E 00 00 00 01 00")
    bench.drive.setFaults(FaultScript([.onTestUnitReady(.reset)]))
    #expect(throws: TransportError.reset) { try bench.trySend("00 00 00 00 00 00") }
    #expect(bench.test().sense == "6/29/00")
    #expect(bench.test().status == 0)
    #expect(!bench.drive.isLocked)
    #expect(bench.send("5A 08 05 00 00 00 00 00 3C 00", reply: 60).bytes[10] == 0x40)
  }

  @Test func `a status other than sense is handed on`() throws {
    let bench = try DriveBench(
      .cdR, faults: FaultScript([.onTestUnitReady(calls: 2, .status(.busy))]))
    #expect(bench.test().status == 0x08)
    #expect(bench.test().status == 0x08)
    #expect(bench.test().status == 0)
  }

  @Test func `a deferred error is told when its block leaves the buffer`() throws {
    let bench = try DriveBench(
      .bdR, faults: FaultScript([.onWrite(to: 40..<41, .deferred(.mediumError))]))
    #expect(bench.burn(0..<96).status == 0)
    #expect(bench.openTrack().bytes[5] == 0x04)
    // 96 blocks at 53,947 kB/s take 3.6 ms, those up to block 40 take 1.6 ms.
    bench.drive.pause(.milliseconds(1))
    #expect(bench.write(96..<128).status == 0)
    bench.drive.pause(.milliseconds(1))
    let outcome = bench.write(128..<160)
    // Deferred, with the address of the block; the command was not executed.
    expectBytes(outcome.senseBytes[..<7], equal: "F1 00 03 00 00 00 28")
    #expect(outcome.sense == "3/0C/00")
    #expect(bench.openTrack().bytes[5] == 0x24)
  }

  @Test(arguments: [MediumKind.bdR, .dvdPlusR, .cdR])
  func `a deferred error leaves the bad block and those behind it unrecorded`(
    kind: MediumKind
  ) throws {
    let bench = try DriveBench(
      kind, faults: FaultScript([.onWrite(to: 40..<41, .deferred(.mediumError))]))
    bench.selectTrackAtOnce()
    #expect(bench.burn(0..<96).status == 0)
    bench.drive.pause(.seconds(1))
    #expect(bench.test().sense == "3/0C/00")
    #expect(bench.nextWritableAddress() == 40)
    #expect(bench.openTrack().bytes[5] & 0x20 != 0)
    #expect(bench.drive.medium?.recordedBlocks == BlockCount(40))
    #expect(bench.read(0..<40).bytes == DriveBench.pattern(0..<40))
    #expect(bench.read(40..<41).sense == "5/21/00")
    // Nor are they there when the program is killed.
    try bench.reopen()
    #expect(bench.drive.medium?.recordedBlocks == BlockCount(40))
  }

  @Test func `a deferred error in a track that others follow ends that track alone`() throws {
    let bench = try DriveBench(
      .dvdMinusR, faults: FaultScript([.onWrite(to: 16..<17, .deferred(.mediumError))]))
    bench.selectDVD(multiSession: 3)
    #expect(bench.reserve(64).status == 0)
    #expect(bench.write(64..<96).status == 0)
    #expect(bench.write(0..<48).status == 0)
    bench.drive.pause(.seconds(1))
    #expect(bench.test().sense == "3/0C/00")
    #expect(bench.track(1).long(12) == 16)
    #expect(bench.track(2).long(12) == 96)
    #expect(bench.track(1).bytes[5] & 0x20 != 0)
    #expect(bench.track(2).bytes[5] & 0x20 == 0)
    #expect(bench.read(64..<96).bytes == DriveBench.pattern(64..<96))
  }

  @Test func `a deferred error is told by SYNCHRONIZE CACHE when that waits`() throws {
    for flag in [0, 2] as [UInt8] {
      let bench = try DriveBench(
        .dvdPlusR, faults: FaultScript([.onWrite(to: 0..<32, .deferred(.mediumError))]))
      #expect(bench.write(0..<64).status == 0)
      let command = HexFixture(bytes: [0x35, flag, 0, 0, 0, 0, 0, 0, 0, 0])
      #expect(bench.send(command).sense == (flag == 0 ? "3/0C/00" : ""))
      guard flag != 0 else { continue }
      bench.drive.pause(.milliseconds(10))
      #expect(bench.test().senseBytes.first == 0xF1)
      #expect(bench.test().status == 0)
    }
  }

  @Test func `a deferred error of blocks that are lost with the power is not told`() throws {
    let bench = try DriveBench(
      .bdR, faults: FaultScript([.onWrite(to: 0..<32, .deferred(.mediumError))]))
    #expect(bench.write(0..<32).status == 0)
    bench.drive.resetPower()
    bench.drive.pause(.seconds(1))
    #expect(bench.test().sense == "6/29/00")
    #expect(bench.test().status == 0)
  }

  @Test func `a deferred error of another command is told by the next`() throws {
    let bench = try DriveBench(
      .bdR, faults: FaultScript([.onTestUnitReady(.deferred(.hardwareError))]))
    #expect(bench.test().status == 0)
    expectBytes(bench.test().senseBytes[..<3], equal: "71 00 04")
  }

  @Test func `a sector is read wrong, silently and each time`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<64)
    bench.drive.setFaults(FaultScript([.onRead(of: 33..<34, .corruption)]))
    for _ in 0..<2 {
      let read = bench.read(32..<64)
      #expect(read.status == 0)
      let good = DriveBench.pattern(32..<64)
      let differing = good.indices.filter { good[$0] != read.bytes[$0] }
      #expect(differing == [2048 + 1024])
    }
    #expect(bench.read(0..<32).bytes == DriveBench.pattern(0..<32))
  }

  @Test func `a sector is stored wrong, silently`() throws {
    let bench = try DriveBench(
      .dvdPlusR, faults: FaultScript([.onWrite(to: 5..<6, .corruption)]))
    bench.burn(0..<32)
    let good = DriveBench.pattern(0..<32)
    let read = bench.read(0..<32).bytes
    #expect(good.indices.filter { good[$0] != read[$0] } == [5 * 2048 + 1024])
  }

  @Test func `a read error lies at its address and lasts`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<64)
    bench.drive.setFaults(FaultScript([.onRead(of: 40..<41, .sense(.readError))]))
    for _ in 0..<3 { #expect(bench.read(32..<64).senseBytes[3..<7] == [0, 0, 0, 40]) }
    #expect(bench.read(41..<64).status == 0)
  }

  @Test func `strikes at the given call of a command, or of any`() throws {
    let bench = try DriveBench(
      .cdR, faults: FaultScript([.onTestUnitReady(call: 3, .sense(.hardwareError))]))
    #expect((0..<4).map { _ in bench.test().sense } == ["", "", "4/15/01", ""])
    bench.drive.setFaults(FaultScript([.atCommand(2, calls: nil, .sense(.hardwareError))]))
    #expect((0..<3).map { _ in bench.test().sense } == ["", "4/15/01", "4/15/01"])
  }

  @Test func `makes closing fail`() throws {
    let bench = try DriveBench(
      .dvdPlusR, faults: FaultScript([.onClose(call: 2, .sense(.sessionFixationError))]))
    bench.burn(0..<32)
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).sense == "3/72/00")
    #expect(bench.discInformation().bytes[2] == 0x05)
    #expect(bench.close(2).status == 0)
  }

  @Test func `makes a command take longer than its limit`() throws {
    let bench = try DriveBench(
      .cdR, faults: FaultScript([.onTestUnitReady(.delay(.seconds(40)))]))
    #expect(throws: TransportError.timedOut) {
      try bench.trySend("00 00 00 00 00 00", timeout: .seconds(30))
    }
    #expect(bench.test().status == 0)
  }

  @Test func `keeps a log of what was sent and what came of it`() throws {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    _ = bench.send("12 00 00 00 24 00", reply: 36)
    bench.drive.setFaults(FaultScript([.atCommand(1, .transport(.timedOut))]))
    _ = try? bench.trySend("00 00 00 00 00 00")
    let log = bench.drive.recordedCommands
    #expect(log.map(\.operationCode) == [0x00, 0x12, 0x00])
    #expect(log[0].status == .checkCondition)
    #expect(log[0].sense[12] == 0x29)
    #expect(log[1] == RecordedCommand(bytes: [0x12, 0, 0, 0, 0x24, 0], status: .good))
    #expect(log[2].status == nil)
    #expect(log[2].error == .timedOut)
  }
}
