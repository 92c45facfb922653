import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@Suite("Write protection of DVD-RAM") struct ProtectionTests {
  private func structure(_ bench: DriveBench, _ format: UInt8) -> [UInt8] {
    bench.send(HexFixture(bytes: [0xAD, 0, 0, 0, 0, 0, 0, format, 0, 8, 0, 0]), reply: 8).bytes
  }

  private func protect(_ bench: DriveBench, _ flags: UInt8, length: UInt8 = 6) -> Outcome {
    bench.send("BF 00 00 00 00 00 00 C0 00 08 00 00", data: [0, length, 0, 0, flags, 0, 0, 0])
  }

  private func isRandomWritable(_ bench: DriveBench) -> Bool {
    ConfigurationTests.currentFeatures(bench).contains(0x0020)
  }

  @Test func `is set and taken back by a program, and outlives the drive's power`() throws {
    let bench = try DriveBench(.dvdRAM)
    expectBytes(structure(bench, 0xC0), equal: "00 06 00 00 00 00 00 00")
    #expect(ConfigurationTests.currentFeatures(bench).isSuperset(of: [0x0004, 0x0020]))
    #expect(bench.write(0..<16).status == 0)
    #expect(protect(bench, 2).status == 0)
    try bench.reopen()
    _ = bench.test()
    expectBytes(structure(bench, 0xC0), equal: "00 06 00 00 02 00 00 00")
    expectBytes(structure(bench, 0x09), equal: "00 06 00 00 02 10 00 00")
    #expect(!isRandomWritable(bench))
    #expect(bench.write(0..<16).sense == "7/27/04")
    #expect(bench.format("00 22 21 20 00 00 08 00").sense == "7/27/04")
    #expect(bench.read(0..<16).bytes == DriveBench.pattern(0..<16))
    #expect(protect(bench, 0).status == 0)
    #expect(isRandomWritable(bench))
    #expect(bench.write(0..<16).status == 0)
  }

  @Test func `is a switch of the cartridge that no program moves`() throws {
    let bench = try DriveBench(empty: ())
    try bench.drive.insert(.dvdRAM, isWriteProtected: true)
    bench.settle()
    expectBytes(structure(bench, 0xC0), equal: "00 06 00 00 04 00 00 00")
    // In a cartridge, by its switch; a disc that may be written without one.
    expectBytes(structure(bench, 0x09), equal: "00 06 00 00 84 10 00 00")
    #expect(bench.write(0..<16).sense == "7/27/00")
    #expect(protect(bench, 0).sense == "7/27/00")
    #expect(bench.read(0..<16).status == 0)
  }

  @Test func `is what the engine finds`() async throws {
    for isInCartridge in [true, false] {
      let bench = try DriveBench(empty: ())
      try bench.drive.insert(.dvdRAM, isWriteProtected: isInCartridge)
      bench.settle()
      if !isInCartridge { #expect(protect(bench, 2).status == 0) }
      let drive = bench.drive
      let found = try await DriveReference(name: "virtual") { _ in drive }.inspect().medium
      #expect(found?.writeProtection == (isInCartridge ? .byCartridge : .persistent))
      #expect(
        found?.details.cartridge
          == (isInCartridge
            ? .present(wasTakenOut: false, isWriteProtected: true) : Cartridge.none))
    }
  }

  /// 0Ah: 58,368 spare blocks by default, none, and more.
  @Test(arguments: [
    ("00 22 21 20 00 00 08 00", "00 00 E4 00"), ("00 23 05 20 00 00 08 00", "00 00 00 00"),
    ("00 21 89 20 04 00 08 00", "00 01 7C 00"),
  ])
  func `leaves the spare area to the format`(descriptor: String, spare: String) throws {
    let bench = try DriveBench(.dvdRAM)
    #expect(bench.format(HexFixture(descriptor)).status == 0)
    bench.settle()
    expectBytes(
      bench.send("AD 00 00 00 00 00 00 0A 00 10 00 00", reply: 16).bytes,
      equal: HexFixture("00 0E 00 00 " + spare + " 00*8"))
  }

  @Test func `is set with the right list alone, and on no other medium`() throws {
    let bench = try DriveBench(.dvdRAM)
    #expect(protect(bench, 2, length: 5).sense == "5/26/00")
    #expect(protect(bench, 1).senseBytes[17] == 4)
    #expect(
      bench.send("BF 00 00 00 00 00 00 C0 00 04 00 00", data: [0, 6, 0, 0]).sense == "5/1A/00")
    #expect(protect(try DriveBench(.dvdPlusRW), 2).sense == "5/30/02")
    // No other medium has a switch.
    let other = try DriveBench(empty: ())
    try other.drive.insert(.bdRE, isWriteProtected: true)
    other.settle()
    #expect(other.format("00 B4 73 C0 00 00 08 00").sense != "7/27/00")
  }
}
