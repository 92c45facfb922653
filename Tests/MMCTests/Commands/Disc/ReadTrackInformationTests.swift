import DiscModel
import MMC
import TestSupport
import Testing

@Suite("READ TRACK INFORMATION (52h)") struct ReadTrackInformationTests {
  static let blankCDR: HexFixture = """
    00 2E 01 01 00 04 40 01   # track 1, session 1, data, blank, next writable address valid
    00 00 00 00 00 00 00 00   # start 0, next writable 0
    00 05 7D A9 00 00 00 00   # 359,849 free
    00 05 7D A9 00 00 00 00   # 359,849 long
    00 00 00*14
    """

  @Test(
    arguments: [
      (.track(1), "52 01 00 00 00 01 00 00 30 00"),
      (.openTrack, "52 01 00 00 00 FF 00 00 30 00"),
      (.session(2), "52 02 00 00 00 02 00 00 30 00"),
      (.blockAddress(LogicalBlockAddress(-150)), "52 00 FF FF FF 6A 00 00 30 00"),
    ] as [(ReadTrackInformation.Target, HexFixture)])
  func `encodes its target in bytes 1 to 5`(
    target: ReadTrackInformation.Target, expected: HexFixture
  ) {
    #expect(ReadTrackInformation(target).bytes == expected)
  }

  @Test func `reads the open track of a blank disc`() throws {
    let track = try ReadTrackInformation.parse(Self.blankCDR)
    #expect(track.trackNumber == 1 && track.sessionNumber == 1)
    #expect(track.isBlank && track.isData && !track.isDamaged && !track.isReserved)
    #expect(track.startAddress == .zero)
    #expect(track.nextWritableAddress == .zero)
    #expect(track.freeBlocks == BlockCount(359_849))
    #expect(track.blocks == BlockCount(359_849))
    #expect(track.lastRecordedAddress == nil)
  }

  @Test func `has no next writable address when the drive says the field is invalid`() throws {
    var bytes = Self.blankCDR.bytes
    bytes[7] = 0x02
    let track = try ReadTrackInformation.parse(bytes: bytes)
    #expect(track.nextWritableAddress == nil)
    #expect(track.lastRecordedAddress == .zero)
  }

  @Test func `reads the high bytes of track and session`() throws {
    var bytes = Self.blankCDR.bytes
    bytes[32] = 1
    bytes[33] = 2
    let track = try ReadTrackInformation.parse(bytes: bytes)
    #expect(track.trackNumber == 0x101)
    #expect(track.sessionNumber == 0x201)
  }

  @Test func `reads a short reply of 28 bytes as far as it goes`() throws {
    let track = try ReadTrackInformation.parse(
      HexFixture(bytes: Array(Self.blankCDR.bytes.prefix(28))))
    #expect(track.trackNumber == 1)
    #expect(track.blocks == BlockCount(359_849))
  }

  @Test func `reads addresses as signed and damage and reservation as told`() throws {
    let track = try ReadTrackInformation.parse(
      "00 1A 02 01 00 20 80 01 FF FF FF 6A FF FF FF FF 00 00 00 00 00 00 00 00 FF FF FF FF")
    #expect(track.startAddress == LogicalBlockAddress(-150))
    #expect(track.nextWritableAddress == LogicalBlockAddress(-1))
    #expect(track.blocks == BlockCount(4_294_967_295))
    #expect(track.isDamaged && track.isReserved && !track.isData)
  }

  /// Sums of addresses and counts must not leave 32 bits, whatever a drive says.
  @Test(
    arguments: [
      ("00 00 00 00 00 00 00 00", 0x7FFF_FFFF), ("00 00 00 10 00 00 00 00", 0x7FFF_FFEF),
      ("7F FF FF FF 7F FF FF FF", 0), ("00 00 00 00 7F FF FF F0", 15),
      ("80 00 00 00 80 00 00 00", 0x7FFF_FFFF),
    ] as [(HexFixture, Int64)])
  func `counts no free blocks that have no address`(addresses: HexFixture, free: Int64) throws {
    var bytes: [UInt8] = [0, 0x1A, 1, 1, 0, 4, 0x40, 1]
    bytes += addresses.bytes + [0xFF, 0xFF, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 8)
    let track = try ReadTrackInformation.parse(bytes: bytes)
    #expect(track.freeBlocks == BlockCount(free))
  }

  @Test func `refuses a reply cut before the free block count`() {
    #expect(throws: ReplyError.truncated(needed: 20, available: 16)) {
      try ReadTrackInformation.parse(HexFixture(bytes: Array(Self.blankCDR.bytes.prefix(16))))
    }
  }

  @Test func `refuses a long reply that declares itself short`() {
    var bytes = Self.blankCDR.bytes
    bytes[1] = 0x0A
    #expect(throws: ReplyError.truncated(needed: 16, available: 12)) {
      try ReadTrackInformation.parse(bytes: bytes)
    }
  }

  @Test func `asks for the open track from an address on`() {
    #expect(
      ReadTrackInformation(.blockAddress(.zero), findsOpenTrack: true).bytes
        == "52 04 00 00 00 00 00 00 30 00")
  }

  @Test func `reads packets, layer jumps and what the blocks are`() throws {
    let track = try ReadTrackInformation.parse(
      """
      00 2E 01 01 00 F5 31 03 00 00 00 00 00 00 10 00 00 1F B0 00 00 00 00 10
      00 3F A0 00 00 00 0F FF 00 00 00 00 00 00 02 00 00 1F D8 00 00 00 80 00
      """)
    #expect(track.layerJumpState == 3 && track.isDamaged && track.isCopy && track.control == 5)
    #expect(track.packets == .fixed && track.dataMode == .mode1)
    #expect(track.packetBlocks == BlockCount(16))
    #expect(track.readCompatibilityAddress == LogicalBlockAddress(512))
    #expect(track.nextLayerJumpAddress == LogicalBlockAddress(2_086_912))
    #expect(track.lastLayerJumpAddress == LogicalBlockAddress(32_768))
  }

  @Test(
    arguments: [
      (0x21, .variable, .mode1), (0x02, nil, .mode2), (0x4F, nil, .unknown),
      (0x30, .fixed, .unknown),
    ] as [(UInt8, ReadTrackInformation.Packets?, ReadTrackInformation.DataMode)])
  func `tells packets and modes apart`(
    byte: UInt8, packets: ReadTrackInformation.Packets?, mode: ReadTrackInformation.DataMode
  ) throws {
    var bytes = Self.blankCDR.bytes
    bytes[6] = byte
    let track = try ReadTrackInformation.parse(bytes: bytes)
    #expect(track.packets == packets && track.dataMode == mode)
    #expect(track.packetBlocks == nil)
  }

  @Test func `has no layer jumps in a short reply`() throws {
    let track = try ReadTrackInformation.parse(bytes: Array(Self.blankCDR.bytes.prefix(36)))
    #expect(track.readCompatibilityAddress == nil && track.nextLayerJumpAddress == nil)
    #expect(track.lastLayerJumpAddress == nil)
  }
}
