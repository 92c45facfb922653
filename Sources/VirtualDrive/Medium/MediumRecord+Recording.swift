extension MediumRecord {
  /// Adds blocks that were received at the next writable address; the track and the session are
  /// opened when there is none.
  mutating func record(_ count: Int64, control: UInt8) {
    guard let start = writableTrackStart else { return }
    if kind == .bdR, isBlank { sequential?.preparation = .formatted(spareBlocks: 0) }
    if openSession == nil { sessions.append(RecordedSession(tracks: [])) }
    if openTrack == nil {
      sessions[sessions.count - 1].tracks.append(RecordedTrack(start: start, control: control))
    }
    updateLastTrack { track in
      track.recordedBlocks += count
      track.writtenBlocks = track.recordedBlocks
      track.isBeingWritten = true
    }
  }

  /// Notes that everything received has reached the medium; a partly filled write unit is filled
  /// with zeros.
  mutating func flush() {
    guard openTrack != nil else { return }
    let (unit, capacity) = (kind.writeUnit, capacity)
    updateLastTrack { track in
      let filled = track.recordedBlocks.roundedUp(toMultipleOf: unit)
      track.recordedBlocks = min(filled, capacity - track.start)
      track.isBeingWritten = false
    }
  }

  /// Leaves out what is in the open track of a write unit that is not full: the drive holds it in
  /// its buffer until the rest comes.
  mutating func dropPartialUnit() {
    guard openTrack != nil else { return }
    let unit = kind.writeUnit
    updateLastTrack { track in
      track.recordedBlocks = track.recordedBlocks / unit * unit
      track.writtenBlocks = min(track.writtenBlocks, track.recordedBlocks)
    }
  }

  /// Notes that the recording broke off: in the open track, or in the first block of a new one.
  mutating func damage() {
    if openTrack == nil { record(0, control: 4) }
    guard openTrack != nil else { return }
    updateLastTrack { $0.isDamaged = true }
  }

  /// Brings a medium into a consistent state whose recording was cut off: what the counts tell is
  /// on it, and the track is damaged.
  mutating func recover() {
    guard openTrack?.isBeingWritten == true else { return }
    flush()
    damage()
  }

  /// Ends the open track: fills it to its least size and adds the run-out.
  mutating func closeTrack() {
    guard openTrack != nil else { return }
    flush()
    let (minimum, runOut) = (kind.minimumTrackBlocks, kind.runOutBlocks)
    updateLastTrack { track in
      track.recordedBlocks = max(track.recordedBlocks, minimum)
      track.runOutBlocks = runOut
      track.isClosed = true
    }
  }

  /// Ends the open session.
  mutating func closeSession(next: RecordedSession.NextSession) {
    closeTrack()
    guard openSession != nil else { return }
    sessions[sessions.count - 1].isClosed = true
    sessions[sessions.count - 1].nextSession = next
    if next != .allowed { isFinalized = true }
  }

  /// Ends the medium, with the session that may be open.
  mutating func finalize() {
    closeSession(next: .none)
    isFinalized = true
  }

  /// Notes that a medium that is written at any address holds something up to `end`.
  mutating func noteWritten(to end: Int64) {
    guard let extent = overwritable?.extent else { return }
    overwritable?.extent?.writtenBlocks = min(max(extent.writtenBlocks, end), extent.blocks)
  }

  private mutating func updateLastTrack(_ change: (inout RecordedTrack) -> Void) {
    let session = sessions.count - 1
    change(&sessions[session].tracks[sessions[session].tracks.count - 1])
  }
}
