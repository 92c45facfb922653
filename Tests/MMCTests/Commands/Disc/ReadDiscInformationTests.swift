import DiscModel
import MMC
import TestSupport
import Testing

@Suite("READ DISC INFORMATION (51h)") struct ReadDiscInformationTests {
  @Test func `asks for the standard information`() {
    #expect(ReadDiscInformation().bytes == "51 00 00 00 00 00 00 08 1A 00")
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

@Suite("Further fields of the disc information") struct DiscInformationFieldTests {
  static let full: HexFixture = """
    00 30 1D 01 02 02 03 F6 20 00 00 00      # 48 bytes; everything valid, background format running
    11 22 33 44                              # disc id
    00 61 22 17                              # lead-in of the last session 97:34:23
    00 4F 3B 4A                              # lead-out at the latest 79:59:74
    31 32 33 34 35 36 37 38 2A 02            # bar code, application 2Ah, two tables
    0B 06 01 02 03 04 05 06                  # 2,822 kB/s
    21 13 0A 0B 0C 0D 0E 0F                  # 8,467 kB/s
    """

  @Test func `are read`() throws {
    let reply = try ReadDiscInformation.parse(Self.full)
    #expect(reply.isUnrestricted && reply.isDirty && reply.backgroundFormat == .running)
    #expect(reply.discType == 0x20 && reply.discID == 0x1122_3344)
    #expect(reply.lastSessionLeadIn == 0x0061_2217 && reply.lastPossibleLeadOut == 0x004F_3B4A)
    #expect(reply.barCode == [0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38])
    #expect(reply.applicationCode == 0x2A)
    #expect(reply.powerCalibrations.map(\.rate.kilobytesPerSecond) == [2822, 8467])
    #expect(reply.powerCalibrations.last?.values == [10, 11, 12, 13, 14, 15])
  }

  @Test(
    arguments: [(0, .none), (1, .stopped), (2, .running), (3, .complete)]
      as [(UInt8, BackgroundFormat)])
  func `tell how far a format in the background is`(number: UInt8, format: BackgroundFormat) throws
  {
    var bytes = Self.full.bytes
    bytes[7] = number
    let reply = try ReadDiscInformation.parse(bytes: bytes)
    #expect(reply.backgroundFormat == format)
    #expect(!reply.isDirty && !reply.isUnrestricted)
    #expect(reply.discID == nil && reply.barCode == nil && reply.applicationCode == nil)
  }

  @Test func `of a full disc have no lead-out`() throws {
    var bytes = Self.full.bytes
    bytes.replaceSubrange(20..<24, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(try ReadDiscInformation.parse(bytes: bytes).lastPossibleLeadOut == nil)
  }

  @Test func `are missing in a short reply, and tables that are counted but not sent`() throws {
    let short = try ReadDiscInformation.parse("00 20 00 01 01 01 01 F4 00 00 00 00")
    #expect(short.discID == nil && short.lastSessionLeadIn == nil && short.barCode == nil)
    #expect(short.applicationCode == nil && short.powerCalibrations == [])
    var bytes = Self.full.bytes
    bytes[33] = 200
    #expect(try ReadDiscInformation.parse(bytes: bytes).powerCalibrations.count == 2)
    bytes[1] = 0x28
    #expect(try ReadDiscInformation.parse(bytes: bytes).powerCalibrations.count == 1)
  }
}

@Suite("READ DISC INFORMATION (51h), types 1 and 2") struct ReadDiscResourcesTests {
  @Test func `tracks are counted`() throws {
    #expect(ReadTrackResources().bytes == "51 01 00 00 00 00 00 00 0C 00")
    let reply = try ReadTrackResources.parse("00 0A 20 00 1E EC 00 03 00 10 00 02")
    #expect(reply.maximumTracks == 7916 && reply.assignedTracks == 3)
    #expect(reply.maximumAppendableTracks == 16 && reply.appendableTracks == 2)
  }

  @Test func `replacements are counted`() throws {
    #expect(ReadPseudoOverwriteResources().bytes == "51 02 00 00 00 00 00 00 10 00")
    let reply = try ReadPseudoOverwriteResources.parse(
      "00 0E 40 00 00 01 00 00 00 00 08 00 00 00 00 7F")
    #expect(reply.replacements == 65_536 && reply.mapEntries == 2048 && reply.updates == 127)
  }

  @Test func `another kind of information is refused, and a reply that is cut`() {
    let error = ReplyError.invalid(field: "disc information data type")
    #expect(throws: error) { try ReadTrackResources.parse("00 20 00 01 00*8") }
    #expect(throws: error) { try ReadPseudoOverwriteResources.parse("00 0A 20 00 00*12") }
    #expect(throws: ReplyError.truncated(needed: 12, available: 10)) {
      try ReadTrackResources.parse("00 0A 20 00 00 00 00 00 00 00")
    }
    #expect(throws: ReplyError.truncated(needed: 16, available: 12)) {
      try ReadPseudoOverwriteResources.parse("00 0E 40 00 00*8")
    }
  }
}
