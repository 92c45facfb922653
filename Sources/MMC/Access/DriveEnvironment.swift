public import SystemPackage

/// Whether there is anything to work with: tells a computer without drives from a user without
/// permission.
public enum DriveEnvironment: Hashable, Sendable {
  /// There is no optical drive.
  case noDrive
  /// There are drives, and this user may use none of them.
  case noPermission([Denial])
  /// This user may use at least one drive. That it can write is not said.
  case usable

  /// A drive that this user may not use.
  public struct Denial: Hashable, Sendable {
    public var node: FilePath
    /// What is missing; nil where that cannot be seen.
    public var permission: DrivePermission?

    public init(node: FilePath, permission: DrivePermission?) {
      self.node = node
      self.permission = permission
    }
  }

  /// The environment of a computer with drives at these nodes. No drive is opened for it.
  public init(nodes: [FilePath]) {
    if nodes.isEmpty {
      self = .noDrive
    } else if nodes.contains(where: DrivePermission.allowsUse) {
      self = .usable
    } else {
      self = .noPermission(
        nodes.map { Denial(node: $0, permission: DrivePermission(of: $0)) })
    }
  }
}
