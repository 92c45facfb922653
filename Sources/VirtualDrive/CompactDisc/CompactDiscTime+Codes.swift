extension CompactDiscTime {
  /// Minute, second and frame of an address in binary-coded decimal, as the disc itself has them.
  static func codedDecimal(of address: Int64) -> [UInt8] {
    bytes(of: address).map(codedDecimal)
  }

  /// Two decimal digits in a byte. What has more digits stays as it is: FFh means "none".
  static func codedDecimal(_ value: UInt8) -> UInt8 {
    value > 99 ? value : (value / 10) << 4 | value % 10
  }

  /// The number that two decimal digits in a byte mean. What are no such digits stays as it is.
  static func number(_ code: UInt8) -> UInt8 {
    code >> 4 > 9 || code & 0x0F > 9 ? code : (code >> 4) * 10 + (code & 0x0F)
  }

  /// The address of a time in the program area, where nothing lies before 00:00:00; nil if seconds
  /// or frames leave their limits.
  static func address(minute: UInt8, second: UInt8, frame: UInt8) -> Int64? {
    guard minute <= 99, second < 60, frame < 75 else { return nil }
    return (Int64(minute) * 60 + Int64(second)) * 75 + Int64(frame) - 150
  }

  /// The address of a time in the lead-in, which ends at 99:59:74.
  static func leadInAddress(minute: UInt8, second: UInt8, frame: UInt8) -> Int64? {
    address(minute: minute, second: second, frame: frame).map { $0 - 450_000 }
  }

  /// Minute, second and frame of a duration.
  static func duration(_ frames: Int64) -> [UInt8] {
    bytes(of: frames - 150)
  }
}
