/// How a drive is opened.
public enum DriveAccess: Hashable, Sendable {
  /// For questions only. Other programs may use the drive at the same time, and commands that
  /// change something are refused by the host.
  case shared
  /// For this process alone: mounting and other programs are kept out, and the kernel does not
  /// poll the drive while it lasts.
  case exclusive
}
