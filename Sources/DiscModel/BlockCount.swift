/// A number of sectors. How many bytes that is depends on their format.
public struct BlockCount: RawRepresentable, Hashable, Comparable, Sendable, Codable {
  public var rawValue: Int64

  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  public init(_ rawValue: Int64) {
    self.init(rawValue: rawValue)
  }

  public init(_ rawValue: Int) {
    self.init(rawValue: Int64(rawValue))
  }

  /// The fewest blocks that hold `byteCount` bytes.
  public init(holding byteCount: UInt64, as format: SectorFormat = .data) {
    let size = UInt64(format.byteCount)
    self.init(Int64(byteCount / size) + (byteCount % size == 0 ? 0 : 1))
  }

  public static let zero = Self(Int64(0))

  /// The bytes these blocks hold: 2,048 each as data, 2,352 each as audio.
  public func byteCount(as format: SectorFormat = .data) -> Int64 {
    rawValue * Int64(format.byteCount)
  }

  /// The same count, or the next that `unit` divides.
  public func roundedUp(toMultipleOf unit: BlockCount) -> Self {
    let remainder = rawValue % unit.rawValue
    return remainder == 0 ? self : Self(rawValue + unit.rawValue - remainder)
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension BlockCount: AdditiveArithmetic {
  public static func + (left: Self, right: Self) -> Self {
    Self(left.rawValue + right.rawValue)
  }

  public static func - (left: Self, right: Self) -> Self {
    Self(left.rawValue - right.rawValue)
  }
}

extension BlockCount: CustomStringConvertible {
  public var description: String { String(rawValue) }
}
