import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

extension DriveBench {
  /// FORMAT UNIT with a list of a format's descriptor: blocks, type and sub-type, parameter.
  func format(_ descriptor: HexFixture, flags: UInt8 = 0) -> Outcome {
    send("04 11 00 00 00 00", data: [0, flags, 0, 8] + descriptor.bytes)
  }

  func formatCapacities() -> [UInt8] {
    send("23 00 00 00 00 00 00 00 FC 00", reply: 252).bytes
  }

  /// BLANK of a type.
  func blank(_ type: UInt8, number: UInt8 = 0) -> Outcome {
    send(HexFixture(bytes: [0xA1, type, 0, 0, 0, number, 0, 0, 0, 0, 0, 0]))
  }

  /// READ TRACK INFORMATION of a track.
  func track(_ number: UInt8) -> Outcome {
    send(HexFixture(bytes: [0x52, 1, 0, 0, 0, number, 0, 0, 48, 0]), reply: 48)
  }

  /// MODE SELECT of page 05h for DVD-R: bit by bit or a disc at once.
  @discardableResult
  func selectDVD(
    discAtOnce: Bool = false, multiSession: UInt8 = 0, testWrite: Bool = false
  ) -> Outcome {
    var list = [UInt8](repeating: 0, count: 60)
    list[8] = 0x05
    list[9] = 0x32
    list[10] = (discAtOnce ? 0x42 : 0x60) | (testWrite ? 0x10 : 0)
    list[11] = multiSession << 6 | (discAtOnce ? 0x05 : 0x25)
    list[12] = 0x08
    list[13] = discAtOnce ? 0 : 16
    list[21] = discAtOnce ? 0 : 16
    return send("55 10 00 00 00 00 00 00 3C 00", data: list)
  }
}

@Suite("DVD+RW") struct DVDPlusRWTests {
  /// A formatted medium, written while the format goes on.
  private func formatted(blocks: Int64 = 65_536) throws -> DriveBench {
    let bench = try DriveBench(.dvdPlusRW, blocks: blocks)
    #expect(bench.format("FF FF FF FF 98 00 00 00", flags: 2).status == 0)
    #expect(bench.test().sense == "2/04/04")
    bench.settle()
    return bench
  }

  @Test func `must be formatted before anything is written`() throws {
    let bench = try DriveBench(.dvdPlusRW)
    #expect(bench.write(0..<16).sense == "5/30/05")
    #expect(bench.read(0..<1).sense == "5/21/00")
  }

  @Test func `can be written anywhere while its format goes on`() throws {
    let bench = try formatted()
    #expect(bench.discInformation().bytes[2] == 0x1E)
    #expect(bench.discInformation().bytes[7] == 0x22)
    #expect(bench.write(60_000..<60_032).status == 0)
    #expect(bench.write(7..<8).status == 0)
    #expect(bench.write(65_535..<65_537).sense == "5/21/00")
    #expect(bench.read(60_000..<60_032).bytes == DriveBench.pattern(60_000..<60_032))
    #expect(bench.read(7..<9).bytes == DriveBench.pattern(7..<8) + .init(repeating: 0, count: 2048))
    #expect(bench.write(7..<8).status == 0)
    expectBytes(bench.formatCapacities()[4..<12], equal: "00 01 00 00 02 00 08 00")
  }

  @Test func `tells when the background format is done`() throws {
    let bench = try formatted()
    _ = bench.send("4A 01 00 00 10 00 00 00 08 00", reply: 8)
    // 65,536 blocks at 2.4x: 41 s.
    bench.drive.pause(.seconds(35))
    #expect(bench.discInformation().bytes[7] == 0x22)
    bench.drive.pause(.seconds(6))
    #expect(bench.discInformation().bytes[7] == 0x23)
    expectBytes(
      bench.send("4A 01 00 00 10 00 00 00 08 00", reply: 8).bytes[4..<6], equal: "05 02")
  }

  @Test func `is stopped, is writable up to where it came, and goes on`() throws {
    let bench = try formatted()
    bench.drive.pause(.seconds(10))
    #expect(bench.close(0).status == 0)
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[7] == 0x21)
    // 12 s at 3,324 kB/s, with those in which it became ready.
    expectBytes(bench.formatCapacities()[4..<8], equal: "00 00 4C 14")
    #expect(bench.write(10_000..<10_016).status == 0)
    #expect(bench.write(40_000..<40_016).sense == "5/21/00")
    #expect(bench.format("00 01 00 00 98 00 00 01").status == 0)
    #expect(bench.discInformation().bytes[7] == 0x22)
    #expect(bench.write(40_000..<40_016).status == 0)
  }

  @Test func `is formatted as far as it was written when it is stopped`() throws {
    let bench = try formatted()
    #expect(bench.write(60_000..<60_010).status == 0)
    #expect(bench.close(0).status == 0)
    expectBytes(
      bench.formatCapacities()[4..<20], equal: "00 00 EA 70 02 00 08 00  00 01 00 00 98 00 00 00")
    #expect(bench.write(60_010..<60_016).status == 0)
    #expect(bench.write(60_016..<60_032).sense == "5/21/00")
    #expect(bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).long(0) == 65_535)
  }

  @Test func `is formatted to its end when the session is closed first`() throws {
    let bench = try formatted()
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[7] == 0x23)
    #expect(bench.close(2).status == 0)
    #expect(bench.close(1, track: 1).sense == "5/24/00")
    #expect(bench.close(6).sense == "5/24/00")
  }

  @Test func `is stopped by the tray and by a loss of power`() throws {
    let bench = try formatted()
    bench.drive.resetPower()
    _ = bench.test()
    #expect(bench.discInformation().bytes[7] == 0x21)
    #expect(bench.format("FF FF FF FF 98 00 00 01").status == 0)
    _ = bench.send("1B 00 00 00 02 00")
    _ = bench.send("1B 00 00 00 03 00")
    bench.settle()
    #expect(bench.discInformation().bytes[7] == 0x21)
  }

  @Test func `is formatted on while no program has the drive open`() throws {
    let bench = try formatted()
    bench.drive.pause(.seconds(20))
    bench.synchronize()
    let before = bench.discInformation().bytes
    try bench.reopen()
    _ = bench.test()
    #expect(bench.discInformation().bytes == before)
    #expect(bench.discInformation().bytes[7] == 0x22)
    bench.drive.pause(.seconds(42))
    #expect(bench.discInformation().bytes[7] == 0x23)
  }

  @Test func `is formatted on in real time, and told by the time of day`() throws {
    let bench = try DriveBench(.dvdPlusRW, clock: .realTime(speed: 100))
    #expect(bench.format("FF FF FF FF 98 00 00 00", flags: 2).status == 0)
    bench.settle()
    bench.synchronize()
    bench.settle()
    bench.close()
    // As if it had been left alone since 1970.
    let path = "drive/media/1-dvd+rw/medium.json"
    let text = String(decoding: try bench.root.bytes(of: path), as: UTF8.self)
    let changed = text.replacing(/"formatTime" : \d+/, with: "\"formatTime\" : 0")
    #expect(changed != text)
    try bench.root.write(changed.utf8, to: path)
    // Where time does not pass by itself, it did not either.
    try bench.reopen()
    _ = bench.test()
    #expect(bench.discInformation().bytes[7] == 0x22)
    bench.close()
    try bench.reopen(clock: .realTime())
    _ = bench.test()
    #expect(bench.discInformation().bytes[7] == 0x23)
  }

  @Test func `is stopped on an open tray, whoever opens the drive next`() throws {
    let bench = try formatted()
    _ = bench.send("1B 00 00 00 02 00")
    try bench.reopen()
    _ = bench.test()
    _ = bench.send("1B 00 00 00 03 00")
    bench.settle()
    #expect(bench.discInformation().bytes[7] == 0x21)
  }

  @Test func `is writable at once after a quick start`() throws {
    let bench = try DriveBench(.dvdPlusRW)
    #expect(bench.format("FF FF FF FF 98 00 00 02").status == 0)
    #expect(bench.write(0..<16).status == 0)
  }

  @Test(arguments: [
    ("00 00 40 00 98 00 00 00", 4), ("FF FF FF FF 00 00 08 00", 8), ("FF FF FF FF 98 00 00 04", 9),
    ("FF FF FF FF 98 00 00 01", 9),
  ])
  func `takes no other formats, and goes on with none`(descriptor: String, field: UInt8) throws {
    let bench = try DriveBench(.dvdPlusRW)
    let outcome = bench.format(HexFixture(descriptor))
    #expect(outcome.sense == "5/26/00")
    #expect(outcome.senseBytes[17] == field)
  }
}

@Suite("BD-RE and DVD-RAM") struct RandomAccessTests {
  @Test func `a new BD-RE must be formatted`() throws {
    let bench = try DriveBench(.bdRE, blocks: 31_744)
    #expect(bench.write(0..<32).sense == "5/30/05")
    #expect(bench.format("00 00 78 00 00 00 08 00").status == 0)
    #expect(bench.write(0..<32).status == 0)
    #expect(bench.write(30_719..<30_720).status == 0)
    #expect(bench.write(30_720..<30_721).sense == "5/21/00")
    #expect(bench.read(100..<101).bytes == .init(repeating: 0, count: 2048))
    #expect(bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).long(0) == 30_719)
    #expect(ConfigurationTests.currentFeatures(bench).isSuperset(of: [0x0020, 0x0024]))
    expectBytes(
      bench.send("AD 01 00 00 00 00 00 0A 00 10 00 00", reply: 16).bytes,
      equal: "00 0E 00 00 00*4 00 00 00 20 00 00 00 20")
  }

  /// Of a BD-RE with 31,744 blocks: 30h leaves 30,016 to 31,392 blocks.
  @Test(arguments: [
    ("00 00 75 40 C0 00 00 00", ""), ("00 00 7A A0 C3 00 00 00", ""),
    ("00 00 75 20 C0 00 00 00", "5/26/00"), ("00 00 78 10 C0 00 00 00", "5/26/00"),
    ("00 00 7A C0 C2 00 00 00", "5/26/00"), ("00 00 78 00 C1 00 00 00", "5/26/00"),
    ("00 00 7C 00 C4 00 00 00", ""), ("00 00 7B E0 C4 00 00 00", "5/26/00"),
    ("00 00 78 00 04 00 08 00", "5/26/00"),
  ])
  func `a BD-RE takes the sizes it lists`(descriptor: String, sense: String) throws {
    let bench = try DriveBench(.bdRE, blocks: 31_744)
    #expect(bench.format(HexFixture(descriptor)).sense == sense)
  }

  @Test func `a BD-RE without spare areas has no defect management`() throws {
    let bench = try DriveBench(.bdRE, blocks: 31_744)
    #expect(bench.format("00 00 7C 00 C4 00 00 00").status == 0)
    #expect(!ConfigurationTests.currentFeatures(bench).contains(0x0024))
    #expect(bench.write(31_743..<31_744).status == 0)
  }

  @Test func `full certification erases, quick formats do not`() throws {
    let bench = try DriveBench(.bdRE, blocks: 31_744)
    _ = bench.format("00 00 78 00 00 00 08 00")
    bench.write(0..<32)
    bench.synchronize()
    _ = bench.format("00 00 78 00 C0 00 00 00")
    #expect(bench.read(0..<32).bytes == DriveBench.pattern(0..<32))
    _ = bench.format("00 00 78 00 C2 00 00 00")
    #expect(bench.read(0..<32).bytes == .init(repeating: 0, count: 65_536))
  }

  @Test func `a DVD-RAM is formatted when it is bought`() throws {
    let bench = try DriveBench(.dvdRAM)
    #expect(bench.write(2_236_703..<2_236_704).status == 0)
    #expect(bench.write(2_236_704..<2_236_705).sense == "5/21/00")
    #expect(bench.close(2).sense == "5/24/00")
    #expect(bench.format("00 23 05 20 00 00 08 00", flags: 0x20).status == 0)
    #expect(bench.write(2_295_071..<2_295_072).status == 0)
    #expect(bench.format("00 22 21 30 00 00 08 00").sense == "5/26/00")
  }

  @Test func `what is written over is what is read, zeros included, also after reopening`() throws {
    let bench = try DriveBench(.dvdRAM)
    bench.burn(0..<64)
    let zeros = [UInt8](repeating: 0, count: 16 * 2048)
    #expect(bench.send("2A 00 00 00 00 10 00 00 10 00", data: zeros).status == 0)
    bench.write(0..<16)
    bench.synchronize()
    try bench.reopen()
    _ = bench.test()
    #expect(
      bench.read(0..<64).bytes
        == DriveBench.pattern(0..<16) + zeros + DriveBench.pattern(32..<64))
    #expect(bench.drive.medium?.recordedBlocks == BlockCount(64))
  }

  @Test func `what was written without a synchronised cache is there too`() throws {
    let bench = try DriveBench(.dvdRAM)
    bench.write(100..<116)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.read(100..<116).bytes == DriveBench.pattern(100..<116))
    #expect(bench.drive.medium?.recordedBlocks == BlockCount(116))
  }

  @Test(arguments: [(MediumKind.dvdRAM, ""), (.cdR, "5/30/02"), (.dvdPlusR, "5/30/02")])
  func `write and verify is for media with defect management`(
    kind: MediumKind, sense: String
  ) throws {
    let bench = try DriveBench(kind)
    bench.selectTrackAtOnce()
    #expect(
      bench.send("2E 00 00 00 00 00 00 00 10 00", data: DriveBench.pattern(0..<16)).sense == sense)
  }

  @Test func `is written at half speed, but not when streaming`() throws {
    let bench = try DriveBench(.dvdRAM)
    /// How long the drive says, in tenths of a second, that it writes on.
    func tenths(_ flags: UInt8) -> Int {
      _ = bench.send(
        HexFixture(bytes: [0xAA, 0, 0, 0, 0, 0, 0, 0, 4, 0, flags, 0]),
        data: DriveBench.pattern(0..<1024))
      _ = bench.send("35 02 00 00 00 00 00 00 00 00")
      let busy = bench.send("4A 01 00 00 40 00 00 00 08 00", reply: 8).bytes
      bench.settle()
      return Int(busy[6]) << 8 | Int(busy[7])
    }
    // 2 MiB at 6,925 kB/s, and at half of it.
    #expect(tenths(0x80) == 3)
    #expect(tenths(0x00) == 6)
  }
}

@Suite("DVD-RW") struct DVDMinusRWTests {
  @Test func `is blanked, in full and minimally`() throws {
    let bench = try DriveBench(.dvdMinusRW, blocks: 32_768)
    for type in [0, 1] as [UInt8] {
      bench.selectDVD()
      #expect(bench.write(0..<32).status == 0)
      bench.synchronize()
      #expect(bench.close(2).status == 0)
      #expect(bench.discInformation().bytes[2] == 0x1E)
      #expect(bench.write(32..<48).sense == "7/27/00")
      #expect(bench.blank(type | 0x10).status == 0)
      #expect(bench.test().sense == "2/04/07")
      bench.settle()
      #expect(bench.discInformation().bytes[2] == 0x10)
      #expect(bench.read(0..<1).sense == "5/21/00")
    }
  }

  @Test func `becomes one that can be overwritten, and sequential again`() throws {
    let bench = try DriveBench(.dvdMinusRW, blocks: 32_768)
    #expect(bench.format("00 00 80 00 00 00 08 00").status == 0)
    #expect(bench.send("46 01 00 00 00 00 00 00 08 00", reply: 8).bytes[7] == 0x13)
    #expect(
      ConfigurationTests.currentFeatures(bench)
        .isSuperset(of: [0x0010, 0x001F, 0x0023, 0x0026, 0x002C]))
    #expect(bench.write(16..<32).status == 0)
    #expect(bench.write(16..<32).status == 0)
    #expect(bench.write(17..<33).sense == "5/24/00")
    #expect(bench.write(16..<24).sense == "5/24/00")
    #expect(bench.write(32_768..<32_784).sense == "5/21/00")
    expectBytes(
      bench.formatCapacities(),
      equal: """
        00 00 00 30
        00 00 80 00 02 00 08 00
        00 00 80 00 00 00 08 00  00 00 80 00 40 00 00 10  00 00 80 00 54 00 00 10
        00 00 00 00 44 00 00 10  00 00 00 00 4C 00 00 10
        """)
    #expect(bench.blank(0).status == 0)
    #expect(bench.send("46 01 00 00 00 00 00 00 08 00", reply: 8).bytes[7] == 0x14)
  }

  @Test func `grows by what is written until its session is closed`() throws {
    let bench = try DriveBench(.dvdMinusRW, blocks: 32_768)
    #expect(bench.format("00 00 00 00 54 00 00 10").status == 0)
    expectBytes(bench.formatCapacities()[4..<12], equal: "00 00 00 10 03 00 08 00")
    #expect(bench.discInformation().bytes[2] == 0x15)
    #expect(bench.read(0..<16).bytes == .init(repeating: 0, count: 32_768))
    #expect(bench.read(16..<17).sense == "5/21/00")
    #expect(bench.write(32..<48).sense == "5/21/00")
    #expect(bench.write(0..<32).status == 0)
    #expect(bench.write(32..<64).status == 0)
    #expect(bench.write(0..<16).status == 0)
    #expect(bench.track(1).bytes[7] == 0x01)
    #expect(bench.track(1).long(12) == 64)
    #expect(bench.track(1).long(16) == 32_704)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x1E)
    expectBytes(bench.formatCapacities()[4..<12], equal: "00 00 00 40 02 00 08 00")
    #expect(bench.write(64..<80).sense == "5/21/00")
    #expect(bench.write(0..<64).status == 0)
    // 13h goes on where the format ends.
    #expect(bench.format("00 00 00 00 4C 00 00 10").status == 0)
    #expect(bench.write(64..<80).status == 0)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.read(0..<80).bytes == DriveBench.pattern(0..<80))
  }

  @Test func `wears out`() throws {
    let bench = try DriveBench(
      .dvdMinusRW, blocks: 32_768, options: VirtualDriveOptions(wearLimit: 3))
    for _ in 0..<2 { #expect(bench.blank(1).status == 0) }
    #expect(bench.format("00 00 00 00 54 00 00 10").status == 0)
    #expect(bench.blank(1).sense == "3/51/00")
    #expect(bench.format("00 00 80 00 00 00 08 00").sense == "3/31/01")
  }
}

@Suite("CD-RW and BLANK (A1h)") struct BlankingTests {
  @Test(arguments: [0, 1] as [UInt8])
  func `a CD-RW is blank afterwards`(type: UInt8) throws {
    let bench = try DriveBench(.cdRW)
    bench.selectTrackAtOnce()
    bench.burn(0..<320)
    #expect(bench.close(2).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x1E)
    #expect(bench.blank(type).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x10)
    #expect(bench.nextWritableAddress() == 0)
    #expect(bench.read(0..<1).sense == "5/21/00")
    #expect(bench.drive.medium?.condition == .blank)
  }

  @Test func `the last session is opened again, and erased`() throws {
    let bench = try DriveBench(.cdRW)
    #expect(bench.blank(6).sense == "5/2C/04")
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<320)
    #expect(bench.blank(5).sense == "5/2C/00")
    bench.close(2)
    bench.selectTrackAtOnce()
    bench.burn(11_722..<12_042)
    bench.close(2)
    #expect(bench.discInformation().bytes[2] == 0x1E)
    #expect(bench.blank(5).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x15)
    bench.close(2)
    #expect(bench.blank(6).status == 0)
    #expect(bench.discInformation().bytes[2] == 0x11)
    bench.selectTrackAtOnce()
    #expect(bench.nextWritableAddress() == 11_722)
    #expect(bench.read(0..<320).bytes == DriveBench.pattern(0..<320))
  }

  @Test func `the tail of the last track is erased, which then can be written on`() throws {
    let bench = try DriveBench(.cdRW)
    #expect(bench.blank(4).sense == "5/2C/00")
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(0..<320)
    bench.synchronize()
    func tail(_ address: UInt16) -> Outcome {
      bench.send(
        HexFixture(bytes: [
          0xA1, 4, 0, 0, UInt8(address >> 8), UInt8(address & 0xFF), 0, 0, 0, 0, 0, 0,
        ]))
    }
    for address in [0, 320, 400] as [UInt16] { #expect(tail(address).sense == "5/21/00") }
    #expect(tail(100).status == 0)
    #expect(bench.nextWritableAddress() == 100)
    #expect(bench.read(0..<100).bytes == DriveBench.pattern(0..<100))
    #expect(bench.read(100..<101).sense == "5/21/00")
    bench.burn(100..<400)
    bench.close(2)
    #expect(tail(200).sense == "5/2C/00")
    #expect(bench.read(0..<400).bytes == DriveBench.pattern(0..<400))
  }

  @Test(arguments: [MediumKind.cdR, .dvdMinusR, .dvdPlusRW, .dvdRAM, .bdR, .bdRE])
  func `is for no other media`(kind: MediumKind) throws {
    #expect(try DriveBench(kind).blank(1).sense == "5/30/06")
  }

  @Test(arguments: [(.cdRW, 7), (.dvdMinusRW, 4), (.dvdMinusRW, 7)] as [(MediumKind, UInt8)])
  func `knows no other types`(kind: MediumKind, type: UInt8) throws {
    let outcome = try DriveBench(kind).blank(type)
    expectBytes(outcome.senseBytes[12...], equal: "24 00 00 CA 00 01")
  }
}
