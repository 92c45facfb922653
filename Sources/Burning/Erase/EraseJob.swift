public import MMC

/// Erases or formats a disc and reads from it what became of it.
///
/// A job runs once. Cancelling the task that awaits ``run()`` ends it as soon as the drive lets it: a
/// drive that erases or formats cannot be stopped, and then goes on alone.
public final class EraseJob: Sendable {
  /// How far the job is: the newest state. Ends when ``run()`` returns.
  public let snapshots: AsyncStream<EraseSnapshot>

  private let choice: EraseChoice
  private let drive: DriveReference
  private let client: ClientName
  private let jobLog = JobLog()
  private let continuation: AsyncStream<EraseSnapshot>.Continuation

  /// - Parameters:
  ///   - choice: one of ``EraseChoices`` for the disc in the drive.
  ///   - client: who other programs are told uses the drive.
  public init(_ choice: EraseChoice, on drive: DriveReference, as client: ClientName = .spindle) {
    self.choice = choice
    self.drive = drive
    self.client = client
    (snapshots, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// What happened so far.
  public var log: [LogEntry] { jobLog.all }

  /// Does the whole job on the drive's own thread.
  ///
  /// - Throws: ``EraseError`` with the state the medium is left in.
  public func run() async throws(EraseError) -> EraseReport {
    defer { continuation.finish() }
    do throws(EraseError) {
      return try await runOnDrive()
    } catch {
      jobLog.append(.eraseFailed(error.code))
      jobLog.append(.mediumLeft(error.medium))
      throw error
    }
  }

  private func runOnDrive() async throws(EraseError) -> EraseReport {
    let (choice, log, continuation, name) = (choice, jobLog, continuation, drive.name)
    return try await drive.withExclusiveAccess(
      client: client, for: choice.isFormat ? .formatting : .erasing, mapping: Self.notAvailable
    ) { (drive) async throws(EraseError) in
      log.append(.driveClaimed(name: name))
      let meter = EraseMeter(clock: { log.elapsed }, publish: { continuation.yield($0) })
      var session = EraseSession(choice: choice, log: log, meter: meter)
      return try session.run(on: drive)
    }
  }

  private static func notAvailable(_ error: DriveError) -> EraseError {
    EraseError(code: .driveNotAvailable, medium: .untouched, cause: error)
  }
}
