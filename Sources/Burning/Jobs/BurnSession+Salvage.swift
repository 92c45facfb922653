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
    let zeros = [UInt8](repeating: 0, count: Int(StreamLedger.chunkBlocks.byteCount()))
    var done = BlockCount.zero
    while done < missing {
      let blocks = min(StreamLedger.chunkBlocks, missing - done)
      let address = plan.start + written + done
      try zeros.withUnsafeBytes { (bytes) throws(DriveError) in
        try drive.write(
          UnsafeRawBufferPointer(rebasing: bytes[..<Int(blocks.byteCount())]), at: address,
          blocks: blocks)
      }
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
        try drive.setWriteParameters(.moreSessionsAllowed)
      }
    } else {
      try ignoringRefusal { () throws(DriveError) in
        try drive.closeTrackAndWait(limit: Self.salvageLimit)
      }
    }
    try ignoringRefusal { () throws(DriveError) in
      try drive.closeSessionAndWait(limit: Self.closeLimit)
    }
    return try partCondition(of: drive.readMedium())
  }

  private func partCondition(of medium: Medium?) -> MediumCondition {
    guard let medium else { return .lost }
    switch medium.condition {
    case .blank: return .untouched
    case .appendable where medium.hasOpenSession: return .lost
    case .appendable: return .partlyWritten(blocks: written, freeBlocks: medium.freeBlocks)
    case .closed: return .partlyWritten(blocks: written, freeBlocks: .zero)
    }
  }

  /// Goes on after a refusal, but not after the drive is gone.
  private func ignoringRefusal(_ body: () throws(DriveError) -> Void) throws(DriveError) {
    do throws(DriveError) {
      try body()
    } catch where !error.meansDriveLost {
      return
    }
  }
}
