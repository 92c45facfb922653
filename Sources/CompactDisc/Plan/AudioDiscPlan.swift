public import DiscModel

/// Where everything lies on an audio disc.
public struct AudioDiscPlan: Hashable, Sendable {
  /// How the disc is written.
  public enum Recording: Hashable, Sendable {
    /// In one go, by a cue sheet: gaps as they are asked for, indices, CD-TEXT.
    case sessionAtOnce
    /// Track by track, for drives that know no better. The drive puts 2 seconds before each track.
    case trackAtOnce
  }

  /// A track and its place.
  public struct Track: Hashable, Sendable {
    /// From 1.
    public var number: Int
    /// Index 0, where the silence before the track begins; nil if there is none.
    public var pregapStart: LogicalBlockAddress?
    /// Index 1.
    public var start: LogicalBlockAddress
    /// Index 2 and those after it.
    public var indices: [LogicalBlockAddress]
    /// From index 1 to whatever comes next.
    public var blocks: BlockCount
  }

  /// The address of the first track's index 0.
  public static let firstAddress = LogicalBlockAddress(-150)
  /// The pregap of the first track, and of each track that is written by itself.
  public static let standardPregap = BlockCount(150)
  /// 4 seconds.
  public static let minimumTrack = BlockCount(300)

  public let disc: AudioDisc
  public let recording: Recording
  public let tracks: [Track]
  /// Where the last track ends. Track at once, it is an estimate: the drive has the last word.
  public let leadOut: LogicalBlockAddress
  /// What the host sends, in order: one run for the session, or one for each track.
  public let runs: [SectorRun]

  /// Lays out a disc.
  ///
  /// - Throws: ``AudioDiscError`` with every reason why it cannot be made.
  public init(
    _ disc: AudioDisc, recording: Recording = .sessionAtOnce, capacity: AudioCapacity
  ) throws(AudioDiscError) {
    let impossible = disc.impossibilities
    guard impossible.isEmpty else { throw AudioDiscError(problems: impossible) }
    let layout = DiscLayout(disc, recording)
    let problems = layout.problems(capacity)
    guard problems.isEmpty else { throw AudioDiscError(problems: problems) }
    self.disc = disc
    self.recording = recording
    tracks = layout.tracks
    leadOut = layout.leadOut
    runs = layout.runs
  }

  /// What the drive will not do as it is asked, because the disc is written track by track.
  public var compromises: [Compromise] {
    guard recording == .trackAtOnce else { return [] }
    var found: [Compromise] = disc.leadInText == nil ? [] : [.textLeftOut]
    for (track, planned) in zip(disc.tracks, tracks) {
      if planned.number > 1, track.pregap != Self.standardPregap {
        found.append(.gapChanged(track: planned.number))
      }
      if !track.indices.isEmpty { found.append(.indicesLeftOut(track: planned.number)) }
    }
    return found
  }

  /// Something that a disc written track by track cannot have.
  public enum Compromise: Hashable, Sendable {
    case textLeftOut
    /// The silence before it will be 2 seconds.
    case gapChanged(track: Int)
    case indicesLeftOut(track: Int)
  }
}

/// Sectors that the host sends without a break.
public struct SectorRun: Hashable, Sendable {
  /// What the sectors hold, one thing after the other. Only the run as a whole fills its sectors.
  public enum Part: Hashable, Sendable {
    case silence(SampleCount)
    /// All samples of the track, counted from 0.
    case track(Int)
  }

  /// Where the first sector goes.
  public var start: LogicalBlockAddress
  public var parts: [Part]
  public var blocks: BlockCount
}
