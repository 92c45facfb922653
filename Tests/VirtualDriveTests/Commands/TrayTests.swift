import DiscModel
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@Suite("The tray") struct TrayTests {
  @Test func `opens and closes by command, and the medium spins up`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.send("1B 00 00 00 02 00").status == 0)
    #expect(bench.drive.isTrayOpen)
    #expect(bench.test().sense == "2/3A/02")
    #expect(bench.send("1B 00 00 00 01 00").sense == "2/3A/02")
    #expect(bench.send("1B 00 00 00 03 00").status == 0)
    #expect(!bench.drive.isTrayOpen)
    #expect(bench.test().sense == "6/28/00")
    #expect(bench.test().sense == "2/04/01")
    bench.settle()
    #expect(bench.send("1B 00 00 00 01 00").status == 0)
    #expect(bench.send("1B 00 00 00 00 00").status == 0)
  }

  @Test func `moves where it is already without ado`() throws {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    #expect(bench.send("1B 00 00 00 03 00").status == 0)
    #expect(bench.send("1B 00 00 00 02 00").status == 0)
    #expect(bench.send("1B 00 00 00 02 00").status == 0)
    #expect(bench.test().sense == "2/3A/02")
  }

  @Test func `stays closed while it is locked`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.send("1E 00 00 00 01 00").status == 0)
    #expect(bench.send("1B 00 00 00 02 00").sense == "5/53/02")
    try bench.drive.pressEjectButton()
    #expect(!bench.drive.isTrayOpen)
    #expect(throws: VirtualDriveError.trayLocked(path: bench.folder.string)) {
      try bench.drive.openTray()
    }
    #expect(throws: VirtualDriveError.trayLocked(path: bench.folder.string)) {
      try bench.drive.insert(.bdR)
    }
    #expect(bench.send("1E 00 00 00 00 00").status == 0)
    #expect(bench.send("1B 00 00 00 02 00").status == 0)
  }

  @Test func `knows the persistent lock too`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.send("1E 00 00 00 03 00").status == 0)
    #expect(bench.drive.isLocked)
    #expect(bench.send("1E 00 00 00 02 00").status == 0)
    #expect(!bench.drive.isLocked)
    #expect(bench.send("1E 00 00 00 04 00").sense == "5/24/00")
  }

  @Test func `is moved by the button`() throws {
    let bench = try DriveBench(.cdR)
    try bench.drive.pressEjectButton()
    #expect(bench.drive.isTrayOpen)
    try bench.drive.pressEjectButton()
    #expect(!bench.drive.isTrayOpen)
    #expect(bench.test().sense == "6/28/00")
  }

  @Test func `brings what was received to the medium before it opens`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<20)
    #expect(bench.send("1B 00 00 00 02 00").status == 0)
    try bench.reopen()
    #expect(bench.send("1B 00 00 00 03 00").sense == "6/29/00")
    #expect(bench.send("1B 00 00 00 03 00").status == 0)
    bench.settle()
    #expect(bench.nextWritableAddress() == 32)
    #expect(bench.drive.medium?.isDamaged == false)
  }

  @Test(arguments: ["06", "04", "F0", "12"])
  func `knows no other movements`(byte: String) throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.send(HexFixture("1B 00 00 00 \(byte) 00")).sense == "5/24/00")
  }

  @Test func `takes one medium after the other and keeps each in its folder`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.close(2)
    let first = try #require(bench.drive.medium)
    let second = try bench.drive.insert(.dvdPlusR)
    #expect(first.folder.lastComponent?.string == "1-cd-r")
    #expect(second.folder.lastComponent?.string == "2-dvd+r")
    bench.settle()
    #expect(bench.openTrack().long(16) == 2_295_104)
    #expect(try VirtualMedium(folder: first.folder).condition == .closed)
    try bench.drive.insertMedium(named: "1-cd-r")
    bench.settle()
    #expect(bench.read(0..<300).bytes == DriveBench.pattern(0..<300))
  }

  @Test func `is empty when the medium was taken out`() throws {
    let bench = try DriveBench(.cdR)
    try bench.drive.removeMedium()
    #expect(bench.test().sense == "2/3A/02")
    #expect(bench.send("1B 00 00 00 03 00").status == 0)
    #expect(bench.test().sense == "2/3A/01")
    #expect(bench.drive.medium == nil)
  }

  @Test func `is not opened while the drive closes a session`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<32)
    _ = bench.send("5B 01 01 00 00 01 00 00 00 00")
    #expect(throws: VirtualDriveError.busy(path: bench.folder.string)) {
      try bench.drive.removeMedium()
    }
  }
}

@Suite("The data phase") struct DataPhaseTests {
  @Test func `breaks down when the host has too little room`() throws {
    let bench = try DriveBench(.cdR)
    #expect(throws: TransportError.failed(errorNumber: 0, hostStatus: 7)) {
      try bench.trySend("51 00 00 00 00 00 00 00 22 00", reply: 33)
    }
    #expect(throws: TransportError.failed(errorNumber: 0, hostStatus: 7)) {
      try bench.trySend("12 00 00 00 24 00")
    }
  }

  @Test func `breaks down when the directions do not agree`() throws {
    let bench = try DriveBench(.bdR)
    #expect(throws: TransportError.failed(errorNumber: 0, hostStatus: 7)) {
      try bench.trySend("12 00 00 00 24 00", data: .init(repeating: 0, count: 36))
    }
    #expect(throws: TransportError.failed(errorNumber: 0, hostStatus: 7)) {
      try bench.trySend("2A 00 00 00 00 00 00 00 01 00", reply: 2048)
    }
    #expect(bench.nextWritableAddress() == 0)
  }

  @Test func `breaks down when the host sends too little`() throws {
    let bench = try DriveBench(.bdR)
    #expect(throws: TransportError.failed(errorNumber: 0, hostStatus: 7)) {
      try bench.trySend("2A 00 00 00 00 00 00 00 02 00", data: .init(repeating: 0, count: 2048))
    }
    #expect(bench.nextWritableAddress() == 0)
  }

  @Test func `tells how much came when the host has more room`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.send("51 00 00 00 00 00 00 00 22 00", reply: 64).bytes.count == 34)
  }

  @Test func `takes what it needs when the host sends more`() throws {
    let bench = try DriveBench(.bdR)
    let outcome = bench.send("2A 00 00 00 00 00 00 00 01 00", data: DriveBench.pattern(0..<2))
    #expect(outcome.status == 0)
    #expect(bench.nextWritableAddress() == 1)
  }
}
