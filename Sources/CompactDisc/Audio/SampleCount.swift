public import DiscModel

/// A number of stereo samples at 44,100 Hz, the clock of the compact disc.
///
/// One sample is a left and a right value of 16 bits, 4 bytes. A sector holds 588 of them, and 75
/// sectors are a second. Source: IEC 60908 (Red Book), "Main parameters".
public struct SampleCount: RawRepresentable, Hashable, Comparable, Sendable {
  public var rawValue: Int64

  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  public init(_ rawValue: Int64) {
    self.init(rawValue: rawValue)
  }

  /// The samples that fill `blocks` sectors.
  public init(filling blocks: BlockCount) {
    self.init(blocks.rawValue * Self.perSector.rawValue)
  }

  public static let zero = Self(0)
  public static let perSector = Self(588)
  public static let perSecond = Self(44_100)
  /// Two values of two bytes.
  public static let bytesPerSample = 4

  public var byteCount: Int64 { rawValue * Int64(Self.bytesPerSample) }

  /// The whole sectors that these samples fill.
  public var wholeBlocks: BlockCount { BlockCount(rawValue / Self.perSector.rawValue) }

  /// The fewest sectors that hold these samples.
  public var blocks: BlockCount {
    BlockCount((rawValue + Self.perSector.rawValue - 1) / Self.perSector.rawValue)
  }

  /// How long they play.
  public var duration: Duration {
    .seconds(rawValue / Self.perSecond.rawValue)
      + .nanoseconds(rawValue % Self.perSecond.rawValue * 1_000_000_000 / Self.perSecond.rawValue)
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension SampleCount: AdditiveArithmetic {
  public static func + (left: Self, right: Self) -> Self {
    Self(left.rawValue + right.rawValue)
  }

  public static func - (left: Self, right: Self) -> Self {
    Self(left.rawValue - right.rawValue)
  }
}

extension SampleCount: CustomStringConvertible {
  public var description: String { String(rawValue) }
}
