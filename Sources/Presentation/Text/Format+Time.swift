public import DiscModel

extension Format {
  /// A time that has passed: "12 s", "1 min 12 s", "1 h 4 min".
  public static func duration(_ duration: Duration) -> String {
    let seconds = Int(clamping: max(0, duration.components.seconds))
    if seconds < 60 { return tr("%s s", seconds) }
    if seconds < 3600 {
      return seconds % 60 == 0
        ? tr("%s min", seconds / 60) : tr("%1$s min %2$s s", seconds / 60, seconds % 60)
    }
    let minutes = seconds / 60
    return minutes % 60 == 0
      ? tr("%s h", count(minutes / 60)) : tr("%1$s h %2$s min", count(minutes / 60), minutes % 60)
  }

  /// A time to come, no finer than it can be known: "less than a minute left", "about 3 minutes left".
  ///
  /// Rounded up to whole minutes, above an hour to five, so that it does not flicker.
  public static func remaining(_ duration: Duration) -> String {
    let seconds = Int(clamping: max(0, duration.components.seconds))
    if seconds < 50 { return tr("less than a minute left") }
    let minutes = (seconds + 59) / 60
    if minutes < 60 {
      return trn("about %s minute left", "about %s minutes left", minutes)
    }
    let rounded = (minutes + 4) / 5 * 5
    return rounded % 60 == 0
      ? trn("about %s hour left", "about %s hours left", rounded / 60)
      : tr("about %1$s h %2$s min left", count(rounded / 60), rounded % 60)
  }

  /// A speed as the box of the disc has it, and what it moves: "8× (11.1 MB/s)".
  ///
  /// Without a family, or where nothing moves, only the second.
  public static func speed(_ rate: TransferRate, of family: MediumFamily?) -> String {
    guard let family else { return flow(rate) }
    return tr("%1$s (%2$s)", factor(rate, of: family), flow(rate))
  }

  /// Only the factor: "8×", "2.4×".
  public static func factor(_ rate: TransferRate, of family: MediumFamily) -> String {
    let tenths = (rate.factor(of: family) * 10).rounded()
    return tr("%s×", decimal(tenths: UInt64(max(0, min(tenths, 1e9)))))
  }

  /// What a speed moves, with one decimal: "11.1 MB/s".
  public static func flow(_ rate: TransferRate) -> String {
    let tenths = (max(0, rate.kilobytesPerSecond) + 50) / 100
    return tr("%s MB/s", "\(count(tenths / 10))\(decimalPoint)\(tenths % 10)")
  }
}
