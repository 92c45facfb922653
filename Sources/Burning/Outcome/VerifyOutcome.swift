public import DiscImage
public import DiscModel
public import MMC

/// What a comparison of a disc with files brought.
public struct VerifyReport: Hashable, Sendable {
  /// Everything on the disc that is not as it is on the computer, by path; empty if nothing differs.
  public var differences: [SessionDifference]
  /// The bytes of files that were read back from the disc.
  public var comparedByteCount: UInt64
  /// The files and folders of the disc.
  public var entryCount: Int
  /// The tree of the disc that was compared.
  public var names: VolumeNames
  public var totalTime: Duration

  public init(
    differences: [SessionDifference], comparedByteCount: UInt64, entryCount: Int,
    names: VolumeNames, totalTime: Duration
  ) {
    self.differences = differences
    self.comparedByteCount = comparedByteCount
    self.entryCount = entryCount
    self.names = names
    self.totalTime = totalTime
  }
}

/// Why a comparison came to no result.
public enum VerifyError: Error, Hashable, Sendable {
  case cancelled
  /// The drive could not be claimed.
  case driveNotAvailable(DriveError)
  case noMedium
  /// There is nothing on the disc.
  case nothingOnDisc
  /// Something is on the disc, but the drive does not tell where it begins.
  case tracksUnknown
  /// The disc holds no file system that Spindle reads, or a damaged one.
  case volume(VolumeFault)
  /// The disc's directories could not be read.
  case unreadable(at: LogicalBlockAddress, DriveError)
  /// The drive failed.
  case drive(DriveError)
}
