public import SystemPackage

/// A question: the disc in the drive is mounted, and must not be for what is about to be done.
public struct MountedDisc: Hashable, Sendable {
  /// The drive's name, such as its node.
  public var drive: String
  /// Where the disc can be seen; never empty.
  public var mountPoints: [FilePath]

  public init(drive: String, mountPoints: [FilePath]) {
    self.drive = drive
    self.mountPoints = mountPoints
  }
}

/// The answer to a ``MountedDisc``.
public enum UnmountAnswer: Hashable, Sendable {
  case unmount
  /// Leave the disc where it is, and do nothing with it.
  case leave
}
