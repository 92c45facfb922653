/// What to do about a file that is no longer what it was when it was measured.
public enum ChangedFilePolicy: Hashable, Sendable {
  /// End with ``ImageStreamError``.
  case stop
  /// Fill what is missing with zeros, cut what is too much, and name the file in the report.
  case padAndReport
}

/// A source file could not be read as it was measured.
public struct ImageStreamError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case vanished
    case shrank(expectedByteCount: UInt64, foundByteCount: UInt64)
    case grew(expectedByteCount: UInt64, foundByteCount: UInt64)
    /// Its size is the same, but it was written to meanwhile.
    case modified
    case unreadable(errorNumber: Int32)
  }

  /// The file's path on the computer.
  public var path: String
  public var reason: Reason

  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }
}

/// A file that changed while it was read and was made to fit, see ``ChangedFilePolicy/padAndReport``.
public struct ChangedFile: Hashable, Sendable {
  /// The file's path on disc.
  public var path: String
  public var reason: ImageStreamError.Reason

  public init(path: String, reason: ImageStreamError.Reason) {
    self.path = path
    self.reason = reason
  }
}
