internal import DiscModel

/// Measures how a job gets on, and tells it in snapshots some ten times a second.
struct ProgressMeter {
  /// The time over which the speed is taken.
  static let window = Duration.seconds(3)
  static let interval = Duration.milliseconds(100)

  /// What the blocks are that the job moves.
  private let format: SectorFormat
  private let publish: @Sendable (BurnSnapshot) -> Void
  private let clock: @Sendable () -> Duration
  private var phase = BurnSnapshot.Phase.preparing
  private var total = BlockCount.zero
  /// What a later phase moves.
  private var following = BlockCount.zero
  private var done = BlockCount.zero
  private var phaseStart: Duration
  private var lastPublished: Duration?
  private var samples: [(time: Duration, done: BlockCount)] = []

  /// - Parameter clock: the time since the job began.
  init(
    format: SectorFormat = .data, clock: @escaping @Sendable () -> Duration,
    publish: @escaping @Sendable (BurnSnapshot) -> Void
  ) {
    self.format = format
    self.clock = clock
    self.publish = publish
    phaseStart = clock()
  }

  /// - Parameters:
  ///   - total: the blocks of the phase; zero if they cannot be told.
  ///   - following: the blocks that a later phase will move, for the time left.
  mutating func begin(
    _ phase: BurnSnapshot.Phase, total: BlockCount = .zero, following: BlockCount = .zero
  ) {
    self.phase = phase
    self.total = total
    self.following = following
    done = .zero
    phaseStart = clock()
    samples = []
    lastPublished = nil
    advance(to: .zero, bufferFill: 0)
  }

  /// Says how much of the phase is done.
  mutating func advance(to done: BlockCount, bufferFill: Double) {
    self.done = done
    let now = clock()
    if let lastPublished, now - lastPublished < Self.interval, done < total { return }
    lastPublished = now
    samples.append((now, done))
    samples.removeAll { now - $0.time > Self.window }
    publish(snapshot(now: now, bufferFill: bufferFill))
  }

  private func snapshot(now: Duration, bufferFill: Double) -> BurnSnapshot {
    BurnSnapshot(
      phase: phase, doneBlocks: done, totalBlocks: total, rate: rate, bufferFill: bufferFill,
      elapsed: now, remaining: remaining(now: now))
  }

  /// The speed over the window; nil where nothing moved in it, as while the files are read ahead.
  private var rate: TransferRate? {
    guard let first = samples.first, let last = samples.last, last.done > first.done else {
      return nil
    }
    return TransferRate(moving: last.done - first.done, as: format, in: last.time - first.time)
  }

  /// From the mean speed of the phase, once it has run a second; what follows is taken to go as
  /// fast.
  private func remaining(now: Duration) -> Duration? {
    let spent = now - phaseStart
    guard total > .zero, done > .zero, spent > .seconds(1) else { return nil }
    return spent * Double((total - done + following).rawValue) / Double(done.rawValue)
  }
}

extension TransferRate {
  /// The speed at which `blocks` pass in `time`; nil if the time is too short to tell.
  init?(moving blocks: BlockCount, as format: SectorFormat = .data, in time: Duration) {
    let seconds = time / .seconds(1)
    guard seconds > 0.000_001 else { return nil }
    self.init(
      kilobytesPerSecond: Int((Double(blocks.byteCount(as: format)) / seconds / 1000).rounded()))
  }
}
