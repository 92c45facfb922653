/// A point in time by the calendar, in UTC.
struct CivilTime: Hashable {
  var year: Int
  /// 1…12.
  var month: Int
  /// 1…31.
  var day: Int
  var hour: Int
  var minute: Int
  var second: Int
  var hundredths: Int

  /// By the Gregorian calendar, also before its time.
  init(_ time: Timestamp) {
    var days = time.seconds / 86_400
    var rest = Int(time.seconds % 86_400)
    if rest < 0 {
      rest += 86_400
      days -= 1
    }
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
    hundredths = Int(time.nanoseconds / 10_000_000)
    // Years of 400 are all of the same 146,097 days; in them years begin on 1 March, so that the
    // day that is sometimes missing comes last.
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  init(
    year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, hundredths: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.hundredths = hundredths
  }

  /// Whether the seven bytes of a directory record can hold it.
  var fitsRecord: Bool { 1900...2155 ~= year }
}

extension Timestamp {
  /// Whether the seven bytes of a directory record can hold it: 1900 to 2155.
  var fitsRecord: Bool { -2_208_988_800..<5_869_584_000 ~= seconds }
}

extension ByteWriter {
  /// The date of a directory record; what it cannot hold becomes its first or last moment.
  ///
  ///     byte 0   years since 1900        byte 3…5   hour, minute, second
  ///     byte 1   month                   byte 6     quarters of an hour from Greenwich: 0
  ///     byte 2   day
  ///
  /// Source: ECMA-119, "Recording Date and Time".
  mutating func putRecordDate(_ time: CivilTime) {
    var time = time
    if time.year < 1900 {
      time = CivilTime(year: 1900, month: 1, day: 1, hour: 0, minute: 0, second: 0)
    } else if time.year > 2155 {
      time = CivilTime(year: 2155, month: 12, day: 31, hour: 23, minute: 59, second: 59)
    }
    put(UInt8(time.year - 1900))
    put(UInt8(time.month))
    put(UInt8(time.day))
    put(UInt8(time.hour))
    put(UInt8(time.minute))
    put(UInt8(time.second))
    put(0)
  }

  /// The date of a volume descriptor: sixteen digits, year to hundredths, and a zero for Greenwich.
  ///
  /// Source: ECMA-119, "Date and Time Format".
  mutating func putDigitsDate(_ time: CivilTime) {
    putDigits(min(max(time.year, 1), 9999), count: 4)
    for part in [time.month, time.day, time.hour, time.minute, time.second, time.hundredths] {
      putDigits(part, count: 2)
    }
    put(0)
  }

  /// The date of a volume descriptor that says "not given".
  mutating func putNoDate() {
    put(UInt8(ascii: "0"), times: 16)
    put(0)
  }

  private mutating func putDigits(_ number: Int, count: Int) {
    var divisor = 1
    for _ in 1..<count { divisor *= 10 }
    while divisor > 0 {
      put(UInt8(ascii: "0") + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }
}
