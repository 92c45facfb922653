/// A speed in thousands of bytes per second, as SET CD SPEED and GET PERFORMANCE count it.
public struct TransferRate: Hashable, Comparable, Sendable, Codable {
  public var kilobytesPerSecond: Int

  public init(kilobytesPerSecond: Int) {
    self.kilobytesPerSecond = kilobytesPerSecond
  }

  /// A CD speed; 1× moves 75 sectors of 2,352 bytes, 176.4 kB, each second.
  public static func cd(_ factor: Double) -> Self {
    Self(kilobytesPerSecond: Int(factor * 176.4))
  }

  /// A DVD speed; 1× is 1,385 kB/s.
  public static func dvd(_ factor: Double) -> Self {
    Self(kilobytesPerSecond: Int(factor * 1385))
  }

  /// A Blu-ray speed; 1× is 4,495.6 kB/s.
  public static func bluRay(_ factor: Double) -> Self {
    Self(kilobytesPerSecond: Int(factor * 4495.6))
  }

  /// How many times the single speed of `family` this is.
  public func factor(of family: MediumFamily) -> Double {
    Double(kilobytesPerSecond) / family.singleSpeedKilobytesPerSecond
  }

  public static func < (left: Self, right: Self) -> Bool {
    left.kilobytesPerSecond < right.kilobytesPerSecond
  }
}
