internal import DiscImage
internal import DiscModel
internal import MMC

/// Reading back what was written.
extension BurnSession {
  /// How many blocks will be read back.
  var blocksToVerify: BlockCount {
    switch plan.request.content {
    case .image(let image):
      DiscVerifier.blocks(
        in: chunks(of: image.layout, for: plan.request.verification), of: plan.blocks)
    // The ledger that tells exactly is not there yet.
    case .audio:
      switch plan.request.verification {
      case .full: plan.blocks
      case .quick: BlockCount(plan.blocks.rawValue / 16)
      case .none: .zero
      }
    }
  }

  mutating func verify(
    _ verification: BurnRequest.Verification, on drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    guard let fed, let condition = closedCondition else { return }
    drive.announce(.verifying)
    switch plan.request.content {
    case .image(let image):
      try verify(image.layout, fed, verification, leaving: condition, on: drive)
    case .audio:
      try verifyAudio(fed, verification, leaving: condition, on: drive)
    }
  }

  private func chunks(
    of layout: ImageLayout, for verification: BurnRequest.Verification
  ) -> [Int] {
    DiscVerifier.chunks(for: verification, of: layout, blocks: plan.blocks)
  }

  private mutating func verify(
    _ layout: ImageLayout, _ fed: StreamFeeder.Fed, _ verification: BurnRequest.Verification,
    leaving condition: MediumCondition, on drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    let chunks = chunks(of: layout, for: verification)
    var verifier = DiscVerifier(
      ledger: fed.ledgers[0], start: plan.runs[0].start, layout: layout, log: log)
    meter.begin(.verifying, total: DiscVerifier.blocks(in: chunks, of: plan.blocks))
    restart(drive)
    let end = verifier.run(chunks, on: drive) { meter.advance(to: $0, bufferFill: 0) }
    try conclude(end, verifier.mismatches, verification, leaving: condition)
  }

  /// What a reading proves, or that it does not.
  mutating func conclude(
    _ end: DiscVerifier.End, _ mismatches: [Mismatch], _ verification: BurnRequest.Verification,
    leaving condition: MediumCondition
  ) throws(BurnError) {
    for mismatch in mismatches { log.append(.mismatchFound(mismatch)) }
    switch end {
    case .equal(let blocks):
      proof = verification == .full ? .everyBlock : .sample(blocks)
    case .different:
      throw BurnError(code: .verificationFailed(mismatches), medium: condition)
    case .cancelled:
      log.append(.cancelRequested)
      throw BurnError(code: .cancelled, medium: condition)
    case .driveFailed(let error):
      throw BurnError(
        code: error.meansDriveLost ? .driveLost : .driveFailed, medium: condition, cause: error)
    }
  }

  /// Stops the disc and starts it again, so that the drive reads the disc and not its own memory.
  func restart(_ drive: borrowing ExclusiveDrive) {
    do throws(DriveError) {
      try drive.send(StartStopUnit(.stop))
      try drive.send(StartStopUnit(.start))
      try drive.waitUntilReady(limit: Self.loadLimit, isCancelled: { Task.isCancelled })
    } catch {
      log.append(.stepRefused(.verify(plan.request.verification), error))
    }
  }
}
