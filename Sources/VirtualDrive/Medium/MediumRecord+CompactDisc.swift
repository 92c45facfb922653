/// Recording on compact discs, where the host decides where tracks begin.
extension MediumRecord {
  /// Begins a track in the open session, or in a new one; the track before it ends without a run-out.
  mutating func beginTrack(_ track: RecordedTrack, session layout: SessionLayout? = nil) {
    if openSession == nil { sessions.append(RecordedSession(tracks: [], layout: layout)) }
    if openTrack != nil {
      changeLastTrack { track in
        track.isBeingWritten = false
        track.isClosed = true
      }
    }
    var track = track
    track.isBeingWritten = true
    sessions[sessions.count - 1].tracks.append(track)
  }

  /// Adds blocks to the last track.
  mutating func extendLastTrack(by blocks: Int64) {
    changeLastTrack { $0.add(blocks) }
  }

  mutating func changeLastTrack(_ change: (inout RecordedTrack) -> Void) {
    guard let session = sessions.indices.last, let track = sessions[session].tracks.indices.last
    else { return }
    change(&sessions[session].tracks[track])
  }

  /// Ends a session that was written in one go: there is no run-out.
  mutating func closeWholeSession(next: RecordedSession.NextSession, table: [TableLine]? = nil) {
    changeLastTrack { track in
      track.isBeingWritten = false
      track.isClosed = true
    }
    if let table, let last = sessions.indices.last {
      var layout = sessions[last].layout ?? SessionLayout()
      layout.table = table
      sessions[last].layout = layout
    }
    closeSession(next: next)
  }

  /// The media catalogue number and whether there is CD-TEXT.
  var disc: DiscLayout {
    get { sequential?.disc ?? DiscLayout() }
    set { sequential?.disc = newValue == DiscLayout() ? nil : newValue }
  }
}
