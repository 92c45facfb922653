public import MMC

/// What sense data mean for the user: many codes, few meanings.
///
/// Source: MMC-6, "Sense Key, Additional Sense Code and Additional Sense Code Qualifier values";
/// SPC-4, "Additional sense code and additional sense code qualifier assignments".
public enum SenseSentence: Hashable, Sendable, CaseIterable {
  // Not ready and unit attention
  case notReady, becomingReady, startRequired, needsAttention, formatting, stillBusy, longWrite
  case selfTest, startingUp, noDisc, trayOpen, discNotPushedIn
  case discChanged, driveReset, settingsChanged, ejectPressed
  case noTimeLeft, commandsCleared, writingAsked, powerChanged, driveMessage
  // Medium errors
  case recovered, tooHot, wearingOut, calibrationsAlmostUsed, discRecordAlmostFull
  case cannotPosition, cannotFollowTrack, badSpot, noSpareArea, writeNotRepaired, dataTooLate
  case tooManyDefects, cannotRead, cannotUseDisc, formattingFailed, erasingFailed, cartridge
  case contentsUnreadable, finishingFailed, calibrationsUsed, calibrationFailed, discRecordFull
  case notFormatted, codesUnreadable, gapFilled, discError
  // Hardware, protection, connection
  case hardware, writeProtected, blankArea, connection, cable, doesNotFit, differs
  // Requests the drive refuses
  case wrongAddress, layerJump, notSupported, refusedSettings, wrongOrder, removalPrevented
  case traySticks, noResources, wrongTrackMode, copyProtected, wrongRegion
  case trackFull, discNotEmpty, nothingToClose
  case unknown

  /// The meaning of `sense`. Codes that nothing is known of are told apart by their key.
  public init(_ sense: SenseData) {
    self = Self.byCode(sense) ?? Self.byKey(sense.key)
  }

  private static func byCode(_ sense: SenseData) -> Self? {
    switch sense.key {
    case .recoveredError: ofRecoveredError(sense.asc, sense.ascq)
    case .notReady: ofNotReady(sense.asc, sense.ascq)
    case .mediumError: ofMediumError(sense.asc, sense.ascq)
    case .illegalRequest: ofIllegalRequest(sense.asc, sense.ascq)
    case .unitAttention: ofUnitAttention(sense.asc, sense.ascq)
    case .hardwareError: sense.asc == 0x1B ? .connection : nil
    case .dataProtect: sense.asc == 0x30 ? .cannotUseDisc : nil
    case .abortedCommand: sense.asc == 0x08 && sense.ascq == 0x03 ? .cable : nil
    default: nil
    }
  }

  private static func byKey(_ key: SenseData.Key) -> Self {
    switch key {
    case .recoveredError: .recovered
    case .notReady: .notReady
    case .mediumError: .discError
    case .hardwareError: .hardware
    case .illegalRequest: .notSupported
    case .unitAttention: .driveMessage
    case .dataProtect: .writeProtected
    case .blankCheck: .blankArea
    case .abortedCommand: .connection
    case .volumeOverflow: .doesNotFit
    case .miscompare: .differs
    default: .unknown
    }
  }

  private static func ofNotReady(_ asc: UInt8, _ ascq: UInt8) -> Self? {
    switch (asc, ascq) {
    case (0x04, 0x01): .becomingReady
    case (0x04, 0x02): .startRequired
    case (0x04, 0x03): .needsAttention
    case (0x04, 0x04): .formatting
    case (0x04, 0x07): .stillBusy
    case (0x04, 0x08): .longWrite
    case (0x04, 0x09): .selfTest
    case (0x05, _), (0x08, _): .connection
    case (0x3A, 0x02): .trayOpen
    case (0x3A, 0x03): .discNotPushedIn
    case (0x06, _), (0x3A, _): .noDisc
    case (0x30, _): .cannotUseDisc
    case (0x3E, _): .startingUp
    case (0x53, 0x02): .removalPrevented
    default: nil
    }
  }

  private static func ofUnitAttention(_ asc: UInt8, _ ascq: UInt8) -> Self? {
    switch (asc, ascq) {
    case (0x28, _): .discChanged
    case (0x29, _): .driveReset
    case (0x2A, _), (0x3F, _): .settingsChanged
    case (0x2E, _): .noTimeLeft
    case (0x2F, _): .commandsCleared
    case (0x5A, 0x00), (0x5A, 0x01): .ejectPressed
    case (0x5A, 0x02), (0x5A, 0x03): .writingAsked
    case (0x5E, _): .powerChanged
    default: nil
    }
  }

  private static func ofRecoveredError(_ asc: UInt8, _ ascq: UInt8) -> Self? {
    switch (asc, ascq) {
    case (0x0B, _): .tooHot
    case (0x5D, _): .wearingOut
    case (0x73, 0x01), (0x73, 0x10), (0x73, 0x11): .calibrationsAlmostUsed
    case (0x73, 0x06): .discRecordAlmostFull
    default: nil
    }
  }

  private static func ofMediumError(_ asc: UInt8, _ ascq: UInt8) -> Self? {
    switch (asc, ascq) {
    case (0x15, 0x82): .formatting
    case (0x02, _), (0x15, _): .cannotPosition
    case (0x06, _), (0x09, _): .cannotFollowTrack
    case (0x0C, 0x02), (0x0C, 0x03), (0x32, _): .noSpareArea
    case (0x0C, 0x08): .writeNotRepaired
    case (0x0C, 0x09): .dataTooLate
    case (0x0C, 0x0A): .gapFilled
    case (0x0C, 0x0F): .tooManyDefects
    case (0x0C, _): .badSpot
    case (0x11, 0x0F), (0x11, 0x10): .codesUnreadable
    case (0x10, _), (0x11, _), (0x14, _): .cannotRead
    case (0x30, 0x10): .notFormatted
    case (0x30, _): .cannotUseDisc
    case (0x31, _): .formattingFailed
    case (0x51, _): .erasingFailed
    case (0x52, _): .cartridge
    case (0x57, _): .contentsUnreadable
    case (0x72, _): .finishingFailed
    case (0x73, 0x01), (0x73, 0x10), (0x73, 0x11): .calibrationsAlmostUsed
    case (0x73, 0x06): .discRecordAlmostFull
    case (0x73, 0x02): .calibrationsUsed
    case (0x73, 0x03): .calibrationFailed
    case (0x73, 0x04), (0x73, 0x05), (0x73, 0x17): .discRecordFull
    default: nil
    }
  }

  private static func ofIllegalRequest(_ asc: UInt8, _ ascq: UInt8) -> Self? {
    switch (asc, ascq) {
    case (0x21, 0x02): .wrongAddress
    case (0x21, 0x03): .layerJump
    case (0x21, _): .doesNotFit
    case (0x63, _): .trackFull
    case (0x1A, _), (0x24, _), (0x26, _): .refusedSettings
    case (0x27, _): .writeProtected
    case (0x2C, 0x03): .discNotEmpty
    case (0x2C, 0x04): .nothingToClose
    case (0x2C, _): .wrongOrder
    case (0x30, _): .cannotUseDisc
    case (0x53, 0x02): .removalPrevented
    case (0x53, _): .traySticks
    case (0x55, _): .noResources
    case (0x64, _): .wrongTrackMode
    case (0x6F, 0x04), (0x6F, 0x05): .wrongRegion
    case (0x6F, _): .copyProtected
    case (0x72, _): .finishingFailed
    default: nil
    }
  }
}
