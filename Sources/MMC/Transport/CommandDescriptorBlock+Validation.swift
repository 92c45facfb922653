extension CommandDescriptorBlock {
  /// The command in `bytes`, or nil if their number does not fit its operation code.
  ///
  /// The first three bits of the operation code tell how long a command is: 6 bytes for 00h…1Fh, 10
  /// for 20h…5Fh, 16 for 80h…9Fh, 12 for A0h…BFh. The others, and the codes of
  /// ``operationCodesOfAnyLength``, may have 6 to 16.
  /// Source: SPC-4, "Operation code", group code values.
  public init?(bytes: [UInt8]) {
    guard let code = bytes.first, (6...16).contains(bytes.count) else { return nil }
    if let expected = Self.byteCount(of: code), expected != bytes.count { return nil }
    self.init(operationCode: code, byteCount: bytes.count)
    for (offset, byte) in bytes.enumerated() { self[offset] = byte }
  }

  /// The length that `operationCode` asks for; nil where any will do.
  static func byteCount(of operationCode: UInt8) -> Int? {
    guard !operationCodesOfAnyLength.contains(operationCode) else { return nil }
    switch operationCode {
    case 0x00...0x1F: return 6
    case 0x20...0x5F: return 10
    case 0x80...0x9F: return 16
    case 0xA0...0xBF: return 12
    default: return nil
    }
  }

  /// Codes of the first two groups that makers use for commands of their own, of other lengths too.
  public static let operationCodesOfAnyLength: Set<UInt8> = [
    0x02, 0x05, 0x06, 0x09, 0x0C, 0x0D, 0x0E, 0x0F, 0x10, 0x13, 0x14, 0x19, 0x20, 0x21, 0x22, 0x23,
    0x24, 0x26, 0x27, 0x29, 0x2C, 0x2D,
  ]
}
