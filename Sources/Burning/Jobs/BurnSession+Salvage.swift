internal import DiscImage
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
    guard hasTouchedMedium else { return .untouched }
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
  private mutating func fillShortestTrack(_ drive: borrowing ExclusiveDrive) throws(DriveError) {
    guard plan.profile.family == .cd, written < BurnPlanner.shortestCDTrack else { return }
    let missing = BurnPlanner.shortestCDTrack - written
    let zeros = PageBuffer(byteCount: Int(StreamLedger.chunkBlocks.byteCount()))
    var done = BlockCount.zero
    while done < missing {
      let blocks = min(StreamLedger.chunkBlocks, missing - done)
      try drive.write(
        zeros.prefix(Int(blocks.byteCount())), at: plan.start + written + done, blocks: blocks)
      done += blocks
    }
  }

  private func closePart(_ drive: borrowing ExclusiveDrive) throws(DriveError) -> MediumCondition {
    // The drive may have nothing left to write, or fail again: the disc's own word decides.
    try ignoringRefusal { () throws(DriveError) in
      try drive.synchronizeCacheAndWait(limit: Self.salvageLimit)
    }
    if plan.profile.family == .cd {
      try ignoringRefusal { () throws(DriveError) in
        try drive.setWriteParameters(.moreSessionsAllowed, capabilities: capabilities)
      }
    } else {
      try ignoringRefusal { () throws(DriveError) in
        try drive.closeTrackAndWait(limit: Self.salvageLimit)
      }
    }
    try ignoringRefusal { () throws(DriveError) in
      try drive.closeSessionAndWait(limit: Self.closeLimit)
    }
    guard let medium = try drive.readMedium() else { return .unknown }
    let lastSession = try drive.send(ReadDiscInformation()).lastSession
    switch medium.condition {
    case .blank: return .untouched
    case .appendable where lastSession == .incomplete: return .lost
    case .appendable: return .partlyWritten(blocks: written, freeBlocks: medium.freeBlocks)
    case .closed: return .partlyWritten(blocks: written, freeBlocks: .zero)
    }
  }

  /// Goes on after a refusal, but not after the drive is gone.
  private func ignoringRefusal(_ body: () throws(DriveError) -> Void) throws(DriveError) {
    do throws(DriveError) {
      try body()
    } catch {
      guard !error.meansDriveLost else { throw error }
    }
  }
}
