public import DiscModel

/// How an image is made.
public struct ImageOptions: Hashable, Sendable {
  /// The name of the disc; each file system gets as much of it as it can hold.
  public var volumeName: String
  /// The file systems; ``FileSystemSet/iso9660`` is always among them.
  public var fileSystems: FileSystemSet
  /// The time in the volume descriptors and of folders that lie on no computer.
  public var creationTime: Timestamp
  /// Where on the disc the image begins: 0, or the start of a further session.
  public var start: LogicalBlockAddress

  public init(
    volumeName: String = "", fileSystems: FileSystemSet = .standard,
    creationTime: Timestamp = .now, start: LogicalBlockAddress = .zero
  ) {
    self.volumeName = volumeName
    self.fileSystems = fileSystems.union(.iso9660)
    self.creationTime = creationTime
    self.start = start
  }
}
