/// The bytes of one command: 6, 10, 12 or 16 of them.
///
/// Source: SPC-4, "Command descriptor block (CDB)".
public struct CommandDescriptorBlock: Sendable {
  /// The command's bytes, followed by zeros.
  public private(set) var bytes: [16 of UInt8]
  /// How many of ``bytes`` belong to the command.
  public let byteCount: Int

  /// A block of `byteCount` bytes that begins with `operationCode` and is zero otherwise.
  public init(operationCode: UInt8, byteCount: Int) {
    precondition((6...16).contains(byteCount))
    bytes = .init(repeating: 0)
    bytes[0] = operationCode
    self.byteCount = byteCount
  }

  /// The byte at `offset`.
  public subscript(offset: Int) -> UInt8 {
    get { bytes[offset] }
    set { bytes[offset] = newValue }
  }

  public var operationCode: UInt8 { bytes[0] }

  /// Stores `value` in big-endian order from `offset` on.
  public mutating func store<Integer: FixedWidthInteger>(_ value: Integer, at offset: Int) {
    for index in 0..<Integer.bitWidth / 8 {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (Integer.bitWidth - 8 - 8 * index))
    }
  }
}

extension CommandDescriptorBlock: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.array == right.array
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(array)
  }

  /// The command's bytes alone.
  public var array: [UInt8] {
    (0..<byteCount).map { bytes[$0] }
  }
}
