public import CompactDisc
public import DiscImage
public import DiscModel
public import MMC
internal import SystemPackage

/// Why a job ended without success.
public struct BurnError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// The user ended the job.
    case cancelled
    /// The plan does not hold for the medium that is in the drive now.
    case notFit([PlanProblem])
    /// Another disc lies in the drive than the plan was made for.
    case mediumChanged
    /// The drive could not be claimed.
    case driveNotAvailable
    /// The drive did not take the data for this place.
    case writingFailed(at: LogicalBlockAddress)
    /// The disc could not be given the format that it needs before it is written.
    case formattingFailed
    /// The data are on the disc, but the drive could not finish the session.
    case closingFailed
    /// The drive disappeared or stopped answering.
    case driveLost
    /// A file could not be read as it was measured.
    case sourceFailed(ImageStreamError)
    /// The file of a track, counted from 1, did not give the samples that were measured.
    case trackFailed(track: Int, AudioDecodingError)
    /// The drive will not write the session at once. Track by track the disc would lack these things;
    /// that was not allowed.
    case sessionAtOnceRefused([AudioDiscPlan.Compromise])
    /// The drive takes the disc, but not with CD-TEXT; to leave it out was not allowed.
    case textRefused
    /// The disc was read back and is not what was sent.
    case verificationFailed([Mismatch])
    /// The disc's table of contents, texts or codes are not what was sent.
    case contentsDiffer([AudioDifference])
    /// Any other command failed.
    case driveFailed
  }

  /// What helps.
  public enum Recovery: Hashable, Sendable {
    case none
    case insertAnotherMedium
    case retryAtLowerSpeed
    /// Look at these files, then burn again.
    case checkSource(path: String)
    case checkConnection
    /// Another program uses the drive.
    case closeOtherProgram
    /// Allow that the disc is written track by track.
    case burnTrackByTrack
    /// Allow that the disc has no CD-TEXT.
    case burnWithoutText
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
    case .notFit: .insertAnotherMedium
    case .mediumChanged: .insertAnotherMedium
    case .driveNotAvailable: .closeOtherProgram
    case .writingFailed: .retryAtLowerSpeed
    case .formattingFailed, .closingFailed: .insertAnotherMedium
    case .driveLost: .checkConnection
    case .sourceFailed(let error): .checkSource(path: error.path)
    case .trackFailed(_, let error): .checkSource(path: error.path.string)
    case .sessionAtOnceRefused: .burnTrackByTrack
    case .textRefused: .burnWithoutText
    case .verificationFailed, .contentsDiffer: .retryAtLowerSpeed
    case .driveFailed: .checkConnection
    }
  }
}

/// A run of blocks that came back wrong, and whose they are.
public struct Mismatch: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// The drive read the blocks, but they differ from what was sent.
    case different
    /// The drive could not read them.
    case unreadable
  }

  public var start: LogicalBlockAddress
  public var blocks: BlockCount
  public var reason: Reason
  /// The files on disc that lie there; empty where it is the file system's own structures.
  public var paths: [String]

  public init(
    start: LogicalBlockAddress, blocks: BlockCount, reason: Reason, paths: [String]
  ) {
    self.start = start
    self.blocks = blocks
    self.reason = reason
    self.paths = paths
  }
}
