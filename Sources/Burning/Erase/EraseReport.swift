public import DiscModel

/// A disc that was erased or formatted, and what it says of itself now.
public struct EraseReport: Hashable, Sendable {
  /// What was read from the disc afterwards.
  public enum Proof: Hashable, Sendable {
    /// The drive calls it blank, and its first block cannot be read.
    case blank
    /// It is formatted, as large as it was to be.
    case formatted(BlockCount)
    /// These blocks, at its beginning and its end, were read and are zeros or were never written.
    case endsAreZeros(BlockCount)
    /// The same of all its blocks.
    case allAreZeros(BlockCount)
  }

  public var choice: EraseChoice
  public var proof: Proof
  /// The disc as it is now.
  public var medium: Medium
  public var totalTime: Duration

  public init(choice: EraseChoice, proof: Proof, medium: Medium, totalTime: Duration) {
    self.choice = choice
    self.proof = proof
    self.medium = medium
    self.totalTime = totalTime
  }
}
