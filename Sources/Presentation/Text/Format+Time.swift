internal import CIntl
public import DiscImage
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

  /// A time that music plays, in minutes and seconds, as players show it: "3:45", "79:57".
  public static func playingTime(_ blocks: BlockCount, rounding: Rounding = .down) -> String {
    let frames = max(0, blocks.rawValue)
    let seconds =
      switch rounding {
      case .nearest: (frames + 37) / 75
      case .down: frames / 75
      case .up: (frames + 74) / 75
      }
    let rest = seconds % 60
    return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  /// The silence between two tracks, in seconds: "2 s", "1.5 s", "0 s".
  public static func gap(_ blocks: BlockCount) -> String {
    let hundredths = UInt64(max(0, blocks.rawValue) * 100 + 37) / 75
    let digits = hundredths % 10 == 0 ? decimal(tenths: hundredths / 10) : nil
    let rest = hundredths % 100
    return tr("%s s", digits ?? "\(hundredths / 100)\(decimalPoint)\(rest < 10 ? "0" : "")\(rest)")
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

  /// The speed at which data passed, by the factor a box would have: 1× of a CD carries 153.6 kB/s
  /// of data, the rest of its 176.4 kB/s being the sectors' own checks.
  public static func dataSpeed(_ rate: TransferRate, of family: MediumFamily?) -> String {
    guard let family else { return flow(rate) }
    let single = family == .cd ? 153.6 : family.singleSpeedKilobytesPerSecond
    let tenths = (Double(max(0, rate.kilobytesPerSecond)) / single * 10).rounded()
    return tr("%1$s (%2$s)", tr("%s×", decimal(tenths: UInt64(min(tenths, 1e9)))), flow(rate))
  }

  /// How long ago a day is: "today", "yesterday", else the day itself.
  public static func day(_ time: Timestamp, now: Timestamp) -> String {
    let day = date(time)
    if day == date(now) { return tr("today") }
    let yesterday = Timestamp(seconds: now.seconds - 86_400, nanoseconds: 0)
    return day == date(yesterday) ? tr("yesterday") : day
  }

  /// A day in the computer's time zone as ISO 8601 writes it: "2026-11-22".
  public static func date(_ time: Timestamp) -> String {
    var seconds = time_t(time.seconds)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return "" }
    let numbers = [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    return numbers.map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: "-")
  }
}
