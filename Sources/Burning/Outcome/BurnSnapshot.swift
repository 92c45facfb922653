public import DiscModel

/// How far a job is. Each snapshot is complete, so that dropping older ones loses nothing.
public struct BurnSnapshot: Hashable, Sendable {
  public enum Phase: Hashable, Sendable, CaseIterable {
    /// The drive is claimed, the disc looked at, the buffer filled; nothing was written yet.
    case preparing
    case writing
    /// The drive finishes the track and the session.
    case closing
    case verifying
  }

  public var phase: Phase
  /// The blocks done in this phase: written, or read back.
  public var doneBlocks: BlockCount
  /// The blocks of this phase; zero where the phase cannot be measured.
  public var totalBlocks: BlockCount
  /// The speed of the last seconds; nil where nothing moves.
  public var rate: TransferRate?
  /// How full the buffer between the files and the drive is, 0…1.
  public var bufferFill: Double
  /// Since the job began.
  public var elapsed: Duration
  /// Until the job's end, as far as it can be told from the speed so far; nil if it cannot.
  public var remaining: Duration?

  public init(
    phase: Phase, doneBlocks: BlockCount, totalBlocks: BlockCount, rate: TransferRate?,
    bufferFill: Double, elapsed: Duration, remaining: Duration?
  ) {
    self.phase = phase
    self.doneBlocks = doneBlocks
    self.totalBlocks = totalBlocks
    self.rate = rate
    self.bufferFill = bufferFill
    self.elapsed = elapsed
    self.remaining = remaining
  }

  /// How much of the phase is done, 0…1; nil where it cannot be measured.
  public var fraction: Double? {
    guard totalBlocks > .zero else { return nil }
    return min(1, Double(doneBlocks.rawValue) / Double(totalBlocks.rawValue))
  }
}
