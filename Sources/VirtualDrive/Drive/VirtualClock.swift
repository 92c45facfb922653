internal import Glibc

/// How time passes in a virtual drive.
///
/// A drive's mechanics take as long as a real one's: a medium spins up for 6 to 15 s, a session is
/// closed for up to a minute, the buffer drains at the chosen speed. What a second is, the clock says.
public struct VirtualClock: Hashable, Sendable {
  enum Mode: Hashable, Sendable {
    case instant(polls: Int)
    case real(speed: Double)
  }

  var mode: Mode

  /// Waiting costs nothing: time passes only by the pauses of the program, at once, and by asking;
  /// a long operation is over when the drive was asked three times.
  public static let instant = Self(mode: .instant(polls: 3))

  /// As ``instant``, but a long operation is over when the drive has said `polls` times that it is
  /// busy, or earlier if the program paused for as long as a real one takes; 0: it is over at once.
  public static func instant(polls: Int) -> Self {
    Self(mode: .instant(polls: max(polls, 0)))
  }

  /// Time passes as on the wall, `speed` times as fast; writing takes as long as on a real drive.
  public static func realTime(speed: Double = 1) -> Self {
    Self(mode: .real(speed: max(speed, 0.001)))
  }
}

/// A drive's clock while it runs.
struct RunningClock: Sendable {
  private let mode: VirtualClock.Mode
  private let start = ContinuousClock.now
  private var passed = Duration.zero
  /// What the command at hand takes until now, in the drive's time.
  private(set) var spent = Duration.zero

  init(_ clock: VirtualClock) {
    mode = clock.mode
  }

  /// The time since the drive was opened, as the drive counts it.
  var now: Duration {
    switch mode {
    case .instant: passed + spent
    case .real(let speed): (ContinuousClock.now - start) * speed + spent
    }
  }

  /// The time of day in milliseconds since 1970; nil where time does not pass by itself.
  var timeOfDay: Int64? {
    guard case .real = mode else { return nil }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// How much time has passed in the drive since `timeOfDay`, also while no program had it open.
  func passed(since timeOfDay: Int64) -> Duration {
    guard case .real(let speed) = mode, let now = self.timeOfDay else { return .zero }
    return .milliseconds(max(now - timeOfDay, 0)) * speed
  }

  /// Whether long operations are over as soon as they begin.
  var finishesAtOnce: Bool { mode == .instant(polls: 0) }

  /// Makes the command at hand take `duration` longer.
  mutating func spend(_ duration: Duration) {
    spent += max(duration, .zero)
  }

  /// Notes that the drive said it is busy with something that takes `duration` in all.
  mutating func wasAsked(about duration: Duration) {
    guard case .instant(let polls) = mode else { return }
    // What division rounds off must not cost another question.
    passed += duration / max(polls, 1) + .nanoseconds(1)
  }

  /// Ends the command at hand, which may take `limit` at most.
  ///
  /// - Returns: how long its caller must sleep on the wall, and whether it ended within the limit.
  mutating func endCommand(limit: Duration) -> (sleep: Duration, isInTime: Bool) {
    defer { spent = .zero }
    let counted = min(spent, limit)
    switch mode {
    case .instant:
      passed += counted
      return (.zero, spent <= limit)
    case .real(let speed):
      return (counted / speed, spent <= limit)
    }
  }

  /// Lets `duration` pass outside of a command.
  ///
  /// - Returns: how long the caller must sleep on the wall.
  mutating func pause(_ duration: Duration) -> Duration {
    switch mode {
    case .instant:
      passed += max(duration, .zero)
      return .zero
    case .real(let speed): return max(duration, .zero) / speed
    }
  }
}
