/// Ending what is recorded on a compact disc.
extension DriveMachine {
  /// What SYNCHRONIZE CACHE does beyond emptying the buffer: it ends a track at once, also where more
  /// was reserved for it, and a session that is complete.
  ///
  /// - Throws: 3/72/03 if the session is not complete; what there is of it is damaged.
  mutating func endCompactDiscRecording() throws(Ending) {
    switch recording {
    case .sheet(let sheet): try end(sheet)
    case .raw(let raw): try end(raw)
    case nil:
      guard let record = medium?.record else { return }
      for (index, track) in record.tracks.enumerated() where track.endsWithItsData {
        try onDisk { () throws(VirtualDriveError) in
          try medium?.change { $0.closeTrack(at: index) }
        }
      }
    }
  }

  private mutating func end(_ sheet: SheetRecording) throws(Ending) {
    guard sheet.hasBegun else { return }
    guard sheet.isComplete else { return try breakOff(.sessionIncomplete) }
    try close(text: sheet.text.packs, next: pages.nextSession, table: nil)
  }

  private mutating func end(_ raw: RawRecording) throws(Ending) {
    guard raw.hasBegun else { return }
    guard raw.leadOut != nil, raw.track != nil else { return try breakOff(.sessionIncomplete) }
    guard raw.hasTable else { return try breakOff(.leadInFailed) }
    if let number = raw.catalogNumber {
      try onDisk { () throws(VirtualDriveError) in
        try medium?.change { $0.disc.catalogNumber = number }
      }
    }
    try close(text: raw.text.packs, next: raw.nextSession, table: raw.table)
  }

  /// The session is complete: lead-in and lead-out are written.
  private mutating func close(
    text packs: [[UInt8]], next: RecordedSession.NextSession, table: [TableLine]?
  ) throws(Ending) {
    recording = nil
    try onDisk { () throws(VirtualDriveError) in
      let isFirst = medium?.record.sessions.count == 1
      if !packs.isEmpty, isFirst, medium?.isTesting == false {
        try medium?.disc?.writeText(packs)
      }
      try medium?.change { record in
        record.closeWholeSession(next: next, table: table)
        if isFirst { record.disc.hasText = !packs.isEmpty }
      }
    }
    medium?.setTesting(false)
    begin(.closing, for: .seconds(150 * 176.4 / Double(max(writeSpeed, 1))))
  }

  /// The session cannot be ended as it is.
  private mutating func breakOff(_ sense: VirtualSense) throws(Ending) {
    recording = nil
    try onDisk { () throws(VirtualDriveError) in try damageMedium() }
    throw .check(sense)
  }
}

extension RecordedTrack {
  /// Whether it was written at once and ends where nothing more comes.
  fileprivate var endsWithItsData: Bool {
    !isClosed && !isDamaged && layout != nil && packets == nil && recordedBlocks > 0
  }
}
