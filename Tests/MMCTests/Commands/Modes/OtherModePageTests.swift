import MMC
import TestSupport
import Testing

@Suite("Error recovery page (01h)") struct ErrorRecoveryPageTests {
  static let golden: HexFixture = "00 12 00*6 81 0A F5 20 00 00 00 02 10 00 03 E8"

  @Test func `is read`() throws {
    #expect(ModeSense10<ErrorRecoveryPage>().bytes == "5A 08 01 00 00 00 00 00 1C 00")
    let page = try ModeSense10<ErrorRecoveryPage>.parse(Self.golden)
    #expect(page.replacesWhenWriting && page.replacesWhenReading && page.transfersBadBlocks)
    #expect(page.readsContinuously && page.tellsRecoveredErrors && !page.stopsAtRecoveredErrors)
    #expect(page.leavesOutCorrection)
    #expect(page.readRetries == 32 && page.writeRetries == 16 && page.managedDefectRecovery == 2)
    #expect(page.timeLimit == .seconds(1))
  }

  @Test func `is sent back with fewer tries`() throws {
    var page = try ModeSense10<ErrorRecoveryPage>.parse(Self.golden)
    page.readRetries = 1
    page.writeRetries = 0
    page.readsContinuously = false
    page.leavesOutCorrection = false
    page.transfersBadBlocks = false
    page.tellsRecoveredErrors = false
    page.stopsAtRecoveredErrors = true
    page.replacesWhenWriting = false
    page.replacesWhenReading = false
    page.managedDefectRecovery = 1
    let command = ModeSelect10(page)
    #expect(command.bytes == "55 10 00 00 00 00 00 00 14 00")
    expectBytes(
      command.parameterData, equal: "00*8 01 0A 02 01 00 00 00 01 00 00 03 E8")
  }

  @Test func `of an old drive ends early and takes no more`() throws {
    var page = try ModeSense10<ErrorRecoveryPage>.parse("00 0A 00*6 01 02 20 05")
    #expect(page.writeRetries == 0 && page.timeLimit == .zero)
    page.writeRetries = 9
    expectBytes(page.bytes, equal: "01 02 20 05")
  }

  @Test func `is refused when it ends before the tries`() {
    #expect(throws: ReplyError.truncated(needed: 4, available: 3)) {
      try ModeSense10<ErrorRecoveryPage>.parse("00 09 00*6 01 01 20")
    }
  }
}

@Suite("Pages of cache, power, faults and time") struct OtherModePageTests {
  @Test func `08h tells what is cached`() throws {
    #expect(ModeSense10<CachingPage>().bytes == "5A 08 08 00 00 00 00 00 24 00")
    var page = try ModeSense10<CachingPage>.parse("00 12 00*6 88 0A 04 00*9")
    #expect(page.cachesWrites && !page.disablesReadCache)
    page.cachesWrites = false
    page.disablesReadCache = true
    expectBytes(page.bytes, equal: "08 0A 01 00*9")
    #expect(throws: ReplyError.truncated(needed: 3, available: 2)) {
      try ModeSense10<CachingPage>.parse("00 08 00*6 08 00")
    }
  }

  @Test func `1Ah tells when the drive falls asleep`() throws {
    let page = try ModeSense10<PowerConditionPage>.parse(
      "00 12 00*6 1A 0A 00 03 00 00 04 B0 00 00 23 28")
    #expect(page.idleTime == .seconds(120))
    #expect(page.standbyTime == .seconds(900))
    let never = try ModeSense10<PowerConditionPage>.parse(
      "00 12 00*6 1A 0A 00 00 FF FF FF FF FF FF FF FF")
    #expect(never.idleTime == nil && never.standbyTime == nil)
    #expect(throws: ReplyError.truncated(needed: 12, available: 8)) {
      try ModeSense10<PowerConditionPage>.parse("00 0E 00*6 1A 06 00 03 00 00 04 B0")
    }
  }

  @Test func `1Ch tells how faults are told`() throws {
    let page = try ModeSense10<FaultReportingPage>.parse(
      "00 12 00*6 1C 0A 10 06 00 00 00 64 00 00 00 05")
    #expect(page.warns && !page.isDisabled && !page.isTest)
    #expect(page.reportingMethod == 6 && page.interval == .seconds(10) && page.reportLimit == 5)
    let off = try ModeSense10<FaultReportingPage>.parse("00 12 00*6 1C 02 0C 00")
    #expect(off.isDisabled && off.isTest && off.interval == .zero && off.reportLimit == 0)
  }

  @Test func `1Dh tells the drive's own limits and protection`() throws {
    var page = try ModeSense10<TimeoutAndProtectPage>.parse(
      "00 12 00*6 1D 0A 00 00 0D 00 00 1E 00 78 0E 10")
    #expect(page.hasThirdGroup && page.hasTimeLimits && !page.isOutOfUse && page.isWriteProtected)
    #expect(page.groupTimeouts == [.seconds(30), .seconds(120), .seconds(3600)])
    page.isWriteProtected = false
    expectBytes(page.bytes, equal: "1D 0A 00 00 0C 00 00 1E 00 78 0E 10")
    let short = try ModeSense10<TimeoutAndProtectPage>.parse(
      "00 10 00*6 1D 08 00 00 02 00 00 05 00 06")
    #expect(short.isOutOfUse && short.groupTimeouts == [.seconds(5), .seconds(6), .zero])
    #expect(throws: ReplyError.truncated(needed: 10, available: 6)) {
      try ModeSense10<TimeoutAndProtectPage>.parse("00 0C 00*6 1D 04 00 00 00 00")
    }
  }
}

@Suite("All mode pages (3Fh)") struct ModeSenseAllPagesTests {
  static let golden: HexFixture = """
    00 24 00*6                             # 36 bytes follow
    81 0A 00*10                            # page 01h, can be kept
    48 03 00 04 11 22 33 44                # page 08h, subpage 3
    1A 08 00*8                             # page 1Ah
    """

  @Test func `are asked for at once`() {
    #expect(ModeSenseAllPages().bytes == "5A 08 3F 00 00 00 00 10 00 00")
    #expect(ModeSenseAllPages(.defaults).bytes == "5A 08 BF 00 00 00 00 10 00 00")
  }

  @Test func `are read with and without subpages`() throws {
    let pages = try ModeSenseAllPages.parse(Self.golden)
    #expect(pages.map(\.pageCode) == [0x01, 0x08, 0x1A])
    #expect(pages.map(\.subpage) == [0, 3, 0])
    #expect(pages.map(\.isSavable) == [true, false, false])
    expectBytes(pages[1].bytes, equal: "48 03 00 04 11 22 33 44")
  }

  @Test func `end where the reply is cut, in a page or a subpage's header`() throws {
    let whole = Self.golden.bytes
    #expect(try ModeSenseAllPages.parse(bytes: Array(whole.dropLast())).count == 2)
    #expect(try ModeSenseAllPages.parse(bytes: Array(whole.prefix(22))).count == 1)
    #expect(try ModeSenseAllPages.parse(bytes: Array(whole.prefix(8))).count == 0)
  }

  @Test func `end where lengths contradict each other`() throws {
    var bytes = Self.golden.bytes
    bytes[9] = 0xFF
    #expect(try ModeSenseAllPages.parse(bytes: bytes) == [])
    bytes[6] = 0xFF
    #expect(try ModeSenseAllPages.parse(bytes: bytes) == [])
  }
}

@Suite("CD device parameters page (0Dh)") struct CDDeviceParametersPageTests {
  static let golden: HexFixture = """
    00 0E 00 00 00 00 00 00
    0D 06 00 07 00 3C 00 4B      # rests after 8 s; 60 seconds and 75 frames
    """

  @Test func `is asked for and sent back`() throws {
    #expect(
      ModeSense10<CDDeviceParametersPage>().bytes == "5A 08 0D 00 00 00 00 00 18 00")
    let page = try ModeSense10<CDDeviceParametersPage>.parse(Self.golden)
    expectBytes(ModeSelect10(page).parameterData, equal: "00*8 0D 06 00 07 00 3C 00 4B")
  }

  @Test(
    arguments: [
      (0x00, nil), (0x01, .milliseconds(125)), (0x04, .seconds(1)), (0x0A, .seconds(60)),
      (0x0F, .seconds(1920)), (0xF1, .milliseconds(125)),
    ] as [(UInt8, Duration?)])
  func `tells when the drive rests`(number: UInt8, time: Duration?) throws {
    var bytes = Self.golden.bytes
    bytes[8 + 3] = number
    #expect(try ModeSense10<CDDeviceParametersPage>.parse(bytes: bytes).inactivityTime == time)
  }
}

@Suite("Audio control page (0Eh)") struct AudioControlPageTests {
  static let golden: HexFixture = """
    00 16 00 00 00 00 00 00
    8E 0E 04 00 00 00 00 4B      # commands end at once
    01 FF 02 FF 00 00 00 00      # left, right, nothing, nothing
    """

  @Test func `is asked for`() {
    #expect(ModeSense10<AudioControlPage>().bytes == "5A 08 0E 00 00 00 00 00 20 00")
  }

  @Test func `is read, and sent back with what was changed`() throws {
    var page = try ModeSense10<AudioControlPage>.parse(Self.golden)
    #expect(page.endsAtOnce && !page.stopsAtTrackEnd)
    #expect(page.ports.map(\.channels) == [[0], [1], [], []])
    #expect(page.ports.map(\.volume) == [255, 255, 0, 0])
    page.endsAtOnce = false
    page.stopsAtTrackEnd = true
    expectBytes(page.bytes, equal: "0E 0E 02 00 00 00 00 4B 01 FF 02 FF 00*4")
  }

  @Test func `is refused when an output is missing`() {
    #expect(throws: ReplyError.truncated(needed: 16, available: 14)) {
      try ModeSense10<AudioControlPage>.parse("00 14 00*6 0E 0C 04 00*5 01 FF 02 FF 00 00")
    }
  }
}
