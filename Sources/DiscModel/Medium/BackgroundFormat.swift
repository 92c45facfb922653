/// How far a format is that goes on while the disc is used already, as on DVD+RW.
///
/// The numbers are those of the disc information. Source: MMC-6, "READ DISC INFORMATION Command",
/// BG Format Status.
public enum BackgroundFormat: UInt8, Hashable, Sendable {
  /// Never begun; or the disc knows no such format.
  case none = 0
  /// Begun and stopped. It can be taken up again.
  case stopped = 1
  /// The drive is at it, whenever it has nothing else to do.
  case running = 2
  /// Done.
  case complete = 3
}
