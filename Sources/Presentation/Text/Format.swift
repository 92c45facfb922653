internal import CIntl
public import DiscModel

/// Numbers as people read them: sizes, counts, times and speeds.
public enum Format {
  /// Which way a size is rounded, so that it never promises too much.
  public enum Rounding: Sendable {
    case nearest
    /// For what is free.
    case down
    /// For what is needed or too much.
    case up
  }

  /// A size in decimal units, as discs are sold: "4.7 GB", "312 MB", "25 GB", "1 byte".
  ///
  /// One decimal from gigabytes on and below 10 MB, where it is not zero.
  public static func size(_ byteCount: UInt64, rounding: Rounding = .nearest) -> String {
    guard byteCount >= 1000 else { return trn("%s byte", "%s bytes", Int(byteCount)) }
    var unit = 0
    var divisor: UInt64 = 1000
    var tenths = rounded(byteCount, tenthOf: divisor, rounding)
    while tenths >= 10_000, unit < 3 {
      unit += 1
      divisor *= 1000
      tenths = rounded(byteCount, tenthOf: divisor, rounding)
    }
    if unit == 0 || (unit == 1 && tenths >= 100) {
      tenths = rounded(byteCount, tenthOf: divisor * 10, rounding) * 10
      if tenths == 10_000 { (unit, tenths) = (unit + 1, 10) }
    }
    return inUnit(unit, decimal(tenths: tenths))
  }

  /// The size of `blocks` blocks of data.
  public static func size(_ blocks: BlockCount, rounding: Rounding = .nearest) -> String {
    size(UInt64(max(0, blocks.byteCount())), rounding: rounding)
  }

  /// A whole number; from 10,000 on its digits are grouped by narrow spaces, as ISO 80000 has it.
  public static func count(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    let sign = value < 0 ? "−" : ""
    guard digits.count > 4 else { return sign + String(digits) }
    var result = sign
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append("\u{202F}") }
      result.append(digit)
    }
    return result
  }

  /// "1 file", "2 files".
  public static func files(_ count: Int) -> String {
    trn("%s file", "%s files", count)
  }

  /// "1 item", "2 items": files and folders.
  public static func items(_ count: Int) -> String {
    trn("%s item", "%s items", count)
  }

  /// A part as a percentage without decimals, such as "42%". 100 only for the whole.
  public static func percentage(_ fraction: Double) -> String {
    let bounded = fraction.isFinite ? min(max(fraction, 0), 1) : 0
    return tr("%s%%", Int(bounded * 100))
  }

  /// The twelve permission bits as `ls` shows them: "rwxr-xr-x", "rwsr-x--T".
  public static func mode(_ bits: UInt16) -> String {
    var letters = (0..<9).map { place in
      bits & (0o400 >> UInt16(place)) == 0 ? "-" : ["r", "w", "x"][place % 3]
    }
    for (bit, place, letter) in [(0o4000, 2, "s"), (0o2000, 5, "s"), (0o1000, 8, "t")]
    where bits & UInt16(bit) != 0 {
      letters[place] = letters[place] == "x" ? letter : letter.uppercased()
    }
    return letters.joined()
  }

  /// A decimal number of tenths: 47 is "4.7", 250 is "25".
  static func decimal(tenths: UInt64, decimalPoint: String = decimalPoint) -> String {
    let whole = count(Int(clamping: tenths / 10))
    return tenths % 10 == 0 ? whole : whole + decimalPoint + String(tenths % 10)
  }

  /// What stands between a number's whole and decimal part in the user's locale.
  static let decimalPoint: String = {
    guard let point = localeconv()?.pointee.decimal_point else { return "." }
    let text = String(cString: point)
    return text.isEmpty ? "." : text
  }()

  private static func inUnit(_ unit: Int, _ number: String) -> String {
    switch unit {
    case 0: tr("%s kB", number)
    case 1: tr("%s MB", number)
    case 2: tr("%s GB", number)
    default: tr("%s TB", number)
    }
  }

  /// How many tenths of `divisor` are in `value`.
  private static func rounded(
    _ value: UInt64, tenthOf divisor: UInt64, _ rounding: Rounding
  ) -> UInt64 {
    let tenth = divisor / 10
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: tenth)
    switch rounding {
    case .down: return quotient
    case .up: return remainder == 0 ? quotient : quotient + 1
    case .nearest: return remainder * 2 >= tenth ? quotient + 1 : quotient
    }
  }
}
