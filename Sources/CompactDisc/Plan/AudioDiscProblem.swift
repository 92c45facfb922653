public import DiscModel

/// Why an audio disc cannot be made as it is asked for. Tracks are told by number, from 1.
public enum AudioDiscProblem: Hashable, Sendable {
  case noTracks
  /// A table of contents has room for 99.
  case tooManyTracks(Int)
  /// A track must play for 4 seconds.
  case trackTooShort(track: Int, blocks: BlockCount, minimum: BlockCount)
  /// A length or a pregap is less than nothing.
  case negativeLength(track: Int)
  /// Index numbers end at 99.
  case tooManyIndices(track: Int, count: Int)
  /// This index is not behind the one before it, or not within the track.
  case indexOutOfPlace(track: Int, index: Int)
  /// Counted as ``AudioCapacity/blocks``.
  case tooLong(required: BlockCount, available: BlockCount)
}

/// Every reason why an audio disc cannot be made.
public struct AudioDiscError: Error, Hashable, Sendable {
  public var problems: [AudioDiscProblem]

  public init(problems: [AudioDiscProblem]) {
    self.problems = problems
  }
}
