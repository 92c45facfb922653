/// What a medium remembers apart from its sectors: the sessions and tracks recorded on it.
///
/// This is the content of `medium.json`. Addresses are counted in blocks from the first of the
/// program area, sizes in blocks of 2,048 bytes. Nothing is left out that a drive could read off a
/// real medium, and nothing stands in it that could be worked out from the rest.
struct MediumRecord: Hashable, Sendable, Codable {
  /// What stands in the field `format` of every such file.
  static let formatName = "spindle-virtual-medium"
  /// The version this code writes, and the newest it can read.
  static let currentVersion = 1

  var format = Self.formatName
  var version = Self.currentVersion
  var kind: MediumKind
  /// The number of blocks of the blank medium.
  var blocks: Int64
  /// A BD-R has been formatted, by the host or by the first write.
  var isFormatted = false
  /// Nothing more can be written.
  var isFinalized = false
  /// The recorded sessions in order. Only the last may be open. A session without a track is not
  /// listed: it exists by itself at the end of a medium that is not finalised.
  var sessions: [RecordedSession] = []

  init(kind: MediumKind, blocks: Int64) {
    self.kind = kind
    self.blocks = blocks
  }
}

/// A session on a medium.
struct RecordedSession: Hashable, Sendable, Codable {
  /// What the lead-in says about the next session (the B0 pointer of a CD).
  enum NextSession: String, Hashable, Sendable, Codable {
    /// There is no pointer.
    case none
    /// The pointer says that no session may follow.
    case forbidden
    /// The pointer says where the next program area begins.
    case allowed
  }

  var tracks: [RecordedTrack]
  var isClosed = false
  var nextSession = NextSession.none
}

/// A track on a medium.
struct RecordedTrack: Hashable, Sendable, Codable {
  var start: Int64
  /// The blocks the host has written.
  var writtenBlocks: Int64 = 0
  /// The blocks that can be read: the written ones and what the drive added to fill its write unit
  /// and the least size of a track.
  var recordedBlocks: Int64 = 0
  /// The unreadable blocks behind them that belong to the track.
  var runOutBlocks: Int64 = 0
  var isClosed = false
  /// The recording broke off: a write error, or the power failed.
  var isDamaged = false
  /// Blocks are being written that the counts may not tell yet. On a medium that is opened it means
  /// that the last recording was never brought to its end.
  var isBeingWritten = false
  /// The CONTROL field of the sub-channel; 4 is data.
  var control: UInt8 = 4

  var end: Int64 { start + recordedBlocks + runOutBlocks }
}

extension MediumRecord {
  /// Whether nothing was ever recorded, not even a format.
  var isBlank: Bool { sessions.isEmpty && !isFormatted }

  var closedSessions: ArraySlice<RecordedSession> {
    sessions.prefix { $0.isClosed }
  }

  /// The session that has tracks and is not closed.
  var openSession: RecordedSession? {
    sessions.last.flatMap { $0.isClosed ? nil : $0 }
  }

  /// The track that has blocks and is not closed.
  var openTrack: RecordedTrack? {
    openSession?.tracks.last.flatMap { $0.isClosed ? nil : $0 }
  }

  var tracks: [RecordedTrack] { sessions.flatMap(\.tracks) }

  var trackCount: Int { sessions.reduce(0) { $0 + $1.tracks.count } }

  /// The first block behind all that is recorded, also of what the drive added.
  var recordedEnd: Int64 { tracks.last?.end ?? 0 }

  /// Where the track begins that can be written: the open one or the invisible one behind the last;
  /// nil when nothing can be written any more.
  var writableTrackStart: Int64? {
    if isFinalized { return nil }
    if let openTrack { return openTrack.start }
    guard trackCount < kind.maximumTracks else { return nil }
    guard let last = sessions.last, let end = last.tracks.last?.end else { return 0 }
    let gap = last.isClosed ? kind.sessionGap(afterSession: sessions.count) : kind.trackGap
    let start = (end + gap).roundedUp(toMultipleOf: kind.writeUnit)
    return start + max(kind.minimumTrackBlocks, 1) <= blocks ? start : nil
  }

  /// Where the next write must begin; nil when there is no room or no track left.
  var nextWritableAddress: Int64? {
    guard let openTrack else { return writableTrackStart }
    let next = openTrack.start + openTrack.recordedBlocks
    return next < blocks ? next : nil
  }

  var freeBlocks: Int64 { nextWritableAddress.map { blocks - $0 } ?? 0 }

  /// The start of the lead-out of the last closed session; nil when none is closed.
  var leadOut: Int64? { closedSessions.last?.tracks.last?.end }

  /// The last address that READ CAPACITY tells; 0 when there is nothing. On CD the two run-out
  /// blocks of the last track are counted, as drives do.
  var lastReadableAddress: Int64 {
    let end = kind == .cdR ? (leadOut ?? 0) : recordedEnd
    return max(end - 1, 0)
  }

  /// The number of sessions as drives count them: an empty one at the end counts.
  var countedSessions: Int {
    isFinalized ? sessions.count : closedSessions.count + 1
  }
}

extension Int64 {
  /// The same number, or the next that `unit` divides.
  func roundedUp(toMultipleOf unit: Int64) -> Int64 {
    (self + unit - 1) / unit * unit
  }
}

extension MediumRecord {
  /// What cannot come from a recording; sums of what is left stay far below 64 bits.
  var fault: String? {
    guard kind.possibleBlocks.contains(blocks) else { return "blocks" }
    guard trackCount <= kind.maximumTracks else { return "tracks" }
    guard sessions.allSatisfy({ !$0.tracks.isEmpty }), sessions.dropLast().allSatisfy(\.isClosed)
    else { return "sessions" }
    var end: Int64 = 0
    for track in tracks {
      guard (end...max(end, blocks)).contains(track.start) else { return "start" }
      guard (0...blocks).contains(track.recordedBlocks) else { return "recordedBlocks" }
      guard (0...blocks).contains(track.writtenBlocks) else { return "writtenBlocks" }
      guard (0...blocks).contains(track.runOutBlocks) else { return "runOutBlocks" }
      end = track.end
    }
    return nil
  }
}
