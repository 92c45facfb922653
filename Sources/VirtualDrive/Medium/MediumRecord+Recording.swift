extension MediumRecord {
  /// Adds blocks that were received at an address that can be written; the track and the session are
  /// opened when there is none.
  mutating func record(_ count: Int64, control: UInt8, at address: Int64? = nil) {
    if let reserved = openTrackIndex(at: address), tracks[reserved].reservedBlocks != nil {
      return updateTrack(reserved) { $0.add(count) }
    }
    guard let start = writableTrackStart else { return }
    beginJumpBlock()
    if kind == .bdR, isBlank { sequential?.preparation = .formatted(spareBlocks: 0) }
    if openSession == nil { sessions.append(RecordedSession(tracks: [])) }
    if openTrack == nil {
      sessions[sessions.count - 1].tracks.append(RecordedTrack(start: start, control: control))
    }
    updateTrack(trackCount - 1) { $0.add(count) }
  }

  /// Sets blocks aside for a track of their own: those that `track` says are reserved.
  mutating func reserve(_ track: RecordedTrack, session layout: SessionLayout? = nil) {
    if openSession == nil { sessions.append(RecordedSession(tracks: [], layout: layout)) }
    sessions[sessions.count - 1].tracks.append(track)
  }

  /// Notes that everything received has reached the medium; a partly filled write unit is filled
  /// with zeros, and a packet ends.
  mutating func flush() {
    if case .writeOnce(var recording)? = overwritable {
      recording.pending = nil
      overwritable = .writeOnce(recording)
    }
    let (unit, record) = (kind.writeUnit, self)
    updateOpenTracks { track in
      let filled = track.recordedBlocks.roundedUp(toMultipleOf: track.writeUnit(of: unit))
      track.recordedBlocks = min(filled, record.writableEnd(of: track) - track.start)
      track.endPacket()
      track.isBeingWritten = false
    }
  }

  /// Leaves out what is in an open track of a write unit that is not full: the drive holds it in
  /// its buffer until the rest comes.
  mutating func dropPartialUnit() {
    let unit = kind.writeUnit
    updateOpenTracks { track in
      let unit = track.writeUnit(of: unit)
      track.recordedBlocks = track.recordedBlocks / unit * unit
      track.writtenBlocks = min(track.writtenBlocks, track.recordedBlocks)
    }
  }

  /// Notes that the recording broke off: in the track that is being written, else in the open one, or
  /// in the first block of a new one.
  ///
  /// - Parameter address: the block that could not be written, if more was received since: it and
  ///   those behind it are not recorded.
  mutating func damage(at address: Int64? = nil) {
    guard sequential != nil else { return }
    if let address, !isRecordedInJumps,
      let index = tracks.firstIndex(where: { $0.isOpen(at: address) })
    {
      return updateTrack(index) { $0.breakOff(at: address) }
    }
    let written = tracks.firstIndex { $0.isBeingWritten && !$0.isClosed }
    if written == nil, openTrack == nil { record(0, control: 4) }
    guard let index = written ?? (openTrack == nil ? nil : trackCount - 1) else { return }
    updateTrack(index) { $0.isDamaged = true }
  }

  /// Brings a medium into a consistent state whose recording was cut off: what the counts tell is
  /// on it, and the track is damaged.
  mutating func recover() {
    guard tracks.contains(where: { $0.isBeingWritten && !$0.isClosed }) else { return }
    updateOpenTracks { track in
      if track.isBeingWritten { track.isDamaged = true }
      // What broke off in the first pregap has none of its track.
      if track.start < 0 {
        track.start = 0
        track.layout?.pregapBlocks = 0
      }
    }
    flush()
  }

  /// Makes a track whose recording broke off one that can be gone on with.
  mutating func repair(track number: Int) {
    updateTrack(number - 1) { $0.isDamaged = false }
  }

  /// Ends all open tracks: fills them to their least or reserved size and adds the run-out.
  mutating func closeTrack() {
    for index in tracks.indices where !tracks[index].isClosed { closeTrack(at: index) }
  }

  /// Ends the open track at `index`, counted from 0.
  mutating func closeTrack(at index: Int) {
    flush()
    if isRecordedInJumps { return closeJumps() }
    let (minimum, runOut) = (kind.minimumTrackBlocks, kind.runOutBlocks)
    updateTrack(index) { track in
      track.dropLastLink()
      track.recordedBlocks = max(track.recordedBlocks, minimum, track.reservedBlocks ?? 0)
        .roundedUp(toMultipleOf: track.writeUnit(of: 1))
      track.runOutBlocks = track.packets?.blocksBeside(data: track.recordedBlocks) ?? runOut
      track.isClosed = true
    }
  }

  /// Ends the open session.
  mutating func closeSession(next: RecordedSession.NextSession) {
    closeTrack()
    guard openSession != nil else { return }
    sessions[sessions.count - 1].isClosed = true
    sessions[sessions.count - 1].nextSession = next
    // What was recorded in jumps ends at the same radius on both layers, and takes no other session.
    if next != .allowed || isRecordedInJumps { isFinalized = true }
  }

  /// Ends the medium, with the session that may be open.
  mutating func finalize() {
    closeSession(next: .none)
    isFinalized = true
  }

  /// Notes that blocks were written at addresses of their own, or again.
  mutating func noteOverwritten(_ range: Range<Int64>) {
    if case .pseudoOverwrite(let spareBlocks, let usedBlocks)? = sequential?.preparation {
      let used = usedBlocks + sparesNeeded(for: range)
      sequential?.preparation = .pseudoOverwrite(spareBlocks: spareBlocks, usedBlocks: used)
    }
    if case .overwritable(.intermediate(var extent)) = state, range.upperBound > extent.blocks {
      extent.blocks = range.upperBound
      state = .overwritable(.intermediate(extent))
    }
    if case .writeOnce(var recording)? = overwritable {
      recording.insert(range)
      overwritable = .writeOnce(recording)
    }
    noteWritten(to: range.upperBound)
  }

  /// Takes up the blocks before `end` that are stored of the track that was being written, in whole
  /// write units. Where the end lies in no such track, nobody knows how far it was written.
  mutating func takeUp(storedTo end: Int64) {
    guard !isRecordedInJumps, let index = tracks.lastIndex(where: { $0.start < end }) else {
      return
    }
    let track = tracks[index]
    let unit = track.writeUnit(of: kind.writeUnit)
    guard track.isBeingWritten, !track.isClosed, end <= writableEnd(of: track) else { return }
    updateTrack(index) { track in
      let stored = (end - track.start) / unit * unit
      track.recordedBlocks = max(track.recordedBlocks, stored)
      track.writtenBlocks = track.recordedBlocks
    }
  }

  /// Takes up what is stored on a medium that is written at any address, also of a session that grew.
  mutating func heal(storedBlocks: Int64) {
    if case .overwritable(.intermediate(var extent)) = state, storedBlocks > extent.blocks {
      extent.blocks = min(storedBlocks.roundedUp(toMultipleOf: kind.writeUnit), blocks)
      state = .overwritable(.intermediate(extent))
    }
    noteWritten(to: storedBlocks)
  }

  /// Notes that a medium that is written at any address holds something up to `end`.
  mutating func noteWritten(to end: Int64) {
    guard let extent = overwritable?.extent else { return }
    let written = min(max(extent.writtenBlocks, end), extent.blocks)
    overwritable?.extent?.writtenBlocks = written
  }

  private mutating func updateOpenTracks(_ change: (inout RecordedTrack) -> Void) {
    guard var session = openSession else { return }
    for index in session.tracks.indices where !session.tracks[index].isClosed {
      change(&session.tracks[index])
    }
    sessions[sessions.count - 1] = session
  }

  /// Changes the track at `index`, counted from 0 over all sessions.
  mutating func updateTrack(_ index: Int, _ change: (inout RecordedTrack) -> Void) {
    var rest = index
    for session in sessions.indices {
      let count = sessions[session].tracks.count
      if rest < count { return change(&sessions[session].tracks[rest]) }
      rest -= count
    }
  }
}

extension RecordedTrack {
  mutating func add(_ count: Int64) {
    recordedBlocks += count
    writtenBlocks = recordedBlocks
    isBeingWritten = true
  }

  /// Whether the block at `address` was recorded and more can be.
  fileprivate func isOpen(at address: Int64) -> Bool {
    !isClosed && (start..<start + recordedBlocks).contains(address)
  }

  /// Forgets the block at `address` and those behind it.
  fileprivate mutating func breakOff(at address: Int64) {
    recordedBlocks = address - start
    writtenBlocks = min(writtenBlocks, recordedBlocks)
    isBeingWritten = false
    isDamaged = true
  }
}
