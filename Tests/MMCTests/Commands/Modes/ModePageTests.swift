import DiscModel
import MMC
import TestSupport
import Testing

@Suite("Write parameters page (05h)") struct WriteParametersPageTests {
  static let golden: HexFixture = """
    00 3A 00 00 00 00 00 00    # header: 58 bytes follow, no block descriptors
    85 32 71 C5 0A 10 00 00 20 00 00 00 00 20 12 34 00*36
    """

  @Test func `is asked for without block descriptors`() {
    #expect(ModeSense10<WriteParametersPage>().bytes == "5A 08 05 00 00 00 00 00 48 00")
  }

  @Test func `is read, with the bit cleared that must not be sent back`() throws {
    let page = try ModeSense10<WriteParametersPage>.parse(Self.golden)
    expectBytes(page.bytes, equal: "05 32 71 C5 0A 10 00 00 20 00 00 00 00 20 12 34 00*36")
    #expect(page.isTestWrite)
    #expect(page.writeType == .trackAtOnce)
    #expect(page.allowsMoreSessions)
  }

  @Test func `is found behind block descriptors that were not wanted`() throws {
    let reply: HexFixture = "00 42 00 00 00 00 00 08 00*8 05 32 01 04 08 00*47"
    #expect(try ModeSense10<WriteParametersPage>.parse(reply).writeType == .trackAtOnce)
  }

  @Test func `is read whatever length the header claims`() throws {
    var bytes = Self.golden.bytes
    bytes[1] = 0x02
    #expect(try ModeSense10<WriteParametersPage>.parse(bytes: bytes).writeType == .trackAtOnce)
  }

  @Test func `keeps the four bytes that some drives add`() throws {
    let page = try ModeSense10<WriteParametersPage>.parse("00 3E 00*6 05 36 00*54")
    #expect(page.bytes.count == 56)
  }

  @Test func `is refused when another page came`() {
    #expect(throws: ReplyError.invalid(field: "mode page code")) {
      try ModeSense10<WriteParametersPage>.parse("00 3A 00*6 2A 32 00*50")
    }
  }

  @Test func `is refused when it is cut`() {
    #expect(throws: ReplyError.truncated(needed: 52, available: 40)) {
      try ModeSense10<WriteParametersPage>.parse("00 3A 00*6 05 32 00*38")
    }
  }

  @Test func `is refused when block descriptors are longer than the reply`() {
    #expect(throws: ReplyError.truncated(needed: 65_544, available: 60)) {
      try ModeSense10<WriteParametersPage>.parse("00 3A 00*4 FF FF 05 32 00*50")
    }
  }

  @Test(
    arguments: [
      (false, true, "05 32 41 04 08 00*10 96 00*36"), (true, true, "05 32 41 C4 08 00*10 96 00*36"),
      (true, false, "05 32 01 C4 08 00*10 96 00*36"),
    ] as [(Bool, Bool, HexFixture)])
  func `is set for a data track at once whatever stood in it`(
    allowsMore: Bool, protects: Bool, expected: HexFixture
  ) throws {
    var page = try ModeSense10<WriteParametersPage>.parse(Self.golden)
    page.setTrackAtOnceData(allowsMoreSessions: allowsMore, protectsAgainstUnderrun: protects)
    expectBytes(page.bytes, equal: expected)
    #expect(!page.isTestWrite)
  }

  @Test func `is sent behind a header of eight zeros`() {
    var page = WriteParametersPage()
    page.setTrackAtOnceData(allowsMoreSessions: false)
    let command = ModeSelect10(page)
    #expect(command.bytes == "55 10 00 00 00 00 00 00 3C 00")
    expectBytes(command.parameterData, equal: "00*8 05 32 41 04 08 00*10 96 00*36")
  }
}

@Suite("Capabilities page (2Ah)") struct CapabilitiesPageTests {
  static let golden: HexFixture = """
    00 2E 00 00 00 00 00 00                  # header: 46 bytes follow
    2A 26 3F 37 F3 63 29 00 1B 90 01 00      # writes CD-R and CD-RW, test write; ejects, locks
    08 00 21 13 00 00 21 13 21 13 00 01      # buffer of 2,048 KiB
    00 00 00 00 21 13 00 02                  # two speeds
    00 00 21 13 00 00 0B 06                  # 8,467 and 2,822 kB/s
    """

  @Test func `is asked for with room for all its speeds`() {
    #expect(ModeSense10<CapabilitiesPage>().bytes == "5A 08 2A 00 00 00 00 01 10 00")
  }

  @Test func `is read`() throws {
    let page = try ModeSense10<CapabilitiesPage>.parse(Self.golden)
    #expect(page.writesCDR && page.writesCDRW && page.supportsTestWrite)
    #expect(page.canEject && page.canLock && !page.isLocked)
    #expect(page.readableMedia == [.cdR, .cdRW, .method2, .dvdROM, .dvdMinusR, .dvdRAM])
    #expect(page.writableMedia == [.cdR, .cdRW, .dvdMinusR, .dvdRAM])
    #expect(
      page.cdAbilities == [
        .underrunProtection, .multiSession, .mode2Form2, .mode2Form1, .audioPlay, .catalogueNumber,
        .recordingCode, .accurateAudio, .audio, .compositeOutput,
      ])
    #expect(page.handling == [] && !page.preventJumperBit && page.volumeLevels == 256)
    #expect(page.currentRotation == .constantLinear)
    #expect(page.writeSpeeds.map(\.rotation) == [.constantLinear, .constantLinear])
    #expect(page.mechanism == .tray)
    #expect(page.bufferByteCount == 2_097_152)
    #expect(page.maximumReadRate?.kilobytesPerSecond == 7056)
    #expect(page.currentReadRate?.kilobytesPerSecond == 8467)
    #expect(page.maximumWriteRate?.kilobytesPerSecond == 8467)
    #expect(page.currentWriteRate?.kilobytesPerSecond == 8467)
    #expect(page.copyManagementVersion == 1)
    #expect(page.writeRates.map(\.kilobytesPerSecond) == [8467, 2822])
  }

  @Test func `tells of slots, outputs and how the disc turns`() throws {
    let page = try ModeSense10<CapabilitiesPage>.parse(
      """
      00 2E 00 00 00 00 00 00
      2A 26 01 01 0C 01 8D 3F 00 00 00 10      # digital outputs; changer, jumper; 16 levels
      08 00 00 00 00 3E 00 00 00 00 00 00      # I²S, all three bits
      00 00 00 01 21 13 00 02                  # CAV now
      00 01 21 13 00 00 0B 06                  # 8,467 kB/s as CAV and 2,822 as CLV
      """)
    #expect(page.readableMedia == .cdR && page.cdAbilities.contains(.digitalOutput1))
    #expect(page.cdAbilities.contains(.digitalOutput2))
    #expect(page.mechanism == .changer && page.preventJumperBit)
    #expect(
      page.handling == [
        .separateVolumes, .separateMuting, .tellsDiscInSlot, .choosesSlotBySoftware, .changesSides,
        .subchannelsInLeadIn,
      ])
    #expect(page.volumeLevels == 16)
    let output = try #require(page.digitalOutput)
    #expect(output.clocks == 24 && output.isI2S && output.sendsLowestBitFirst)
    #expect(output.isHighForLeft && output.isValidAtFallingEdge)
    #expect(page.currentRotation == .constantAngular)
    #expect(
      page.writeSpeeds == [
        WriteSpeed(rate: TransferRate(kilobytesPerSecond: 8467), rotation: .constantAngular),
        WriteSpeed(rate: TransferRate(kilobytesPerSecond: 2822), rotation: .constantLinear),
      ])
  }

  @Test(arguments: [(0x00, 32), (0x10, 16), (0x20, 24), (0x30, 24)] as [(UInt8, Int)])
  func `tells the clocks of a sample`(byte: UInt8, clocks: Int) throws {
    var bytes = Self.golden.bytes
    bytes[8 + 17] = byte
    let output = try ModeSense10<CapabilitiesPage>.parse(bytes: bytes).digitalOutput
    #expect(output?.clocks == clocks && output?.isI2S == (byte == 0x30))
    #expect(output?.sendsLowestBitFirst == false && output?.isHighForLeft == false)
  }

  @Test func `is read from an old drive that ends before the buffer`() throws {
    let page = try ModeSense10<CapabilitiesPage>.parse("00 0E 00*6 2A 06 01 01 00 00 01 00")
    #expect(page.writesCDR && !page.writesCDRW && page.canLock && !page.canEject)
    #expect(page.bufferByteCount == nil && page.copyManagementVersion == nil)
    #expect(page.currentReadRate == nil && page.currentWriteRate == nil)
    #expect(page.handling == [] && page.volumeLevels == nil && page.digitalOutput == nil)
    #expect(page.currentRotation == nil)
    #expect(page.writeRates == [])
  }

  @Test func `names the speeds that are there when it counts more`() throws {
    var bytes = Self.golden.bytes
    bytes[8 + 30] = 0xFF
    #expect(try ModeSense10<CapabilitiesPage>.parse(bytes: bytes).writeRates.count == 2)
  }

  @Test func `is refused when it ends before the tray`() {
    #expect(throws: ReplyError.truncated(needed: 7, available: 6)) {
      try ModeSense10<CapabilitiesPage>.parse("00 0C 00*6 2A 04 01 01 00 00")
    }
  }
}
