/// How far the erasing of a disc is. Each snapshot is complete, so that dropping older ones loses
/// nothing.
public struct EraseSnapshot: Hashable, Sendable {
  public enum Phase: Hashable, Sendable, CaseIterable {
    /// The drive is claimed and the disc looked at; nothing was changed yet.
    case preparing
    /// The drive erases.
    case erasing
    /// The drive formats.
    case formatting
    /// Zeros are written.
    case overwriting
    /// The disc is read, whether it is what it was to be.
    case checking
  }

  public var phase: Phase
  /// How much of the phase is done, 0…1; nil where the drive does not tell.
  public var fraction: Double?
  /// Since the job began.
  public var elapsed: Duration
  /// Until the phase's end, as far as it can be told; nil if it cannot.
  public var remaining: Duration?
  /// Whether a cancel ends the work. Else the drive goes on by itself, and a cancel only ends the
  /// waiting for it.
  public var canBeStopped: Bool

  public init(
    phase: Phase, fraction: Double?, elapsed: Duration, remaining: Duration?, canBeStopped: Bool
  ) {
    self.phase = phase
    self.fraction = fraction
    self.elapsed = elapsed
    self.remaining = remaining
    self.canBeStopped = canBeStopped
  }
}

/// Measures how erasing gets on, and tells it in snapshots.
struct EraseMeter {
  private let clock: @Sendable () -> Duration
  private let publish: @Sendable (EraseSnapshot) -> Void
  private var phase = EraseSnapshot.Phase.preparing
  private var canBeStopped = true
  private var phaseStart: Duration
  /// The least that the phase was seen to be done when it was first told: a drive may begin above 0.
  private var first: (time: Duration, fraction: Double)?
  private var lastFraction = 0.0

  /// - Parameter clock: the time since the job began.
  init(
    clock: @escaping @Sendable () -> Duration, publish: @escaping @Sendable (EraseSnapshot) -> Void
  ) {
    self.clock = clock
    self.publish = publish
    phaseStart = clock()
  }

  mutating func begin(_ phase: EraseSnapshot.Phase, canBeStopped: Bool) {
    self.phase = phase
    self.canBeStopped = canBeStopped
    phaseStart = clock()
    first = nil
    lastFraction = 0
    advance(to: nil)
  }

  /// - Parameter fraction: how much of the phase is done, 0…1; nil if the drive does not tell. It
  ///   never runs backwards, as some drives' numbers do.
  mutating func advance(to fraction: Double?) {
    let now = clock()
    let shown = fraction.map { max(lastFraction, min(max($0, 0), 1)) }
    if let shown {
      lastFraction = shown
      if first == nil { first = (now, shown) }
    }
    publish(
      EraseSnapshot(
        phase: phase, fraction: shown, elapsed: now, remaining: remaining(at: now, shown),
        canBeStopped: canBeStopped))
  }

  /// From the speed since the drive first told how far it is.
  private func remaining(at now: Duration, _ fraction: Double?) -> Duration? {
    guard let fraction, let first, fraction - first.fraction > 0.01, now > first.time else {
      return nil
    }
    return (now - first.time) * ((1 - fraction) / (fraction - first.fraction))
  }
}
