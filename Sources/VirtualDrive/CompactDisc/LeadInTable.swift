/// The table of contents of a lead-in, as READ TOC format 2 tells it.
struct LeadInTable: Hashable, Sendable {
  /// The number of the session.
  var session: Int
  var lines: [TableLine]

  /// Eleven bytes a line.
  var entries: [UInt8] { lines.flatMap { $0.entry(session: session) } }
}

extension MediumRecord {
  /// The lead-ins of all closed sessions.
  var leadIns: [LeadInTable] {
    var tables: [LeadInTable] = []
    var firstTrack = 1
    for (index, session) in closedSessions.enumerated() {
      let lines =
        session.layout?.table
        ?? lines(of: session, firstTrack: firstTrack) + nextLines(after: session, number: index + 1)
      tables.append(LeadInTable(session: index + 1, lines: lines))
      firstTrack += session.tracks.count
    }
    return tables
  }

  /// A0h and A1h tell the first and the last track, A2h where the lead-out begins.
  private func lines(of session: RecordedSession, firstTrack: Int) -> [TableLine] {
    let first = session.tracks.first?.control ?? 4
    let last = session.tracks.last?.control ?? 4
    let lastTrack = firstTrack + session.tracks.count - 1
    let discType = session.layout?.discType ?? 0
    var lines = [
      TableLine(control: first, point: 0xA0, position: [UInt8(clamping: firstTrack), discType, 0]),
      TableLine(control: last, point: 0xA1, position: [UInt8(clamping: lastTrack), 0, 0]),
      TableLine(control: last, point: 0xA2, address: session.tracks.last?.end ?? 0),
    ]
    for (index, track) in session.tracks.enumerated() {
      lines.append(
        TableLine(
          control: track.control, point: UInt8(clamping: firstTrack + index), address: track.start))
    }
    return lines
  }

  /// B0h tells where the next session's program area begins and how far the last lead-out may lie,
  /// C0h where the first lead-in begins.
  private func nextLines(after session: RecordedSession, number: Int) -> [TableLine] {
    let next: [UInt8]
    switch session.nextSession {
    case .none: return []
    case .forbidden: next = [0xFF, 0xFF, 0xFF]
    case .allowed:
      // The program area begins with the pregap of its first track.
      let gap = kind.sessionGap(afterSession: number) - kind.trackGap
      next = CompactDiscTime.bytes(of: (session.tracks.last?.end ?? 0) + gap)
    }
    let control = session.tracks.first?.control ?? 4
    var lines = [
      TableLine(
        control: control, mode: 5, point: 0xB0, time: next, zero: number == 1 ? 2 : 1,
        position: CompactDiscTime.bytes(of: blocks))
    ]
    if number == 1 {
      lines.append(
        TableLine(
          control: control, mode: 5, point: 0xC0, time: [0xD0, 0x40, 0x80],
          position: CompactDiscTime.bytes(of: CompactDiscTime.leadIn)))
    }
    return lines
  }

  /// The program memory area: a line for each track that was closed or reserved, with where it ends and
  /// begins.
  var programMemory: [TableLine] {
    numberedTracks.filter { $0.track.isClosed || $0.track.reservedBlocks != nil }.map { place in
      TableLine(
        control: place.track.control, point: UInt8(clamping: place.number),
        time: CompactDiscTime.bytes(of: place.track.end),
        position: CompactDiscTime.bytes(of: place.track.start))
    }
  }
}
