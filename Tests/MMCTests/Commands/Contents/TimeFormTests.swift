import DiscModel
import MMC
import TestSupport
import Testing

/// Times of the tables in the standard, "LBA to MSF translation": block 0 is 00:02:00.
@Suite("READ TOC/PMA/ATIP (43h) in times") struct ReadTOCMSFTests {
  static let threeTracks: HexFixture = """
    00 22 01 03                # 34 bytes follow, tracks 1 to 3
    00 10 01 00 00 00 02 00    # track 1, audio, 00:02:00
    00 10 02 00 00 03 04 00    # track 2, audio, 03:04:00
    00 14 03 00 00 07 0E 1E    # track 3, data, 07:14:30
    00 14 AA 00 00 09 2D 00    # lead-out, 09:45:00
    """
  /// Three times that a drive counts in decimal digits, and a lead-out with 60 seconds.
  static let decimal: HexFixture = """
    FF FF 01 03
    00 10 01 00 00 00 02 00 00 10 02 00 00 03 04 74 00 14 03 00 00 07 74 30
    00 14 AA 00 00 09 3C 00
    00 14 04                   # and half an entry
    """

  @Test func `asks for all tracks by a bit`() {
    #expect(ReadTOCMSF().bytes == "43 02 00 00 00 00 00 03 24 00")
    #expect(ReadSessionInformationMSF().bytes == "43 02 01 00 00 00 00 00 0C 00")
  }

  @Test func `may set the bit where times come in any case`() {
    #expect(ReadRawTOC(setsTimeBit: true).bytes == "43 02 02 00 00 00 01 20 00 00")
    #expect(ReadProgramMemoryArea(setsTimeBit: true).bytes == "43 02 03 00 00 00 00 08 00 00")
  }

  @Test func `reads tracks and lead-out as ReadTOC reads the same disc in addresses`() throws {
    let contents = try ReadTOCMSF.parse(Self.threeTracks)
    #expect(contents.tracks.map(\.track) == [1, 2, 3])
    #expect(contents.tracks.map(\.isData) == [false, false, true])
    #expect(
      contents.tracks.map(\.start) == [
        MinuteSecondFrame(minute: 0, second: 2, frame: 0),
        MinuteSecondFrame(minute: 3, second: 4, frame: 0),
        MinuteSecondFrame(minute: 7, second: 14, frame: 30),
      ])
    #expect(contents.leadOut == MinuteSecondFrame(minute: 9, second: 45, frame: 0))
    let addresses = try ReadTOC.parse(ReadTOCTests.threeTracks)
    #expect(contents.tracks.map(\.start?.address) == addresses.tracks.map(\.start))
    #expect(contents.leadOut?.address == addresses.leadOut)
  }

  @Test func `takes what is no time for not told`() throws {
    let contents = try ReadTOCMSF.parse(Self.decimal)
    #expect(contents.tracks.map(\.start?.description) == ["00:02:00", nil, nil])
    #expect(contents.tracks.map(\.track) == [1, 2, 3])
    #expect(contents.leadOut == nil)
  }

  @Test func `refuses a reply without a length`() {
    #expect(throws: ReplyError.truncated(needed: 2, available: 1)) { try ReadTOCMSF.parse("00") }
  }

  @Test func `reads when the last session begins`() throws {
    let reply = try ReadSessionInformationMSF.parse("00 0A 01 02 00 14 05 00 00 02 22 00")
    #expect(reply.firstSession == 1 && reply.lastSession == 2)
    #expect(reply.firstTrackInLastSession == 5)
    #expect(reply.lastSessionStart == MinuteSecondFrame(minute: 2, second: 34, frame: 0))
    #expect(reply.lastSessionStart?.address == LogicalBlockAddress(11_400))
  }

  @Test func `knows no session's start in decimal digits, and refuses a reply without it`() throws {
    let reply = try ReadSessionInformationMSF.parse("00 0A 01 02 00 14 05 00 00 02 22 74")
    #expect(reply.lastSessionStart == nil && reply.lastSession == 2)
    #expect(throws: ReplyError.truncated(needed: 10, available: 8)) {
      try ReadSessionInformationMSF.parse("00 0A 01 01 00 14 01 00")
    }
  }
}

@Suite("READ SUB-CHANNEL (42h) in times") struct ReadSubchannelMSFTests {
  @Test func `asks for the position by a bit`() {
    #expect(ReadSubchannelMSF().bytes == "42 02 40 01 00 00 00 00 10 00")
  }

  @Test func `reads where the laser is`() throws {
    let reply = try ReadSubchannelMSF.parse("00 11 00 0C 01 14 03 01 00 07 0E 1E 00 00 00 0A")
    #expect(reply.audioStatus == 0x11 && reply.track == 3 && reply.index == 1)
    #expect(reply.control == 4)
    #expect(reply.time == MinuteSecondFrame(minute: 7, second: 14, frame: 30))
    #expect(reply.time?.address == LogicalBlockAddress(32_430))
    #expect(reply.timeInTrack == MinuteSecondFrame(minute: 0, second: 0, frame: 10))
  }

  @Test func `takes what is no time for not told`() throws {
    let reply = try ReadSubchannelMSF.parse("00 00 FF FF 01 F0 AA 63 00 07 3C 00 00 00 00 4B")
    #expect(reply.time == nil && reply.timeInTrack == nil)
    #expect(reply.track == 0xAA && reply.index == 0x63 && reply.control == 0)
  }

  @Test func `refuses another format, and a reply without the time in the track`() {
    #expect(throws: ReplyError.invalid(field: "sub-channel format")) {
      try ReadSubchannelMSF.parse("00 15 00 14 02 00 00 00 00 00 00 00 00 00 00 00")
    }
    #expect(throws: ReplyError.truncated(needed: 14, available: 12)) {
      try ReadSubchannelMSF.parse("00 11 00 0C 01 14 03 01 00 07 0E 1E")
    }
  }
}
