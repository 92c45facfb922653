import TestSupport
import Testing
import VirtualDrive

@Suite("READ DISC STRUCTURE (ADh)") struct DiscStructureTests {
  @Test func `tells the ADIP of a DVD+R`() throws {
    let bench = try DriveBench(.dvdPlusR)
    expectBytes(
      bench.send("AD 00 00 00 00 00 00 11 01 04 00 00", reply: 260).bytes,
      equal: """
        01 02 00 00
        A1 02 02 00                      # DVD+R version 1, 120 mm, 10.08 Mbit/s, recordable
        00 03 00 00 00 26 05 3F          # from 30000h, 2,295,104 sectors
        00*7
        53 50 49 4E 44 4C 45 20          # SPINDLE
        56 30 31 00                      # V01, revision 0
        00*225
        """)
  }

  @Test func `tells the physical format of a DVD+R in 2,048 bytes`() throws {
    let bench = try DriveBench(.dvdPlusR)
    let reply = bench.send("AD 00 00 00 00 00 00 00 08 04 00 00", reply: 2052)
    #expect(reply.bytes.count == 2052)
    expectBytes(reply.bytes[..<8], equal: "08 02 00 00 A1 02 02 00")
  }

  @Test func `tells that a DVD+R is not protected`() throws {
    let bench = try DriveBench(.dvdPlusR)
    expectBytes(
      bench.send("AD 00 00 00 00 00 00 01 00 08 00 00", reply: 8).bytes, equal: "00 06 00 00 00*4")
  }

  @Test func `tells the disc information of a BD-R`() throws {
    let bench = try DriveBench(.bdR)
    expectBytes(
      bench.send("AD 01 00 00 00 00 00 00 00 74 00 00", reply: 116).bytes,
      equal: """
        10 02 00 00
        44 49 01 01 00 00 70 00          # DI, format 1, one unit of 112 bytes
        42 44 52 01 10 00*3              # BDR, version 1, one layer
        00*84
        53 50 49 4E 44 4C 56 30 31 00 00 01   # SPINDL, V01, revision 1
        """)
  }

  @Test func `lists what there is`() throws {
    let bench = try DriveBench(.bdR)
    expectBytes(
      bench.send("AD 01 00 00 00 00 00 FF 00 20 00 00", reply: 32).bytes,
      equal: "00 0A 00 00 00 40 10 04 FF 40 00 0C")
  }

  @Test(arguments: [
    (MediumKind.dvdPlusR, "AD 00 00 00 00 00 00 0E 00 08 00 00", "5/24/00"),
    (.dvdPlusR, "AD 01 00 00 00 00 00 00 00 08 00 00", "5/30/02"),
    (.dvdPlusR, "AD 00 00 00 00 00 01 11 00 08 00 00", "5/24/00"),
    (.bdR, "AD 00 00 00 00 00 00 11 00 08 00 00", "5/30/02"),
    (.bdR, "AD 02 00 00 00 00 00 00 00 08 00 00", "5/24/00"),
    (.cdR, "AD 00 00 00 00 00 00 00 00 08 00 00", "5/30/02"),
  ])
  func `refuses what there is not`(kind: MediumKind, command: String, sense: String) throws {
    let bench = try DriveBench(kind)
    #expect(bench.send(HexFixture(command), reply: 8).sense == sense)
  }
}

@Suite("Speeds (ACh, B6h, BBh)") struct SpeedTests {
  @Test func `are listed fastest first with the end of the medium`() throws {
    let bench = try DriveBench(.bdR)
    expectBytes(
      bench.send("AC 00 00 00 00 00 00 00 00 02 03 00", reply: 40).bytes,
      equal: """
        00 00 00 64 00 00 00 00          # 100 bytes: six descriptors, of which two were asked for
        00 00 00 00 00 BA 73 FF 00 00 8C 7D 00 00 D2 BB   # reads 35,965 kB/s, writes 53,947
        00 00 00 00 00 BA 73 FF 00 00 8C 7D 00 00 8C 7D
        """)
  }

  @Test func `of reading and writing now`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(
      bench.send("AC 10 00 00 00 00 00 00 00 01 00 00", reply: 24).bytes,
      equal: """
        00 00 00 14 00 00 00 00
        00 00 00 00 00 00 21 13 00 05 7D A8 00 00 21 13
        """)
    _ = bench.send("BB 00 FF FF 0B 08 00 00 00 00 00 00")
    expectBytes(
      bench.send("AC 14 00 00 00 00 00 00 00 01 00 00", reply: 24).bytes,
      equal: """
        00 00 00 14 02 00 00 00
        00 00 00 00 00 00 0B 06 00 05 7D A8 00 00 0B 06
        """)
  }

  @Test func `have no exceptions, and no other types`() throws {
    let bench = try DriveBench(.cdR)
    expectBytes(
      bench.send("AC 11 00 00 00 00 00 00 00 01 00 00", reply: 24).bytes,
      equal: "00 00 00 04 01 00 00 00")
    let outcome = bench.send("AC 00 00 00 00 00 00 00 00 01 04 00", reply: 24)
    expectBytes(outcome.senseBytes[12...], equal: "24 00 00 C0 00 0A")
  }

  /// What SET CD SPEED asks for, and the speed that is then in effect.
  @Test(arguments: [
    ("0B 08", 2822), ("FF FF", 8467), ("21 13", 8467), ("21 12", 7056), ("00 01", 2822),
    ("10 8A", 4234), ("10 89", 2822),
  ])
  func `are rounded down to one the drive has`(asked: String, speed: Int) throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.send(HexFixture("BB 00 FF FF \(asked) 00 00 00 00 00 00")).status == 0)
    let page = bench.send("5A 08 2A 00 00 00 00 00 48 00", reply: 72).bytes
    #expect(Int(page[36]) << 8 | Int(page[37]) == speed)
  }

  @Test func `are set by streaming and taken back by the defaults`() throws {
    let bench = try DriveBench(.dvdPlusR)
    func streaming(_ flags: UInt8, kilobytes: UInt16) -> Outcome {
      bench.send(
        "B6 00 00 00 00 00 00 00 00 00 1C 00",
        data: [
          flags, 0, 0, 0, 0, 0, 0, 0, 0, 0x23, 0x05, 0x3F,
          0, 0, 0x56, 0x90, 0, 0, 0x03, 0xE8,
          0, 0, UInt8(kilobytes >> 8), UInt8(kilobytes & 0xFF), 0, 0, 0x03, 0xE8,
        ])
    }
    func current() -> Int {
      bench.send("AC 14 00 00 00 00 00 00 00 01 00 00", reply: 24).long(12)
    }
    #expect(streaming(0, kilobytes: 9000).status == 0)
    #expect(current() == 8310)
    #expect(streaming(2, kilobytes: 9000).sense == "5/26/00")
    #expect(streaming(2, kilobytes: 11_080).status == 0)
    #expect(current() == 11_080)
    #expect(streaming(4, kilobytes: 0).status == 0)
    #expect(current() == 22_160)
  }

  @Test func `of streaming must make sense`() throws {
    let bench = try DriveBench(.dvdPlusR)
    var list = [UInt8](repeating: 0, count: 28)
    #expect(bench.send("B6 00 00 00 00 00 00 00 00 00 1B 00", data: list).sense == "5/1A/00")
    #expect(bench.send("B6 00 00 00 00 00 00 00 05 00 1C 00", data: list).sense == "5/24/00")
    #expect(bench.send("B6 00 00 00 00 00 00 00 00 00 1C 00", data: list).senseBytes[17] == 16)
    list[7] = 1
    #expect(bench.send("B6 00 00 00 00 00 00 00 00 00 1C 00", data: list).senseBytes[17] == 4)
  }
}

@Suite("Constant rotation") struct RotationTests {
  /// The speed of writing and where it holds: address and kB/s at both ends, of each part.
  private func curve(_ bench: DriveBench, writing: Bool = true) -> [[Int]] {
    let reply = bench.send(
      HexFixture(bytes: [0xAC, writing ? 0x14 : 0x10, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0]), reply: 72)
    return stride(from: 8, to: reply.bytes.count, by: 16).map { start in
      [0, 4, 8, 12].map { reply.long(start + $0) }
    }
  }

  @Test func `is offered with the highest speed, behind the others`() throws {
    let bench = try DriveBench(.cdR)
    let reply = bench.send("AC 00 00 00 00 00 00 00 00 08 03 00", reply: 136).bytes
    #expect(reply.count == 8 + 6 * 16)
    expectBytes(reply[88...], equal: "08 00 00 00 00 05 7D A8 00 00 21 13 00 00 21 13")
  }

  /// 25 mm of 58 mm are 0.431 of 8,467 kB/s, 24 mm 0.413 of 53,947.
  @Test(arguments: [
    (MediumKind.cdR, [0, 3649, 359_848, 8466]), (.bdR, [0, 22_322, 12_219_391, 53_946]),
  ])
  func `begins with less than half of the speed`(kind: MediumKind, expected: [Int]) throws {
    let bench = try DriveBench(kind)
    let fixed = curve(bench)
    #expect(fixed.count == 1 && fixed[0][1] == fixed[0][3])
    #expect(bench.send("BB 01 FF FF FF FF 00 00 00 00 00 00").status == 0)
    #expect(curve(bench) == [expected])
    #expect(bench.send("5A 08 2A 00 00 00 00 00 48 00", reply: 72).bytes[8 + 27] == 1)
    #expect(bench.send("BB 00 FF FF FF FF 00 00 00 00 00 00").status == 0)
    #expect(curve(bench) == fixed)
    #expect(bench.send("5A 08 2A 00 00 00 00 00 48 00", reply: 72).bytes[8 + 27] == 0)
  }

  @Test func `of two layers slows down again in the second`() throws {
    let bench = try DriveBench(.dvdPlusRDualLayer, blocks: 2000)
    _ = bench.send("BB 01 FF FF FF FF 00 00 00 00 00 00")
    // Such a disc is written linearly, whatever is asked for.
    #expect(curve(bench) == [[0, 11_080, 1999, 11_080]])
    #expect(
      curve(bench, writing: false) == [[0, 4584, 999, 11_075], [1000, 11_080, 1999, 4595]])
  }

  @Test func `is set and taken back by SET STREAMING, for writing alone`() throws {
    let bench = try DriveBench(.dvdMinusR)
    func stream(_ flags: UInt8) -> Outcome {
      bench.send(
        "B6 00 00 00 00 00 00 00 00 00 1C 00",
        data: [
          flags, 0, 0, 0, 0, 0, 0, 0, 0, 0x23, 0x0F, 0xFF,
          0, 0, 0x56, 0x90, 0, 0, 0x03, 0xE8, 0, 0, 0x56, 0x90, 0, 0, 0x03, 0xE8,
        ])
    }
    #expect(stream(0x08).status == 0)
    #expect(curve(bench)[0][1] == 9169)
    #expect(curve(bench, writing: false)[0][1] == 22_160)
    #expect(stream(0x04).status == 0)
    #expect(curve(bench)[0][1] == 22_160)
    #expect(stream(0x10).sense == "5/26/00")
    #expect(bench.send("BB 02 FF FF FF FF 00 00 00 00 00 00").sense == "5/24/00")
  }

  /// How long, in tenths of a second, the drive writes on what it got.
  private func tenths(_ bench: DriveBench, _ range: Range<Int>) -> Int {
    #expect(bench.burn(range).status == 0)
    _ = bench.send("35 02 00 00 00 00 00 00 00 00")
    let busy = bench.send("4A 01 00 00 40 00 00 00 08 00", reply: 8).bytes
    bench.settle()
    return Int(busy[6]) << 8 | Int(busy[7])
  }

  @Test func `makes writing faster further out`() throws {
    let bench = try DriveBench(.dvdPlusR, blocks: 4096, clock: .instant(polls: 1000))
    _ = bench.send("BB 01 FF FF 15 A4 00 00 00 00 00 00")
    // 1,536 blocks at 5,540 kB/s take 0.57 s at the edge, and 0.82 s where the first of them end.
    #expect(tenths(bench, 0..<1536) == 8)
    #expect(tenths(bench, 1536..<2560) == 4)
    #expect(tenths(bench, 2560..<4096) == 5)
  }
}

@Suite("READ FORMAT CAPACITIES (23h) and FORMAT UNIT (04h)") struct FormattingTests {
  private func capacities(_ bench: DriveBench) -> [UInt8] {
    bench.send("23 00 00 00 00 00 00 00 FC 00", reply: 252).bytes
  }

  @Test func `tell the blank BD-R with its formats`() throws {
    expectBytes(
      capacities(try DriveBench(.bdR)),
      equal: """
        00 00 00 38
        00 BA 74 00 01 00 08 00      # blank, 12,219,392 blocks
        00 B4 74 00 01 00 08 00      # 11,826,176 blocks with spare areas, sequential
        00 B4 74 00 C9 00 00 00
        00 B0 74 00 C9 00 00 00      # 11,564,032, the most spares
        00 B8 74 00 C9 00 00 00      # 12,088,320, the fewest
        00 B4 74 00 C8 00 00 00      # with pseudo-overwrite
        00 B4 74 00 CA 00 00 00      # random recording
        """)
  }

  @Test func `tell media without formats, and that there is none`() throws {
    expectBytes(capacities(try DriveBench(.dvdPlusR)), equal: "00 00 00 08 00 23 05 40 01 00 08 00")
    expectBytes(capacities(try DriveBench(.cdR)), equal: "00 00 00 08 00 05 7D A9 01 00 08 00")
    let bench = try DriveBench(empty: ())
    _ = bench.test()
    expectBytes(capacities(bench), equal: "00 00 00 08 00 BA 74 00 03 00 08 00")
  }

  @Test func `tell a BD-R that the first write has formatted`() throws {
    let bench = try DriveBench(.bdR)
    bench.burn(0..<32)
    expectBytes(capacities(bench), equal: "00 00 00 08 00 BA 74 00 02 00 08 00")
  }

  @Test func `make a BD-R smaller that is still empty`() throws {
    let bench = try DriveBench(.bdR)
    let list: [UInt8] = [0, 0x02, 0, 8, 0, 0xB4, 0x74, 0, 0x01, 0, 8, 0]
    #expect(bench.send("04 11 00 00 00 00", data: list).status == 0)
    #expect(bench.test().sense == "2/04/04")
    bench.settle()
    #expect(bench.discInformation().bytes[2] == 0x01)
    #expect(bench.openTrack().long(16) == 11_826_176)
    #expect(bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).long(0) == 0)
    #expect(bench.send("04 11 00 00 00 00", data: list).sense == "5/30/06")
  }

  @Test func `are refused for other media, sizes and kinds of format`() throws {
    let good: [UInt8] = [0, 0, 0, 8, 0, 0, 0, 0, 0x01, 0, 8, 0]
    #expect(try DriveBench(.dvdPlusR).send("04 11 00 00 00 00", data: good).sense == "5/30/06")
    let bench = try DriveBench(.bdR)
    #expect(bench.send("04 10 00 00 00 00", data: good).sense == "5/24/00")
    var list = good
    list[8] = 0x03
    #expect(bench.send("04 11 00 00 00 00", data: list).senseBytes[17] == 8)
    list = good
    list[4] = 1
    #expect(bench.send("04 11 00 00 00 00", data: list).senseBytes[17] == 4)
    list = good
    list[3] = 9
    #expect(bench.send("04 11 00 00 00 00", data: list).senseBytes[17] == 2)
  }
}
