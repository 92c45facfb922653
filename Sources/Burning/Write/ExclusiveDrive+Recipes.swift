internal import DiscModel
internal import MMC

/// The sequences of commands that a burn is made of. Source: MMC-6, "CLOSE TRACK SESSION command",
/// "SYNCHRONIZE CACHE command", "Write Parameters mode page".
extension ExclusiveDrive {
  /// Empties the drive's buffer onto the disc.
  ///
  /// Told to do it at once and asked until it is done, so that the drive can be watched; then told
  /// again to wait itself, because some drives say too early that they are ready.
  borrowing func synchronizeCacheAndWait(limit: Duration) throws(DriveError) {
    try send(SynchronizeCache(immediate: true))
    try waitUntilReady(limit: limit)
    try send(SynchronizeCache(immediate: false))
  }

  /// Closes the track that is open on a DVD+R or BD-R.
  borrowing func closeTrackAndWait(limit: Duration) throws(DriveError) {
    let track = try send(ReadDiscInformation()).lastTrackInLastSession
    try closeAndWait(.track(track), limit: limit)
  }

  /// Closes the session; on CD the write parameters say whether another may follow.
  borrowing func closeSessionAndWait(limit: Duration) throws(DriveError) {
    try closeAndWait(.session, limit: limit)
  }

  /// Ends a DVD+R or BD-R for good.
  ///
  /// Drives differ in which function of a DVD+R they know, so the other one is tried when the first
  /// is an invalid field.
  borrowing func finalizeAndWait(_ profile: MediumProfile, limit: Duration) throws(DriveError) {
    do throws(DriveError) {
      try closeAndWait(.finalize, limit: limit)
    } catch where error.isInvalidField && profile.family == .dvd {
      try closeAndWait(.finalizeMinimalRadius, limit: limit)
    }
  }

  private borrowing func closeAndWait(
    _ function: CloseTrackSession.Function, limit: Duration
  ) throws(DriveError) {
    do throws(DriveError) {
      try send(CloseTrackSession(function, immediate: true))
    } catch where error.isInvalidField {
      // Some drives only close while the host waits.
      try send(CloseTrackSession(function, immediate: false))
    }
    try waitUntilReady(limit: limit)
  }
}

extension DriveError {
  var isInvalidField: Bool {
    guard case .refused(_, let sense) = self else { return false }
    return sense.key == .illegalRequest && sense.asc == 0x24
  }
}
