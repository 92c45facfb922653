public import DiscModel

/// What a job will do, in order; made by ``BurnPlanner``.
public struct BurnPlan: Sendable {
  public let request: BurnRequest
  /// What the plan was made for; the job looks again before it writes.
  public let profile: MediumProfile
  /// Where the image begins.
  public let start: LogicalBlockAddress
  /// What will be sent: the image, rounded up to the medium's write unit and its shortest track.
  public let blocks: BlockCount
  public let steps: [BurnStep]
}

/// One step of a plan.
public enum BurnStep: Hashable, Sendable {
  /// Write parameters mode page (05h) for CD track at once.
  case setWriteParameters(SessionParameters)
  case setSpeed(TransferRate)
  case write
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
