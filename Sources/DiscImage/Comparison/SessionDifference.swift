public import DiscModel

/// Something on the disc that is not as it is on the computer.
public struct SessionDifference: Hashable, Sendable {
  /// What differs.
  public enum Kind: Hashable, Sendable {
    /// It is not on the disc; what is in a missing folder is not listed.
    case missing
    /// It is on the disc alone; what is in such a folder is not listed.
    case extra
    /// A file where a folder should be, or the like.
    case kind(expected: VolumeTree.Kind, found: VolumeTree.Kind)
    /// The bytes on the computer and on the disc.
    case size(expected: UInt64, found: UInt64)
    /// The first byte of the file that differs, counted from 0.
    case content(firstDifferenceAt: UInt64)
    /// The drive could not read this block of the file.
    case unreadableOnDisc(at: LogicalBlockAddress)
    /// The file on the computer could not be read.
    case unreadableSource(errorNumber: Int32)
    /// What a symbolic link points at.
    case linkTarget(expected: String, found: String)
    /// The twelve permission bits.
    case mode(expected: UInt16, found: UInt16)
    /// Compared in whole seconds, as discs keep no more.
    case modificationTime(expected: Timestamp, found: Timestamp)
  }

  /// The path on the disc, such as "/photos/2024/a.jpg".
  public var path: String
  /// What differs there.
  public var kind: Kind

  /// The difference `kind` of what lies at `path`.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }
}

/// Why a comparison ended before its time.
public enum SessionComparisonError<Failure: Error>: Error {
  /// It was cancelled.
  case cancelled
  /// Reading failed in a way that makes further reading useless.
  case unreadable(at: LogicalBlockAddress, Failure)
}

extension SessionComparisonError: Equatable where Failure: Equatable {}
