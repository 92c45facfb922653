internal import CompactDisc
internal import DiscModel
internal import MMC

/// Reading an audio disc back: what it tells of itself, then every sample.
extension BurnSession {
  mutating func verifyAudio(
    _ fed: StreamFeeder.Fed, _ verification: BurnRequest.Verification,
    leaving condition: MediumCondition, on drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    let blocks = fed.samples.reduce(.zero) { sum, ledger in
      sum
        + AudioVerifier.blocks(
          in: AudioVerifier.chunks(for: verification, of: ledger), of: ledger)
    }
    meter.begin(.verifying, total: blocks)
    restart(drive)
    try verifyContents(leaving: condition, on: drive)
    let starts = runStarts.suffix(fed.samples.count)
    let runs = zip(starts, fed.samples).map { AudioVerifier.Run(start: $0, ledger: $1) }
    var verifier = AudioVerifier(runs, log: log, paths: paths(at:))
    let end = verifier.run(verification, on: drive) { meter.advance(to: $0, bufferFill: 0) }
    readOffset = verifier.offset
    outOfReach = verifier.outOfReach(of: verification)
    try conclude(end, verifier.mismatches, verification, leaving: condition)
  }

  private mutating func verifyContents(
    leaving condition: MediumCondition, on drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    guard let recording = plan.audio else { return }
    var check = AudioContentsCheck(recording, starts: Array(runStarts))
    do throws(DriveError) {
      try check.run(on: drive, capabilities: capabilities)
    } catch {
      throw BurnError(
        code: error.meansDriveLost ? .driveLost : .driveFailed, medium: condition, cause: error)
    }
    unconfirmed = check.unconfirmed
    guard check.differences.isEmpty else {
      throw BurnError(code: .contentsDiffer(check.differences), medium: condition)
    }
  }

  /// Whose samples lie at an address. Silence before a track counts as the track's.
  private func paths(at address: LogicalBlockAddress) -> [String] {
    guard case .audio(let audio) = plan.request.content, let recording = plan.audio else {
      return []
    }
    let number =
      switch recording.plan.recording {
      case .sessionAtOnce:
        recording.plan.tracks.last { ($0.pregapStart ?? $0.start) <= address }?.number
      case .trackAtOnce: runStarts.lastIndex { $0 <= address }.map { $0 + 1 }
      }
    return number.flatMap { audio.path(ofTrack: $0) }.map { [$0] } ?? []
  }

  /// From address 0 to the lead-out; track by track, what the tracks hold.
  var audioBlocks: BlockCount {
    guard let recording = plan.audio else { return .zero }
    return recording.plan.runs.reduce(.zero) { $0 + $1.blocks - recording.unreadBlocks(of: $1) }
  }

  var audioReport: AudioReport? {
    plan.audio.map { recording in
      AudioReport(
        recording: recording.plan.recording, losses: recording.losses, readOffset: readOffset,
        outOfReach: outOfReach, unconfirmed: unconfirmed)
    }
  }
}
