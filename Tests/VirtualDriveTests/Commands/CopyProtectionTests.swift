import MMC
import TestSupport
import Testing
import VirtualDrive

/// Source: MMC-6, "REPORT KEY Command", "RPC State"; "READ DISC STRUCTURE Command", copyright information.
@Suite("REPORT KEY (A4h)") struct CopyProtectionTests {
  private func report(_ bench: DriveBench, format: UInt8, keyClass: UInt8 = 0) -> Outcome {
    bench.send(
      HexFixture(bytes: [0xA4, 0, 0, 0, 0, 0, 0, keyClass, 0, 8, format, 0]), reply: 8)
  }

  @Test func `tells a drive whose region was never set, with or without a disc`() throws {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    // No region, four resets, five changes; no region plays; scheme 1.
    expectBytes(report(bench, format: 0x08).bytes, equal: "00 06 00 00 25 FF 01 00")
    try bench.drive.insert(.dvdMinusR)
    bench.settle()
    expectBytes(report(bench, format: 0x08).bytes, equal: "00 06 00 00 25 FF 01 00")
    expectBytes(
      bench.send("A4 00 00 00 00 00 00 00 00 04 08 00", reply: 4).bytes, equal: "00 06 00 00")
    // Feature 0106h, version 1 of CSS, is not current.
    expectBytes(
      bench.send("46 02 01 06 00 00 00 00 10 00", reply: 16).bytes,
      equal: "00 00 00 0C 00 00 00 11 01 06 00 04 00 00 00 01")
  }

  @Test(arguments: [MediumKind.cdR, .dvdMinusR, .dvdPlusRW, .dvdRAM, .bdR])
  func `grants nothing for a disc that has no protection`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    for format in [0x00, 0x01, 0x02, 0x04, 0x05, 0x11] as [UInt8] {
      #expect(report(bench, format: format).sense == "5/30/02", "\(format)")
    }
    #expect(report(bench, format: 0x3F).status == 0)
  }

  @Test func `knows no other key and no other class, such as that of AACS`() throws {
    let bench = try DriveBench(.bdRE)
    let key = report(bench, format: 0x07)
    #expect(key.sense == "5/24/00")
    #expect(key.senseBytes[16..<18] == [0, 10])
    let keyClass = report(bench, format: 0x00, keyClass: 2)
    #expect(keyClass.sense == "5/24/00")
    #expect(keyClass.senseBytes[16..<18] == [0, 7])
    #expect(!ConfigurationTests.currentFeatures(bench).contains(0x010D))
  }

  @Test func `wants a disc for a grant`() throws {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    #expect(report(bench, format: 0x00).sense == "2/3A/01")
  }

  @Test(arguments: [MediumKind.dvdMinusR, .dvdMinusRW, .dvdPlusR, .dvdPlusRW, .dvdRAM])
  func `fits the copyright structure, which tells of none`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    expectBytes(
      bench.send("AD 00 00 00 00 00 00 01 00 08 00 00", reply: 8).bytes,
      equal: "00 06 00 00 00 00 00 00")
  }
}
