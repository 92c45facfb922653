/// Why a command to the drive did not bring what was asked for.
public enum DriveError: Error, Hashable, Sendable {
  /// The drive refused or failed; `sense` says why.
  case refused(command: UInt8, sense: SenseData)
  /// The drive ended the command with a status other than GOOD or CHECK CONDITION.
  case status(command: UInt8, SCSIStatus)
  /// The command did not reach the drive, or its end is not known.
  case transport(command: UInt8, TransportError)
  /// The drive's reply does not have the shape that the specification gives it.
  case reply(command: UInt8, ReplyError)
  /// The drive could not be opened.
  case opening(OpeningError)
}

/// Why a drive could not be opened.
public enum OpeningError: Error, Hashable, Sendable {
  /// There is no such drive.
  case notFound(path: String)
  /// This user may not use the drive; `missing` says what for, where it can be seen.
  case notPermitted(path: String, missing: DrivePermission? = nil)
  /// Another program, or a mounted file system, holds the drive; empty if it hides.
  case busy(path: String, holders: [DriveHolder] = [])
  /// What lies there is no optical drive.
  case notADrive(path: String)
  case failed(path: String, errorNumber: Int32)
}
