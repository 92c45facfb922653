/// Why a change to a ``StagingTree`` is refused. The tree is then as it was.
public enum StagingError: Error, Hashable, Sendable {
  case nameEmpty
  case nameContainsSlash
  /// "." and "..", which mean something else on every disc, and names with a zero byte.
  case nameReserved(String)
  /// The folder holds something of this name already.
  case nameTaken(String)
  /// Longer than 255 bytes of UTF-8, the most that systems take.
  case nameTooLong(byteCount: Int)
  /// A folder cannot lie in itself or in a folder below it.
  case folderIntoItself
}
