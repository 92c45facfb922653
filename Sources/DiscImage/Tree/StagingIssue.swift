/// Something about the user's files that will not be on the disc as it is, and that must be seen.
public struct StagingIssue: Hashable, Sendable {
  /// What happens to the file.
  public enum Kind: Hashable, Sendable {
    /// The name is not UTF-8; the disc gets `shown`.
    case nameNotUTF8(shown: String)
    /// A socket, pipe or device node: it has no contents that a disc could hold. Left out.
    case specialFile(SpecialFile)
    /// The file or folder may not be read. Left out.
    case unreadable(errorNumber: Int32)
    /// The target of a symbolic link is not UTF-8; on the disc the link points to `shown`.
    case targetNotUTF8(shown: String)
    /// A symbolic link to nothing. It is kept as it is.
    case brokenLink(target: String)
    /// A symbolic link to itself, or to links that lead nowhere but back. It is kept as it is.
    case circularLink(target: String)
    /// A folder that contains itself through a link or a mount. Left out.
    case loop
    /// The entry vanished while the folder was read. Left out.
    case vanished
    /// A file or folder of a listing is not there, or is something else now. Left out.
    case missing
    /// The name was changed in one of the disc's file systems so that it fits or is unique.
    case renamed(in: FileSystemSet, to: String)
    /// Two added files have the same place and name. The second got another name.
    case nameTaken(newName: String)
    /// The name is whole on the disc, but Linux, which reads Rock Ridge, shows its begin alone.
    case nameCutByLinux(shown: String)
    /// A symbolic link, which these file systems do not know; it is missing there.
    case leftOut(of: FileSystemSet)
  }

  /// What a special file is.
  public enum SpecialFile: Hashable, Sendable {
    case socket, pipe, characterDevice, blockDevice
  }

  /// Where the file stands: its path on disc if it has one, else its path on the computer.
  public var path: String
  public var kind: Kind

  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}
