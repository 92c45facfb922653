internal import CompactDisc
internal import DiscImage
internal import DiscModel
internal import MMC

/// One run of a plan on a claimed drive.
struct BurnSession {
  /// How long a drive may take to get ready after a disc was put in.
  static let loadLimit = Duration.seconds(120)
  /// How long a drive may take to end a session.
  static let closeLimit = Duration.seconds(3600)

  private(set) var plan: BurnPlan
  let source: StreamSource
  let log: JobLog
  var meter: ProgressMeter

  /// What is still to be done.
  private var steps: ArraySlice<BurnStep> = []
  /// What the drive can do, once it was asked.
  private(set) var capabilities = DriveCapabilities()
  /// A WRITE was sent; a failure from then on costs the medium something.
  var hasTouchedMedium = false
  /// The run that is written now, or was last.
  var run: BurnRun?
  /// Where the runs went that were begun.
  private(set) var runStarts: [LogicalBlockAddress] = []
  /// What the drive took of the run.
  var written = BlockCount.zero
  /// What it took of the runs before.
  private var writtenBefore = BlockCount.zero
  private var feed: RunningFeed?
  /// The session is closed, so that a failure does not harm the disc any more.
  var closedCondition: MediumCondition?
  private(set) var fed: StreamFeeder.Fed?
  var proof = BurnReport.Proof.nothing
  /// What reading an audio disc back brought.
  var readOffset: SampleCount?
  var outOfReach = SampleCount.zero
  var unconfirmed: [AudioReport.Fact] = []
  private var writingTime = Duration.zero

  init(plan: BurnPlan, source: StreamSource, log: JobLog, meter: ProgressMeter) {
    self.plan = plan
    self.source = source
    self.log = log
    self.meter = meter
  }

  mutating func run(on drive: borrowing ExclusiveDrive) async throws(BurnError) -> BurnReport {
    // On every path the feeder learns that nothing more is wanted.
    defer { feed?.buffer.abandon() }
    meter.begin(.preparing)
    try prepare(drive)
    steps = plan.steps[...]
    while let step = steps.popFirst() {
      log.append(.stepBegan(step))
      try await perform(step, on: drive)
    }
    try settle(drive)
    let condition = closedCondition ?? .unknown
    log.append(.mediumLeft(condition))
    return report(condition)
  }

  /// Goes on with another plan, from one of its steps on.
  mutating func change(to plan: BurnPlan, going steps: ArraySlice<BurnStep>) {
    self.plan = plan
    self.steps = steps
  }

  private mutating func perform(
    _ step: BurnStep, on drive: borrowing ExclusiveDrive
  ) async throws(BurnError) {
    switch step {
    case .setWriteParameters, .setSpeed, .setRecording:
      try setUp(step, on: drive)
    case .format(let format): try self.format(format, drive)
    case .reserveTrack(let blocks): try reserveTrack(blocks, drive)
    case .setSessionParameters: try setSessionParameters(drive)
    case .sendCueSheet: try sendCueSheet(drive)
    case .setTrackParameters(let track): try setTrackParameters(track, drive)
    case .write(let index):
      try await write(index, to: drive)
      if index == plan.runs.count - 1 { try await finishFeeding(drive) }
    case .synchronizeCache:
      try synchronizeCache(drive)
    case .closeTrack, .closeSession, .finalize:
      try close(step, on: drive)
    case .finishDiscAtOnce, .stopBackgroundFormat: try closeMedium(step, drive)
    case .verify(let verification):
      try settle(drive)
      try verify(verification, on: drive)
    case .eject:
      try settle(drive)
      eject(drive)
    }
  }

  // MARK: Before the first write

  private mutating func prepare(_ drive: borrowing ExclusiveDrive) throws(BurnError) {
    do throws(DriveError) {
      try drive.lockTrayIfPossible()
      try drive.waitUntilReady(limit: Self.loadLimit, isCancelled: { Task.isCancelled })
    } catch {
      // That there is no medium is said below, by the plan's own check.
      guard error.meansNoMedium else { throw untouched(error) }
    }
    if Task.isCancelled { throw BurnError(code: .cancelled, medium: .untouched) }
    try checkPlan(drive)
  }

  /// The disc may be another one than when the plan was made.
  private mutating func checkPlan(_ drive: borrowing ExclusiveDrive) throws(BurnError) {
    let inspection: DriveInspection
    do throws(DriveError) {
      inspection = try drive.inspect()
    } catch {
      throw untouched(error)
    }
    capabilities = inspection.capabilities
    if let medium = inspection.medium { log.append(.mediumFound(medium)) }
    let problems = BurnPlanner.problems(of: plan.request, with: inspection)
    guard problems.isEmpty else { throw BurnError(code: .notFit(problems), medium: .untouched) }
    guard let medium = inspection.medium, medium.isUnchanged(since: plan.medium) else {
      throw BurnError(code: .mediumChanged, medium: .untouched)
    }
  }

  private func setUp(
    _ step: BurnStep, on drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    do throws(DriveError) {
      switch step {
      case .setRecording(let recording):
        try drive.setRecording(recording)
      case .setWriteParameters(let session):
        try drive.setWriteParameters(session, capabilities: capabilities)
      case .setSpeed(let rate): try drive.setSpeed(rate, of: plan.profile)
      default: break
      }
    } catch {
      guard step.isOptional, !error.meansDriveLost else { throw untouched(error) }
      log.append(.stepRefused(step, error))
    }
  }

  func untouched(_ error: DriveError) -> BurnError {
    BurnError(
      code: error.meansDriveLost ? .driveLost : .driveFailed, medium: .untouched, cause: error)
  }

  // MARK: Writing

  private mutating func write(
    _ index: Int, to drive: borrowing ExclusiveDrive
  ) async throws(BurnError) {
    let feed = try startFeeding(drive)
    let run = try place(index, on: drive)
    if let last = self.run { writtenBefore += min(written, last.blocks) }
    (self.run, written) = (run, .zero)
    runStarts.append(run.start)
    let end = runLoop(run, on: drive, buffer: feed.buffer)
    guard case .finished = end else { throw failure(of: end, on: drive) }
  }

  /// Fills the buffer before the first write.
  private mutating func startFeeding(
    _ drive: borrowing ExclusiveDrive
  ) throws(BurnError) -> RunningFeed {
    if let feed { return feed }
    let feed = source.feed(plan)
    self.feed = feed
    while !Task.isCancelled, !feed.buffer.waitUntilPrimed(milliseconds: 100) {
      meter.advance(to: .zero, bufferFill: feed.buffer.fill)
    }
    // Nothing was written yet, so a file that is already known to be bad costs no disc.
    if let failure = feed.buffer.failure {
      if plan.audio != nil { drive.forgetSession(capabilities) }
      throw BurnError(code: failure.code, medium: .untouched)
    }
    meter.begin(.writing, total: plan.blocks, following: blocksToVerify)
    return feed
  }

  /// The feeder is waited for only when it has put its last chunk; else it may hang in a read.
  private mutating func finishFeeding(_ drive: borrowing ExclusiveDrive) async throws(BurnError) {
    guard let fed = await feed?.result.value else { throw failure(of: .cancelled, on: drive) }
    self.fed = fed
    for file in fed.changedFiles { log.append(.fileChanged(file)) }
  }

  private mutating func runLoop(
    _ run: BurnRun, on drive: borrowing ExclusiveDrive, buffer: ChunkBuffer<StreamFailure>
  ) -> WriteLoop.End {
    let began = log.elapsed
    let before = writtenBefore
    var loop = WriteLoop(run, on: plan.profile, from: buffer, log: log)
    let end = loop.run(
      on: drive, isCancelled: { Task.isCancelled },
      advanced: { done, fill in meter.advance(to: before + done, bufferFill: fill) })
    writingTime += log.elapsed - began
    written = loop.written
    if loop.hasTouchedMedium { hasTouchedMedium = true }
    log.append(.written(written))
    return end
  }

  private mutating func failure(
    of end: WriteLoop.End, on drive: borrowing ExclusiveDrive
  ) -> BurnError {
    switch end {
    case .finished, .cancelled:
      log.append(.cancelRequested)
      return BurnError(code: .cancelled, medium: salvage(drive, after: nil))
    case .sourceFailed(let failure):
      return BurnError(code: failure.code, medium: salvage(drive, after: nil))
    case .driveFailed(let error):
      let code: BurnError.Code =
        error.meansDriveLost ? .driveLost : .writingFailed(at: (run?.start ?? plan.start) + written)
      return BurnError(code: code, medium: salvage(drive, after: error), cause: error)
    }
  }

  // MARK: Closing

  private mutating func synchronizeCache(_ drive: borrowing ExclusiveDrive) throws(BurnError) {
    let isLast = runStarts.count == plan.runs.count
    if isLast { meter.begin(.closing) }
    try orSalvage(drive, isLast ? .closingFailed : .driveFailed) { (drive) throws(DriveError) in
      try drive.synchronizeCacheAndWait(limit: Self.closeLimit)
    }
    if endsWithCache { closedCondition = try readCondition(drive) }
  }

  private mutating func close(
    _ step: BurnStep, on drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    let (profile, log) = (plan.profile, log)
    try orSalvage(drive, .closingFailed) { (drive) throws(DriveError) in
      switch step {
      case .closeTrack: try drive.closeTrackAndWait(limit: Self.closeLimit)
      case .closeSession: try drive.closeSessionAndWait(limit: Self.closeLimit)
      default:
        if let refusal = try drive.finalizeAndWait(profile, limit: Self.closeLimit) {
          log.append(.stepRefused(step, refusal))
        }
      }
    }
    guard step != .closeTrack else { return }
    closedCondition = try readCondition(drive)
  }

  /// What a disc says of itself that nothing is closed on.
  private mutating func settle(_ drive: borrowing ExclusiveDrive) throws(BurnError) {
    guard closedCondition == nil else { return }
    closedCondition = try readCondition(drive)
  }

  /// What the disc says of itself after it was closed.
  func readCondition(
    _ drive: borrowing ExclusiveDrive
  ) throws(BurnError) -> MediumCondition {
    let medium: Medium?
    let lastSession: ReadDiscInformation.SessionState
    do throws(DriveError) {
      medium = try drive.readMedium()
      lastSession = try drive.send(ReadDiscInformation()).lastSession
    } catch {
      throw BurnError(
        code: error.meansDriveLost ? .driveLost : .closingFailed, medium: .unknown, cause: error)
    }
    switch medium?.condition {
    case .closed: return .closed
    case .appendable where lastSession == .incomplete || lastSession == .damaged:
      throw BurnError(code: .closingFailed, medium: Self.spoilt(medium))
    case .appendable: return .appendable(freeBlocks: medium?.freeBlocks ?? .zero)
    case .overwritable where plan.profile.isOverwritable: return .overwritable
    case .blank, .overwritable, .unformatted, .intermediate, nil:
      throw BurnError(code: .closingFailed, medium: .unknown)
    }
  }

  /// The condition of a disc that was written and could not be closed.
  static func spoilt(_ medium: Medium?) -> MediumCondition {
    medium?.isErasable == true ? .partlyErased : .lost
  }

  /// The disc is done; a tray that stays shut is no failure of the burn.
  private func eject(_ drive: borrowing ExclusiveDrive) {
    do throws(DriveError) {
      try drive.eject()
    } catch {
      log.append(.stepRefused(.eject, error))
    }
  }

  private func report(_ condition: MediumCondition) -> BurnReport {
    let blocks =
      switch plan.request.content {
      case .image(let image): image.layout.blockCount
      case .audio: audioBlocks
      }
    return BurnReport(
      proof: proof, blocks: blocks, digest: fed?.digest.hexadecimal ?? "", medium: condition,
      changedFiles: fed?.changedFiles ?? [], writingTime: writingTime, totalTime: log.elapsed,
      meanRate: TransferRate(
        moving: plan.blocks, as: plan.audio == nil ? .data : .audio, in: writingTime),
      audio: audioReport)
  }
}

extension BurnStep {
  /// Whether the drive writes all the same when it refuses the step.
  ///
  /// One that keeps its own speed still writes, and one that needs no page for a DVD-RW that can be
  /// overwritten; one that does not know how to end the session does not.
  fileprivate var isOptional: Bool {
    switch self {
    case .setSpeed, .setRecording(.restrictedOverwrite): true
    default: false
    }
  }
}
