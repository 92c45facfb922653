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
    for mismatch in verifier.mismatches { log.append(.mismatchFound(mismatch)) }
    switch end {
    case .equal(let blocks):
      proof = verification == .full ? .everyBlock : .sample(blocks)
    case .different:
      throw BurnError(code: .verificationFailed(verifier.mismatches), medium: condition)
    case .cancelled:
      log.append(.cancelRequested)
      throw BurnError(code: .cancelled, medium: condition)
    case .driveFailed(let error):
      throw BurnError(
        code: error.meansDriveLost ? .driveLost : .driveFailed, medium: condition, cause: error)
    }
  }

  /// Stops the disc and starts it again, so that the drive reads the disc and not its own memory.
  private func restart(_ drive: borrowing ExclusiveDrive) {
    do throws(DriveError) {
      try drive.send(StartStopUnit(.stop))
      try drive.send(StartStopUnit(.start))
      try drive.waitUntilReady(limit: Self.loadLimit, isCancelled: { Task.isCancelled })
    } catch {
      log.append(.stepRefused(.verify(plan.request.verification), error))
    }
  }
}
