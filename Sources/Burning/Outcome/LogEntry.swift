public import CompactDisc
public import DiscImage
public import DiscModel
public import MMC

/// One line of a job's log.
public struct LogEntry: Hashable, Sendable {
  /// Since the job began.
  public var elapsed: Duration
  public var event: LogEvent

  public init(elapsed: Duration, event: LogEvent) {
    self.elapsed = elapsed
    self.event = event
  }
}

/// What happened; the words are made where it is shown.
public enum LogEvent: Hashable, Sendable {
  /// The drive is claimed and its tray locked.
  case driveClaimed(name: String)
  /// What lies in the drive before anything is written.
  case mediumFound(Medium)
  /// A step begins.
  case stepBegan(BurnStep)
  /// A step of the plan that the drive need not do was refused; the job goes on without it.
  case stepRefused(BurnStep, DriveError)
  /// The drive could not take data for a while and was asked again.
  case driveWasBusy(at: LogicalBlockAddress, SenseData)
  /// The drive had taken a part of a chunk before it refused it; writing went on behind that part.
  case writingResumed(at: LogicalBlockAddress)
  case written(BlockCount)
  /// A source file changed and was made to fit.
  case fileChanged(ChangedFile)
  /// A block could be read only on this attempt.
  case readAgain(at: LogicalBlockAddress, attempt: Int)
  case mismatchFound(Mismatch)
  /// The drive would not write a session at once; it is done track by track.
  case sessionAtOnceRefused(DriveError)
  /// The drive would not take CD-TEXT; the disc is written without.
  case textRefused(DriveError)
  /// How many samples late the drive reads.
  case readOffsetFound(SampleCount)
  /// What lies in the drive at the end.
  case mediumLeft(MediumCondition)
  case cancelRequested
  /// The erasing or formatting begins.
  case eraseBegan(EraseChoice)
  case eraseFailed(EraseError.Code)
  case failed(BurnError.Code)
}
