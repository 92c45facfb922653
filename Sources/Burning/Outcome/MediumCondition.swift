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
  /// something else can still be written behind it.
  case partlyWritten(blocks: BlockCount, freeBlocks: BlockCount)
  /// Only a part is on it, and it could not be closed: the disc is spoilt.
  case lost
  /// The drive no longer answers, so nobody knows.
  case unknown
}
