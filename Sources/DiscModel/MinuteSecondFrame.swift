/// A place on a compact disc as the Red Book counts it: minutes, seconds, and frames of 1/75 s.
///
/// Program area addresses begin at 00:00:00 for block −150. The lead-in of the first session is
/// counted up to 99:59:74 for block −151, so from 90 minutes on a time may mean either; ``init(_:)``
/// and ``address`` take it for lead-in, as drives do.
/// Source: MMC-6, "LBA to MSF translation".
public struct MinuteSecondFrame: Hashable, Sendable, Comparable {
  public var minute: UInt8
  public var second: UInt8
  public var frame: UInt8

  public init(minute: UInt8, second: UInt8, frame: UInt8) {
    self.minute = minute
    self.second = second
    self.frame = frame
  }

  /// The time of `address`.
  public init(_ address: LogicalBlockAddress) {
    let blocks = Int(address.rawValue) + (address.rawValue >= -150 ? 150 : 450_150)
    minute = UInt8(truncatingIfNeeded: blocks / 4500)
    second = UInt8(truncatingIfNeeded: blocks / 75 % 60)
    frame = UInt8(truncatingIfNeeded: blocks % 75)
  }

  /// The block at this time.
  public var address: LogicalBlockAddress {
    let frames = (Int32(minute) * 60 + Int32(second)) * 75 + Int32(frame)
    return LogicalBlockAddress(frames - (minute < 90 ? 150 : 450_150))
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.minute, left.second, left.frame) < (right.minute, right.second, right.frame)
  }
}

extension MinuteSecondFrame: CustomStringConvertible {
  public var description: String {
    [minute, second, frame].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}
