internal import CompactDisc
internal import DiscModel
internal import MMC

/// What is done so that a failed or cancelled burn costs as little of the disc as can be.
extension BurnSession {
  /// How long a drive may take to give up what it holds after a failure.
  static let salvageLimit = Duration.seconds(300)

  /// Does `body`; if the drive fails, ends the session as well as it can and throws `code`.
  mutating func orSalvage(
    _ drive: borrowing ExclusiveDrive, _ code: BurnError.Code,
    _ body: (borrowing ExclusiveDrive) throws(DriveError) -> Void
  ) throws(BurnError) {
    do throws(DriveError) {
      try body(drive)
    } catch {
      throw BurnError(
        code: error.meansDriveLost ? .driveLost : code, medium: salvage(drive, after: error),
        cause: error)
    }
  }

  /// Closes what was written so far, so that it can be read and the rest of the disc be used.
  ///
  /// - Returns: what the disc says of itself afterwards.
  mutating func salvage(
    _ drive: borrowing ExclusiveDrive, after error: DriveError?
  ) -> MediumCondition {
    guard hasTouchedMedium else {
      if plan.audio != nil { drive.forgetSession(capabilities) }
      return .untouched
    }
    if let error, error.meansDriveLost { return .unknown }
    meter.begin(.closing)
    do throws(DriveError) {
      if error == nil { try fillShortestTrack(drive) }
      return try closePart(drive)
    } catch {
      return error.meansDriveLost ? .unknown : .lost
    }
  }

  /// A CD track of less than four seconds cannot be closed, so zeros are written up to that.
  ///
  /// If the drive does not take them, the disc's own word on how it was closed decides.
  private func fillShortestTrack(_ drive: borrowing ExclusiveDrive) throws(DriveError) {
    guard plan.profile.family == .cd, !endsWithCache, let run, written < BurnPlanner.shortestCDTrack
    else { return }
    let rest = BurnRun(
      start: run.start + written, blocks: BurnPlanner.shortestCDTrack - written, format: run.format)
    let zeros = ChunkBuffer<StreamFailure>(capacityByteCount: .max)
    let chunk = run.format.chunkBlocks
    for start in stride(from: 0, to: rest.blocks.rawValue, by: Int(chunk.rawValue)) {
      let blocks = min(chunk, rest.blocks - BlockCount(start))
      _ = zeros.put(.zeros(from: BlockCount(start), blocks: blocks, format: run.format))
    }
    zeros.finish()
    var loop = WriteLoop(rest, on: plan.profile, from: zeros, log: log)
    let end = loop.run(on: drive, isCancelled: { false }, advanced: { _, _ in })
    if case .driveFailed(let error) = end, error.meansDriveLost { throw error }
  }

  private func closePart(_ drive: borrowing ExclusiveDrive) throws(DriveError) -> MediumCondition {
    // The drive may have nothing left to write, or fail again: the disc's own word decides.
    try ignoringRefusal { () throws(DriveError) in
      try drive.synchronizeCacheAndWait(limit: Self.salvageLimit)
    }
    // A disc of which the drive took nothing stays as it is: there is nothing to close.
    if written == .zero, (try? drive.readMedium())?.condition == .blank { return .untouched }
    if plan.profile.isOverwritable { return try endOverwriting(drive) }
    // What was announced and is missing cannot be made up for.
    if plan.isDiscAtOnce { return Self.spoilt(try drive.readMedium()) }
    try prepareToClose(drive)
    try ignoringRefusal { () throws(DriveError) in
      try drive.closeSessionAndWait(limit: Self.closeLimit)
    }
    guard let medium = try drive.readMedium() else { return .unknown }
    let lastSession = try drive.send(ReadDiscInformation()).lastSession
    // The drive may have taken more than came to the disc.
    let recorded = recordedBlocks(on: medium)
    switch medium.condition {
    // Blocks were taken, and the disc knows nothing of them.
    case .blank: return written == .zero ? .untouched : .unknown
    case .appendable where lastSession == .incomplete || lastSession == .damaged:
      return Self.spoilt(medium)
    case .appendable, .closed:
      return .partlyWritten(
        blocks: recorded, freeBlocks: medium.condition == .closed ? .zero : medium.freeBlocks,
        isErasable: medium.isErasable)
    case .overwritable, .unformatted, .intermediate: return .unknown
    }
  }

  /// Tells the drive that the session stays open for more, or closes the track.
  private func prepareToClose(_ drive: borrowing ExclusiveDrive) throws(DriveError) {
    try ignoringRefusal { () throws(DriveError) in
      if plan.profile.family != .cd {
        try drive.closeTrackAndWait(limit: Self.salvageLimit)
        guard plan.profile.isDVDMinus else { return }
        try drive.setRecording(.incremental(.moreSessionsAllowed))
      } else if let recording = plan.audio {
        // A session at once has no page that would help.
        guard !endsWithCache else { return }
        try drive.setTrackParameters(
          recording.plan.disc, track: max(runStarts.count, 1), .moreSessionsAllowed,
          capabilities: capabilities)
      } else {
        try drive.setWriteParameters(.moreSessionsAllowed, capabilities: capabilities)
      }
    }
  }

  /// What of the content is on the disc: no more than was sent, and than the disc knows of.
  private func recordedBlocks(on medium: Medium) -> BlockCount {
    guard let recording = plan.audio else {
      let track = medium.tracks.last { $0.start == (run?.start ?? plan.start) }
      return min(written, track?.blocks ?? .zero)
    }
    let isAudio = run?.format == .audio
    let unread = isAudio ? recording.plan.runs.first.map(recording.unreadBlocks) ?? .zero : .zero
    let sent = isAudio ? max(writtenSamples - unread, .zero) : .zero
    // The two blocks of run-out that a drive may count hold nothing that was sent.
    let known =
      endsWithCache
      ? medium.tracks.map { $0.start + $0.blocks - .zero }.max() ?? .zero
      : medium.tracks.reduce(.zero) { $0 + $1.blocks }
    return min(sent, max(known - BlockCount(2), .zero))
  }

  /// The sectors of audio that the drive took.
  private var writtenSamples: BlockCount {
    let begun = zip(plan.runs, runStarts).map { run, _ in run }
    return begun.dropLast().reduce(written) { $1.format == .audio ? $0 + $1.blocks : $0 }
  }

  /// Goes on after a refusal, but not after the drive is gone.
  func ignoringRefusal(_ body: () throws(DriveError) -> Void) throws(DriveError) {
    do throws(DriveError) {
      try body()
    } catch {
      guard !error.meansDriveLost else { throw error }
    }
  }
}

extension BurnPlan {
  /// Whether a DVD is written in one go.
  fileprivate var isDiscAtOnce: Bool { steps.contains(.setRecording(.discAtOnce)) }
}
