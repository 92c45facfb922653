import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@Suite("Quirks of drives") struct QuirkTests {
  private func bench(_ quirks: DriveQuirk..., kind: MediumKind = .cdR) throws -> DriveBench {
    var options = VirtualDriveOptions()
    options.quirks = Set(quirks)
    return try DriveBench(kind, options: options)
  }

  /// A disc with one closed track of 300 blocks.
  private func burned(_ quirks: DriveQuirk...) throws -> DriveBench {
    var options = VirtualDriveOptions()
    options.quirks = Set(quirks)
    let bench = try DriveBench(.cdR, options: options)
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.synchronize()
    bench.close(2)
    return bench
  }

  @Test func `a blank disc may begin in the pregap`() throws {
    let bench = try bench(.blankDiscBeginsInPregap)
    #expect(bench.openTrack().long(12) == 0xFFFF_FF6A)
    #expect(try self.bench().openTrack().long(12) == 0)
    bench.selectTrackAtOnce()
    bench.burn(0..<32)
    #expect(bench.openTrack().long(12) == 32)
  }

  @Test func `track information may need the page first`() throws {
    let bench = try bench(.trackInformationNeedsWriteParameters)
    #expect(bench.openTrack().sense == "5/24/00")
    bench.selectTrackAtOnce()
    #expect(bench.openTrack().status == 0)
  }

  @Test(arguments: [
    (DriveQuirk.emptyATIP, "00 1E 00 00 00 00 00 00 00 00 00 00 00 00 00 00"),
    (.codedATIP, "00 1E 00 00 D0 40 80 00 97 34 23 00 79 59 74 00"),
    (.cutATIP, "00 1E"),
  ])
  func `the ATIP may be of no use`(quirk: DriveQuirk, expected: String) throws {
    let reply = try bench(quirk).send("43 02 04 00 00 00 00 00 10 00", reply: 16).bytes
    expectBytes(reply, equal: HexFixture(expected))
  }

  @Test func `closing a track may fail, always or while testing`() throws {
    let bench = try bench(.closeTrackFails(onlyInTest: false))
    bench.selectTrackAtOnce()
    bench.burn(0..<300)
    bench.synchronize()
    #expect(bench.close(1, track: 1).sense == "5/24/00")
    #expect(bench.close(2).status == 0)
    let other = try self.bench(.closeTrackFails(onlyInTest: true))
    other.selectTrackAtOnce(testWrite: true)
    other.burn(0..<300)
    #expect(other.close(1, track: 1).sense == "5/24/00")
    other.selectTrackAtOnce()
    other.burn(0..<300)
    #expect(other.close(1, track: 1).status == 0)
  }

  @Test func `the table of contents may be coded in decimal`() throws {
    let bench = try burned(.codedTable)
    // The lead-out is at 302 blocks, 00:06:02; a track at 359,849 would be at 79:59:74.
    expectBytes(bench.table(2)[26..<37], equal: "01 14 00 A2 00 00 00 00 00 06 02")
    #expect(try burned().table(2) == bench.table(2))
    let blank = try DriveBench(.cdR)
    blank.selectTrackAtOnce()
    blank.burn(0..<1000)
    blank.synchronize()
    blank.close(2)
    expectBytes(blank.table(2)[34..<37], equal: "00 0F 1B")
    let coded = try self.bench(.codedTable)
    coded.selectTrackAtOnce()
    coded.burn(0..<1000)
    coded.synchronize()
    coded.close(2)
    expectBytes(coded.table(2)[34..<37], equal: "00 15 27")
  }

  @Test func `a track's size may be missing`() throws {
    #expect(try burned(.noTrackSize).send("52 01 00 00 00 01 00 00 30 00", reply: 48).long(24) == 0)
    #expect(try burned().send("52 01 00 00 00 01 00 00 30 00", reply: 48).long(24) == 302)
  }

  @Test func `a format of the table may end in a time-out`() throws {
    let bench = try bench(.tableTimesOut(format: 4))
    #expect(throws: TransportError.timedOut) {
      try bench.trySend("43 02 04 00 00 00 00 00 10 00", reply: 16)
    }
    #expect(bench.send("43 00 03 00 00 00 00 00 10 00", reply: 16).status == 0)
  }

  @Test func `there may be no configuration, or no profile`() throws {
    #expect(
      try bench(.noConfiguration).send("46 00 00 00 00 00 00 00 08 00", reply: 8).sense == "5/20/00"
    )
    #expect(
      try bench(.noProfileOfCompactDiscs).send("46 00 00 00 00 00 00 00 08 00", reply: 8)
        .bytes[7] == 0)
    #expect(try bench().send("46 00 00 00 00 00 00 00 08 00", reply: 8).bytes[7] == 9)
  }

  @Test(
    arguments: [
      (0x43, "43 00 03 00 00 00 00 00 04 00", 0, 2 + 3),
      (0x52, "52 01 00 00 00 FF 00 00 30 00", 0, 46 - 2),
    ] as [(UInt8, String, Int, Int)])
  func `lengths may be wrong`(operation: UInt8, command: String, place: Int, length: Int) throws {
    let off = operation == 0x43 ? 3 : -2
    let bench = try bench(.lengthOff(operation: operation, by: off))
    let reply = bench.send(HexFixture(command), reply: 48).bytes
    #expect(Int(reply[place]) << 8 | Int(reply[place + 1]) == length)
  }

  @Test func `the length of the configuration may be wrong in its lower half`() throws {
    let right = try bench().send("46 00 00 00 00 00 00 00 08 00", reply: 8).long(0)
    let wrong = try bench(.lengthOff(operation: 0x46, by: 100))
      .send("46 00 00 00 00 00 00 00 08 00", reply: 8).long(0)
    #expect(wrong == right + 100)
  }

  @Test func `mode sense may have a block descriptor or a short page`() throws {
    let described = try bench(.blockDescriptor).send("5A 08 05 00 00 00 00 00 FF 00", reply: 255)
      .bytes
    expectBytes(described.prefix(17), equal: "00 42 00 00 00 00 00 08  00 00 00 00 00 00 08 00  05")
    let short = try bench(.shortCapabilitiesPage).send(
      "5A 08 2A 00 00 00 00 00 FF 00", reply: 255
    ).bytes
    #expect(short.count == 28)
    expectBytes(short.dropFirst(8).prefix(2), equal: "2A 12")
  }

  @Test func `the test bit may stick`() throws {
    let bench = try bench(.testWriteSticks)
    bench.selectTrackAtOnce(testWrite: true)
    bench.selectTrackAtOnce()
    #expect(bench.send("5A 08 05 00 00 00 00 00 FF 00", reply: 255).bytes[10] & 0x10 != 0)
    bench.burn(0..<300)
    bench.synchronize()
    bench.close(2)
    #expect(bench.drive.medium?.recordedBlocks.rawValue == 0)
  }

  /// What such a drive gives as its default, it does not take.
  @Test func `the defaults of the page may be wrong`() throws {
    let bench = try bench(.badWriteParameters)
    var list = bench.send("5A 08 85 00 00 00 00 00 FF 00", reply: 255).bytes
    list[0] = 0
    list[1] = 0
    list[8 + 2] = 0x41
    list[8 + 3] = 0x04
    #expect(bench.send("55 10 00 00 00 00 00 00 3C 00", data: list).sense == "5/26/00")
    #expect(bench.selectTrackAtOnce().status == 0)
  }
}
