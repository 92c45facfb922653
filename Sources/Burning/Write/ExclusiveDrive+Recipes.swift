internal import DiscModel
internal import MMC

/// The sequences of commands that a burn is made of. Source: MMC-6, "CLOSE TRACK SESSION command",
/// "SYNCHRONIZE CACHE command", "Write Parameters mode page".
extension ExclusiveDrive {
  /// Locks the tray; a drive without a lock refuses it, and burns all the same.
  borrowing func lockTrayIfPossible() throws(DriveError) {
    do throws(DriveError) {
      try lockTray()
    } catch {
      guard error.meansNotSupported else { throw error }
    }
  }

  /// Locks the tray, waits for the disc, and looks at it. That there is none is in what it returns.
  borrowing func inspectForJob() throws(DriveError) -> DriveInspection {
    try lockTrayIfPossible()
    do throws(DriveError) {
      try waitUntilReady(limit: BurnSession.loadLimit, isCancelled: { Task.isCancelled })
    } catch {
      guard error.meansNoMedium else { throw error }
    }
    return try inspect()
  }

  /// Prepares a CD for a data track written at once, in the drive's own idea of the page.
  borrowing func setWriteParameters(
    _ session: BurnStep.SessionParameters, capabilities: DriveCapabilities
  ) throws(DriveError) {
    var page = try send(ModeSense10<WriteParametersPage>())
    page.setTrackAtOnceData(
      allowsMoreSessions: session == .moreSessionsAllowed,
      protectsAgainstUnderrun: capabilities.hasUnderrunProtection)
    try send(ModeSelect10(page))
  }

  /// Asks for a speed: SET CD SPEED for CD, SET STREAMING for the others, and SET CD SPEED where
  /// that is refused.
  borrowing func setSpeed(_ rate: TransferRate, of profile: MediumProfile) throws(DriveError) {
    guard profile.family != .cd else {
      try send(SetCDSpeed(writeRate: rate))
      return
    }
    do throws(DriveError) {
      try send(SetStreaming(rate, lastAddress: try readEnd(of: profile) - BlockCount(1)))
    } catch {
      guard !error.meansDriveLost else { throw error }
      try send(SetCDSpeed(writeRate: rate))
    }
  }

  /// The first block behind all that can be written.
  private borrowing func readEnd(
    of profile: MediumProfile
  ) throws(DriveError) -> LogicalBlockAddress {
    if profile.isOverwritable { return .zero + (try send(ReadCapacity()).blocks) }
    // DVD-R and DVD-RW do not know the open track by its other number.
    var target = ReadTrackInformation.Target.openTrack
    if profile.isDVDMinus {
      let number = try send(ReadDiscInformation()).lastTrackInLastSession
      target = .track(UInt16(clamping: max(number, 1)))
    }
    let track = try send(ReadTrackInformation(target))
    return max(track.startAddress, .zero) + track.freeBlocks
  }

  /// Empties the drive's buffer onto the disc.
  ///
  /// Told to do it at once and asked until it is done, so that the drive can be watched; then told
  /// again to wait itself, because some drives say too early that they are ready. A drive that is
  /// reset meanwhile has lost what it held.
  borrowing func synchronizeCacheAndWait(limit: Duration) throws(DriveError) {
    do throws(DriveError) {
      try sendPatiently(SynchronizeCache(isImmediate: true), limit: limit)
      try waitUntilReady(limit: limit, endsAtReset: true)
    } catch {
      // Some drives only do it while the host waits.
      guard error.isInvalidField else { throw error }
    }
    try sendPatiently(SynchronizeCache(isImmediate: false), limit: limit)
  }

  /// Closes the track that is open on a DVD+R or BD-R.
  borrowing func closeTrackAndWait(limit: Duration) throws(DriveError) {
    let track = try send(ReadDiscInformation()).lastTrackInLastSession
    try closeAndWait(.track(UInt16(clamping: track)), limit: limit)
  }

  /// Closes the session; on CD the write parameters say whether another may follow.
  borrowing func closeSessionAndWait(limit: Duration) throws(DriveError) {
    try closeAndWait(.session, limit: limit)
  }

  /// Ends a DVD+R or BD-R for good.
  ///
  /// Drives differ in which function they know, so the next one is tried when one is an invalid field. Of
  /// two layers, most know that with the minimal radius. A drive that knows no way at all closes the
  /// session, so that the disc can be read.
  ///
  /// - Returns: nil if the disc is finished; else what the drive refused the last way with, and the
  ///   session alone is closed.
  borrowing func finalizeAndWait(
    _ profile: MediumProfile, limit: Duration
  ) throws(DriveError) -> DriveError? {
    let functions: [CloseTrackSession.Function] =
      profile == .dvdPlusRDualLayer
      ? [.discWithMinimalRadius, .disc] : [.disc, .discWithMinimalRadius]
    var refusal: DriveError?
    for function in functions {
      do throws(DriveError) {
        try closeAndWait(function, limit: limit)
        return nil
      } catch {
        guard error.isInvalidField else { throw error }
        refusal = error
      }
    }
    try closeSessionAndWait(limit: limit)
    return refusal
  }

  borrowing func closeAndWait(
    _ function: CloseTrackSession.Function, limit: Duration
  ) throws(DriveError) {
    do throws(DriveError) {
      try sendPatiently(CloseTrackSession(function, isImmediate: true), limit: limit)
    } catch {
      // Some drives only close while the host waits.
      guard error.isInvalidField else { throw error }
      try sendPatiently(CloseTrackSession(function, isImmediate: false), limit: limit)
    }
    try waitUntilReady(limit: limit)
  }

  /// Sends a command, and sends it again while the drive says that it is still at work: some call
  /// themselves ready too early.
  borrowing func sendPatiently<Command: MMCCommand>(
    _ command: Command, limit: Duration
  ) throws(DriveError) where Command.Response == Void {
    let step = Duration.milliseconds(500)
    var waited = Duration.zero
    while true {
      do throws(DriveError) {
        return try send(command)
      } catch {
        guard error.passesByItself, waited < limit else { throw error }
      }
      pause(step)
      waited += step
    }
  }
}
