internal import CompactDisc
internal import DiscModel
internal import MMC

/// What a drive is told before it writes audio. Source: MMC-6, "Write Parameters Mode Page".
extension ExclusiveDrive {
  /// Prepares a session that is written at once and is the disc's last.
  borrowing func setSessionParameters(_ capabilities: DriveCapabilities) throws(DriveError) {
    var page = try send(ModeSense10<WriteParametersPage>())
    page.setSessionAtOnce(
      allowsMoreSessions: false, protectsAgainstUnderrun: capabilities.hasUnderrunProtection)
    try send(ModeSelect10(page))
  }

  /// Prepares one audio track that is written at once.
  ///
  /// - Parameter number: from 1.
  borrowing func setTrackParameters(
    _ disc: AudioDisc, track number: Int, _ session: BurnStep.SessionParameters,
    capabilities: DriveCapabilities
  ) throws(DriveError) {
    let track = disc.tracks[number - 1]
    var page = try send(ModeSense10<WriteParametersPage>())
    page.setTrackAtOnceAudio(
      control: track.control, isCopy: track.copying == .alreadyCopied,
      catalogueNumber: disc.catalogNumber?.text, recordingCode: track.recordingCode?.text,
      allowsMoreSessions: session == .moreSessionsAllowed,
      protectsAgainstUnderrun: capabilities.hasUnderrunProtection)
    try send(ModeSelect10(page))
  }

  /// Where the next track begins. On a blank disc some drives say −150; what the host writes begins
  /// at 0.
  borrowing func readNextTrackStart() throws(DriveError) -> LogicalBlockAddress? {
    try send(ReadTrackInformation(.openTrack)).nextWritableAddress.map { max($0, .zero) }
  }

  /// Makes the drive forget a session that it was told of and that nobody writes.
  borrowing func forgetSession(_ capabilities: DriveCapabilities) {
    try? setWriteParameters(.lastSession, capabilities: capabilities)
  }
}
