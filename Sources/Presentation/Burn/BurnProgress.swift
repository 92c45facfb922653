public import Burning
public import DiscModel

/// A job on its way, in words and numbers for the progress dialog and the terminal.
public struct BurnProgress: Hashable, Sendable {
  public let snapshot: BurnSnapshot
  public let profile: MediumProfile
  public let verification: BurnRequest.Verification
  /// Whether it is an audio disc, whose sectors hold more than those of files.
  public let isMusic: Bool

  public init(
    _ snapshot: BurnSnapshot, profile: MediumProfile, verification: BurnRequest.Verification,
    isMusic: Bool = false
  ) {
    self.snapshot = snapshot
    self.profile = profile
    self.verification = verification
    self.isMusic = isMusic
  }

  /// A job that burns `plan`.
  public init(_ snapshot: BurnSnapshot, of plan: BurnPlan) {
    self.init(
      snapshot, profile: plan.profile, verification: plan.request.verification,
      isMusic: plan.isMusic)
  }

  /// What is done now: "Writing the disc".
  public var title: String {
    switch snapshot.phase {
    case .preparing: tr("Preparing")
    case .writing: tr("Writing the disc")
    case .closing: tr("Finishing the disc")
    case .verifying: tr("Checking the disc")
    }
  }

  /// How much of the whole job is done, 0…1. It never runs backwards from one phase to the next.
  public var fraction: Double {
    let (start, end) = span
    return start + (end - start) * (snapshot.fraction ?? 0)
  }

  /// Nothing can be measured in this phase: the bar pulses.
  public var isIndeterminate: Bool {
    snapshot.fraction == nil
  }

  /// "1.2 GB of 4.7 GB"; nil where the phase cannot be measured, and with music: what is written
  /// then are also texts and silence, which nobody would add to the playing time.
  public var amount: String? {
    guard snapshot.totalBlocks > .zero, !isMusic else { return nil }
    return tr(
      "%1$s of %2$s", Format.size(snapshot.doneBlocks), Format.size(snapshot.totalBlocks))
  }

  /// The speed: "8× (11.1 MB/s)"; nil where nothing moves.
  public var speed: String? {
    snapshot.rate.map {
      isMusic ? Format.speed($0, of: profile.family) : Format.dataSpeed($0, of: profile.family)
    }
  }

  /// How full the buffer is: "Buffer 98%"; nil where there is nothing to buffer.
  public var buffer: String? {
    guard snapshot.phase == .writing || snapshot.bufferFill > 0 else { return nil }
    return tr("Buffer %s", Format.percentage(snapshot.bufferFill))
  }

  /// The time since the job began: "1 min 12 s".
  public var elapsed: String {
    Format.duration(snapshot.elapsed)
  }

  /// "about 3 minutes left"; nil if it cannot be told.
  public var remaining: String? {
    snapshot.remaining.map(Format.remaining)
  }

  /// The window's title meanwhile: "42% · Writing the disc".
  public var windowTitle: String {
    tr("%1$s · %2$s", Format.percentage(fraction), title)
  }

  /// All of it in one line for a terminal.
  public var line: String {
    [tr("%1$s: %2$s", title, Format.percentage(fraction)), amount, speed, buffer, remaining]
      .compactMap { $0 }.joined(separator: " · ")
  }

  /// Where the phase lies on the bar. Checking takes about as long as writing; finishing is guessed.
  private var span: (start: Double, end: Double) {
    let written =
      switch verification {
      case .full: 0.55
      case .quick: 0.80
      case .none: 0.95
      }
    let closed = verification == .none ? 1 : written + 0.05
    return switch snapshot.phase {
    case .preparing: (0, 0.02)
    case .writing: (0.02, written)
    case .closing: (written, closed)
    case .verifying: (closed, 1)
    }
  }
}

extension BurnPlan {
  /// Whether music is burned, and not files.
  public var isMusic: Bool {
    if case .audio = request.content { true } else { false }
  }
}
