extension DriveMachine {
  /// CLOSE TRACK/SESSION (5Bh).
  ///
  ///     byte 1      bit 0 the command ends at once
  ///     byte 2      bits 2…0 function: 0 stop formatting (DVD+RW), 1 track, 2 session, 3 finalise
  ///                 (DVD-R), 5 and 6 finalise (DVD+R; BD-R: 6)
  ///     byte 4, 5   track number, for function 1
  ///
  /// On CD and DVD-R function 2 ends the open track too, and the multi-session field of page 05h
  /// decides whether another session may follow. On DVD+R and BD-R the track must have been closed
  /// before, but not on a BD-R for random recording, which has none. On DVD-RW and DVD+RW function 2
  /// makes readable for other drives what is formatted.
  /// Source: MMC-6, "CLOSE TRACK SESSION Command".
  mutating func closeTrackSession(_ command: CommandBytes) throws(Ending) {
    let function = command[2]
    let medium = try recordedMedium()
    // A session that is written in one go is closed as a whole.
    if recording != nil { return try endCompactDiscRecording() }
    switch (function, medium.kind.traits.family) {
    case _ where medium.sequential == nil: try closeFormat(function, of: medium)
    case (1, _): try closeTrack(number: command.word(4), of: medium)
    case (2, .compactDisc), (2, .dvdMinus): try closeSessionByPage(of: medium)
    case (2, _): try closeSession(of: medium)
    case (3, .dvdMinus), (5, .dvdPlus), (6, .dvdPlus), (6, .bluRay): try finalize(medium)
    default: throw .check(.field(2, bit: 2))
    }
    if command[1] & 0x01 == 0 { waitForOperation() }
  }

  /// Ends what formatting left open, if it did.
  private mutating func closeFormat(_ function: UInt8, of medium: MediumRecord) throws(Ending) {
    switch (function, medium.kind, medium.overwritable) {
    case (2, .dvdMinusRW, .intermediate(let extent)):
      try endRecording(taking: .seconds(40)) { $0.overwritable = .formatted(extent) }
    case (0, .dvdPlusRW, .background):
      stopBackgroundFormat()
      try endRecording(taking: .seconds(10)) { _ in }
    case (2, .dvdPlusRW, .background(let extent, _, isRunning: true)):
      let rest = restOfBackgroundFormat
      backgroundFormat = nil
      try endRecording(taking: rest + .seconds(30)) {
        $0.overwritable = .formatted(extent)
        $0.formatTime = nil
      }
    case (2, .dvdPlusRW, .background): try endRecording(taking: .seconds(30)) { _ in }
    case (6, .bdR, .writeOnce(var recording)):
      if recording.isFinalized { throw .check(.writeProtected) }
      try flush()
      recording.isFinalized = true
      recording.pending = nil
      try endRecording(taking: .seconds(60)) { $0.overwritable = .writeOnce(recording) }
    case (0, .dvdPlusRW, _), (2, .dvdPlusRW, _), (2, .dvdMinusRW, _): try flush()
    default: throw .check(.field(2, bit: 2))
    }
  }

  private mutating func closeTrack(number: Int, of medium: MediumRecord) throws(Ending) {
    let (last, isIncomplete) = (medium.trackCount, medium.openTrack != nil)
    if medium.isFinalized { throw .check(.writeProtected) }
    let number = number == 0xFF && isIncomplete ? last : number
    guard (1...max(last, 1)).contains(number), last > 0 else {
      let isNext = !isIncomplete && (number == last + 1 || number == 0xFF)
      throw .check(isNext ? .programAreaEmpty : .field(4))
    }
    if medium.tracks[number - 1].isClosed { return }
    try endRecording(taking: .seconds(5)) { $0.closeTrack(at: number - 1) }
  }

  /// On CD the lead-in takes a minute at single speed, the lead-out a minute and a half. What was
  /// reserved there must be written, or closed, before.
  private mutating func closeSessionByPage(of medium: MediumRecord) throws(Ending) {
    if medium.isFinalized { throw .check(.writeProtected) }
    guard let session = medium.openSession else { throw .check(.programAreaEmpty) }
    if medium.kind.isCompactDisc, session.tracks.contains(where: \.isPartlyReserved) {
      throw .check(.reservedTrackIncomplete)
    }
    let seconds = medium.kind.isCompactDisc ? 150 * 176.4 / Double(writeSpeed) : 40
    let next = pages.nextSession
    try endRecording(taking: .seconds(seconds)) { $0.closeSession(next: next) }
    self.medium?.setTesting(false)
  }

  private mutating func closeSession(of medium: MediumRecord) throws(Ending) {
    if medium.isFinalized { throw .check(.writeProtected) }
    if medium.sessions.isEmpty { throw .check(.programAreaEmpty) }
    if medium.hasOpenTrack { throw .check(.incompleteTrackInSession) }
    guard medium.openSession != nil else { return }
    try endRecording(taking: .seconds(30)) { $0.closeSession(next: .allowed) }
  }

  private mutating func finalize(_ medium: MediumRecord) throws(Ending) {
    if medium.isFinalized { throw .check(.writeProtected) }
    if medium.sessions.isEmpty { throw .check(.programAreaEmpty) }
    if medium.hasOpenTrack { throw .check(.incompleteTrackInSession) }
    try endRecording(taking: .seconds(60)) { $0.finalize() }
  }

  /// Changes the medium, after what is still in the buffer.
  private mutating func endRecording(
    taking duration: Duration, _ change: (inout MediumRecord) -> Void
  ) throws(Ending) {
    try flush()
    try onDisk { () throws(VirtualDriveError) in try medium?.change(change) }
    begin(.closing, for: duration)
  }
}

extension RecordedTrack {
  /// Whether blocks are reserved that were not written.
  fileprivate var isPartlyReserved: Bool {
    !isClosed && recordedBlocks < reservedBlocks ?? 0
  }
}
