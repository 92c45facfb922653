/// The two forms in which ECMA-119 and Rock Ridge record a time.
///
/// An offset from Greenwich outside −48…52 quarters of an hour is none, as ECMA-119 has it, and is
/// taken for 0: genisoimage writes −96 for times from 2028 on.
enum RecordedTime {
  /// The time in the seven bytes at `offset`; nil if the month or the day is no such thing.
  ///
  ///     byte 0  years since 1900    byte 3…5  hour, minute, second
  ///     byte 1  month, 1…12         byte 6    offset from Greenwich in quarters of an hour,
  ///     byte 2  day, 1…31                     signed, east is positive
  ///
  /// Source: ECMA-119, "Recording Date and Time" of a directory record.
  static func short(_ span: RawSpan, at offset: Int) throws(VolumeFault.Reason) -> Timestamp? {
    let field = try span.bytes(in: offset..<offset + 7).map(Int.init)
    return timestamp(
      year: 1900 + field[0], month: field[1], day: field[2], seconds: seconds(field[3...5]),
      hundredths: 0, zone: field[6])
  }

  /// The time in the 17 bytes at `offset`; nil if it is left open.
  ///
  ///     byte 0…3   year, four digits      byte 8…13   hour, minute, second, two digits each
  ///     byte 4…7   month, day             byte 14…15  hundredths of a second, two digits
  ///     byte 16    offset from Greenwich as above
  ///
  /// Source: ECMA-119, "Date and Time Format" of a volume descriptor.
  static func long(_ span: RawSpan, at offset: Int) throws(VolumeFault.Reason) -> Timestamp? {
    let field = try span.bytes(in: offset..<offset + 17)
    let digits = field.prefix(16).map { Int($0) - 0x30 }
    guard digits.allSatisfy({ 0...9 ~= $0 }) else { return nil }
    let pairs = stride(from: 0, to: 16, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
    return timestamp(
      year: pairs[0] * 100 + pairs[1], month: pairs[2], day: pairs[3],
      seconds: seconds(pairs[4...6]), hundredths: pairs[7], zone: Int(field[16]))
  }

  private static func seconds(_ clock: ArraySlice<Int>) -> Int {
    clock.reduce(0) { $0 * 60 + $1 }
  }

  private static func timestamp(
    year: Int, month: Int, day: Int, seconds: Int, hundredths: Int, zone: Int
  ) -> Timestamp? {
    guard 1...12 ~= month, 1...31 ~= day else { return nil }
    let recordedZone = Int(Int8(truncatingIfNeeded: zone))
    let quarters = -48...52 ~= recordedZone ? recordedZone : 0
    let total = days(year: year, month: month, day: day) * 86_400 + seconds - quarters * 900
    return Timestamp(seconds: Int64(total), nanoseconds: UInt32(hundredths) * 10_000_000)
  }

  /// The days from the first of January 1970 to a day of the Gregorian calendar.
  ///
  /// Years are taken to begin in March, so that the leap day is the last of its year.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return shifted * 365 + leapDays + dayOfYear - 719_468
  }
}
