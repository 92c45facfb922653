import DiscModel
import MMC
import TestSupport
import Testing

@testable import VirtualDrive

extension DriveBench {
  /// MODE SELECT of page 05h for packets in mode 1 (block 8) or 2 (10): fixed ones of `size` blocks, or of
  /// any size.
  @discardableResult
  func selectPackets(
    size: UInt8 = 0, block: UInt8 = 8, multiSession: UInt8 = 0, testWrite: Bool = false
  ) -> Outcome {
    var list = Self.writeParameters(
      type: testWrite ? 0x50 : 0x40, mode: multiSession << 6 | (size > 0 ? 0x25 : 0x05),
      block: block)
    list[8 + 13] = size
    return send("55 10 00 00 00 00 00 00 3C 00", data: list)
  }

  /// WRITE(10) of blocks that are all `value`.
  @discardableResult
  func fill(_ range: Range<Int>, with value: UInt8) -> Outcome {
    write([UInt8](repeating: value, count: range.count * 2048), at: range.lowerBound, size: 2048)
  }
}

/// Source of the sizes: MMC-6, "Packet Writing"; Orange Book, "Linking rules": link 1, run-in 4, run-out 2.
@Suite("Packets of any size on CD") struct VariablePacketTests {
  @Test func `end with the cache synchronised, seven blocks before the next`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.selectPackets().status == 0)
    #expect(bench.write(0..<60).status == 0)
    #expect(bench.write(60..<100).status == 0)
    #expect(bench.nextWritableAddress() == 100)
    #expect(bench.synchronize().status == 0)
    #expect(bench.nextWritableAddress() == 107)
    #expect(bench.synchronize().status == 0)
    #expect(bench.nextWritableAddress() == 107)
    #expect(bench.write(100..<107).sense == "5/21/02")
    #expect(bench.write(107..<140).status == 0)
    bench.synchronize()
    // Track mode 5; packets in mode 1; the next writable address is valid: 93h.
    expectBytes(bench.openTrack().bytes[5..<8], equal: "05 21 01")
    expectBytes(bench.openTrack().bytes[12..<16], equal: "00 00 00 93")
    expectBytes(bench.openTrack().bytes[20..<24], equal: "00 00 00 00")
    expectBytes(bench.read(0..<100).bytes, equal: DriveBench.pattern(0..<100))
    expectBytes(bench.read(107..<140).bytes, equal: DriveBench.pattern(107..<140))
    expectBytes(bench.readCD(107..<108, type: 2, fields: 0x10, size: 2048).bytes, equal: "6C*2048")
  }

  @Test func `have blocks between them that cannot be read`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets()
    bench.write(0..<100)
    bench.synchronize()
    bench.write(107..<140)
    bench.synchronize()
    for address in 100..<107 {
      let outcome = bench.read(address..<address + 1)
      #expect(outcome.sense == "3/11/05")
      #expect(outcome.senseBytes[6] == UInt8(address))
    }
    #expect(bench.read(90..<110).senseBytes[3..<7] == [0, 0, 0, 100])
    #expect(bench.readCD(99..<101).sense == "3/11/05")
  }

  @Test func `fill a track of four seconds, of which the run-out is the end`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets(multiSession: 3)
    bench.write(0..<100)
    bench.synchronize()
    #expect(bench.close(1, track: 1).status == 0)
    // 300 blocks and a run-out of 2.
    #expect(bench.track(1).long(24) == 302)
    expectBytes(bench.track(1).bytes[5..<8], equal: "05 21 00")
    #expect(bench.nextWritableAddress() == 452)
    #expect(bench.fill(452..<852, with: 1).status == 0)
    bench.synchronize()
    #expect(bench.close(2).status == 0)
    #expect(bench.track(2).long(24) == 402)
    bench.settle()
    expectBytes(
      bench.table(0),
      equal: """
        00 1A 01 02
        00 15 01 00 00 00 00 00
        00 15 02 00 00 00 01 C4     # 452
        00 15 AA 00 00 00 03 56     # 854
        """)
    #expect(bench.read(851..<852).status == 0)
    #expect(bench.read(852..<853).sense == "3/11/05")
  }

  @Test func `cannot follow what was written otherwise, nor be followed by it`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets()
    bench.write(0..<100)
    bench.synchronize()
    bench.selectTrackAtOnce()
    #expect(bench.write(107..<139).sense == "5/64/00")
    bench.select(type: 0x41, mode: 0x04, block: 8)
    #expect(bench.write(107..<139).sense == "5/64/00")
    bench.selectPackets(size: 32)
    #expect(bench.write(107..<139).sense == "5/64/00")
    bench.selectPackets(block: 10)
    #expect(bench.write(107..<139).sense == "5/64/00")
    bench.selectPackets()
    #expect(bench.write(107..<139).status == 0)
  }

  @Test func `are there after a crash, the last one to its last block`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets()
    bench.write(0..<100)
    bench.synchronize()
    bench.write(107..<150)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.nextWritableAddress() == 157)
    #expect(bench.openTrack().bytes[5] == 0x25)
    expectBytes(bench.read(107..<150).bytes, equal: DriveBench.pattern(107..<150))
    #expect(bench.read(100..<101).sense == "3/11/05")
    #expect(bench.read(150..<151).sense == "3/11/05")
    // Asking again adds nothing.
    try bench.reopen()
    _ = bench.test()
    #expect(bench.nextWritableAddress() == 157)
  }

  @Test func `leave nothing when they are written as a test`() throws {
    let bench = try DriveBench(.cdRW)
    bench.selectPackets(testWrite: true)
    bench.write(0..<100)
    bench.synchronize()
    #expect(bench.nextWritableAddress() == 107)
    bench.selectPackets()
    #expect(bench.nextWritableAddress() == 0)
    #expect(bench.drive.medium?.condition == .blank)
  }
}

@Suite("Fixed packets on CD") struct FixedPacketTests {
  @Test func `are filled up, and their links have no addresses`() throws {
    let bench = try DriveBench(.cdR)
    #expect(bench.selectPackets(size: 16, multiSession: 3).status == 0)
    // The track that nothing was written to goes by page 05h.
    expectBytes(bench.openTrack().bytes[5..<8], equal: "05 7F 01")
    expectBytes(bench.openTrack().bytes[20..<24], equal: "00 00 00 10")
    bench.write(0..<20)
    bench.synchronize()
    expectBytes(bench.openTrack().bytes[5..<8], equal: "05 31 01")
    // The next is block 32. 359,849 blocks have room for 15,645 packets of 23: 250,320 blocks of data.
    expectBytes(bench.openTrack().bytes[12..<20], equal: "00 00 00 20 00 03 D1 B0")
    expectBytes(bench.openTrack().bytes[20..<28], equal: "00 00 00 10 00 03 D1 D0")
    bench.write(32..<48)
    bench.synchronize()
    expectBytes(bench.read(0..<20).bytes, equal: DriveBench.pattern(0..<20))
    expectBytes(bench.read(20..<32).bytes, equal: "00*24576")
    expectBytes(bench.read(32..<48).bytes, equal: DriveBench.pattern(32..<48))
    #expect(bench.read(48..<49).sense == "5/21/00")
  }

  @Test func `make a track whose links count where the next one begins`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets(size: 16, multiSession: 3)
    bench.write(0..<48)
    bench.synchronize()
    #expect(bench.close(1, track: 1).status == 0)
    // 19 packets of 16 are the first that last four seconds.
    #expect(bench.track(1).long(24) == 304)
    // 19 packets of 23 blocks, and a pregap of 150.
    #expect(bench.nextWritableAddress() == 587)
    #expect(bench.close(2).status == 0)
    bench.settle()
    expectBytes(
      bench.table(0),
      equal: "00 12 01 01 00 15 01 00 00 00 00 00 00 15 AA 00 00 00 01 B5")
    expectBytes(
      bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).bytes,
      equal: "00 00 01 2F 00 00 08 00")
  }

  @Test func `lie further out than their addresses say`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets(size: 16)
    bench.write(0..<48)
    bench.synchronize()
    // Block 16 is the first of the second packet: 16 + 7 + 150 frames are 00:02:23.
    expectBytes(
      bench.readCD(16..<17, fields: 0xF8).bytes[..<16],
      equal: "00 FF*10 00 00 02 23 01")
    // Q tells the same place, and 00:00:23 in the track.
    expectBytes(
      bench.readCD(16..<17, fields: 0, subchannel: 2, size: 16).bytes[..<10],
      equal: "51 01 01 00 00 23 00 00 02 23")
  }

  @Test func `of another size do not follow`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets(size: 16)
    bench.write(0..<32)
    bench.synchronize()
    bench.selectPackets(size: 32)
    #expect(bench.write(32..<64).sense == "5/64/01")
    bench.selectPackets()
    #expect(bench.write(32..<64).sense == "5/64/00")
  }

  @Test func `are not written again on a CD-R`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets(size: 16)
    bench.write(0..<32)
    bench.synchronize()
    #expect(bench.write(0..<16).sense == "5/21/02")
  }

  @Test func `that were not full are not there after a crash`() throws {
    let bench = try DriveBench(.cdR)
    bench.selectPackets(size: 32)
    bench.write(0..<72)
    try bench.reopen()
    _ = bench.test()
    #expect(bench.nextWritableAddress() == 64)
  }

  @Test(arguments: [
    (DriveBench.packetParameters(mode: 0x00), 11),  // audio
    (DriveBench.packetParameters(block: 0x0B), 12),  // blocks with sub-headers
    (DriveBench.packetParameters(block: 0x00), 12),
    (DriveBench.packetParameters(type: 0x60), 13),  // links of no block
    (DriveBench.packetParameters(mode: 0x25), 18),  // fixed, of no size
  ])
  func `are refused as no drive writes them`(list: [UInt8], fault: Int) throws {
    let bench = try DriveBench(.cdR)
    let outcome = bench.send("55 10 00 00 00 00 00 00 3C 00", data: list)
    #expect(outcome.sense == "5/26/00")
    #expect(outcome.senseBytes[15...] == [0x80, 0, UInt8(fault)])
  }

  @Test func `are what the drive writes by itself`() throws {
    // Feature 0021h: block types 8 and 10, underrun protection, one link size, 7.
    let bench = try DriveBench(.cdR)
    expectBytes(
      bench.send("46 02 00 21 00 00 00 00 14 00", reply: 20).bytes[8...],
      equal: "00 21 01 08 05 00 01 01 07 00 00 00")
    #expect(bench.write(0..<10).status == 0)
    bench.synchronize()
    #expect(bench.nextWritableAddress() == 17)
  }
}

extension DriveBench {
  fileprivate static func packetParameters(
    type: UInt8 = 0x40, mode: UInt8 = 0x05, block: UInt8 = 8
  ) -> [UInt8] {
    writeParameters(type: type, mode: mode, block: block)
  }
}

/// 359,849 blocks have room for 9,226 packets of 39, with 295,232 (48140h) blocks of data.
@Suite("A CD-RW formatted in packets") struct FormattedCDRWTests {
  private func formatted(extended: Bool = false) throws -> DriveBench {
    let bench = try DriveBench(.cdRW)
    bench.selectPackets(size: 32, block: extended ? 10 : 8)
    try #require(bench.format("00 04 81 40 40 00 00 20").status == 0)
    bench.settle()
    return bench
  }

  @Test func `is one closed track that is all zeros`() throws {
    let bench = try formatted()
    expectBytes(
      bench.formatCapacities(),
      equal: "00 00 00 10 00 04 81 40 02 00 08 00 00 04 81 40 40 00 00 20")
    #expect(bench.discInformation().bytes[2] == 0x1E)
    #expect(bench.track(1).bytes[2] == 1)
    expectBytes(bench.track(1).bytes[5..<8], equal: "05 31 00")
    expectBytes(bench.track(1).bytes[20..<28], equal: "00 00 00 20 00 04 81 40")
    expectBytes(
      bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).bytes,
      equal: "00 04 81 3F 00 00 08 00")
    // The lead-out behind 9,226 packets of 39: 359,814.
    expectBytes(
      bench.table(0),
      equal: "00 12 01 01 00 15 01 00 00 00 00 00 00 15 AA 00 00 05 7D 86")
    #expect(bench.read(295_231..<295_232).bytes == .init(repeating: 0, count: 2048))
    #expect(bench.read(295_232..<295_233).sense == "5/21/00")
    let features = ConfigurationTests.currentFeatures(bench)
    #expect(features.isSuperset(of: [0x0021, 0x0023, 0x0026, 0x002D, 0x002E, 0x0037]))
    #expect(!features.contains(0x0020))
  }

  @Test func `is written anywhere, in whole packets, again and again`() throws {
    let bench = try formatted()
    #expect(bench.fill(3200..<3264, with: 1).status == 0)
    #expect(bench.fill(0..<32, with: 2).status == 0)
    #expect(bench.fill(3232..<3264, with: 0).status == 0)
    bench.synchronize()
    try bench.reopen()
    _ = bench.test()
    expectBytes(bench.read(0..<32).bytes, equal: "02*65536")
    expectBytes(bench.read(3200..<3264).bytes, equal: "01*65536 00*65536")
    #expect(bench.read(32..<33).bytes == .init(repeating: 0, count: 2048))
    #expect(bench.discInformation().bytes[2] == 0x1E)
  }

  @Test func `takes no parts of packets, and no other sort`() throws {
    let bench = try formatted()
    #expect(bench.fill(16..<48, with: 1).sense == "5/21/02")
    #expect(bench.fill(32..<48, with: 1).sense == "5/64/01")
    #expect(bench.fill(295_200..<295_264, with: 1).sense == "5/21/00")
    bench.selectPackets(size: 16)
    #expect(bench.fill(0..<32, with: 1).sense == "5/64/01")
    bench.selectPackets()
    #expect(bench.fill(0..<32, with: 1).sense == "5/64/00")
    bench.selectTrackAtOnce()
    #expect(bench.fill(0..<32, with: 1).sense == "7/27/00")
    expectBytes(bench.read(0..<32).bytes, equal: "00*65536")
  }

  @Test func `is of mode 2 where page 05h says so`() throws {
    let bench = try formatted(extended: true)
    expectBytes(bench.track(1).bytes[5..<8], equal: "05 32 00")
    #expect(bench.fill(0..<32, with: 9).status == 0)
    expectBytes(bench.read(0..<32).bytes, equal: "09*65536")
    // Header and sub-header of form 1, and the data.
    expectBytes(
      bench.readCD(0..<1).bytes[12..<26], equal: "00 02 00 02 00 00 08 00 00 00 08 00 09 09")
  }

  @Test func `is blank again after BLANK`() throws {
    let bench = try formatted()
    bench.fill(0..<32, with: 1)
    #expect(bench.blank(1).status == 0)
    bench.settle()
    #expect(bench.discInformation().bytes[2] == 0x10)
    expectBytes(bench.formatCapacities()[8..<9], equal: "01")
    bench.selectTrackAtOnce()
    #expect(bench.write(0..<32).status == 0)
  }

  @Test(arguments: [
    ("00 04 81 40 40 00 00 10", 9),  // packets of 16
    ("00 04 81 60 40 00 00 20", 4),  // a packet more than there is room for
    ("00 04 81 41 40 00 00 20", 4),  // no whole packets
    ("00 00 01 00 40 00 00 20", 4),  // less than four seconds
    ("00 04 81 40 44 00 00 20", 8),  // 11h
    ("00 04 81 40 41 00 00 20", 8),  // a sub-type
  ])
  func `is not formatted as no drive can`(descriptor: String, fault: UInt8) throws {
    let bench = try DriveBench(.cdRW)
    let outcome = bench.format(HexFixture(descriptor))
    #expect(outcome.sense == "5/26/00")
    #expect(outcome.senseBytes[15...] == [0x80, 0, fault])
    #expect(bench.discInformation().bytes[2] == 0x10)
  }

  @Test func `is not what a CD-R becomes`() throws {
    #expect(try DriveBench(.cdR).format("00 04 81 40 40 00 00 20").sense == "5/30/06")
  }
}
