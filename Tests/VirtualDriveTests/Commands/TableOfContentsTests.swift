import TestSupport
import Testing
import VirtualDrive

@Suite("READ TOC/PMA/ATIP (43h)") struct TableOfContentsTests {
  /// The second session begins at 11,702 (2DB6h), which is 02:38:02.
  @Test(arguments: [(UInt8(0), "00 00 2D B6"), (2, "00 02 26 02")])
  func `tells where the last session begins, as an address and as a time`(
    flags: UInt8, start: String
  ) throws {
    let bench = try DriveBench(.cdR)
    for range in [0..<300, 11_702..<12_002] {
      bench.selectTrackAtOnce(multiSession: 3)
      bench.burn(range)
      bench.synchronize()
      #expect(bench.close(2).status == 0)
      bench.settle()
    }
    let command = HexFixture(bytes: [0x43, flags, 1, 0, 0, 0, 0, 0, 12, 0])
    expectBytes(
      bench.send(command, reply: 12).bytes,
      equal: HexFixture("00 0A 01 02 00 14 02 00 " + start))
  }

  /// A CD-R with a session of 300 blocks.
  private func recorded(multiSession: UInt8 = 0) throws -> DriveBench {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce(multiSession: multiSession)
    bench.burn(0..<300)
    bench.synchronize()
    bench.close(2)
    return bench
  }

  @Test func `lists tracks and lead-out by address and by time`() throws {
    let bench = try recorded()
    expectBytes(
      bench.send("43 00 00 00 00 00 00 00 20 00", reply: 32).bytes,
      equal: """
        00 12 01 01
        00 14 01 00 00 00 00 00
        00 14 AA 00 00 00 01 2E       # 302: the run-out counts
        """)
    expectBytes(
      bench.send("43 02 00 00 00 00 00 00 20 00", reply: 32).bytes,
      equal: """
        00 12 01 01
        00 14 01 00 00 00 02 00
        00 14 AA 00 00 00 06 02
        """)
  }

  @Test func `begins with the track that is asked for`() throws {
    let bench = try recorded()
    expectBytes(
      bench.send("43 00 00 00 00 00 AA 00 20 00", reply: 32).bytes,
      equal: "00 0A 01 01 00 14 AA 00 00 00 01 2E")
    let outcome = bench.send("43 00 00 00 00 00 02 00 20 00", reply: 32)
    expectBytes(outcome.senseBytes[12...], equal: "24 00 00 C0 00 06")
  }

  @Test func `tells the first track of the last session, also in the old way of asking`() throws {
    let bench = try recorded(multiSession: 3)
    expectBytes(
      bench.send("43 00 01 00 00 00 00 00 0C 00", reply: 12).bytes,
      equal: "00 0A 01 01 00 14 01 00 00 00 00 00")
    bench.selectTrackAtOnce()
    bench.burn(11_702..<12_002)
    bench.close(2)
    let golden: HexFixture = "00 0A 01 02 00 14 02 00 00 00 2D B6"
    expectBytes(bench.send("43 00 01 00 00 00 00 00 0C 00", reply: 12).bytes, equal: golden)
    expectBytes(bench.send("43 00 00 00 00 00 00 00 0C 40", reply: 12).bytes, equal: golden)
  }

  @Test func `tells all that the lead-in of an appendable disc says`() throws {
    let bench = try recorded(multiSession: 3)
    expectBytes(
      bench.send("43 02 02 00 00 00 01 01 00 00", reply: 256).bytes,
      equal: """
        00 44 01 01
        01 14 00 A0 00 00 00 00 01 00 00
        01 14 00 A1 00 00 00 00 01 00 00
        01 14 00 A2 00 00 00 00 00 06 02      # lead-out at 00:06:02
        01 14 00 01 00 00 00 00 00 02 00
        01 54 00 B0 02 24 02 02 4F 3B 4A      # next program area 2.5 minutes on, at 02:36:02
        01 54 00 C0 D0 40 80 00 61 22 17      # first lead-in at 97:34:23
        """)
  }

  @Test func `tells that no session may follow, or nothing of it`() throws {
    let forbidden = try recorded(multiSession: 1)
    expectBytes(
      forbidden.send("43 02 02 00 00 00 01 01 00 00", reply: 256).bytes[48..<59],
      equal: "01 54 00 B0 FF FF FF 02 4F 3B 4A")
    let plain = try recorded(multiSession: 0)
    #expect(plain.send("43 02 02 00 00 00 01 01 00 00", reply: 256).bytes.count == 4 + 4 * 11)
  }

  @Test func `tells the second session alone when asked to`() throws {
    let bench = try recorded(multiSession: 3)
    bench.selectTrackAtOnce(multiSession: 3)
    bench.burn(11_702..<12_002)
    bench.close(2)
    // 11,702 + 302 = 12,004; later sessions follow 6,900 blocks on.
    #expect(bench.nextWritableAddress() == 18_904)
    expectBytes(
      bench.send("43 02 02 00 00 00 02 01 00 00", reply: 256).bytes,
      equal: """
        00 39 01 02
        02 14 00 A0 00 00 00 00 02 00 00
        02 14 00 A1 00 00 00 00 02 00 00
        02 14 00 A2 00 00 00 00 02 2A 04      # 12,154 frames: 02:42:04
        02 14 00 02 00 00 00 00 02 26 02      # 11,852 frames: 02:38:02
        02 54 00 B0 04 0C 04 01 4F 3B 4A      # 6,750 frames behind the lead-out: 04:12:04
        """)
  }

  @Test func `tells what is moulded into the groove`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(
      bench.send("43 02 04 00 00 00 00 00 20 00", reply: 32).bytes,
      equal: """
        00 1E 00 00
        D0 40 80 00
        61 22 17 00      # lead-in from 97:34:23
        4F 3B 4A 00      # lead-out at 79:59:74 at the latest
        00*16
        """)
  }

  @Test(arguments: ["00", "01", "02"])
  func `has no list before a session is closed`(format: String) throws {
    let bench = try DriveBench(.cdR)
    let command = HexFixture("43 00 \(format) 00 00 00 00 00 20 00")
    #expect(bench.send(command, reply: 32).sense == "5/24/00")
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.synchronize()
    #expect(bench.send(command, reply: 32).sense == "5/24/00")
  }

  @Test(arguments: ["02", "03", "04", "05"])
  func `knows only two formats for other discs`(format: String) throws {
    let bench = try DriveBench(.dvdPlusR)
    bench.burn(0..<32)
    bench.synchronize()
    bench.close(1, track: 1)
    bench.close(6)
    #expect(
      bench.send(HexFixture("43 02 \(format) 00 00 00 00 00 20 00"), reply: 32).sense == "5/24/00")
    expectBytes(
      bench.send("43 00 00 00 00 00 00 00 20 00", reply: 32).bytes,
      equal: "00 12 01 01 00 14 01 00 00*4 00 14 AA 00 00 00 00 20")
  }
}

@Suite("READ CAPACITY (25h)") struct CapacityTests {
  private func capacity(_ bench: DriveBench) -> [UInt8] {
    bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).bytes
  }

  @Test(arguments: MediumKind.plainWriteOnce)
  func `is nothing on a blank medium`(kind: MediumKind) throws {
    expectBytes(capacity(try DriveBench(kind)), equal: "00 00 00 00 00 00 08 00")
  }

  @Test func `is two too high on a CD-R`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectTrackAtOnce()
    bench.burn(0..<512)
    bench.close(2)
    expectBytes(capacity(bench), equal: "00 00 02 01 00 00 08 00")
  }

  @Test func `ends with the filled write unit elsewhere`() throws {
    let bench = try DriveBench(.bdR)
    bench.write(0..<33)
    bench.synchronize()
    expectBytes(capacity(bench), equal: "00 00 00 3F 00 00 08 00")
  }
}
