internal import DiscModel
internal import MMC

/// What only DVD needs. Source: MMC-6, "Write Parameters Mode Page", "CLOSE TRACK/SESSION Command".
extension ExclusiveDrive {
  /// Prepares a DVD-R or DVD-RW, in the drive's own idea of the page.
  borrowing func setRecording(_ recording: BurnStep.DVDRecording) throws(DriveError) {
    let feature = (try? readFeature(.dvdMinusRWrite)).map(DVDMinusRWriteFeature.init)
    let protects = feature?.protectsAgainstUnderrun ?? false
    var page = try send(ModeSense10<WriteParametersPage>())
    switch recording {
    case .incremental(let session):
      page.setIncremental(
        allowsMoreSessions: session == .moreSessionsAllowed, protectsAgainstUnderrun: protects)
    case .discAtOnce: page.setDiscAtOnce(protectsAgainstUnderrun: protects)
    case .restrictedOverwrite: page.setRestrictedOverwrite(protectsAgainstUnderrun: protects)
    }
    try send(ModeSelect10(page))
  }

  /// Most drives finish a disc that was written at once when they have all of it; the others are told
  /// to end the border, and then the disc.
  borrowing func finishDiscAtOnce(limit: Duration) throws(DriveError) {
    for function in [CloseTrackSession.Function.session, .lastBorder] {
      guard try send(ReadDiscInformation()).status != .finalized else { return }
      try closeAndWait(function, limit: limit)
    }
  }

  /// Stops the format of a DVD+RW that still goes on.
  ///
  /// Otherwise the end of the session would wait for the end of the format, half an hour long.
  borrowing func stopBackgroundFormatIfRunning(limit: Duration) throws(DriveError) {
    guard try send(ReadDiscInformation()).backgroundFormat == .running else { return }
    try stopBackgroundFormat(limit: limit)
  }
}
