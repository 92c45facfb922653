internal import DiscModel
internal import MMC

/// The sequences of commands that erase and format. Source: MMC-6, "BLANK Command" and "FORMAT UNIT
/// Command".
extension ExclusiveDrive {
  /// Starts something long, told to answer at once, and waits until it is done; a drive that does not
  /// know how to answer at once is told to do it while the host waits.
  ///
  /// A drive that is reset meanwhile did not do it.
  ///
  /// - Returns: false if it was cancelled; the drive then goes on by itself.
  borrowing func startAndWait<Command: MMCCommand>(
    limit: Duration, isCancelled: () -> Bool = { false }, progress: (Double?) -> Void = { _ in },
    _ command: (_ isImmediate: Bool) -> Command
  ) throws(DriveError) -> Bool where Command.Response == Void {
    do throws(DriveError) {
      try sendPatiently(command(true), limit: BurnSession.salvageLimit)
    } catch {
      guard error.isInvalidField || error.isInvalidParameter else { throw error }
      try sendPatiently(command(false), limit: BurnSession.salvageLimit)
    }
    return try waitUntilReady(
      limit: limit, endsAtReset: true, isCancelled: isCancelled, progress: progress)
  }

  /// Formats by the first of `orders` that the drive takes.
  borrowing func formatAndWait(
    _ orders: [FormatOrder], limit: Duration, isCancelled: () -> Bool = { false },
    progress: (Double?) -> Void = { _ in }
  ) throws(DriveError) -> Bool {
    for order in orders.dropLast() {
      do throws(DriveError) {
        return try startAndWait(limit: limit, isCancelled: isCancelled, progress: progress) {
          order.command(isImmediate: $0)
        }
      } catch {
        guard error.refusesToBegin else { throw error }
      }
    }
    guard let last = orders.last else { return true }
    return try startAndWait(limit: limit, isCancelled: isCancelled, progress: progress) {
      last.command(isImmediate: $0)
    }
  }

  /// Stops the format of a DVD+RW that goes on in the background, so that it can be taken up again.
  borrowing func stopBackgroundFormat(limit: Duration) throws(DriveError) {
    _ = try startAndWait(limit: limit) { CloseTrackSession(.backgroundFormat, isImmediate: $0) }
  }
}

extension DriveError {
  /// Whether the drive does not know a field of the parameters.
  var isInvalidParameter: Bool {
    guard case .refused(_, let sense) = self else { return false }
    return sense.key == .illegalRequest && sense.asc == 0x26
  }

  /// Whether the drive does not do what was asked, and did nothing of it: it does not know the command
  /// or a field of it, or not for this medium.
  var refusesToBegin: Bool {
    guard case .refused(_, let sense) = self, !sense.isDeferred else { return false }
    return sense.key == .illegalRequest && [0x20, 0x24, 0x26, 0x30, 0x64].contains(sense.asc)
  }
}
