public import CompactDisc
public import DiscModel

/// What there is to tell of an audio disc that was burnt.
public struct AudioReport: Hashable, Sendable {
  /// Something that is on the disc as far as anybody knows, but this drive does not read it.
  public enum Fact: Hashable, Sendable {
    case text
    case catalogNumber
    case recordingCode(track: Int)
  }

  public var recording: AudioDiscPlan.Recording
  /// What was asked for and is not on the disc.
  public var losses: [AudioDiscPlan.Compromise]
  /// How many samples late the drive reads, which was taken into account; nil if nothing was heard.
  public var readOffset: SampleCount?
  /// How many samples that offset pushes over the edges of the disc, or of its tracks where each was
  /// written for itself. They were written, and nobody compared them.
  public var outOfReach: SampleCount
  /// What could not be confirmed; empty also if nothing was to be verified.
  public var unconfirmed: [Fact]

  public init(
    recording: AudioDiscPlan.Recording, losses: [AudioDiscPlan.Compromise],
    readOffset: SampleCount?, outOfReach: SampleCount = .zero, unconfirmed: [Fact]
  ) {
    self.recording = recording
    self.losses = losses
    self.readOffset = readOffset
    self.outOfReach = outOfReach
    self.unconfirmed = unconfirmed
  }
}

/// Something that an audio disc tells of itself, and that is not what was sent.
public enum AudioDifference: Hashable, Sendable {
  case trackCount(expected: Int, found: Int)
  case trackStart(track: Int, expected: LogicalBlockAddress, found: LogicalBlockAddress)
  /// Data instead of audio, or the wrong marks for copying and pre-emphasis: the Q sub-channel's
  /// control bits.
  case trackControl(track: Int, expected: UInt8, found: UInt8)
  case leadOut(expected: LogicalBlockAddress, found: LogicalBlockAddress)
  /// The texts are others, or not there.
  case text
  case catalogNumber(found: String)
  case recordingCode(track: Int, found: String)
}
