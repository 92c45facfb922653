internal import CompactDisc
internal import DiscModel
internal import MMC

/// Agreeing with the drive on how an audio disc is written, before anything is.
extension BurnSession {
  /// Tells the drive that a session at once comes.
  mutating func setSessionParameters(_ drive: borrowing ExclusiveDrive) throws(BurnError) {
    do throws(DriveError) {
      try drive.setSessionParameters(capabilities)
    } catch {
      try writeTrackByTrack(drive, after: error)
    }
  }

  /// Tells the drive all about the session. A drive that refuses a sheet with CD-TEXT and takes the
  /// same without refuses the text; one that takes neither refuses the session.
  mutating func sendCueSheet(_ drive: borrowing ExclusiveDrive) throws(BurnError) {
    guard let recording = plan.audio else { return }
    do throws(DriveError) {
      try drive.send(SendCueSheet(recording.cueSheet))
    } catch {
      guard error.isIllegalRequest, recording.text != nil else {
        return try writeTrackByTrack(drive, after: error)
      }
      let plain = recording.withoutText
      do throws(DriveError) {
        try drive.send(SendCueSheet(plain.cueSheet))
      } catch {
        return try writeTrackByTrack(drive, after: error)
      }
      try leaveOutText(plain, drive, after: error)
    }
  }

  private mutating func leaveOutText(
    _ plain: AudioRecording, _ drive: borrowing ExclusiveDrive, after error: DriveError
  ) throws(BurnError) {
    guard case .audio(let audio) = plan.request.content, audio.text == .whereTaken else {
      drive.forgetSession(capabilities)
      throw BurnError(code: .textRefused, medium: .untouched, cause: error)
    }
    log.append(.textRefused(error))
    let plan = BurnPlanner.plan(plain, of: self.plan.request, on: self.plan.medium)
    // The drive has its sheet already.
    let behind = plan.steps.firstIndex(of: .sendCueSheet).map { $0 + 1 } ?? 0
    change(to: plan, going: plan.steps[behind...])
  }

  /// Takes the other way of writing if the disc lacks nothing then, or if that is allowed.
  private mutating func writeTrackByTrack(
    _ drive: borrowing ExclusiveDrive, after error: DriveError
  ) throws(BurnError) {
    guard error.isIllegalRequest, let recording = plan.audio,
      case .audio(let audio) = plan.request.content
    else { throw untouched(error) }
    drive.forgetSession(capabilities)
    let other: AudioRecording
    do throws(PlanError) {
      other = try BurnPlanner.trackAtOnce(instead: recording)
    } catch {
      throw BurnError(code: .notFit(error.problems), medium: .untouched)
    }
    guard other.losses.isEmpty || audio.acceptsLosses, capabilities.writesTrackAtOnce else {
      throw BurnError(
        code: .sessionAtOnceRefused(other.losses), medium: .untouched, cause: error)
    }
    log.append(.sessionAtOnceRefused(error))
    let plan = BurnPlanner.plan(other, of: self.plan.request, on: self.plan.medium)
    change(to: plan, going: plan.steps[...])
  }

  /// Prepares the next track of a disc that is written track by track.
  mutating func setTrackParameters(
    _ number: Int, _ drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    guard let recording = plan.audio else { return }
    try orSalvage(drive, .driveFailed) { [capabilities] (drive) throws(DriveError) in
      try drive.setTrackParameters(
        recording.plan.disc, track: number, .lastSession, capabilities: capabilities)
    }
  }

  /// Where a run goes. Track by track only the drive knows, since it makes the gaps.
  mutating func place(
    _ index: Int, on drive: borrowing ExclusiveDrive
  ) throws(BurnError) -> BurnRun {
    var run = plan.runs[index]
    guard plan.audio?.plan.recording == .trackAtOnce else { return run }
    try orSalvage(drive, .driveFailed) { (drive) throws(DriveError) in
      if let start = try drive.readNextTrackStart() { run.start = start }
    }
    return run
  }

  /// Whether the drive ends the disc when its buffer is emptied, and nothing is closed.
  var endsWithCache: Bool { plan.audio?.plan.recording == .sessionAtOnce }
}
