import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

extension DriveBench {
  /// RESERVE TRACK.
  func reserve(_ blocks: Int) -> Outcome {
    send(
      HexFixture(bytes: [
        0x53, 0, 0, 0, 0, 0, UInt8(blocks >> 16), UInt8(blocks >> 8 & 0xFF),
        UInt8(blocks & 0xFF), 0,
      ]))
  }
}

@Suite("DVD-R") struct DVDMinusRTests {
  @Test func `is written bit by bit, in two borders`() throws {
    let bench = try DriveBench(.dvdMinusR)
    #expect(bench.selectDVD(multiSession: 3).status == 0)
    #expect(bench.track(1).long(12) == 0)
    #expect(bench.write(16..<32).sense == "5/21/02")
    bench.burn(0..<40)
    bench.synchronize()
    #expect(bench.track(1).long(12) == 48)
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x01)
    // The first border takes 44,032 blocks.
    let second = 48 + 44_032
    #expect(bench.track(2).long(12) == second)
    bench.selectDVD()
    #expect(bench.write(second..<second + 16).status == 0)
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x0E)
    #expect(bench.read(0..<40).bytes == DriveBench.pattern(0..<40))
    #expect(bench.write(second + 16..<second + 32).sense == "7/27/00")
  }

  @Test(arguments: [MediumKind.dvdMinusR, .dvdMinusRDualLayer, .dvdMinusRW])
  func `at once is reserved, written exactly and closed by itself`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    #expect(bench.selectDVD(discAtOnce: true).status == 0)
    #expect(bench.write(0..<16).sense == "5/2C/00")
    #expect(bench.reserve(90).status == 0)
    #expect(bench.reserve(16).sense == "5/2C/00")
    // Track 1 is reserved and blank, and has 96 blocks.
    expectBytes(bench.track(1).bytes[5..<8], equal: "04 E1 01")
    #expect(bench.track(1).long(16) == 96)
    #expect(bench.track(1).long(24) == 96)
    bench.burn(0..<64)
    #expect(bench.synchronize().status == 0)
    #expect(bench.discInformation().bytes[2] & 0x03 == 0x01)
    #expect(bench.track(1).long(12) == 64)
    #expect(bench.track(1).long(16) == 32)
    #expect(bench.write(64..<112).sense == "5/21/00")
    #expect(bench.write(64..<96).status == 0)
    #expect(bench.synchronize().status == 0)
    #expect(bench.discInformation().bytes[2] & 0x0F == 0x0E)
    #expect(bench.read(0..<96).bytes == DriveBench.pattern(0..<96))
    #expect(bench.read(96..<97).sense == "5/21/00")
  }

  @Test func `as a test stays blank`() throws {
    let bench = try DriveBench(.dvdMinusR)
    bench.selectDVD(discAtOnce: true, testWrite: true)
    #expect(bench.reserve(64).status == 0)
    bench.burn(0..<64)
    #expect(bench.synchronize().status == 0)
    #expect(bench.discInformation().bytes[2] == 0x00)
    #expect(bench.drive.medium?.condition == .blank)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.discInformation().bytes[2] == 0x00)
  }

  @Test(arguments: [MediumKind.dvdMinusR, .dvdPlusR])
  func `can be written in a reserved track and behind it`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    bench.selectDVD(multiSession: 3)
    #expect(bench.reserve(64).status == 0)
    #expect(bench.write(64..<80).status == 0)
    #expect(bench.write(0..<16).status == 0)
    #expect(bench.write(16..<96).sense == "5/21/00")
    #expect(bench.write(80..<96).status == 0)
    bench.synchronize()
    #expect(bench.track(1).long(12) == 16)
    #expect(bench.track(2).long(12) == 96)
    #expect(bench.close(1, track: 1).status == 0)
    #expect(bench.close(1, track: 2).status == 0)
    #expect(bench.close(2).status == 0)
    // What was reserved and not written is zeros.
    #expect(
      bench.read(0..<96).bytes
        == DriveBench.pattern(0..<16) + .init(repeating: 0, count: 48 * 2048)
        + DriveBench.pattern(64..<96))
  }

  @Test(arguments: [MediumKind.dvdMinusR, .dvdPlusR])
  func `goes on behind a reserved track that is full`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    bench.selectDVD(multiSession: 3)
    #expect(bench.reserve(64).status == 0)
    #expect(bench.write(0..<64).status == 0)
    bench.synchronize()
    #expect(bench.track(1).bytes[7] & 0x01 == 0)
    #expect(bench.track(2).long(12) == 64)
    #expect(bench.write(64..<96).status == 0)
    #expect(bench.track(2).long(12) == 96)
  }

  @Test func `is repaired where a recording broke off`() throws {
    let bench = try DriveBench(.dvdMinusR)
    bench.selectDVD()
    bench.burn(0..<64)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.track(1).bytes[5] & 0x20 != 0)
    #expect(bench.send("58 00 00 00 00 02 00 00 00 00").sense == "5/24/00")
    #expect(bench.send("58 00 00 00 00 01 00 00 00 00").status == 0)
    #expect(bench.track(1).bytes[5] & 0x20 == 0)
    bench.selectDVD()
    #expect(bench.write(bench.track(1).long(12)..<bench.track(1).long(12) + 16).status == 0)
  }

  @Test(arguments: [MediumKind.dvdPlusRW, .bdRE, .dvdRAM])
  func `is what tracks are reserved on, not on media without tracks`(kind: MediumKind) throws {
    #expect(try DriveBench(kind).reserve(64).sense == "5/30/02")
  }
}

@Suite("Two layers") struct TwoLayerTests {
  /// SEND DISC STRUCTURE of a format with the blocks of the first layer.
  private func send(_ bench: DriveBench, _ format: UInt8, _ blocks: UInt16) -> Outcome {
    bench.send(
      HexFixture(bytes: [0xBF, 0, 0, 0, 0, 0, 0, format, 0, 12, 0, 0]),
      data: [0, 10, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(blocks >> 8), UInt8(blocks & 0xFF)])
  }

  @Test(
    arguments: [
      (MediumKind.dvdPlusRDualLayer, 0x20), (.dvdMinusRDualLayer, 0x20),
      (.dvdMinusRDualLayer, 0x21),
    ] as [(MediumKind, UInt8)])
  func `meet where the host wants them`(kind: MediumKind, format: UInt8) throws {
    let bench = try DriveBench(kind)
    #expect(send(bench, format, 4096).status == 0)
    let structure = bench.send("AD 00 00 00 00 00 00 20 00 0C 00 00", reply: 12)
    expectBytes(structure.bytes[8...], equal: "00 00 10 00")
    #expect(bench.track(1).long(16) == 8192)
    bench.write(0..<16)
    #expect(send(bench, format, 2048).sense == "5/2C/00")
  }

  @Test func `are of the same size, in whole ECC blocks`() throws {
    let bench = try DriveBench(.dvdPlusRDualLayer, blocks: 8192)
    #expect(send(bench, 0x20, 4112).sense == "5/26/00")
    #expect(send(bench, 0x20, 4095).sense == "5/26/00")
    #expect(send(bench, 0x20, 0).sense == "5/26/00")
    #expect(send(bench, 0x21, 4096).sense == "5/24/00")
    #expect(send(bench, 0x20, 4096).status == 0)
  }

  @Test func `are not sent to media with one`() throws {
    #expect(send(try DriveBench(.dvdPlusR), 0x20, 4096).sense == "5/30/02")
    #expect(send(try DriveBench(.bdR), 0x20, 4096).sense == "5/30/02")
  }
}

@Suite("BD-R with pseudo-overwrite") struct PseudoOverwriteTests {
  /// 31,744 blocks, of which 1,024 are spare: 32 clusters.
  private func formatted() throws -> DriveBench {
    let bench = try DriveBench(.bdR, blocks: 31_744)
    #expect(bench.format("00 00 78 00 C8 00 00 00").status == 0)
    return bench
  }

  private func replacements(_ bench: DriveBench, type: UInt8 = 2) -> Int {
    bench.send(HexFixture(bytes: [0x51, type, 0, 0, 0, 0, 0, 0, 16, 0]), reply: 16).long(4)
  }

  @Test func `writes again what was recorded, as long as there are spare clusters`() throws {
    let bench = try formatted()
    #expect(ConfigurationTests.currentFeatures(bench).isSuperset(of: [0x0021, 0x0024, 0x0038]))
    expectBytes(
      bench.send("51 02 00 00 00 00 00 00 10 00", reply: 16).bytes,
      equal: "00 0E 40 00 00 00 00 20 00 00 00 20 00 00 00 20")
    bench.burn(0..<1024)
    bench.synchronize()
    #expect(bench.write(1056..<1088).sense == "5/21/02")
    let other = DriveBench.pattern(500..<532)
    #expect(bench.send("2A 00 00 00 00 20 00 00 20 00", data: other).status == 0)
    #expect(replacements(bench) == 31)
    #expect(replacements(bench, type: 0x10) == 31)
    #expect(bench.read(32..<64).bytes == other)
    #expect(bench.nextWritableAddress() == 1024)
    // Two blocks in two clusters.
    #expect(bench.write(63..<65).status == 0)
    #expect(replacements(bench) == 29)
    #expect(bench.write(0..<928).status == 0)
    #expect(replacements(bench) == 0)
    #expect(bench.write(0..<32).sense == "3/32/00")
    #expect(bench.write(1024..<1056).status == 0)
  }

  @Test func `is not what other BD-R do`() throws {
    let bench = try DriveBench(.bdR, blocks: 31_744)
    #expect(bench.format("00 00 78 00 C9 00 00 00").status == 0)
    #expect(bench.send("51 02 00 00 00 00 00 00 10 00", reply: 16).sense == "5/24/00")
    bench.burn(0..<64)
    #expect(bench.write(0..<32).sense == "5/21/02")
    #expect(!ConfigurationTests.currentFeatures(bench).contains(0x0038))
  }
}

@Suite("The mechanism (A6h, BDh)") struct MechanismTests {
  @Test func `opens, closes and tells which`() throws {
    let bench = try DriveBench(.cdR)
    func isOpen() -> Bool {
      bench.send("BD 00 00 00 00 00 00 00 00 08 00 00", reply: 8).bytes[1] == 0x10
    }
    #expect(!isOpen())
    #expect(bench.send("A6 00 00 00 02 00 00 00 00 00 00 00").status == 0)
    #expect(isOpen())
    #expect(bench.drive.isTrayOpen)
    #expect(bench.send("A6 00 00 00 03 00 00 00 00 00 00 00").status == 0)
    #expect(bench.test().sense == "6/28/00")
    #expect(!isOpen())
    bench.settle()
    #expect(bench.send("A6 00 00 00 03 00 00 00 01 00 00 00").sense == "5/24/00")
    _ = bench.send("1E 00 00 00 01 00")
    #expect(bench.send("A6 00 00 00 02 00 00 00 00 00 00 00").sense == "5/53/02")
  }
}
