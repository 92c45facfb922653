/// The address of a sector as the drive counts it: 0 is the first sector of the program area.
///
/// On CD the pregap of the first track lies at −150…−1 and the lead-in before it, so addresses are
/// signed; commands carry them as 32-bit two's complement.
public struct LogicalBlockAddress: RawRepresentable, Hashable, Comparable, Sendable, Codable {
  public var rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  public init(_ rawValue: Int32) {
    self.init(rawValue: rawValue)
  }

  /// The first sector of the user's data.
  public static let zero = Self(0)

  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The address `blocks` further on. Stays within 32 bits, whatever a drive says of its medium: none is
  /// that large, and a drive refuses an address behind its end.
  public static func + (address: Self, blocks: BlockCount) -> Self {
    let (sum, overflows) = blocks.rawValue.addingReportingOverflow(Int64(address.rawValue))
    return Self(overflows ? (blocks > .zero ? .max : .min) : Int32(clamping: sum))
  }

  /// The address `blocks` before. Stays within 32 bits.
  public static func - (address: Self, blocks: BlockCount) -> Self {
    let (difference, overflows) = Int64(address.rawValue)
      .subtractingReportingOverflow(blocks.rawValue)
    return Self(overflows ? (blocks > .zero ? .min : .max) : Int32(clamping: difference))
  }

  public static func += (address: inout Self, blocks: BlockCount) {
    address = address + blocks
  }

  /// How many blocks lie between two addresses; negative if `left` comes first.
  public static func - (left: Self, right: Self) -> BlockCount {
    BlockCount(Int64(left.rawValue) - Int64(right.rawValue))
  }
}

extension LogicalBlockAddress: CustomStringConvertible {
  public var description: String { String(rawValue) }
}
