/// The file systems of a disc. All of them describe the same extents.
public struct FileSystemSet: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// ECMA-119 level 3, always present: the others lean on it.
  public static let iso9660 = Self(rawValue: 1 << 0)
  /// POSIX names, modes, times and links in the system use fields (RRIP 1.12).
  public static let rockRidge = Self(rawValue: 1 << 1)
  /// A second directory tree with names in UCS-2 of up to 64 characters.
  public static let joliet = Self(rawValue: 1 << 2)

  /// What a data disc gets unless the user says otherwise.
  public static let standard: Self = [.iso9660, .rockRidge, .joliet]
}
