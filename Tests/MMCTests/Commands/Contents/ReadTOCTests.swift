import DiscModel
import MMC
import TestSupport
import Testing

@Suite("READ TOC/PMA/ATIP (43h), format 0") struct ReadTOCTests {
  static let threeTracks: HexFixture = """
    00 22 01 03                # 34 bytes follow, tracks 1 to 3
    00 10 01 00 00 00 00 00    # track 1, audio, address 0
    00 10 02 00 00 00 35 52    # track 2, audio, address 13,650
    00 14 03 00 00 00 7E AE    # track 3, data, address 32,430
    00 14 AA 00 00 00 AA CD    # lead-out, address 43,725
    """

  @Test func `asks for all tracks in addresses`() {
    #expect(ReadTOC().bytes == "43 00 00 00 00 00 00 03 24 00")
  }

  @Test func `reads tracks and lead-out`() throws {
    let contents = try ReadTOC.parse(Self.threeTracks)
    #expect(contents.tracks.map(\.track) == [1, 2, 3])
    #expect(contents.tracks.map(\.isData) == [false, false, true])
    #expect(contents.tracks.map(\.start.rawValue) == [0, 13_650, 32_430])
    #expect(contents.leadOut == LogicalBlockAddress(43_725))
  }

  @Test func `leaves out what is cut, as when a drive counts its own header wrong`() throws {
    let contents = try ReadTOC.parse(HexFixture(bytes: Array(Self.threeTracks.bytes.dropLast(2))))
    #expect(contents.tracks.count == 3)
    #expect(contents.leadOut == nil)
  }

  @Test(arguments: ["00 00", "00 02 01 01", "FF FF 01 01"] as [HexFixture])
  func `reads a table without entries`(reply: HexFixture) throws {
    let contents = try ReadTOC.parse(reply)
    #expect(contents.tracks == [])
    #expect(contents.leadOut == nil)
  }

  @Test func `refuses a reply without a length`() {
    #expect(throws: ReplyError.truncated(needed: 2, available: 1)) { try ReadTOC.parse("00") }
  }
}

@Suite("READ TOC/PMA/ATIP (43h), format 1") struct ReadSessionInformationTests {
  @Test func `asks for the sessions`() {
    #expect(ReadSessionInformation().bytes == "43 00 01 00 00 00 00 00 0C 00")
  }

  @Test func `reads where the last session begins`() throws {
    let reply = try ReadSessionInformation.parse("00 0A 01 02 00 14 05 00 00 00 2C 88")
    #expect(reply.firstSession == 1)
    #expect(reply.lastSession == 2)
    #expect(reply.firstTrackInLastSession == 5)
    #expect(reply.lastSessionStart == LogicalBlockAddress(11_400))
  }

  @Test func `refuses a reply without the address`() {
    #expect(throws: ReplyError.truncated(needed: 12, available: 8)) {
      try ReadSessionInformation.parse("00 0A 01 01 00 14 01 00")
    }
  }
}

@Suite("READ TOC/PMA/ATIP (43h), format 2") struct ReadRawTOCTests {
  static let threeTracks: HexFixture = """
    00 44 01 01                          # 68 bytes follow, session 1
    01 10 00 A0 00 00 00 00 01 00 00     # first track 1
    01 10 00 A1 00 00 00 00 03 00 00     # last track 3
    01 10 00 A2 00 00 00 00 09 2D 00     # lead-out 09:45:00
    01 10 00 01 00 00 00 00 00 02 00     # track 1
    01 10 00 02 00 00 00 00 03 04 00     # track 2
    01 14 00 03 61 22 17 00 07 0E 1E     # track 3, data
    """

  @Test func `asks from the first session on`() {
    #expect(ReadRawTOC().bytes == "43 00 02 00 00 00 01 20 00 00")
  }

  @Test func `reads every entry`() throws {
    let contents = try ReadRawTOC.parse(Self.threeTracks)
    #expect(contents.firstSession == 1)
    #expect(contents.lastSession == 1)
    #expect(contents.entries.map(\.point) == [0xA0, 0xA1, 0xA2, 1, 2, 3])
    let last = contents.entries[5]
    #expect(last.session == 1 && last.adr == 1 && last.control == 4)
    #expect(last.time == MinuteSecondFrame(minute: 97, second: 34, frame: 23))
    #expect(last.pointTime.address == LogicalBlockAddress(32_430))
  }

  @Test func `takes the whole entries of a length that is no multiple of eleven`() throws {
    var bytes = Self.threeTracks.bytes
    bytes[1] = 0x44 - 3
    #expect(try ReadRawTOC.parse(bytes: bytes).entries.count == 5)
  }

  @Test func `refuses a reply without its sessions`() {
    #expect(throws: ReplyError.truncated(needed: 3, available: 2)) { try ReadRawTOC.parse("00 02") }
  }
}

@Suite("READ TOC/PMA/ATIP (43h), format 4") struct ReadATIPTests {
  static let eightyMinutes: HexFixture = """
    00 1A 00 00 D0 00 80 00    # CD-R
    61 22 17 00                # lead-in 97:34:23
    4F 3B 4A 00                # lead-out at the latest 79:59:74
    00*12
    """

  @Test func `asks for times`() {
    #expect(ReadATIP().bytes == "43 02 04 00 00 00 00 00 20 00")
  }

  @Test func `reads the maker's lead-in and the capacity`() throws {
    let groove = try ReadATIP.parse(Self.eightyMinutes)
    #expect(groove.leadIn?.description == "97:34:23")
    #expect(groove.capacity == BlockCount(359_849))
    #expect(!groove.isRewritable)
  }

  /// A disc of 10×, A1 with the numbers 1 to 4 for the lowest and highest speed.
  static let rewritable: HexFixture = """
    00 1A 00 00 F1 40 CC 00    # CD-RW, high speed, unrestricted, A1; power 7, reference speed 1
    61 11 06 00 4F 3B 4A 00    # 97:17:06, 79:59:74
    14 2A 60 00 00*8           # A1: 1 to 4
    """

  @Test func `knows a rewritable disc and how fast it may be written`() throws {
    let groove = try ReadATIP.parse(Self.rewritable)
    #expect(groove.isRewritable && groove.isUnrestricted && groove.subtype == 1)
    #expect(groove.writingPower == 7 && groove.referenceSpeed == 1)
    #expect(groove.a1 == [0x14, 0x2A, 0x60] && groove.a2 == nil && groove.a3 == nil)
    #expect(groove.maximumWriteRate == .cd(10))
  }

  @Test(
    arguments: [
      (0xC4, 16, 1, 2), (0xC4, 16, 4, 8), (0xCC, 16, 3, 6), (0xD2, 20, 6, 16), (0xDA, 20, 11, 48),
      (0xD2, 20, 9, 32), (0xC4, 16, 9, nil), (0xD4, 16, 1, nil),
    ] as [(UInt8, Int, UInt8, Double?)])
  func `reads the speed where the sub-type keeps it`(
    kind: UInt8, offset: Int, number: UInt8, factor: Double?
  ) throws {
    var bytes = Self.rewritable.bytes
    bytes[6] = kind
    bytes[16] = 0
    bytes[offset] = 0x10 | number
    #expect(
      try ReadATIP.parse(bytes: bytes).maximumWriteRate == factor.map { TransferRate.cd($0) })
  }

  @Test func `takes a lead-out of more than 90 minutes for a lead-out`() throws {
    var bytes = Self.eightyMinutes.bytes
    bytes.replaceSubrange(12..<15, with: [99, 59, 74])
    #expect(try ReadATIP.parse(bytes: bytes).capacity == BlockCount(449_849))
  }

  @Test(arguments: ["00 00 00", "97 34 80", "4F 60 00"] as [HexFixture])
  func `takes zeros and decimal digits for not told`(time: HexFixture) throws {
    var bytes = Self.eightyMinutes.bytes
    bytes.replaceSubrange(12..<15, with: time.bytes)
    #expect(try ReadATIP.parse(bytes: bytes).capacity == nil)
  }

  @Test func `refuses a reply of two bytes`() {
    #expect(throws: ReplyError.truncated(needed: 7, available: 2)) { try ReadATIP.parse("00 1A") }
  }
}
