import TestSupport
import Testing
import VirtualDrive

@Suite("MODE SENSE(10) (5Ah) and MODE SELECT(10) (55h)") struct ModePagesTests {
  @Test func `tells the write parameters, which are packets at first`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(
      bench.send("5A 08 05 00 00 00 00 00 3C 00", reply: 60).bytes,
      equal: """
        00 3A 00 00 00 00 00 00      # 58 bytes follow, no block descriptors
        05 32 40 05 08 00*9 00 96 00*36
        """)
  }

  @Test func `keeps what was selected until the medium is changed`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.selectTrackAtOnce(multiSession: 3).status == 0)
    #expect(
      bench.send("5A 08 05 00 00 00 00 00 3C 00", reply: 60).bytes[8..<13]
        == [0x05, 0x32, 0x41, 0xC4, 0x08])
    _ = bench.send("1B 00 00 00 02 00")
    _ = bench.send("1B 00 00 00 03 00")
    bench.settle()
    #expect(
      bench.send("5A 08 05 00 00 00 00 00 3C 00", reply: 60).bytes[8..<13]
        == [0x05, 0x32, 0x40, 0x05, 0x08])
  }

  @Test func `tells defaults and what can be changed`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    #expect(bench.send("5A 08 85 00 00 00 00 00 3C 00", reply: 60).bytes[10] == 0x40)
    expectBytes(
      bench.send("5A 08 48 00 00 00 00 00 1C 00", reply: 28).bytes,
      equal: "00 1A 00 00 00 00 00 00 08 12 04 00*17")
    #expect(bench.send("5A 08 C5 00 00 00 00 00 3C 00", reply: 60).sense == "5/39/00")
  }

  @Test func `tells the capabilities with the speeds of the medium`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(
      bench.send("5A 08 2A 00 00 00 00 00 48 00", reply: 72).bytes,
      equal: """
        00 3E 00 00 00 00 00 00
        2A 36 3B 37 C0 00 29 00      # page, 54 bytes; reads and writes CD, DVD-R, DVD-RAM; tests
        21 13 00 00 10 00 21 13      # 8,467 kB/s; buffer of 4,096 KiB
        00 00 21 13 21 13 00 01
        00 00 00 00 21 13 00 06      # six speeds, the fastest also with a constant rotation
        00 00 21 13 00 00 1B 90 00 00 16 0D 00 00 10 8A 00 00 0B 06 00 01 21 13
        """)
  }

  @Test func `tells whether the tray is locked`() throws {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    #expect(bench.send("5A 08 2A 00 00 00 00 00 48 00", reply: 72).bytes[14] == 0x29)
    _ = bench.send("1E 00 00 00 01 00")
    #expect(bench.send("5A 08 2A 00 00 00 00 00 48 00", reply: 72).bytes[14] == 0x2B)
  }

  @Test func `sends all pages at once`() throws {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    let reply = bench.send("5A 08 3F 00 00 00 00 01 00 00", reply: 256).bytes
    #expect(reply.count == 8 + 12 + 52 + 20 + 12 + 10 + 32)
    #expect(
      [8, 20, 72, 92, 104, 114].map { reply[$0] } == [0x01, 0x05, 0x08, 0x1A, 0x1D, 0x2A])
  }

  @Test func `has the pages of the features for power and time-outs, and changes nothing in them`()
    throws
  {
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    let power: HexFixture = "00 12 00 00 00 00 00 00 1A 0A 00*10"
    expectBytes(bench.send("5A 08 1A 00 00 00 00 00 14 00", reply: 20).bytes, equal: power)
    // 30 s for most commands, 120 s for those that wait for the disc.
    expectBytes(
      bench.send("5A 08 1D 00 00 00 00 00 12 00", reply: 18).bytes,
      equal: "00 10 00 00 00 00 00 00 1D 08 00 00 00 00 00 1E 00 78")
    expectBytes(
      bench.send("5A 08 5D 00 00 00 00 00 12 00", reply: 18).bytes,
      equal: "00 10 00 00 00 00 00 00 1D 08 00*8")
    let header = [UInt8](repeating: 0, count: 8)
    var page: [UInt8] = [0x1A, 0x0A] + [UInt8](repeating: 0, count: 10)
    #expect(bench.send("55 10 00 00 00 00 00 00 14 00", data: header + page).status == 0)
    page[3] = 0x01
    let outcome = bench.send("55 10 00 00 00 00 00 00 14 00", data: header + page)
    #expect(outcome.sense == "5/26/00")
    #expect(outcome.senseBytes[15...] == [0x80, 0, 11])
  }

  @Test(arguments: [
    ("5A 08 0D 00 00 00 00 00 3C 00", "CD 00 02"), ("5A 08 05 01 00 00 00 00 3C 00", "C0 00 03"),
  ])
  func `knows no other page`(command: String, pointer: String) throws {
    let bench = try DriveBench(.cdR)
    let outcome = bench.send(HexFixture(command), reply: 60)
    #expect(outcome.sense == "5/24/00")
    expectBytes(outcome.senseBytes[15...], equal: HexFixture(pointer))
  }

  /// What a data track at once on CD-R cannot be written with: the byte of the list at fault.
  @Test(arguments: [
    (DriveBench.writeParameters(type: 0x44), 10),  // layer jump
    (DriveBench.writeParameters(type: 0x43), 12),  // raw, but in blocks of 2,048
    (DriveBench.writeParameters(mode: 0x84), 11),  // reserved multi-session
    (DriveBench.writeParameters(mode: 0x24), 11),  // fixed packets
    (DriveBench.writeParameters(mode: 0x00), 12),  // audio in blocks of 2,048
    (DriveBench.writeParameters(mode: 0x05), 11),  // incremental data
    (DriveBench.writeParameters(block: 0x00), 12),  // raw blocks
    (DriveBench.writeParameters(block: 0x0E), 12),  // no block type
    (DriveBench.writeParameters(format: 0x11), 16),  // no session format
  ])
  func `refuses what the drive cannot write`(list: [UInt8], fault: Int) throws {
    let bench = try DriveBench(.cdR)
    let outcome = bench.send("55 10 00 00 00 00 00 00 3C 00", data: list)
    #expect(outcome.sense == "5/26/00")
    #expect(outcome.senseBytes[15...] == [0x80, 0, UInt8(fault)])
  }

  @Test(arguments: [MediumKind.dvdPlusR, .bdR])
  func `keeps write parameters that other media do not go by`(kind: MediumKind) throws {
    let bench = try DriveBench(kind)
    // Incremental writing in packets, as growisofs sets it before it writes a DVD+R.
    let list = DriveBench.writeParameters(type: 0x40, mode: 0xC5)
    #expect(bench.send("55 10 00 00 00 00 00 00 3C 00", data: list).status == 0)
    expectBytes(
      bench.send("5A 00 05 00 00 00 00 00 3C 00", reply: 60).bytes.dropFirst(8).prefix(4),
      equal: "05 32 40 C5")
    #expect(bench.burn(0..<32).status == 0)
  }

  @Test func `refuses a list with the drive's own marks`() throws {
    let bench = try DriveBench(.cdR)
    var list = DriveBench.writeParameters()
    list[8] = 0x85
    #expect(bench.send("55 10 00 00 00 00 00 00 3C 00", data: list).senseBytes[17] == 8)
    list = DriveBench.writeParameters()
    list[1] = 0x3A
    #expect(bench.send("55 10 00 00 00 00 00 00 3C 00", data: list).senseBytes[17] == 1)
  }

  @Test(arguments: [0x07, 0x09, 0x3B] as [UInt8])
  func `refuses a list of the wrong length`(length: UInt8) throws {
    let bench = try DriveBench(.cdR)
    let list = Array(DriveBench.writeParameters()[..<Int(length)])
    let command = HexFixture(bytes: [0x55, 0x10, 0, 0, 0, 0, 0, 0, length, 0])
    #expect(bench.send(command, data: list).sense == "5/1A/00")
  }

  @Test(arguments: [("00", 4), ("11", 0)] as [(String, UInt8)])
  func `wants standard pages that are not saved`(flags: String, bit: UInt8) throws {
    let bench = try DriveBench(.cdR)
    let outcome = bench.send(
      HexFixture("55 \(flags) 00 00 00 00 00 00 3C 00"), data: DriveBench.writeParameters())
    #expect(outcome.sense == "5/24/00")
    #expect(outcome.senseBytes[15...] == [0xC8 | bit, 0, 1])
  }

  @Test func `takes the cache and retries over but not the capabilities`() throws {
    let bench = try DriveBench(.cdR)
    let header = [UInt8](repeating: 0, count: 8)
    let caching: [UInt8] = [0x08, 0x12, 0x00] + [UInt8](repeating: 0, count: 17)
    #expect(bench.send("55 10 00 00 00 00 00 00 1C 00", data: header + caching).status == 0)
    #expect(bench.send("5A 08 08 00 00 00 00 00 1C 00", reply: 28).bytes[10] == 0)
    let retries: [UInt8] = [0x01, 0x0A, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    #expect(bench.send("55 10 00 00 00 00 00 00 14 00", data: header + retries).status == 0)
    #expect(bench.send("5A 08 01 00 00 00 00 00 14 00", reply: 20).bytes[11] == 1)
    let capabilities: [UInt8] = [0x2A, 0x06] + [UInt8](repeating: 0, count: 6)
    #expect(
      bench.send("55 10 00 00 00 00 00 00 10 00", data: header + capabilities).sense == "5/26/00")
  }
}
