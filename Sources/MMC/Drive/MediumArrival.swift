/// What came of waiting for a medium.
public enum MediumArrival: Hashable, Sendable {
  /// It can be used.
  case ready
  /// There is none.
  case noMedium
  /// It was not waited for any longer; the drive goes on alone.
  case cancelled
}
