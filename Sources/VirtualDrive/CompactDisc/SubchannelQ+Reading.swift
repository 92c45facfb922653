extension SubchannelQ {
  /// Reads twelve bytes.
  ///
  /// - Parameter inLeadIn: whether they stand in the lead-in, where mode 1 lists the contents.
  /// - Returns: nil if the CRC does not fit, or if the mode is unknown or not in its form.
  init?(_ bytes: ArraySlice<UInt8>, inLeadIn: Bool) {
    let bytes = Array(bytes)
    guard bytes.count == 12,
      UInt16(bytes[10]) << 8 | UInt16(bytes[11]) == Self.code(of: bytes[..<10])
    else { return nil }
    control = bytes[0] >> 4
    guard let content = Self.content(bytes, inLeadIn: inLeadIn) else { return nil }
    self.content = content
  }

  private static func content(_ bytes: [UInt8], inLeadIn: Bool) -> Content? {
    switch bytes[0] & 0x0F {
    case 1 where inLeadIn || bytes[1] == 0, 5: return .line(TableLine(coded: bytes))
    case 1: return position(bytes)
    case 2:
      return DigitRun.text(bytes[1..<8], count: 13).map {
        .catalogNumber($0, frame: CompactDiscTime.number(bytes[9]))
      }
    case 3:
      return RecordingCode.text(bytes[1..<9]).map {
        .recordingCode($0, frame: CompactDiscTime.number(bytes[9]))
      }
    default: return nil
    }
  }

  private static func position(_ bytes: [UInt8]) -> Content? {
    let numbers = bytes.map(CompactDiscTime.number)
    guard
      let inTrack = CompactDiscTime.address(
        minute: numbers[3], second: numbers[4], frame: numbers[5]),
      let address = CompactDiscTime.address(
        minute: numbers[7], second: numbers[8], frame: numbers[9]),
      numbers[1] <= 99 || numbers[1] == 0xAA, numbers[2] <= 99
    else { return nil }
    return .position(
      track: numbers[1], index: numbers[2], inTrack: inTrack + 150, address: address)
  }
}
