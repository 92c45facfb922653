public import DiscModel

/// What state a job leaves the medium in: the user's first question after a failure.
public enum MediumCondition: Hashable, Sendable {
  /// Nothing was written; the medium is as it was.
  case untouched
  /// What was asked for is on it, and another session can follow.
  case appendable(freeBlocks: BlockCount)
  /// What was asked for is on it, and it is finished.
  case closed
  /// Only a part is on it. The session could be closed: the disc can be read that far, and
  /// something else can still be written behind it. A disc that can be erased can be burned again.
  case partlyWritten(blocks: BlockCount, freeBlocks: BlockCount, isErasable: Bool)
  /// What was asked for is on it, and any block of it can be written over at any time.
  case overwritable
  /// Only a part is on it, over something that was there before and is lost at least in part. It can
  /// be burned again.
  case partlyOverwritten(blocks: BlockCount)
  /// Erasing, formatting or writing broke off on a medium that can be erased: what was on it is lost
  /// at least in part, and it must be erased again before it can be used.
  case partlyErased
  /// The drive goes on erasing or formatting by itself, and nobody waits for it.
  case beingErased
  /// Only a part is on it, and it could not be closed: the disc is spoilt.
  case lost
  /// The drive no longer answers, so nobody knows.
  case unknown

  /// Whether everything can be burned onto this very disc, after erasing it where that is needed.
  public var isReusable: Bool {
    switch self {
    case .untouched, .overwritable, .partlyOverwritten, .partlyErased, .beingErased,
      .partlyWritten(_, _, isErasable: true):
      true
    case .appendable, .closed, .partlyWritten, .lost, .unknown: false
    }
  }
}
