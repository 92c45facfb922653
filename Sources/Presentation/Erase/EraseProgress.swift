public import Burning
internal import DiscModel

/// Erasing on its way, in words and numbers for the progress dialog and the terminal.
public struct EraseProgress: Hashable, Sendable {
  public let snapshot: EraseSnapshot
  public let choice: EraseChoice

  public init(_ snapshot: EraseSnapshot, choice: EraseChoice) {
    self.snapshot = snapshot
    self.choice = choice
  }

  /// What is done now: "Erasing the disc".
  public var title: String { Self.title(of: snapshot.phase) }

  /// What is done in a phase.
  public static func title(of phase: EraseSnapshot.Phase) -> String {
    switch phase {
    case .preparing: tr("Preparing")
    case .erasing: tr("Erasing the disc")
    case .formatting: tr("Formatting the disc")
    case .overwriting: tr("Writing zeros")
    case .checking: tr("Looking at the disc")
    }
  }

  /// The phases that the choice goes through, in order.
  public static func phases(of choice: EraseChoice) -> [EraseSnapshot.Phase] {
    let work: EraseSnapshot.Phase =
      choice.isFormat ? .formatting : choice.deed == .clear ? .overwriting : .erasing
    return [.preparing, work, .checking]
  }

  /// How much of the whole job is done, 0…1.
  public var fraction: Double {
    let worked = isReadBack ? 0.5 : 0.97
    return switch snapshot.phase {
    case .preparing: 0
    case .erasing, .formatting, .overwriting: 0.02 + (worked - 0.02) * (snapshot.fraction ?? 0)
    case .checking: worked + (1 - worked) * (snapshot.fraction ?? 0)
    }
  }

  /// Zeros that were written over the whole disc are read back, which takes about as long.
  private var isReadBack: Bool { choice.deed == .clear && choice.depth == .full }

  /// The drive does not tell how far it is: the bar pulses.
  public var isIndeterminate: Bool { snapshot.fraction == nil }

  /// The time since the job began: "1 min 12 s".
  public var elapsed: String { Format.duration(snapshot.elapsed) }

  /// "about 3 minutes left"; where the drive does not tell, what such a disc is known to need, and
  /// nil once that has passed.
  public var remaining: String? {
    if let remaining = snapshot.remaining {
      guard isReadBack, snapshot.phase == .overwriting, let fraction = snapshot.fraction,
        fraction < 1
      else { return Format.remaining(remaining) }
      return Format.remaining(remaining + remaining / (1 - fraction))
    }
    guard snapshot.phase != .checking, choice.duration > snapshot.elapsed else { return nil }
    return Format.remaining(choice.duration - snapshot.elapsed)
  }

  /// The window's title meanwhile: "42% · Erasing the disc".
  public var windowTitle: String {
    isIndeterminate ? title : tr("%1$s · %2$s", Format.percentage(fraction), title)
  }

  /// All of it in one line for a terminal.
  public var line: String {
    let first = isIndeterminate ? title : tr("%1$s: %2$s", title, Format.percentage(fraction))
    return [first, elapsed, remaining].compactMap(\.self).joined(separator: " · ")
  }
}

extension CancelQuestion {
  /// The question before erasing or formatting is cancelled.
  public init(_ snapshot: EraseSnapshot, choice: EraseChoice) {
    let name = DriveText.profile(choice.medium.profile)
    let isUntouched = snapshot.phase == .preparing
    let isDone = snapshot.phase == .checking
    if isUntouched {
      body = tr("Nothing has been written yet: the disc stays as it is.")
    } else if isDone {
      body = tr("The drive is done. Without the look at the disc nobody knows whether it worked.")
    } else if snapshot.canBeStopped {
      body = tr(
        "This %s is then only partly done: it must be erased again before it is used.", name)
    } else {
      body = tr(
        "The drive cannot stop before it is done. It goes on by itself with this %s; do not switch it off.",
        name)
    }
    let stopsWork = snapshot.canBeStopped
    title = choice.isFormat ? tr("Cancel formatting?") : tr("Cancel erasing?")
    confirm = stopsWork ? tr("Cancel the Work") : tr("Stop Waiting")
    goOn = tr("Continue")
    isDestructive = stopsWork && !isUntouched && !isDone
  }
}
