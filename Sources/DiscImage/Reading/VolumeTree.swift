public import DiscModel

/// The trees that an ISO 9660 volume may have, each with names of its own.
public enum VolumeNames: Hashable, Sendable, CaseIterable {
  /// POSIX names and attributes, in the system use fields of the plain tree.
  case rockRidge
  /// Names in UCS-2, in a tree of their own.
  case joliet
  /// What ECMA-119 itself has: few characters, and a version that is not shown.
  case plain
}

/// A run of bytes of a file.
public struct VolumeExtent: Hashable, Sendable {
  /// The block of the first byte.
  public var start: LogicalBlockAddress
  /// How long the run is; only the last of a file may end within a block.
  public var byteCount: UInt32

  /// The run of `byteCount` bytes that begins with block `start`.
  public init(start: LogicalBlockAddress, byteCount: UInt32) {
    self.start = start
    self.byteCount = byteCount
  }

  /// The blocks that hold the bytes.
  public var blocks: BlockCount { BlockCount(holding: UInt64(byteCount)) }
}

/// The files and folders of a volume, as ``SessionReader`` found them.
///
/// Folders come before what is in them; ``root`` is the first.
public struct VolumeTree: Sendable {
  /// One file, folder or link.
  public struct Entry: Sendable {
    /// The place of its folder among ``VolumeTree/entries``; the root is its own.
    public var parent: Int32
    /// What it is.
    public var kind: Kind
    /// The last part of its path; empty for the root.
    public var name: String
    /// The contents in their order; none for links and for empty files.
    public var extents: [VolumeExtent] = []
    /// The bytes of a file; zero for everything else.
    public var byteCount: UInt64 = 0
    /// When its contents last changed; nil if the volume does not tell.
    public var modificationTime: Timestamp?
    /// What Rock Ridge tells beyond that; nil in the other trees.
    public var attributes: PosixAttributes?
    /// What a symbolic link points at; nil for everything else.
    public var linkTarget: String?
  }

  /// What an entry is.
  public enum Kind: Hashable, Sendable {
    case folder, file, symbolicLink
    /// A device, pipe or socket.
    case special
  }

  /// The entry of the root folder.
  public static let root = 0

  /// Which of the volume's trees this is.
  public var names: VolumeNames
  /// The volume's name, without the blanks that fill its field.
  public var volumeName: String
  /// The size of the volume, from its first block on.
  public var blockCount: BlockCount
  /// All files, folders and links.
  public var entries: [Entry]

  /// The path of an entry, such as "/photos/2024/a.jpg"; "/" for the root.
  public func path(of index: Int) -> String {
    var parts: [String] = []
    var index = index
    while index != Self.root {
      parts.append(entries[index].name)
      index = Int(entries[index].parent)
    }
    return "/" + parts.reversed().joined(separator: "/")
  }

  /// What lies in each folder, by the place of the folder.
  public func childrenByFolder() -> [Int: [Int]] {
    Dictionary(grouping: entries.indices.dropFirst()) { Int(entries[$0].parent) }
  }
}

/// The attributes of a file by POSIX, as the Rock Ridge field `PX` carries them.
public struct PosixAttributes: Hashable, Sendable {
  /// The type of the file and its permissions, as `st_mode` has them.
  public var mode: UInt32
  /// How many names the file has, as the volume tells.
  public var linkCount: UInt32
  /// The number of the owner.
  public var userID: UInt32
  /// The number of the group.
  public var groupID: UInt32
  /// The file's serial number, equal for hard links to one file; nil before RRIP 1.12.
  public var serial: UInt32?
}
