/// What a medium remembers apart from its sectors.
///
/// This is the content of `medium.json`. Addresses are counted in blocks from the first of the
/// program area, sizes in blocks of 2,048 bytes. Nothing is left out that a drive could read off a
/// real medium, and nothing stands in it that could be worked out from the rest.
struct MediumRecord: Hashable, Sendable {
  /// What stands in the field `format` of every such file.
  static let formatName = "spindle-virtual-medium"
  /// The version this code writes, and the newest it can read.
  static let currentVersion = 2

  var format = Self.formatName
  var version = Self.currentVersion
  var kind: MediumKind
  var layers: Int
  /// The number of blocks of the blank medium.
  var blocks: Int64
  /// How often it was blanked or formatted.
  var cycles = 0
  /// When a format that goes on in real time had come as far as ``state`` tells, in milliseconds since
  /// 1970; nil if none does.
  var formatTime: Int64?
  /// What forbids writing; nil if nothing does.
  var protection: Protection?
  var state: RecordingState

  /// A medium as it is sold.
  init(kind: MediumKind, blocks: Int64, layers: Int? = nil) {
    let state: RecordingState =
      switch kind {
      case .dvdRAM: .overwritable(.formatted(SpareAreas(kind, blocks: blocks).extent))
      case .dvdPlusRW, .bdRE: .overwritable(.unformatted)
      default: .sequential(SequentialState())
      }
    self.init(kind: kind, blocks: blocks, layers: layers ?? kind.layers(for: blocks), state: state)
  }

  /// A medium of any size: nothing is worked out from it.
  init(kind: MediumKind, blocks: Int64, layers: Int, state: RecordingState) {
    self.kind = kind
    self.blocks = blocks
    self.layers = layers
    self.state = state
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
  /// Of a session on a compact disc.
  var layout: SessionLayout?
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
  /// What was reserved before anything was written; nil for a track that is as long as what is
  /// written into it.
  var reservedBlocks: Int64?
  var isClosed = false
  /// The recording broke off: a write error, or the power failed.
  var isDamaged = false
  /// Blocks are being written that the counts may not tell yet. On a medium that is opened it means
  /// that the last recording was never brought to its end.
  var isBeingWritten = false
  /// The CONTROL field of the sub-channel; 4 is data.
  var control: UInt8 = 4
  /// Of a track on a compact disc.
  var layout: TrackLayout?

  var end: Int64 { start + max(recordedBlocks, reservedBlocks ?? 0) + runOutBlocks }
}

extension MediumRecord {
  /// What is recorded, of a medium that is written in sessions; nil of any other.
  var sequential: SequentialState? {
    get { if case .sequential(let state) = state { state } else { nil } }
    set { if let newValue { state = .sequential(newValue) } }
  }

  /// How far it is formatted, of a medium that is written at any address; nil of any other.
  var overwritable: OverwritableState? {
    get { if case .overwritable(let state) = state { state } else { nil } }
    set { if let newValue { state = .overwritable(newValue) } }
  }

  var sessions: [RecordedSession] {
    get { sequential?.sessions ?? [] }
    set { sequential?.sessions = newValue }
  }

  /// Nothing more can be written.
  var isFinalized: Bool {
    get { sequential?.isFinalized ?? false }
    set { sequential?.isFinalized = newValue }
  }

  /// Whether nothing was ever recorded, not even a format.
  var isBlank: Bool {
    switch state {
    case .sequential(let state): state.sessions.isEmpty && !state.preparation.isFormatted
    case .overwritable(let state): state == .unformatted
    }
  }

  /// Whether only what describes the disc was blanked of a DVD-RW.
  var isMinimallyBlanked: Bool { sequential?.preparation == .minimallyBlanked }

  /// The blocks that the host can use, as the medium is formatted.
  var capacity: Int64 {
    switch state {
    case .sequential(let state):
      (state.firstLayerBlocks.map { $0 * 2 } ?? blocks) - state.preparation.spareBlocks
    case .overwritable(let state): state.extent?.blocks ?? blocks
    }
  }

  /// The profile that the drive takes on for it. A DVD-RW has two, a BD-R, and a DVD-R with two layers.
  var profile: UInt16 {
    if isRecordedInJumps { return 0x0016 }
    return switch (kind, overwritable) {
    case (.dvdMinusRW, .some): 0x0013
    case (.bdR, .some): 0x0042
    default: kind.traits.profile
    }
  }

  /// What is recorded on a BD-R in random recording mode; nil of any other medium.
  var randomRecording: RandomRecording? {
    if case .writeOnce(let recording)? = overwritable { recording } else { nil }
  }

  var spinUpTime: Duration { kind.traits.spinUpTime(layers: layers) }

  var closedSessions: ArraySlice<RecordedSession> {
    sessions.prefix { $0.isClosed }
  }

  /// The session that has tracks and is not closed.
  var openSession: RecordedSession? {
    sessions.last.flatMap { $0.isClosed ? nil : $0 }
  }

  /// The last track, if it is not closed and has no size of its own.
  var openTrack: RecordedTrack? {
    openSession?.tracks.last.flatMap { $0.isClosed || $0.reservedBlocks != nil ? nil : $0 }
  }

  /// Whether any track is open, a reserved one included.
  var hasOpenTrack: Bool { openSession?.tracks.contains { !$0.isClosed } == true }

  /// The open track that is written next at `address`, counted from 0.
  func openTrackIndex(at address: Int64?) -> Int? {
    tracks.firstIndex { track in
      !track.isClosed && track.start + track.recordedBlocks == address
        && track.recordedBlocks < track.reservedBlocks ?? .max
    }
  }

  /// What can be written in one go from `address` on; nil if writing cannot begin there.
  func writableRange(at address: Int64) -> Range<Int64>? {
    if layerJump != nil {
      return nextSegment.flatMap { $0.range.lowerBound == address ? $0.range : nil }
    }
    if let index = openTrackIndex(at: address) {
      let end = writableEnd(of: tracks[index])
      return address < end ? address..<end : nil
    }
    return address == nextWritableAddress ? address..<capacity : nil
  }

  var tracks: [RecordedTrack] { sessions.flatMap(\.tracks) }

  var trackCount: Int { sessions.reduce(0) { $0 + $1.tracks.count } }

  /// The first block behind all that is recorded, also of what the drive added; links of fixed packets
  /// have no addresses.
  var recordedEnd: Int64 {
    if let overwritable { return overwritable.extent?.writtenBlocks ?? 0 }
    guard let track = tracks.last else { return 0 }
    if isRecordedInJumps { return recordedSegments.map(\.range.upperBound).max() ?? 0 }
    return track.packets?.fixedBlocks == nil ? track.end : track.start + track.recordedBlocks
  }

  /// Where the track begins that can be written: the open one or the invisible one behind the last;
  /// nil when nothing can be written any more, or at any address.
  var writableTrackStart: Int64? {
    if isFinalized || sequential == nil { return nil }
    if let openTrack { return openTrack.start }
    guard trackCount < kind.maximumTracks else { return nil }
    guard let last = sessions.last, let end = last.tracks.last?.end else { return 0 }
    let gap = last.isClosed ? kind.sessionGap(afterSession: sessions.count) : kind.trackGap
    let start = (end + gap).roundedUp(toMultipleOf: kind.writeUnit)
    return start + max(kind.minimumTrackBlocks, 1) <= capacity ? start : nil
  }

  /// Where the next write must begin; nil when there is no room or no track left.
  var nextWritableAddress: Int64? {
    if isRecordedInJumps { return nextSegment?.range.lowerBound }
    guard let openTrack else { return writableTrackStart }
    let next = openTrack.start + openTrack.recordedBlocks
    return next < writableEnd(of: openTrack) ? next : nil
  }

  /// The start of the lead-out of the last closed session; nil when none is closed.
  var leadOut: Int64? { overwritable?.extent?.blocks ?? closedSessions.last?.tracks.last?.end }

  /// The last address that READ CAPACITY tells; 0 when there is nothing. On CD the two run-out
  /// blocks of the last track are counted, as drives do; the links of fixed packets are not.
  var lastReadableAddress: Int64 {
    if kind.isCompactDisc, let last = closedSessions.last?.tracks.last,
      last.packets?.fixedBlocks != nil
    {
      return last.start + last.recordedBlocks - 1
    }
    let end = kind.isCompactDisc || overwritable != nil ? (leadOut ?? 0) : recordedEnd
    return max(end - 1, 0)
  }

  /// The number of sessions as drives count them: an empty one at the end counts.
  var countedSessions: Int {
    if overwritable != nil { return 1 }
    return isFinalized ? sessions.count : closedSessions.count + 1
  }
}

extension Int64 {
  /// The same number, or the next that `unit` divides.
  func roundedUp(toMultipleOf unit: Int64) -> Int64 {
    (self + unit - 1) / unit * unit
  }
}
