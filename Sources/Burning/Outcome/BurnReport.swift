public import DiscImage
public import DiscModel

/// What a finished job leaves: a disc, and what is known about it.
public struct BurnReport: Hashable, Sendable {
  /// What was proven by reading the disc back.
  public enum Proof: Hashable, Sendable {
    /// Every block was read and equals what was sent to the drive; of audio all but the samples of
    /// ``AudioReport/outOfReach``.
    case everyBlock
    /// This many of all blocks were read, and they are equal.
    case sample(BlockCount)
    /// Nothing was read back, as the user wished.
    case nothing
  }

  public var proof: Proof
  /// What was written, the padding of the last write unit not counted.
  public var blocks: BlockCount
  /// SHA-256 of these blocks, as they were sent, in lower-case hexadecimal digits.
  public var digest: String
  /// What state the medium is in now.
  public var medium: MediumCondition
  /// Files that changed while they were read, and were padded or cut as the user wished.
  public var changedFiles: [ChangedFile]
  public var writingTime: Duration
  public var totalTime: Duration
  /// The mean speed of writing; nil if it took no measurable time.
  public var meanRate: TransferRate?
  /// What there is to tell of an audio disc; nil for anything else.
  public var audio: AudioReport?

  public init(
    proof: Proof, blocks: BlockCount, digest: String, medium: MediumCondition,
    changedFiles: [ChangedFile], writingTime: Duration, totalTime: Duration,
    meanRate: TransferRate?, audio: AudioReport? = nil
  ) {
    self.proof = proof
    self.blocks = blocks
    self.digest = digest
    self.medium = medium
    self.changedFiles = changedFiles
    self.writingTime = writingTime
    self.totalTime = totalTime
    self.meanRate = meanRate
    self.audio = audio
  }
}
