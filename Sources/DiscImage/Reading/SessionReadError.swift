public import DiscModel

/// Why a volume could not be read to its end.
public enum SessionReadError<Failure: Error>: Error {
  /// The blocks at this address could not be read.
  case unreadable(at: LogicalBlockAddress, Failure)
  /// The blocks were read, but they do not hold a volume as the standards have it.
  case invalid(VolumeFault)
}

extension SessionReadError: Equatable where Failure: Equatable {}

/// Something in a volume that contradicts the standards, or itself.
public struct VolumeFault: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: Error, Hashable, Sendable {
    /// There is no primary volume descriptor where one belongs.
    case noVolume
    /// The volume has no tree of the kind that was asked for.
    case noTree(VolumeNames)
    /// Blocks of another size than 2,048 bytes.
    case blockByteCount(UInt16)
    /// A field lies past the end of what contains it.
    case truncated
    /// An extent ends behind the volume.
    case beyondVolume
    /// A folder is found a second time, so that it would contain itself.
    case directoryLoop
    /// The folders are together larger than the volume, so some of them overlap.
    case directoriesOverlap
    /// The continuation areas of one record do not come to an end.
    case continuationLoop
    /// A name that is empty, has a slash or a zero, or stands for the folder itself or its parent.
    case nameInvalid
    /// A file section follows where no file is open, or a folder has several sections.
    case sectionsInvalid
    /// A file whose blocks alternate with gaps; nobody writes these.
    case interleaved
  }

  /// What is wrong.
  public var reason: Reason
  /// The block where it was found.
  public var address: LogicalBlockAddress

  /// The fault `reason`, found in the block at `address`.
  public init(_ reason: Reason, at address: LogicalBlockAddress) {
    self.reason = reason
    self.address = address
  }
}
