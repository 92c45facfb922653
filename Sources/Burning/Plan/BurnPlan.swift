public import DiscModel

/// What a job will do, in order; made by ``BurnPlanner``.
public struct BurnPlan: Sendable {
  public let request: BurnRequest
  /// What the plan was made for; the job looks again before it writes.
  public let profile: MediumProfile
  /// Where the medium's next write went when the plan was made.
  public let start: LogicalBlockAddress
  /// What will be sent, in order.
  public let runs: [BurnRun]
  public let steps: [BurnStep]
  /// How an audio disc is written; nil for anything else.
  public let audio: AudioRecording?

  init(
    request: BurnRequest, profile: MediumProfile, start: LogicalBlockAddress, runs: [BurnRun],
    steps: [BurnStep], audio: AudioRecording? = nil
  ) {
    self.request = request
    self.profile = profile
    self.start = start
    self.runs = runs
    self.steps = steps
    self.audio = audio
  }

  /// All that will be sent.
  public var blocks: BlockCount { runs.reduce(.zero) { $0 + $1.blocks } }
}

/// Sectors of one format that are sent without a break.
///
/// Whoever writes them knows nothing of what they hold.
public struct BurnRun: Hashable, Sendable {
  /// Where the first sector goes.
  public var start: LogicalBlockAddress
  /// How many there are: an image, rounded up to the medium's write unit and its shortest track.
  public var blocks: BlockCount
  public var format: SectorFormat

  public init(start: LogicalBlockAddress, blocks: BlockCount, format: SectorFormat) {
    self.start = start
    self.blocks = blocks
    self.format = format
  }
}

/// One step of a plan.
public enum BurnStep: Hashable, Sendable {
  /// Write parameters mode page (05h) for CD track at once.
  case setWriteParameters(SessionParameters)
  /// The same page for a CD session that is written at once.
  case setSessionParameters
  /// The same page for an audio track that is written at once, from 1.
  case setTrackParameters(track: Int)
  /// Tells the drive everything about a session that is written at once.
  case sendCueSheet
  case setSpeed(TransferRate)
  /// Sends one of the plan's runs, counted from 0.
  case write(run: Int)
  case synchronizeCache
  case closeTrack
  case closeSession
  /// Closes the disc for good where this is a function of its own (DVD+R, BD-R).
  case finalize
  case verify(BurnRequest.Verification)
  case eject

  /// What the mode page says about later sessions.
  public enum SessionParameters: Hashable, Sendable {
    case lastSession, moreSessionsAllowed
  }
}
