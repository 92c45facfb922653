internal import Glibc

/// A point in time as file systems keep it: seconds since 1970 in UTC, and nanoseconds.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Whole seconds since 1 January 1970, 00:00 UTC; negative before.
  public var seconds: Int64
  /// 0…999,999,999, counted forward also before 1970.
  public var nanoseconds: UInt32

  public init(seconds: Int64, nanoseconds: UInt32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// The time of the computer's clock.
  public static var now: Self {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Self(seconds: Int64(time.tv_sec), nanoseconds: UInt32(time.tv_nsec))
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
  }
}
