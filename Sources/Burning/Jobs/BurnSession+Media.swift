internal import DiscModel
internal import MMC

/// What only some media need: a format before the first write, room set aside, an end of their own.
extension BurnSession {
  /// Nothing is on the disc that counts, or the user agreed to lose it.
  mutating func format(
    _ format: BurnFormat, _ drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    let isDone: Bool
    do throws(DriveError) {
      isDone = try drive.formatAndWait(
        format.orders, limit: EraseSession.limit, isCancelled: { Task.isCancelled },
        progress: { _ in meter.advance(to: .zero, bufferFill: 0) })
    } catch {
      if error.meansDriveLost {
        throw BurnError(code: .driveLost, medium: .unknown, cause: error)
      }
      throw BurnError(
        code: .formattingFailed, medium: error.refusesToBegin ? .untouched : .partlyErased,
        cause: error)
    }
    guard isDone else {
      log.append(.cancelRequested)
      throw BurnError(code: .cancelled, medium: .beingErased)
    }
  }

  /// A disc that is written at once may have lost its innocence with this.
  mutating func reserveTrack(
    _ blocks: BlockCount, _ drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    do throws(DriveError) {
      try drive.send(ReserveTrack(.blocks(UInt32(clamping: blocks.rawValue))))
    } catch {
      throw untouched(error)
    }
    hasTouchedMedium = true
  }

  /// The end of a disc that is no session's.
  mutating func closeMedium(
    _ step: BurnStep, _ drive: borrowing ExclusiveDrive
  ) throws(BurnError) {
    try orSalvage(drive, .closingFailed) { (drive) throws(DriveError) in
      switch step {
      case .stopBackgroundFormat: try drive.stopBackgroundFormatIfRunning(limit: Self.closeLimit)
      default: try drive.finishDiscAtOnce(limit: Self.closeLimit)
      }
    }
  }

  /// Makes of a disc that can be overwritten what other drives can read, as far as it was written.
  func endOverwriting(_ drive: borrowing ExclusiveDrive) throws(DriveError) -> MediumCondition {
    switch plan.profile {
    case .dvdMinusRWRestrictedOverwrite:
      try ignoringRefusal { () throws(DriveError) in
        try drive.closeSessionAndWait(limit: Self.closeLimit)
      }
    case .dvdPlusRW, .dvdPlusRWDualLayer:
      try ignoringRefusal { () throws(DriveError) in
        try drive.stopBackgroundFormatIfRunning(limit: Self.closeLimit)
      }
      try ignoringRefusal { () throws(DriveError) in
        try drive.closeSessionAndWait(limit: Self.closeLimit)
      }
    default: break
    }
    return written == .zero ? .untouched : .partlyOverwritten(blocks: written)
  }
}
