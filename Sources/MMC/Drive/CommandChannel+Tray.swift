extension CommandChannel {
  /// How long a drive may go on with what it was doing before it opens the tray.
  private static let ejectPatience = Duration.seconds(60)
  /// How long a fresh medium may take: BD with several layers need the longest.
  static let loadPatience = Duration.seconds(120)

  /// Unlocks the tray and opens it.
  ///
  /// Others may have locked it too (udev does), so a refusal is answered by unlocking in both ways
  /// and trying again, three times a second apart. A drive that is still at work is waited for.
  /// Source: MMC-6, "START STOP UNIT Command" and "PREVENT ALLOW MEDIUM REMOVAL Command".
  func eject() throws(DriveError) {
    // A drive without a lock refuses this; then there is nothing to unlock.
    try? send(PreventAllowMediumRemoval(.allow))
    var triesLeft = 3
    while true {
      do throws(DriveError) {
        return try send(StartStopUnit(.eject))
      } catch {
        guard triesLeft > 0 else { throw error }
        triesLeft -= 1
        switch error.meaning {
        case .removalPrevented:
          try? send(PreventAllowMediumRemoval(.allow))
          try? send(PreventAllowMediumRemoval(.persistentAllow))
          transport.pause(.seconds(1))
        case _ where error.passesByItself:
          // What comes of it shows when the tray is tried again.
          _ = try? waitUntilReady(
            limit: Self.ejectPatience, isCancelled: { false }, progress: { _ in })
        default: throw error
        }
      }
    }
  }

  /// Closes the tray and waits for the medium.
  func load(isCancelled: () -> Bool) throws(DriveError) -> MediumArrival {
    try send(StartStopUnit(.load))
    return try awaitMedium(isCancelled: isCancelled)
  }

  /// Waits until the medium can be used.
  func awaitMedium(isCancelled: () -> Bool) throws(DriveError) -> MediumArrival {
    do throws(DriveError) {
      let isReady = try waitUntilReady(
        limit: Self.loadPatience, isCancelled: isCancelled, progress: { _ in })
      return isReady ? .ready : .cancelled
    } catch {
      guard case .noMedium? = error.meaning else { throw error }
      return .noMedium
    }
  }
}
