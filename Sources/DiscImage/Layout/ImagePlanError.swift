public import DiscModel

/// Why no image can be made of a tree.
public enum ImagePlanError: Error, Hashable, Sendable {
  /// The path table counts folders that hold folders in 16 bits; this many are numbered too high.
  case tooManyFolders(count: Int)
  /// Block addresses have 31 bits here: 4 TiB.
  case tooLarge(BlockCount)
}
