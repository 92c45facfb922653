import MMC
import TestSupport
import Testing

/// Every parser, tried with bytes that nobody meant.
@Suite("Replies that are no replies") struct HostileReplyTests {
  struct Parser: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var parse: @Sendable ([UInt8]) throws -> Void
    var golden: HexFixture

    init<Command: MMCCommand>(_ command: Command.Type, _ golden: HexFixture) {
      testDescription = "\(command)"
      parse = { _ = try Command.parse(bytes: $0) }
      self.golden = golden
    }
  }

  static let parsers = [
    Parser(Inquiry.self, InquiryTests.golden),
    Parser(Inquiry.self, LongInquiryTests.golden),
    Parser(UnitSerialNumber.self, UnitSerialNumberTests.golden),
    Parser(RequestSense.self, "F0 00 02 00 00 00 00 0A 00 00 00 00 04 08 00 80 40 00"),
    Parser(GetConfiguration.self, GetConfigurationTests.writer),
    Parser(GetEventStatusNotification.self, "00 06 04 10 02 02 00 00"),
    Parser(MechanismStatus.self, MechanismStatusTests.changer),
    Parser(ReadDiscInformation.self, DiscInformationFieldTests.full),
    Parser(ReadTrackResources.self, "00 0A 20 00 1E EC 00 03 00 10 00 02"),
    Parser(ReadPseudoOverwriteResources.self, "00 0E 40 00 00*12"),
    Parser(ReadTrackInformation.self, ReadTrackInformationTests.blankCDR),
    Parser(ReadTOC.self, ReadTOCTests.threeTracks),
    Parser(ReadSessionInformation.self, "00 0A 01 02 00 14 05 00 00 00 2C 88"),
    Parser(ReadRawTOC.self, ReadRawTOCTests.threeTracks),
    Parser(ReadProgramMemoryArea.self, ReadProgramMemoryAreaTests.golden),
    Parser(ReadATIP.self, ReadATIPTests.eightyMinutes),
    Parser(ReadCDText.self, ReadCDTextTests.golden),
    Parser(ReadSubchannel.self, "00 11 00 0C 01 14 03 01 00 00 7E AE 00 00 00 0A"),
    Parser(ReadCapacity.self, "00 05 7D A8 00 00 08 00"),
    Parser(ReadFormatCapacities.self, ReadFormatCapacitiesTests.bdRE),
    Parser(ModeSense10<WriteParametersPage>.self, WriteParametersPageTests.golden),
    Parser(ModeSense10<CapabilitiesPage>.self, CapabilitiesPageTests.golden),
    Parser(ModeSense10<ErrorRecoveryPage>.self, ErrorRecoveryPageTests.golden),
    Parser(ModeSense10<PowerConditionPage>.self, "00 12 00*6 1A 0A 00 03 00*8"),
    Parser(ModeSense10<FaultReportingPage>.self, "00 12 00*6 1C 0A 10 06 00*8"),
    Parser(ModeSense10<TimeoutAndProtectPage>.self, "00 12 00*6 1D 0A 00*10"),
    Parser(ModeSense10<CachingPage>.self, "00 12 00*6 08 0A 04 00*9"),
    Parser(ModeSenseAllPages.self, ModeSenseAllPagesTests.golden),
    Parser(GetPerformance.self, GetPerformanceTests.golden),
    Parser(GetNominalPerformance.self, GetNominalPerformanceTests.golden),
    Parser(GetDefectData.self, "00 00 00 0C 00*4 00 00 10 00 00 00 00 10"),
    Parser(ReadBufferCapacity.self, "00 0A 00 00 00 20 00 00 00 08 00 00"),
    Parser(ReadDiscStructure.self, ReadDiscStructureTests.adip),
  ]

  @Test(arguments: parsers)
  func `bring a value or a ReplyError, cut anywhere`(parser: Parser) throws {
    try parser.parse(parser.golden.bytes)
    for count in 0..<parser.golden.count {
      expectOutcome(of: parser, Array(parser.golden.bytes.prefix(count)))
    }
  }

  @Test(arguments: parsers)
  func `bring a value or a ReplyError, with any byte wrong`(parser: Parser) {
    for offset in 0..<parser.golden.count {
      for value: UInt8 in [0x00, 0x01, 0x7F, 0x80, 0xFF] {
        var bytes = parser.golden.bytes
        bytes[offset] = value
        expectOutcome(of: parser, bytes)
      }
    }
  }

  @Test(arguments: parsers)
  func `bring a value or a ReplyError, whatever comes`(parser: Parser) {
    var generator = SplitMix(state: 2)
    for _ in 0..<500 {
      let count = Int.random(in: 0...300, using: &generator)
      expectOutcome(
        of: parser, (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  private func expectOutcome(of parser: Parser, _ bytes: [UInt8]) {
    do {
      try parser.parse(bytes)
    } catch {
      #expect(error is ReplyError)
    }
  }
}

/// The same numbers in every run.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
