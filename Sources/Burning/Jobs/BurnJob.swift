internal import DiscModel
public import MMC

/// Burns a plan: writes, closes, reads back, and tells the truth about it.
///
/// A job runs once. Cancelling the task that awaits ``run()`` ends it at the next chunk; what became
/// of the medium is in the error.
public final class BurnJob: Sendable {
  /// How far the job is: the newest state, some ten times a second. Ends when ``run()`` returns.
  public let snapshots: AsyncStream<BurnSnapshot>

  private let plan: BurnPlan
  private let drive: DriveReference
  private let client: ClientName
  private let source: StreamSource
  private let jobLog = JobLog()
  private let continuation: AsyncStream<BurnSnapshot>.Continuation

  /// - Parameter client: who other programs are told uses the drive.
  public convenience init(
    _ plan: BurnPlan, on drive: DriveReference, as client: ClientName = .spindle
  ) {
    self.init(plan, on: drive, as: client, source: StreamSource())
  }

  init(
    _ plan: BurnPlan, on drive: DriveReference, as client: ClientName = .spindle,
    source: StreamSource
  ) {
    self.plan = plan
    self.drive = drive
    self.client = client
    self.source = source
    (snapshots, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// What happened so far.
  public var log: [LogEntry] { jobLog.all }

  /// Does the whole job on the drive's own thread.
  ///
  /// - Throws: ``BurnError`` with the state the medium is left in. A report, on the other hand, says
  ///   in ``BurnReport/proof`` how much of the disc is known to be good.
  public func run() async throws(BurnError) -> BurnReport {
    defer { continuation.finish() }
    do throws(BurnError) {
      return try await runOnDrive()
    } catch {
      jobLog.append(.failed(error.code))
      jobLog.append(.mediumLeft(error.medium))
      throw error
    }
  }

  private func runOnDrive() async throws(BurnError) -> BurnReport {
    let (plan, source, log, continuation) = (plan, source, jobLog, continuation)
    let name = drive.name
    return try await drive.withExclusiveAccess(
      client: client, for: .burning, mapping: Self.notAvailable
    ) { (drive) async throws(BurnError) in
      log.append(.driveClaimed(name: name))
      let meter = ProgressMeter(
        format: plan.audio == nil ? .data : .audio, clock: { log.elapsed },
        publish: { continuation.yield($0) })
      var session = BurnSession(plan: plan, source: source, log: log, meter: meter)
      return try await session.run(on: drive)
    }
  }

  private static func notAvailable(_ error: DriveError) -> BurnError {
    BurnError(code: .driveNotAvailable, medium: .untouched, cause: error)
  }
}
