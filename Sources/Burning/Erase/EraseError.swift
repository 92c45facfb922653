public import MMC

/// Why a disc was not erased or formatted.
public struct EraseError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// The user does not want to wait any longer.
    case cancelled
    /// What was chosen cannot be done with the medium that is in the drive now.
    case notErasable([EraseProblem])
    /// Another disc lies in the drive than the choice was made for.
    case mediumChanged
    /// The drive could not be claimed.
    case driveNotAvailable
    /// The drive does not do it this way; `instead` is a way that may do, to be asked for.
    case refused(instead: EraseChoice?)
    /// The drive could not erase the medium.
    case erasingFailed
    /// The drive could not format the medium.
    case formattingFailed
    /// The drive says that it is done, but the disc does not look like it.
    case notAsWanted
    /// The medium was taken out.
    case mediumRemoved
    /// The drive disappeared, was reset or stopped answering.
    case driveLost
    /// Any other command failed.
    case driveFailed
  }

  /// What helps.
  public enum Recovery: Hashable, Sendable {
    case none
    /// Ask whether it may be done like this.
    case choose(EraseChoice)
    case insertAnotherMedium
    /// Erase once more, in full.
    case retry
    /// Put the disc back and erase it again.
    case insertAgain
    case checkConnection
    /// Another program uses the drive.
    case closeOtherProgram
  }

  public var code: Code
  /// The state the medium is left in.
  public var medium: MediumCondition
  /// The command that failed, with its sense data; nil if none did.
  public var cause: DriveError?

  public init(code: Code, medium: MediumCondition, cause: DriveError? = nil) {
    self.code = code
    self.medium = medium
    self.cause = cause
  }

  public var recovery: Recovery {
    switch code {
    case .cancelled: .none
    case .notErasable, .mediumChanged: .insertAnotherMedium
    case .driveNotAvailable: .closeOtherProgram
    case .refused(let choice?): .choose(choice)
    case .refused(nil): .insertAnotherMedium
    case .erasingFailed, .formattingFailed: .insertAnotherMedium
    case .notAsWanted: .retry
    case .mediumRemoved: .insertAgain
    case .driveLost, .driveFailed: .checkConnection
    }
  }
}
