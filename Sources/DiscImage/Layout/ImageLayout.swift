public import DiscModel

/// Where everything of an image lies.
public struct ImageLayout: Sendable {
  /// The whole image.
  public let blockCount: BlockCount
  public let options: ImageOptions
  /// What in the tree is not on the disc as it is.
  public var issues: [StagingIssue] { [] }
  /// How many files the image holds; hard links of a file count each.
  public let fileCount: Int
  /// The bytes of all files; those of hard links once.
  public let contentByteCount: UInt64

  /// The blocks of descriptors, path tables and directories, from the image's start.
  public var structureRanges: [Range<Int64>] { [] }

  /// The paths on disc of the files that lie in some blocks; empty where there are none, as in the
  /// file systems' structures.
  public func paths(at start: BlockCount, blocks: BlockCount) -> [String] { [] }
}
