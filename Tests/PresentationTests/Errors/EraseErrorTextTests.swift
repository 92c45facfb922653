import Burning
import DiscModel
import MMC
import Presentation
import Testing

@Suite("Erase errors in words") struct EraseErrorTextTests {
  private static let full = EraseFixture.options(.cdRW, .closed).ways[1].choice

  static let codes: [EraseError.Code] = [
    .cancelled, .notErasable([.noMedium]), .mediumChanged, .driveNotAvailable,
    .refused(instead: full), .refused(instead: nil), .erasingFailed, .formattingFailed,
    .notAsWanted, .mediumRemoved, .driveLost, .driveFailed,
  ]
  static let problems: [EraseProblem] = [
    .noMedium, .trayOpen, .pressed(.dvdROM), .writtenOnce(.cdR), .writeProtected,
    .driveCannot(.bdRE), .unknownMedium(MediumProfile(rawValue: 0x00FF)), .unformatted(.dvdPlusRW),
    .needsNoFormat(.cdRW), .formattedBefore(.bdRSequential), .noFormatOffered(.bdRE),
    .wayNotOffered(.bdRE), .noSpareAreaToChoose(.dvdPlusRW),
    .spareAreaOutOfRange(BlockCount(96)...BlockCount(384)), .driveDoesNotTell(.bdRE),
  ]

  /// A new code or problem must come into the lists: this does not compile without it.
  private func index(of code: EraseError.Code) -> Int {
    switch code {
    case .cancelled: 0
    case .notErasable: 1
    case .mediumChanged: 2
    case .driveNotAvailable: 3
    case .refused: 4
    case .erasingFailed: 6
    case .formattingFailed: 7
    case .notAsWanted: 8
    case .mediumRemoved: 9
    case .driveLost: 10
    case .driveFailed: 11
    }
  }

  private func index(of problem: EraseProblem) -> Int {
    switch problem {
    case .noMedium: 0
    case .trayOpen: 1
    case .pressed: 2
    case .writtenOnce: 3
    case .writeProtected: 4
    case .driveCannot: 5
    case .unknownMedium: 6
    case .unformatted: 7
    case .needsNoFormat: 8
    case .formattedBefore: 9
    case .noFormatOffered: 10
    case .wayNotOffered: 11
    case .noSpareAreaToChoose: 12
    case .spareAreaOutOfRange: 13
    case .driveDoesNotTell: 14
    }
  }

  @Test func `every code and every problem has words of its own`() {
    #expect(Self.codes.map(index) == [0, 1, 2, 3, 4, 4, 6, 7, 8, 9, 10, 11])
    #expect(Self.problems.map(index) == Array(0..<15))
    let messages =
      Self.codes.map { ErrorText.message(for: EraseError(code: $0, medium: .untouched)) }
      + Self.problems.dropFirst().map { ErrorText.message(for: $0) }
    #expect(messages.allSatisfy { !$0.title.isEmpty && !$0.title.hasSuffix(".") })
    #expect(messages.allSatisfy { $0.explanation.hasSuffix(".") })
    #expect(Set(messages.map(\.explanation)).count == messages.count)
  }

  @Test(arguments: codes)
  func `every error says what became of the disc`(code: EraseError.Code) {
    for condition in [MediumCondition.untouched, .partlyErased, .beingErased, .unknown] {
      let message = ErrorText.message(for: EraseError(code: code, medium: condition))
      #expect(message.disc == ErrorText.disc(condition))
    }
  }

  @Test func `a refusal offers the full way with its time, and a worn disc another one`() {
    let refused = ErrorText.message(
      for: EraseError(code: .refused(instead: Self.full), medium: .untouched))
    #expect(refused.advice?.hasPrefix("Do it in full: ") == true)
    let sense = SenseData(key: .mediumError, asc: 0x51, ascq: 0x00)
    let worn = ErrorText.message(
      for: EraseError(
        code: .erasingFailed, medium: .partlyErased, cause: .refused(command: 0xA1, sense: sense)))
    #expect(worn.explanation.hasPrefix("The drive could not erase the disc."))
    #expect(worn.details.contains { $0.contains("BLANK A1h") })
    #expect(worn.advice != nil)
  }

  /// The same is said to whoever erases and whoever formats.
  @Test(arguments: [.writtenOnce(.dvdPlusR), .pressed(.cdROM)] as [EraseProblem])
  func `a disc that can do neither is not told that it cannot be erased alone`(
    problem: EraseProblem
  ) {
    #expect(ErrorText.message(for: problem).title == "This disc cannot be used anew")
  }

  @Test func `whoever changed the disc may put it back`() {
    let advice = "Put that disc back, or begin anew with this one."
    let erasing = EraseError(code: .mediumChanged, medium: .untouched)
    #expect(ErrorText.message(for: erasing).advice == advice)
    let burning = BurnError(code: .mediumChanged, medium: .untouched)
    #expect(ErrorText.message(for: burning).advice == advice)
  }

  @Test func `a disc that was pulled out is told of once`() {
    let sense = SenseData(key: .notReady, asc: 0x3A, ascq: 0x01)
    let message = ErrorText.message(
      for: EraseError(
        code: .mediumRemoved, medium: .partlyErased, cause: .refused(command: 0x00, sense: sense)))
    #expect(
      message.body
        == "The disc was taken out before the drive was done. The disc is only partly done: erase or "
        + "format it again before you use it. Put the disc back and erase it again.")
    #expect(message.details == ["TEST UNIT READY 00h: sense 2/3A/01"])
  }

  @Test func `whoever leaves the drive alone is told to leave the disc in it`() {
    let message = ErrorText.message(for: EraseError(code: .cancelled, medium: .beingErased))
    #expect(message.advice == "Leave the disc in the drive until it is done.")
  }
}
