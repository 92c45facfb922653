import DiscModel
import MMC
import TestSupport
import Testing

@Suite("READ DISC INFORMATION (51h)") struct ReadDiscInformationTests {
  @Test func `asks for the standard information`() {
    #expect(ReadDiscInformation().bytes == "51 00 00 00 00 00 00 00 22 00")
  }

  @Test func `reads a blank disc`() throws {
    let reply = try ReadDiscInformation.parse("00 20 00 01 01 01 01 20 00 00 00 00 00*22")
    #expect(reply.status == .empty)
    #expect(reply.lastSession == .empty)
    #expect(reply.firstTrack == 1)
    #expect(reply.sessionCount == 1)
    #expect(reply.lastTrackInLastSession == 1)
    #expect(!reply.isErasable)
  }

  @Test func `puts high and low bytes together`() throws {
    let reply = try ReadDiscInformation.parse("00 20 1D 01 02 03 04 20 00 01 02 03 00*22")
    #expect(reply.status == .appendable)
    #expect(reply.lastSession == .complete)
    #expect(reply.isErasable)
    #expect(reply.sessionCount == 0x102)
    #expect(reply.firstTrackInLastSession == 0x203)
    #expect(reply.lastTrackInLastSession == 0x304)
  }

  @Test(
    arguments: [
      (0x00, .empty, .empty), (0x05, .appendable, .incomplete), (0x09, .appendable, .damaged),
      (0x0E, .finalized, .complete), (0x03, .other, .empty),
    ] as [(UInt8, ReadDiscInformation.DiscStatus, ReadDiscInformation.SessionState)])
  func `tells the states apart`(
    flags: UInt8, status: ReadDiscInformation.DiscStatus, session: ReadDiscInformation.SessionState
  ) throws {
    let reply = try ReadDiscInformation.parse(
      bytes: [0, 32, flags] + [UInt8](repeating: 0, count: 31))
    #expect(reply.status == status)
    #expect(reply.lastSession == session)
  }

  @Test func `refuses another kind of information`() {
    #expect(throws: ReplyError.invalid(field: "disc information data type")) {
      try ReadDiscInformation.parse("00 0A 20 00*9")
    }
  }

  @Test func `refuses a reply cut before the last track's high byte`() {
    #expect(throws: ReplyError.truncated(needed: 12, available: 11)) {
      try ReadDiscInformation.parse("00 20 00*9")
    }
  }
}

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
}

@Suite("READ CAPACITY (25h)") struct ReadCapacityTests {
  @Test func `is ten bytes, all but the first zero`() {
    #expect(ReadCapacity().bytes == "25 00*9")
  }

  @Test func `counts one block more than the last address`() throws {
    let reply = try ReadCapacity.parse("00 05 7D A8 00 00 08 00")
    #expect(reply.lastAddress == LogicalBlockAddress(359_848))
    #expect(reply.blocks == BlockCount(359_849))
    #expect(reply.blockByteCount == 2048)
  }

  @Test func `counts up to the last address that fits`() throws {
    let reply = try ReadCapacity.parse("7F FF FF FF 00 00 08 00")
    #expect(reply.blocks == BlockCount(2_147_483_648))
  }

  @Test func `refuses an address that no medium has`() {
    #expect(throws: ReplyError.invalid(field: "last block address")) {
      try ReadCapacity.parse("FF FF FF FF 00 00 08 00")
    }
  }

  @Test func `refuses a reply without the block length`() {
    #expect(throws: ReplyError.truncated(needed: 8, available: 4)) {
      try ReadCapacity.parse("00 05 7D A8")
    }
  }
}

@Suite("READ FORMAT CAPACITIES (23h)") struct ReadFormatCapacitiesTests {
  @Test func `asks for the first descriptor`() {
    #expect(ReadFormatCapacities().bytes == "23 00 00 00 00 00 00 00 0C 00")
  }

  @Test(
    arguments: [
      ("00 00 00 08 00 BA 74 00 01 00 08 00", 12_219_392, false),
      ("00 00 00 08 00 BA 74 00 02 00 08 00", 12_219_392, true),
      ("00 00 00 08 00 BA 74 00 03 00 08 00", nil, false),
      ("00 00 00 08 00 BA 74 00 00 00 08 00", nil, false),
    ] as [(HexFixture, Int64?, Bool)])
  func `reads what the first descriptor means`(
    reply: HexFixture, blocks: Int64?, isFormatted: Bool
  ) throws {
    let parsed = try ReadFormatCapacities.parse(reply)
    #expect(parsed.blocks == blocks.map { BlockCount($0) })
    #expect(parsed.isFormatted == isFormatted)
  }

  @Test func `refuses a header without a descriptor`() {
    #expect(throws: ReplyError.truncated(needed: 9, available: 4)) {
      try ReadFormatCapacities.parse("00 00 00 00")
    }
  }
}
