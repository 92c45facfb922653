internal import Glibc
internal import SystemPackage

/// What the system grants this user on a drive's node, and what is missing.
public struct DrivePermission: Hashable, Sendable {
  /// How this user stands to the node's group.
  public enum Membership: Hashable, Sendable {
    case none
    /// The user was added to the group, but this session is older than that.
    case afterNextLogin
    case member
  }

  /// The node's group, such as "cdrom"; its number where it has no name.
  public var group: String
  /// The group may read and write the node.
  public var groupMayUse: Bool
  public var membership: Membership
  /// Whoever sits at the computer is given the drive by the login manager.
  public var isForSeat: Bool

  public init(group: String, groupMayUse: Bool, membership: Membership, isForSeat: Bool) {
    self.group = group
    self.groupMayUse = groupMayUse
    self.membership = membership
    self.isForSeat = isForSeat
  }
}

extension DrivePermission {
  /// The permissions of the node at `path`; nil where it cannot be seen, and for a folder.
  ///
  /// - Parameter tags: where udev keeps what it says of devices; the tag "uaccess" marks those that
  ///   the login manager gives to the active seat by an access control list.
  init?(of path: FilePath, tags: FilePath = "/run/udev/tags") {
    guard let status = DeviceNumber.status(of: path), status.st_mode & S_IFMT != S_IFDIR else {
      return nil
    }
    let number = status.st_gid
    let name = Self.groupName(number)
    group = name ?? String(number)
    groupMayUse = status.st_mode & 0o060 == 0o060
    membership =
      if Self.sessionGroups().contains(number) {
        .member
      } else {
        Self.databaseGroups().contains(number) ? .afterNextLogin : .none
      }
    isForSeat =
      DeviceNumber(node: path).map { device in
        let entry = (device.kind == .block ? "b" : "c") + device.text
        return SmallFile.names(in: tags.appending("uaccess")).contains(entry)
      } ?? false
  }

  /// Whether this user may read and write the node, by whatever rule. A node that is not there is
  /// nobody's.
  static func allowsUse(_ path: FilePath) -> Bool {
    path.withPlatformString { faccessat(AT_FDCWD, $0, R_OK | W_OK, AT_EACCESS) } == 0
  }

  private static func groupName(_ number: gid_t) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var entry = Glibc.group()
      var found: UnsafeMutablePointer<Glibc.group>?
      guard getgrgid_r(number, &entry, base, buffer.count, &found) == 0,
        let name = found?.pointee.gr_name
      else { return nil }
      return String(cString: name)
    }
  }

  /// The groups that this process has.
  private static func sessionGroups() -> Set<gid_t> {
    var groups = [gid_t](repeating: 0, count: 65_536)
    let count = getgroups(Int32(groups.count), &groups)
    return Set(groups.prefix(Int(max(count, 0)))).union([getegid()])
  }

  /// The groups that a new login would bring.
  private static func databaseGroups() -> Set<gid_t> {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var entry = passwd()
      var found: UnsafeMutablePointer<passwd>?
      guard getpwuid_r(geteuid(), &entry, base, buffer.count, &found) == 0,
        let found, let name = found.pointee.pw_name
      else { return [] }
      var groups = [gid_t](repeating: 0, count: 65_536)
      var count = Int32(groups.count)
      guard getgrouplist(name, found.pointee.pw_gid, &groups, &count) >= 0 else {
        return []
      }
      return Set(groups.prefix(Int(count)))
    }
  }
}
