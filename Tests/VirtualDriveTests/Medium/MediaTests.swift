import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

/// What the drive tells of each kind of medium as it is sold.
@Suite("Media as they are sold") struct MediaTests {
  /// The words, the profiles and the capacities that the shops know.
  static let kinds: [(MediumKind, word: String, profile: UInt8, blocks: Int64)] = [
    (.cdR, "cd-r", 0x09, 359_849), (.cdRW, "cd-rw", 0x0A, 359_849),
    (.dvdMinusR, "dvd-r", 0x11, 2_297_888), (.dvdMinusRDualLayer, "dvd-r-dl", 0x15, 4_171_712),
    (.dvdMinusRW, "dvd-rw", 0x14, 2_297_888), (.dvdRAM, "dvd-ram", 0x12, 2_295_072),
    (.dvdPlusR, "dvd+r", 0x1B, 2_295_104), (.dvdPlusRDualLayer, "dvd+r-dl", 0x2B, 4_173_824),
    (.dvdPlusRW, "dvd+rw", 0x1A, 2_295_104), (.bdR, "bd-r", 0x41, 12_219_392),
    (.bdRE, "bd-re", 0x43, 12_219_392),
  ]

  @Test func `are of eleven kinds`() {
    #expect(Self.kinds.map(\.0) == MediumKind.allCases)
  }

  @Test(arguments: kinds)
  func `have a word, a profile and a capacity`(
    kind: MediumKind, word: String, profile: UInt8, blocks: Int64
  ) throws {
    #expect(kind.rawValue == word)
    #expect(kind.nominalBlocks == blocks)
    let bench = try DriveBench(kind)
    #expect(bench.send("46 01 00 00 00 00 00 00 08 00", reply: 8).bytes[6...] == [0, profile])
  }

  @Test(arguments: [
    (MediumKind.bdR, 2, 24_438_784), (.bdR, 3, 48_878_592), (.bdR, 4, 62_500_864),
    (.bdRE, 2, 24_438_784), (.bdRE, 3, 48_878_592),
  ])
  func `have more room on more layers`(kind: MediumKind, layers: Int, blocks: Int) throws {
    let bench = try DriveBench(empty: ())
    let medium = try bench.drive.insert(kind, layers: layers)
    #expect(medium.layers == layers)
    #expect(medium.capacity == BlockCount(Int64(blocks)))
    bench.settle()
    // The disc information tells the layers in bits 7…4 of byte 12.
    let unit = bench.send("AD 01 00 00 00 00 00 00 00 74 00 00", reply: 116).bytes
    #expect(Int(unit[16]) == layers << 4)
  }

  @Test(arguments: [
    (MediumKind.cdR, 2), (.dvdPlusR, 2), (.dvdPlusRDualLayer, 1), (.dvdMinusRDualLayer, 3),
    (.bdR, 5), (.bdR, 0),
  ])
  func `have no other number of layers`(kind: MediumKind, layers: Int) throws {
    let bench = try DriveBench(empty: ())
    let error = VirtualDriveError.impossibleLayers(
      kind: kind, layers: layers, possible: kind.possibleLayers)
    #expect(throws: error) { try bench.drive.insert(kind, layers: layers) }
  }

  @Test func `have as many layers as their blocks need`() throws {
    let bench = try DriveBench(empty: ())
    #expect(try bench.drive.insert(.bdR, blocks: BlockCount(12_219_392)).layers == 1)
    #expect(try bench.drive.insert(.bdR, blocks: BlockCount(12_219_424)).layers == 2)
    #expect(try bench.drive.insert(.dvdPlusRDualLayer, blocks: BlockCount(64)).layers == 2)
  }

  /// Features beside those that always are current, from MMC-6, "Features and Profiles".
  @Test(arguments: [
    (MediumKind.cdRW, [0x0010, 0x001D, 0x001E, 0x0021, 0x0023, 0x002D, 0x002E, 0x0037]),
    (.cdR, [0x0010, 0x001D, 0x001E, 0x0021, 0x002D, 0x002E]),
    (.dvdMinusR, [0x0010, 0x001F, 0x0021, 0x002F]),
    (.dvdMinusRDualLayer, [0x0010, 0x001F, 0x0021, 0x002F]),
    (.dvdMinusRW, [0x0010, 0x001F, 0x0021, 0x0023, 0x002F]),
    (.dvdRAM, [0x0004, 0x0010, 0x001F, 0x0020, 0x0023, 0x0024]),
    (.dvdPlusRDualLayer, [0x0010, 0x001F, 0x003B]),
    (.dvdPlusRW, [0x0010, 0x001F, 0x0023, 0x002A]),
    (.bdRE, [0x0010, 0x0023, 0x0040, 0x0041]),
  ])
  func `make features current`(kind: MediumKind, expected: [Int]) throws {
    let bench = try DriveBench(kind)
    #expect(
      ConfigurationTests.currentFeatures(bench)
        .subtracting([0, 1, 2, 3, 0x100, 0x105, 0x107, 0x108]) == Set(expected))
  }

  /// The first nine bytes of READ DISC INFORMATION: length, status, tracks, sessions, flags, type.
  @Test(arguments: [
    (MediumKind.cdRW, "00 20 10 01 01 01 01 20 FF"), (.dvdMinusR, "00 20 00 01 01 01 01 20 00"),
    (.dvdMinusRDualLayer, "00 20 00 01 01 01 01 20 00"),
    (.dvdMinusRW, "00 20 10 01 01 01 01 20 00"),
    (.dvdRAM, "00 20 1F 01 01 01 01 20 00"),  // of another kind, the session complete
    (.dvdPlusRDualLayer, "00 20 00 01 01 01 01 20 00"),
    (.dvdPlusRW, "00 20 10 01 01 01 01 20 00"), (.bdRE, "00 20 10 01 01 01 01 20 00"),
  ])
  func `tell their state`(kind: MediumKind, expected: String) throws {
    expectBytes(
      try DriveBench(kind).discInformation().bytes[..<9], equal: HexFixture(expected))
  }

  /// READ TRACK INFORMATION of track 1 up to the size of the track.
  @Test(arguments: [
    (
      MediumKind.dvdMinusR,
      "00 2E 01 01 00 04 61 01 00*4 00*4 00 23 10 20 00 00 00 10 00 23 10 20"
    ),
    (
      .dvdMinusRDualLayer,
      "00 2E 01 01 00 04 61 01 00*4 00*4 00 3F A7 C0 00 00 00 10 00 3F A7 C0"
    ),
    (.dvdRAM, "00 2E 01 01 00 04 31 00 00*4 00*4 00*4 00 00 00 10 00 22 21 20"),
    (
      .dvdPlusRDualLayer,
      "00 2E 01 01 00 04 41 01 00*4 00*4 00 3F B0 00 00 00 00 10 00 3F B0 00"
    ),
    (.dvdPlusRW, "00 2E 01 01 00 04 71 00 00*4 00*4 00*4 00 00 00 10 00 23 05 40"),
    (.bdRE, "00 2E 01 01 00 04 71 00 00*4 00*4 00*4 00 00 00 20 00 BA 74 00"),
  ])
  func `have one track`(kind: MediumKind, expected: String) throws {
    let bench = try DriveBench(kind)
    expectBytes(
      bench.send("52 01 00 00 00 01 00 00 30 00", reply: 48).bytes[..<28],
      equal: HexFixture(expected))
  }

  @Test(arguments: [MediumKind.dvdMinusR, .dvdMinusRDualLayer, .dvdMinusRW])
  func `have no track FFh on DVD-R and DVD-RW`(kind: MediumKind) throws {
    #expect(try DriveBench(kind).openTrack().sense == "5/24/00")
  }

  /// READ FORMAT CAPACITIES, from MMC-6, "Format Descriptors".
  @Test(arguments: [
    // 10h: 9,226 packets of 32.
    (MediumKind.cdRW, "00 00 00 10 00 05 7D A9 01 00 08 00 00 04 81 40 40 00 00 20"),
    (.dvdMinusR, "00 00 00 08 00 23 10 20 01 00 08 00"),
    (
      .dvdMinusRW,
      """
      00 00 00 20 00 23 10 20 01 00 08 00
      00 23 10 20 00 00 08 00     # in full
      00 23 10 20 40 00 00 10     # 10h, packets of 16
      00 23 10 20 54 00 00 10     # 15h, quickly
      """
    ),
    (
      .dvdRAM,
      """
      00 00 00 20 00 22 21 20 02 00 08 00
      00 22 21 20 00 00 08 00     # with spare blocks, 2,236,704
      00 23 05 20 00 00 08 00     # without, 2,295,072
      00 21 89 20 04 00 08 00     # 01h, with more of them
      """
    ),
    (.dvdPlusRW, "00 00 00 10 00 23 05 40 01 00 08 00 00 23 05 40 98 00 00 00"),
    (
      .bdRE,
      """
      00 00 00 30 00 BA 74 00 01 00 08 00
      00 B4 74 00 00 00 08 00
      00 B4 74 00 C0 00 00 00     # 30h: 11,826,176
      00 B0 74 00 C0 00 00 00     # 11,564,032
      00 B8 74 00 C0 00 00 00     # 12,088,320
      00 BA 74 00 C4 00 00 00     # 31h: 12,219,392
      """
    ),
  ])
  func `can be formatted`(kind: MediumKind, expected: String) throws {
    expectBytes(
      try DriveBench(kind).send("23 00 00 00 00 00 00 00 FC 00", reply: 252).bytes,
      equal: HexFixture(expected))
  }

  /// The fastest and the slowest writing in kB/s, as GET PERFORMANCE (type 3) lists them.
  @Test(arguments: [
    (MediumKind.cdRW, 4234, 706), (.dvdMinusR, 22_160, 5540), (.dvdMinusRDualLayer, 11_080, 3324),
    (.dvdMinusRW, 8310, 2770), (.dvdRAM, 6925, 2770), (.dvdPlusRDualLayer, 11_080, 3324),
    (.dvdPlusRW, 11_080, 3324), (.bdRE, 8992, 8992),
  ])
  func `are written at their speeds`(kind: MediumKind, fastest: Int, slowest: Int) throws {
    let reply = try DriveBench(kind)
      .send("AC 00 00 00 00 00 00 00 00 10 03 00", reply: 264)
    let speeds = stride(from: 20, to: reply.bytes.count, by: 16).map { reply.long($0) }
    #expect(speeds.first == fastest)
    #expect(speeds.min() == slowest)
  }
}

@Suite("The structures of media") struct MediaStructureTests {
  /// The first 16 bytes of the physical format: book and version, size and rate, layers and kind,
  /// first sector, last sector, last sector of the first layer.
  @Test(arguments: [
    (MediumKind.dvdMinusR, "25 02 02 00 00 03 00 00 00 26 10 1F 00*4"),
    (.dvdMinusRDualLayer, "26 02 32 00 00 03 00 00 00 FC FF FF 00 22 D3 DF"),
    (.dvdMinusRW, "32 02 04 00 00 03 00 00 00 26 10 1F 00*4"),
    (.dvdRAM, "16 02 04 00 00 03 10 00 00 25 31 1F 00*4"),
    (.dvdPlusRDualLayer, "E1 02 32 00 00 03 00 00 00 FC FF FF 00 22 D7 FF"),
    (.dvdPlusRW, "92 02 04 00 00 03 00 00 00 26 05 3F 00*4"),
  ])
  func `tell the physical format of a DVD`(kind: MediumKind, expected: String) throws {
    expectBytes(
      try DriveBench(kind).send("AD 00 00 00 00 00 00 00 00 14 00 00", reply: 20).bytes[4...],
      equal: HexFixture(expected))
  }

  @Test func `tell who made a DVD-R`() throws {
    let reply = try DriveBench(.dvdMinusR)
      .send("AD 00 00 00 00 00 00 0E 00 2C 00 00", reply: 44).bytes
    expectBytes(reply[..<4], equal: "00 2A 00 00")
    expectBytes(reply[16..<32], equal: "03 53 50 49 4E 44 4C 00 04 45 20 56 30 31 20 00")
  }

  @Test func `tell where the layers of a DVD+R DL meet`() throws {
    let bench = try DriveBench(.dvdPlusRDualLayer)
    expectBytes(
      bench.send("AD 00 00 00 00 00 00 20 00 0C 00 00", reply: 12).bytes,
      equal: "00 0A 00 00 00 00 00 00 00 1F D8 00")
    bench.write(0..<16)
    #expect(bench.send("AD 00 00 00 00 00 00 20 00 0C 00 00", reply: 12).bytes[4] == 0x80)
  }

  @Test func `tell the name of a BD-RE`() throws {
    expectBytes(
      try DriveBench(.bdRE).send("AD 01 00 00 00 00 00 00 00 74 00 00", reply: 116).bytes[4..<20],
      equal: "44 49 01 01 00 00 70 00 42 44 57 02 10 00*3")
  }

  @Test func `tell the spare area of a DVD-RAM`() throws {
    expectBytes(
      try DriveBench(.dvdRAM).send("AD 00 00 00 00 00 00 0A 00 10 00 00", reply: 16).bytes,
      equal: "00 0E 00 00 00 00 E4 00 00*8")
  }

  @Test func `tell a CD-RW by its ATIP`() throws {
    expectBytes(
      try DriveBench(.cdRW).send("43 02 04 00 00 00 00 00 20 00", reply: 32).bytes,
      equal: """
        00 1E 00 00
        D0 40 D2 00                # CD-RW, ultra speed, the values A2 are valid
        61 22 17 00 4F 3B 4A 00
        00*4 28 00*11              # 4x to 24x
        """)
  }
}

@Suite("The version before of medium.json") struct MediumVersionTests {
  /// Written by hand after what the first version wrote.
  private static let version1 = """
    {
      "blocks" : 2295104, "format" : "spindle-virtual-medium", "isFinalized" : false,
      "isFormatted" : false, "kind" : "dvd+r", "version" : 1,
      "sessions" : [ { "isClosed" : true, "nextSession" : "allowed", "tracks" : [ {
        "control" : 4, "isBeingWritten" : false, "isClosed" : true, "isDamaged" : false,
        "recordedBlocks" : 32, "runOutBlocks" : 0, "start" : 0, "writtenBlocks" : 20 } ] } ]
    }
    """

  @Test func `is read, and kept as the new one when something changes`() throws {
    let bench = try DriveBench(.dvdPlusR)
    let file = try #require(bench.drive.medium).folder.appending("medium.json").string
    bench.close()
    try Self.version1.write(toFile: file, atomically: true, encoding: .utf8)
    try bench.reopen()
    #expect(bench.drive.mediumError == nil)
    _ = bench.test()
    #expect(bench.discInformation().bytes[2] == 0x01)
    #expect(bench.nextWritableAddress() == 2080)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == Self.version1)
    bench.write(2080..<2096)
    bench.synchronize()
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.contains("\"version\" : 2"))
    #expect(text.contains("\"writtenBlocks\" : 20"))
  }
}
