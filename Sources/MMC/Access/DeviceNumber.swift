internal import Glibc
internal import SystemPackage

/// What the kernel calls a device, whatever name its nodes have.
///
/// The corresponding C type is `dev_t`, with the kind of the node beside it.
struct DeviceNumber: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case block
    case character
  }

  var kind: Kind
  var major: UInt32
  var minor: UInt32

  init(_ kind: Kind, major: UInt32, minor: UInt32) {
    self.kind = kind
    self.major = major
    self.minor = minor
  }

  /// The device behind the node at `path`, links followed; nil if there is none.
  init?(node path: FilePath) {
    guard let status = Self.status(of: path) else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFBLK: kind = .block
    case S_IFCHR: kind = .character
    default: return nil
    }
    (major, minor) = Self.parts(of: UInt64(status.st_rdev))
  }

  /// The device that the kernel writes as "11:0".
  init?(_ kind: Kind, _ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { UInt32($0) }
    guard parts.count == 2, let major = parts[0], let minor = parts[1] else { return nil }
    self.init(kind, major: major, minor: minor)
  }

  /// As the kernel writes it: "11:0".
  var text: String { "\(major):\(minor)" }

  /// The two numbers in a `dev_t`.
  ///
  ///     bit 0…7 and 20…31   minor     bit 8…19 and 32…63   major
  ///
  /// Source: glibc, `bits/sysmacros.h`, `gnu_dev_major` and `gnu_dev_minor`.
  static func parts(of device: UInt64) -> (major: UInt32, minor: UInt32) {
    (
      UInt32(truncatingIfNeeded: (device >> 8 & 0xFFF) | (device >> 32 & 0xFFFF_F000)),
      UInt32(truncatingIfNeeded: (device & 0xFF) | (device >> 12 & 0xFFFF_FF00))
    )
  }

  /// What the system says of the file at `path`; nil if it says nothing.
  static func status(of path: FilePath) -> stat? {
    var status = stat()
    return path.withPlatformString { stat($0, &status) } == 0 ? status : nil
  }
}
