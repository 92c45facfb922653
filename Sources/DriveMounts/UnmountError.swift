/// Why a disc is still mounted.
public struct UnmountError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// The answer was to leave the disc where it is.
    case declined
    /// There is no UDisks2, or it does not know the drive; the user has to unmount the disc.
    case noService
    /// The system's rules (polkit) do not let this user unmount it.
    case notAuthorized
    /// A program has a file on the disc open.
    case inUse
    /// The task was cancelled.
    case cancelled
    /// Anything else.
    case failed
  }

  public var code: Code
  public var disc: MountedDisc
  /// What the service said, for a log; empty if it said nothing.
  public var details: String

  public init(code: Code, disc: MountedDisc, details: String = "") {
    self.code = code
    self.disc = disc
    self.details = details
  }
}
