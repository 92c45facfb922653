import MMC
import Testing

@testable import Presentation

@Suite("Sense data in words") struct SenseSentenceTests {
  // Codes and meanings from MMC-6, "Sense Key, Additional Sense Code and Additional Sense Code
  // Qualifier values".
  static let meanings: [(UInt8, UInt8, UInt8, SenseSentence)] = [
    (1, 0x0B, 0x01, .tooHot), (1, 0x5D, 0x03, .wearingOut), (1, 0x17, 0x01, .recovered),
    (1, 0x73, 0x01, .calibrationsAlmostUsed),
    (2, 0x04, 0x00, .notReady), (2, 0x04, 0x01, .becomingReady), (2, 0x04, 0x02, .startRequired),
    (2, 0x04, 0x03, .needsAttention), (2, 0x04, 0x04, .formatting), (2, 0x04, 0x07, .stillBusy),
    (2, 0x04, 0x08, .longWrite), (2, 0x04, 0x09, .selfTest), (2, 0x05, 0x00, .connection),
    (2, 0x08, 0x01, .connection), (2, 0x06, 0x00, .noDisc), (2, 0x3A, 0x00, .noDisc),
    (2, 0x3A, 0x01, .noDisc), (2, 0x3A, 0x02, .trayOpen), (2, 0x3A, 0x03, .discNotPushedIn),
    (2, 0x30, 0x00, .cannotUseDisc), (2, 0x3E, 0x00, .startingUp),
    (2, 0x53, 0x02, .removalPrevented),
    (3, 0x02, 0x00, .cannotPosition), (3, 0x15, 0x00, .cannotPosition),
    (3, 0x09, 0x00, .cannotFollowTrack), (3, 0x0C, 0x00, .badSpot), (3, 0x0C, 0x02, .noSpareArea),
    (3, 0x0C, 0x07, .badSpot), (3, 0x0C, 0x08, .writeNotRepaired), (3, 0x0C, 0x09, .dataTooLate),
    (3, 0x0C, 0x0F, .tooManyDefects), (3, 0x10, 0x00, .cannotRead), (3, 0x11, 0x05, .cannotRead),
    (3, 0x11, 0x06, .cannotRead), (3, 0x14, 0x00, .cannotRead), (3, 0x30, 0x05, .cannotUseDisc),
    (3, 0x31, 0x01, .formattingFailed), (3, 0x32, 0x00, .noSpareArea),
    (3, 0x51, 0x00, .erasingFailed),
    (3, 0x52, 0x00, .cartridge), (3, 0x57, 0x00, .contentsUnreadable),
    (3, 0x72, 0x03, .finishingFailed), (3, 0x73, 0x02, .calibrationsUsed),
    (3, 0x73, 0x03, .calibrationFailed), (3, 0x73, 0x05, .discRecordFull),
    (3, 0xAA, 0x00, .discError), (3, 0x73, 0x00, .discError), (3, 0x15, 0x82, .formatting),
    (3, 0x0C, 0x0A, .gapFilled), (3, 0x11, 0x0F, .codesUnreadable),
    (3, 0x11, 0x10, .codesUnreadable), (3, 0x11, 0x11, .cannotRead), (3, 0x30, 0x10, .notFormatted),
    (3, 0x06, 0x00, .cannotFollowTrack), (3, 0x0C, 0x03, .noSpareArea),
    (3, 0x73, 0x01, .calibrationsAlmostUsed), (3, 0x73, 0x06, .discRecordAlmostFull),
    (1, 0x73, 0x06, .discRecordAlmostFull), (1, 0x73, 0x10, .calibrationsAlmostUsed),
    (3, 0x73, 0x11, .calibrationsAlmostUsed),
    (3, 0x73, 0x04, .discRecordFull), (3, 0x73, 0x17, .discRecordFull),
    (3, 0x31, 0x02, .formattingFailed), (3, 0x51, 0x01, .erasingFailed),
    (4, 0x1B, 0x00, .connection), (7, 0x30, 0x02, .cannotUseDisc), (7, 0x27, 0x02, .writeProtected),
    (4, 0x44, 0x00, .hardware), (4, 0x09, 0x01, .hardware),
    (5, 0x20, 0x00, .notSupported), (5, 0x21, 0x00, .doesNotFit), (5, 0x21, 0x02, .wrongAddress),
    (5, 0x21, 0x03, .layerJump), (5, 0x24, 0x00, .refusedSettings),
    (5, 0x26, 0x02, .refusedSettings),
    (5, 0x27, 0x00, .writeProtected), (5, 0x2C, 0x00, .wrongOrder), (5, 0x30, 0x05, .cannotUseDisc),
    (5, 0x53, 0x00, .traySticks), (5, 0x53, 0x02, .removalPrevented), (5, 0x55, 0x00, .noResources),
    (5, 0x63, 0x00, .trackFull), (5, 0x63, 0x01, .trackFull), (5, 0x2C, 0x03, .discNotEmpty),
    (5, 0x2C, 0x04, .nothingToClose), (5, 0x6F, 0x04, .wrongRegion), (5, 0x6F, 0x05, .wrongRegion),
    (5, 0x1A, 0x00, .refusedSettings), (5, 0x25, 0x00, .notSupported),
    (5, 0x72, 0x05, .finishingFailed), (5, 0x64, 0x00, .wrongTrackMode),
    (5, 0x6F, 0x03, .copyProtected),
    (5, 0x72, 0x04, .finishingFailed),
    (6, 0x28, 0x00, .discChanged), (6, 0x29, 0x00, .driveReset), (6, 0x5A, 0x01, .ejectPressed),
    (6, 0x2A, 0x01, .settingsChanged), (6, 0x3F, 0x01, .settingsChanged),
    (6, 0x2E, 0x00, .noTimeLeft), (6, 0x2F, 0x00, .commandsCleared),
    (6, 0x5A, 0x02, .writingAsked), (6, 0x5A, 0x03, .writingAsked), (6, 0x5E, 0x00, .powerChanged),
    (6, 0x5E, 0x41, .powerChanged), (6, 0x3B, 0x0D, .driveMessage),
    (6, 0x5A, 0x00, .ejectPressed), (6, 0x28, 0x02, .discChanged), (6, 0x29, 0x04, .driveReset),
    (0xB, 0x00, 0x00, .connection), (0xB, 0x4E, 0x00, .connection),
    (7, 0x27, 0x00, .writeProtected), (8, 0x00, 0x00, .blankArea), (0xB, 0x08, 0x03, .cable),
    (0xB, 0x47, 0x00, .connection), (0xD, 0x00, 0x00, .doesNotFit), (0xE, 0x1D, 0x00, .differs),
    (0, 0x00, 0x00, .unknown), (9, 0x80, 0x00, .unknown),
  ]

  @Test(arguments: meanings)
  func `a code has the meaning of the standard`(
    key: UInt8, asc: UInt8, ascq: UInt8, meaning: SenseSentence
  ) {
    let sense = SenseData(key: .init(rawValue: key), asc: asc, ascq: ascq)
    #expect(SenseSentence(sense) == meaning)
  }

  @Test func `every meaning is reached by some code`() {
    #expect(Set(Self.meanings.map(\.3)) == Set(SenseSentence.allCases))
  }

  @Test func `every meaning has a sentence of its own`() {
    let sentences = SenseSentence.allCases.map(\.text)
    #expect(sentences.allSatisfy { $0.hasSuffix(".") && $0.count > 10 })
    #expect(Set(sentences).count == sentences.count)
  }

  @Test func `advice is a sentence where there is any`() {
    #expect(SenseSentence.allCases.compactMap(\.advice).allSatisfy { $0.hasSuffix(".") })
    #expect(
      SenseSentence.calibrationFailed.advice == "Try a lower speed, or discs of another brand.")
    #expect(SenseSentence.unknown.advice == nil)
  }

  @Test func `details have the triple and the command`() {
    let sense = SenseData(
      key: .mediumError, asc: 0x0C, ascq: 0, isDeferred: true, information: 320)
    #expect(
      ErrorText.details(of: sense, command: 0x2A)
        == "WRITE(10) 2Ah: sense 3/0C/00, information 320, of an earlier command")
    #expect(
      ErrorText.details(of: .init(key: .unitAttention, asc: 0x28, ascq: 0), command: 0xE9)
        == "command E9h: sense 6/28/00")
  }
}
