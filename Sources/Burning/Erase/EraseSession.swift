internal import DiscModel
internal import MMC

/// One erasing or formatting on a claimed drive.
struct EraseSession {
  /// How long a drive may take that says nothing of how far it is: the longest full format of a
  /// BD-RE with two layers.
  static let limit = Duration.seconds(4 * 3600)

  let log: JobLog
  var meter: EraseMeter
  /// As the disc in the drive now takes it.
  private(set) var choice: EraseChoice
  private var choices: EraseChoices?
  /// Something was told to the drive that costs the data.
  var hasTouchedMedium = false

  init(choice: EraseChoice, log: JobLog, meter: EraseMeter) {
    self.choice = choice
    self.log = log
    self.meter = meter
  }

  mutating func run(on drive: borrowing ExclusiveDrive) throws(EraseError) -> EraseReport {
    meter.begin(.preparing, canBeStopped: true)
    try prepare(drive)
    log.append(.eraseBegan(choice))
    for step in choice.steps { try perform(step, on: drive) }
    meter.begin(.checking, canBeStopped: true)
    let (proof, medium) = try prove(drive)
    log.append(.mediumFound(medium))
    return EraseReport(choice: choice, proof: proof, medium: medium, totalTime: log.elapsed)
  }

  // MARK: Before the first command

  private mutating func prepare(_ drive: borrowing ExclusiveDrive) throws(EraseError) {
    let inspection: DriveInspection
    do throws(DriveError) {
      inspection = try drive.inspectForJob()
    } catch {
      throw EraseError(
        code: error.meansDriveLost ? .driveLost : .driveFailed, medium: .untouched, cause: error)
    }
    if Task.isCancelled { throw EraseError(code: .cancelled, medium: .untouched) }
    if let medium = inspection.medium { log.append(.mediumFound(medium)) }
    let choices = EraseChoices(for: inspection)
    let problems = choice.isFormat ? choices.formattingProblems : choices.erasingProblems
    guard problems.isEmpty, let medium = inspection.medium else {
      throw EraseError(code: .notErasable(problems), medium: .untouched)
    }
    guard medium.isUnchanged(since: choice.medium) else {
      throw EraseError(code: .mediumChanged, medium: .untouched)
    }
    guard let now = choices.counterpart(of: choice) else {
      throw EraseError(
        code: .notErasable([.wayNotOffered(medium.profile)]), medium: .untouched)
    }
    choice = now
    self.choices = choices
  }

  // MARK: The work

  private mutating func perform(
    _ step: EraseStep, on drive: borrowing ExclusiveDrive
  ) throws(EraseError) {
    switch step {
    case .blank(let extent):
      meter.begin(.erasing, canBeStopped: false)
      try orExplain(.erasingFailed, drive) { (drive, progress) throws(DriveError) in
        try drive.startAndWait(
          limit: Self.limit, isCancelled: { Task.isCancelled }, progress: progress,
          { BlankMedium(extent, isImmediate: $0) })
      }
    case .format(let orders):
      meter.begin(.formatting, canBeStopped: false)
      try orExplain(.formattingFailed, drive) { (drive, progress) throws(DriveError) in
        try drive.formatAndWait(
          orders, limit: Self.limit, isCancelled: { Task.isCancelled }, progress: progress)
      }
    case .awaitBackgroundFormat:
      meter.begin(.formatting, canBeStopped: true)
      try awaitBackgroundFormat(drive)
    case .overwrite(let ranges):
      try overwrite(ranges, on: drive)
    }
  }

  /// Does `body`, which is false if the user cancelled, and says what a failure means for the disc.
  private mutating func orExplain(
    _ code: EraseError.Code, _ drive: borrowing ExclusiveDrive,
    _ body: (borrowing ExclusiveDrive, (Double?) -> Void) throws(DriveError) -> Bool
  ) throws(EraseError) {
    let isDone: Bool
    do throws(DriveError) {
      isDone = try body(drive) { meter.advance(to: $0) }
    } catch {
      throw explained(error, code)
    }
    hasTouchedMedium = true
    guard isDone else {
      log.append(.cancelRequested)
      throw EraseError(code: .cancelled, medium: .beingErased)
    }
  }

  /// What the drive's answer to an erasing command means.
  func explained(_ error: DriveError, _ code: EraseError.Code) -> EraseError {
    if error.meansNoMedium {
      return EraseError(code: .mediumRemoved, medium: .partlyErased, cause: error)
    }
    if error.meansDriveLost {
      return EraseError(code: .driveLost, medium: .unknown, cause: error)
    }
    if error.refusesToBegin, !hasTouchedMedium {
      return EraseError(code: .refused(instead: alternative), medium: .untouched, cause: error)
    }
    return EraseError(code: code, medium: .partlyErased, cause: error)
  }

  /// What leads to the same when the quick way is refused.
  private var alternative: EraseChoice? {
    guard choice.depth == .quick else { return nil }
    return choices?.all.first { $0.deed == choice.deed && $0.depth == .full }
  }

  /// Asks now and then. The format is the drive's, but a cancel stops it: it can be taken up again.
  private mutating func awaitBackgroundFormat(
    _ drive: borrowing ExclusiveDrive
  ) throws(EraseError) {
    let step = Duration.seconds(5)
    var waited = Duration.zero
    do throws(DriveError) {
      while !Task.isCancelled, waited < Self.limit,
        try drive.send(ReadDiscInformation()).backgroundFormat == .running
      {
        meter.advance(to: (try? drive.send(RequestSense()))?.progress)
        drive.pause(step)
        waited += step
      }
      guard Task.isCancelled else { return }
      log.append(.cancelRequested)
      try drive.stopBackgroundFormat(limit: Self.limit)
    } catch {
      throw explained(error, .formattingFailed)
    }
    throw EraseError(code: .cancelled, medium: .partlyErased)
  }
}
