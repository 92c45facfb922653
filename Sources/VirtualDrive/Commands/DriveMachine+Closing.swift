extension DriveMachine {
  /// CLOSE TRACK/SESSION (5Bh).
  ///
  ///     byte 1      bit 0 the command ends at once
  ///     byte 2      bits 2…0 function: 1 track, 2 session, 5 and 6 finalise (DVD+R; BD-R: 6)
  ///     byte 4, 5   track number, for function 1
  ///
  /// On CD and DVD-R function 2 ends the open track too, and the multi-session field of page 05h
  /// decides whether another session may follow. On DVD+R and BD-R the track must have been closed before.
  /// Source: MMC-6, "CLOSE TRACK SESSION Command".
  mutating func closeTrackSession(_ command: CommandBytes) throws(Ending) {
    let function = command[2]
    let medium = try recordedMedium()
    switch (function, medium.kind.traits.family) {
    case _ where medium.sequential == nil: throw .check(.field(2, bit: 2))
    case (1, _): try closeTrack(number: command.word(4), of: medium)
    case (2, .compactDisc), (2, .dvdMinus): try closeSessionByPage(of: medium)
    case (2, _): try closeSession(of: medium)
    case (5, .dvdPlus), (6, .dvdPlus), (6, .bluRay): try finalize(medium)
    default: throw .check(.field(2, bit: 2))
    }
    if command[1] & 0x01 == 0 { waitForOperation() }
  }

  private mutating func closeTrack(number: Int, of medium: MediumRecord) throws(Ending) {
    let last = medium.trackCount
    if medium.openTrack != nil {
      if (1..<max(last, 1)).contains(number) { return }
      guard number == last || number == 0xFF else { throw .check(.field(4)) }
      try endRecording(taking: .seconds(5)) { $0.closeTrack() }
    } else if medium.isFinalized {
      throw .check(.writeProtected)
    } else if !(1...max(last, 1)).contains(number) || last == 0 {
      throw .check(number == last + 1 || number == 0xFF ? .programAreaEmpty : .field(4))
    }
  }

  /// On CD the lead-in takes a minute at single speed, the lead-out a minute and a half.
  private mutating func closeSessionByPage(of medium: MediumRecord) throws(Ending) {
    if medium.isFinalized { throw .check(.writeProtected) }
    guard medium.openSession != nil else { throw .check(.programAreaEmpty) }
    let seconds = medium.kind.isCompactDisc ? 150 * 176.4 / Double(writeSpeed) : 40
    let next = pages.nextSession
    try endRecording(taking: .seconds(seconds)) { $0.closeSession(next: next) }
    self.medium?.setTesting(false)
  }

  private mutating func closeSession(of medium: MediumRecord) throws(Ending) {
    if medium.isFinalized { throw .check(.writeProtected) }
    if medium.sessions.isEmpty { throw .check(.programAreaEmpty) }
    if medium.openTrack != nil { throw .check(.incompleteTrackInSession) }
    guard medium.openSession != nil else { return }
    try endRecording(taking: .seconds(30)) { $0.closeSession(next: .allowed) }
  }

  private mutating func finalize(_ medium: MediumRecord) throws(Ending) {
    if medium.isFinalized { throw .check(.writeProtected) }
    if medium.sessions.isEmpty { throw .check(.programAreaEmpty) }
    if medium.openTrack != nil { throw .check(.incompleteTrackInSession) }
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
