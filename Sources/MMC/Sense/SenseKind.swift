/// What is to be done about sense data, and with it whose trouble they tell of.
public enum SenseKind: Hashable, Sendable, CaseIterable {
  /// The drive is at work: ask again until it is not.
  case wait
  /// The same command may succeed when it is sent again, a little later.
  case retry
  /// What was known of drive and medium may be wrong by now: look again.
  case rereadState
  /// The medium is the trouble: worn, damaged, full or unfit.
  case medium
  /// The drive is the trouble.
  case drive
  /// What was asked does not fit this drive, this medium or this moment: ask otherwise, or not at all.
  case host
  /// Somebody must do something: insert a disc, close the tray, slide a switch.
  case user
  /// It changes nothing; worth a line in a log.
  case ignore
}

extension SenseData {
  /// What is to be done about this sense.
  ///
  /// Of a deferred error, the command that is to blame is gone: what would have been a thing of waiting
  /// or trying again has become a loss on the medium. What an earlier command mended is no loss.
  public var kind: SenseKind {
    let kind = SenseTable.kind(of: self)
    guard isDeferred else { return kind }
    switch key {
    case .noSense, .recoveredError: return .ignore
    default: return kind == .drive ? .drive : .medium
    }
  }

  /// Whether time alone will change the drive's answer: it is at work and says on what, or it tells
  /// something between two commands that nothing follows from.
  ///
  /// The command was not done, and may be sent again later.
  public var passesByItself: Bool {
    switch meaning {
    case .passingAttention: !isDeferred
    case .becomingReady, .formatInProgress, .operationInProgress, .longWriteInProgress:
      kind == .wait
    default: false
    }
  }
}
