import MMC
import TestSupport
import Testing
import VirtualDrive

/// The order in which a drive finds out what is wrong: operation code, unit attention, medium,
/// spinning up, long operation, fields, parameters, medium's rules, address.
@Suite("The order of checks") struct CheckOrderTests {
  @Test func `knows the operation code before anything else`() throws {
    let bench = try DriveBench(empty: ())
    #expect(bench.send("3B 00 00 00 00 00 00 00 00 00").sense == "5/20/00")
    #expect(bench.test().sense == "6/29/00")
  }

  @Test func `tells of power on before the missing medium`() throws {
    let bench = try DriveBench(empty: ())
    #expect(bench.test().sense == "6/29/00")
    #expect(bench.test().sense == "2/3A/01")
  }

  @Test func `tells of the missing medium before a wrong field`() throws {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    #expect(bench.send("51 00 00 00 00 00 00 00 22 04", reply: 34).sense == "2/3A/01")
    try bench.drive.openTray()
    #expect(bench.send("51 00 00 00 00 00 00 00 22 04", reply: 34).sense == "2/3A/02")
  }

  @Test func `tells of the change of medium, then that it spins up, then that it is ready`() throws
  {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    try bench.drive.insert(.cdR)
    #expect(bench.test().sense == "6/28/00")
    #expect(bench.test().sense == "2/04/01")
    #expect(bench.test().sense == "2/04/01")
    #expect(bench.test().sense == "2/04/01")
    #expect(bench.test().status == 0)
  }

  @Test func `tells both unit attentions in the order they arose`() throws {
    let bench = try DriveBench(empty: ())
    try bench.drive.insert(.cdR)
    #expect(bench.test().sense == "6/29/00")
    #expect(bench.test().sense == "6/28/00")
    #expect(bench.test().sense == "2/04/01")
  }

  @Test func `tells of the long operation before a wrong field`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<320)
    #expect(bench.send("5B 01 02 00 00 00 00 00 00 00").status == 0)
    #expect(bench.send("43 00 0F 00 00 00 00 00 04 00", reply: 4).sense == "2/04/07")
    bench.settle()
    #expect(bench.send("43 00 0F 00 00 00 00 00 04 00", reply: 4).sense == "5/24/00")
  }

  @Test func `tells of a wrong field before the rules of the medium`() throws {
    let bench = try DriveBench(.cdR)
    #expect(
      bench.send("2A 01 00 00 00 05 00 00 01 00", data: .init(repeating: 0, count: 2048)).sense
        == "5/24/00")
    bench.selectTrackAtOnce()
    #expect(bench.write(0..<1).status == 0)
    _ = bench.send(
      "55 10 00 00 00 00 00 00 3C 00", data: DriveBench.writeParameters(type: 0x40, mode: 0x05))
    // Packets in a track that is written at once, and the wrong address.
    #expect(bench.write(5..<6).sense == "5/64/00")
  }

  @Test func `tells of the rules of the medium before the address`() throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    bench.close(6)
    #expect(bench.write(-1..<0).sense == "7/27/00")
    #expect(bench.write(32..<64).sense == "7/27/00")
  }

  @Test func `tells of the range before the wrong address within it`() throws {
    let bench = try DriveBench(.dvdPlusR)
    #expect(bench.write(2_295_100..<2_295_108).sense == "5/21/00")
    #expect(bench.write(-16..<0).sense == "5/21/00")
    #expect(bench.write(16..<32).sense == "5/21/02")
  }

  /// Commands that are answered though nothing else is: with a unit attention pending, without a
  /// medium, with the tray open.
  @Test(arguments: [
    ("12 00 00 00 24 00", 36),
    ("03 00 00 00 12 00", 18),
    ("46 00 00 00 00 00 00 00 08 00", 8),
    ("4A 01 00 00 10 00 00 00 08 00", 8),
  ])
  func `answers who and what it is in any state`(command: String, reply: Int) throws {
    let bench = try DriveBench(empty: ())
    try bench.drive.openTray()
    #expect(bench.send(HexFixture(command), reply: reply).status == 0)
  }

  @Test(arguments: [
    ("5A 00 2A 00 00 00 00 00 48 00", 72),
    ("5A 00 05 00 00 00 00 00 3C 00", 60),
    ("5C 00 00 00 00 00 00 00 0C 00", 12),
    ("23 00 00 00 00 00 00 00 0C 00", 12),
    ("1E 00 00 00 01 00", 0),
    ("BB 00 FF FF FF FF 00 00 00 00 00 00", 0),
    ("1B 00 00 00 03 00", 0),
  ])
  func `answers without a medium, once the unit attention is told`(
    command: String, reply: Int
  ) throws {
    let bench = try DriveBench(empty: ())
    #expect(bench.send(HexFixture(command), reply: reply).sense == "6/29/00")
    #expect(bench.send(HexFixture(command), reply: reply).status == 0)
  }

  @Test(arguments: [
    "51 00 00 00 00 00 00 00 22 00", "52 01 00 00 00 FF 00 00 30 00",
    "25 00 00 00 00 00 00 00 00 00",
    "28 00 00 00 00 00 00 00 01 00", "43 00 00 00 00 00 00 00 04 00",
    "AC 00 00 00 00 00 00 00 00 01 03 00", "AD 00 00 00 00 00 00 11 00 04 00 00",
    "35 00 00 00 00 00 00 00 00 00", "5B 00 02 00 00 00 00 00 00 00",
    "54 01 00 00 00 00 00 00 00 00", "2F 00 00 00 00 00 00 00 01 00",
  ])
  func `needs a medium`(command: String) throws {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    #expect(bench.send(HexFixture(command), reply: 2048).sense == "2/3A/01")
  }

  /// NACA and link bits are not supported by any optical drive.
  @Test func `points at the control byte of each group`() throws {
    let bench = try DriveBench(.cdR)
    let six = bench.send("00 00 00 00 00 04")
    #expect(six.sense == "5/24/00")
    expectBytes(six.senseBytes[15...17], equal: "C0 00 05")
    expectBytes(
      bench.send("51 00 00 00 00 00 00 00 22 01", reply: 34).senseBytes[15...17], equal: "C0 00 09")
    expectBytes(
      bench.send("AC 00 00 00 00 00 00 00 00 01 03 04", reply: 24).senseBytes[15...17],
      equal: "C0 00 0B")
  }
}
