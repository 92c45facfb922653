public import DiscModel

/// What a job will do, in order; made by ``BurnPlanner``.
public struct BurnPlan: Sendable {
  public let request: BurnRequest
  /// What the plan was made for; the job looks again before it writes.
  public let medium: Medium
  /// Where the medium's next write went when the plan was made.
  public let start: LogicalBlockAddress
  /// What will be sent, in order.
  public let runs: [BurnRun]
  public let steps: [BurnStep]
  /// How an audio disc is written; nil for anything else.
  public let audio: AudioRecording?
  /// Whether what the disc holds is written over. Such a disc does not tell whether it holds anything.
  public let overwrites: Bool

  init(
    request: BurnRequest, medium: Medium, start: LogicalBlockAddress, runs: [BurnRun],
    steps: [BurnStep], audio: AudioRecording? = nil, overwrites: Bool = false
  ) {
    self.request = request
    self.medium = medium
    self.start = start
    self.runs = runs
    self.steps = steps
    self.audio = audio
    self.overwrites = overwrites
  }

  /// The kind of the medium.
  public var profile: MediumProfile { medium.profile }

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
  /// The same page for DVD-R and DVD-RW.
  case setRecording(DVDRecording)
  /// Gives a disc the format that the data need.
  case format(BurnFormat)
  /// Sets aside room for a disc that is written at once.
  case reserveTrack(BlockCount)
  case setSpeed(TransferRate)
  /// Sends one of the plan's runs, counted from 0.
  case write(run: Int)
  case synchronizeCache
  case closeTrack
  case closeSession
  /// Closes the disc for good where this is a function of its own (DVD+R, BD-R).
  case finalize
  /// Sees to it that a DVD-R or DVD-RW that was written at once is finished, as most drives do by
  /// themselves.
  case finishDiscAtOnce
  /// Stops the format of a DVD+RW, which can be taken up again.
  case stopBackgroundFormat
  case verify(BurnRequest.Verification)
  case eject

  /// What the mode page says about later sessions.
  public enum SessionParameters: Hashable, Sendable {
    case lastSession, moreSessionsAllowed
  }

  /// How a DVD-R or DVD-RW is written.
  public enum DVDRecording: Hashable, Sendable {
    /// Piece by piece, so that more can follow.
    case incremental(SessionParameters)
    case discAtOnce
    /// Any block of a DVD-RW that was formatted for it.
    case restrictedOverwrite
  }
}

/// What a disc is formatted to before it is written.
public struct BurnFormat: Hashable, Sendable {
  public enum Purpose: Hashable, Sendable {
    /// The disc is new.
    case firstUse
    /// The format of a DVD+RW that was stopped goes on.
    case finish
    /// The format of a DVD-RW becomes larger.
    case grow
  }

  public let purpose: Purpose
  /// The drive is given these in order until it takes one.
  let orders: [FormatOrder]

  init(_ purpose: Purpose, _ orders: [FormatOrder]) {
    self.purpose = purpose
    self.orders = orders
  }
}
