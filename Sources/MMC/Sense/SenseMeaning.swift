/// What a drive's sense means for the one who waits for it.
///
/// What is to be done about it is its ``SenseData/kind``; this tells apart how, where that differs.
public enum SenseMeaning: Hashable, Sendable {
  /// The medium is being loaded or spun up (2/04/01, 2/3E/00).
  case becomingReady
  /// The disc stands still and must be started (2/04/02).
  case startRequired
  /// Somebody must lend a hand, as with a stuck tray (2/04/03).
  case interventionRequired
  /// A format runs (2/04/04).
  case formatInProgress
  /// The drive still does what it was told before: erasing, closing, loading (2/04/07).
  case operationInProgress
  /// The drive still writes what it took; its buffer may be full (2/04/08).
  case longWriteInProgress
  /// Not ready, and the drive does not say why or how long (any other 2/04).
  case notReady
  /// There is no medium (2/3A).
  case noMedium(TrayState)
  /// The medium may have been changed (6/28).
  case mediumChanged
  /// The drive was switched on or reset; what it was told before is lost (6/29).
  case reset
  /// A message before the next command is done, from which nothing follows but to ask again (6/2E,
  /// 6/2F, 6/5A/03, 6/5E).
  case passingAttention
  /// Another message that is told once, before the next command is done (6).
  case otherUnitAttention
  /// The tray is locked (5/53/02, 2/53/02).
  case removalPrevented
  /// A write must begin at the next writable address, and this one did not (5/21/02).
  case invalidWriteAddress
  /// The command was done, with help (1).
  case recovered
  /// Everything else.
  case other

  /// Where the tray is when there is no medium.
  public enum TrayState: Hashable, Sendable {
    case closed, open
    /// The drive does not tell.
    case unknown
  }
}

extension SenseData {
  /// The meaning of this sense. Source: SPC-4, "ASC and ASCQ assignments"; MMC-6, "Error codes".
  public var meaning: SenseMeaning {
    switch (key, asc, ascq) {
    case (.recoveredError, _, _): .recovered
    case (.notReady, 0x04, _), (.noSense, 0x04, _): Self.notReadyMeaning(ascq)
    case (.notReady, 0x3E, 0x00): .becomingReady
    case (.notReady, 0x3A, 0x01): .noMedium(.closed)
    case (.notReady, 0x3A, 0x02): .noMedium(.open)
    case (.notReady, 0x3A, _): .noMedium(.unknown)
    case (.unitAttention, 0x28, _): .mediumChanged
    case (.unitAttention, 0x29, _): .reset
    case (.unitAttention, _, _):
      switch kind {
      case .retry, .ignore: .passingAttention
      default: .otherUnitAttention
      }
    case (.illegalRequest, 0x53, 0x02), (.notReady, 0x53, 0x02): .removalPrevented
    case (.illegalRequest, 0x21, 0x02): .invalidWriteAddress
    default: .other
    }
  }

  private static func notReadyMeaning(_ ascq: UInt8) -> SenseMeaning {
    switch ascq {
    case 0x01: .becomingReady
    case 0x02: .startRequired
    case 0x03: .interventionRequired
    case 0x04: .formatInProgress
    case 0x07, 0x09: .operationInProgress
    case 0x08: .longWriteInProgress
    default: .notReady
    }
  }
}
