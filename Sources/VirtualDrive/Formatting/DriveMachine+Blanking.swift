extension DriveMachine {
  /// BLANK (A1h) of CD-RW and DVD-RW.
  ///
  ///     byte 1      bit 4 the command ends at once, bits 2…0: 0 all of the disc, 1 what describes it,
  ///                 2 the last track, 3 a reserved track, 4 the tail of the last track (CD-RW),
  ///                 5 opens the last session again, 6 erases it
  ///     byte 2…5    track, for 2 and 3; the first address of the tail, for 4
  ///
  /// A DVD-RW that was restricted to overwriting becomes sequential again. After type 1 it takes
  /// nothing but one disc at once.
  /// Source: MMC-6, "BLANK Command".
  mutating func blank(_ command: CommandBytes) throws(Ending) {
    let medium = try recordedMedium()
    guard medium.kind == .cdRW || medium.kind == .dvdMinusRW else { throw .check(.cannotFormat) }
    let duration: Duration
    switch command[1] & 0x07 {
    case 0:
      try blankDisc(medium, leaving: .untouched)
      duration = fullTime(of: medium)
    case 1:
      try blankDisc(
        medium, leaving: medium.kind == .dvdMinusRW ? .minimallyBlanked : .untouched)
      duration = .seconds(medium.kind == .cdRW ? 30 : 60)
    case 4 where medium.kind == .cdRW:
      try blankTail(from: command.address(2), of: medium)
      duration = .seconds(40)
    case 2, 3, 5, 6:
      try blankPart(command[1] & 0x07, number: command.long(2), of: medium)
      duration = .seconds(40)
    default: throw .check(.field(1, bit: 2))
    }
    begin(.blanking, for: duration)
    if command[1] & 0x10 == 0 { waitForOperation() }
  }

  private mutating func blankDisc(
    _ medium: MediumRecord, leaving preparation: SequentialState.Preparation
  ) throws(Ending) {
    try checkWear(of: medium, .eraseFailed)
    try flush()
    try onDisk { () throws(VirtualDriveError) in
      try self.medium?.erase()
      try self.medium?.change {
        $0.cycles += 1
        $0.state = .sequential(SequentialState(preparation: preparation))
      }
    }
  }

  private mutating func blankPart(
    _ type: UInt8, number: UInt32, of medium: MediumRecord
  ) throws(Ending) {
    guard let state = medium.sequential, !state.sessions.isEmpty else {
      throw .check(.programAreaEmpty)
    }
    let changed: SequentialState?
    switch type {
    case 2: changed = state.withoutLastTrack(number: number, isReserved: false)
    case 3: changed = state.withoutLastTrack(number: number, isReserved: true)
    case 5: changed = state.withLastSessionOpen
    default: changed = state.withoutLastSession
    }
    guard let changed else { throw .check(.commandSequence) }
    try change(to: .sequential(changed), erasing: false)
  }

  /// The track can be written on from the address.
  private mutating func blankTail(from address: Int64, of medium: MediumRecord) throws(Ending) {
    guard medium.openSession != nil, let track = medium.tracks.last else {
      throw .check(.commandSequence)
    }
    guard (track.start + 1..<track.start + max(track.recordedBlocks, 1)).contains(address) else {
      throw .check(.addressOutOfRange)
    }
    guard let changed = medium.sequential?.withoutTail(from: address) else {
      throw .check(.commandSequence)
    }
    try change(to: .sequential(changed), erasing: false)
  }
}

extension SequentialState {
  /// Without the last track of a session that is open, if that is the one with the number.
  fileprivate func withoutLastTrack(number: UInt32, isReserved: Bool) -> Self? {
    var state = self
    guard let session = sessions.last, !session.isClosed, let track = session.tracks.last,
      number == sessions.reduce(0, { $0 + $1.tracks.count })
    else { return nil }
    if isReserved, track.reservedBlocks == nil || track.recordedBlocks > 0 { return nil }
    state.sessions[sessions.count - 1].tracks.removeLast()
    if state.sessions.last?.tracks.isEmpty == true { state.sessions.removeLast() }
    return state
  }

  /// With the last track open again, and ending before `address`.
  fileprivate func withoutTail(from address: Int64) -> Self? {
    guard let session = sessions.indices.last, var track = sessions[session].tracks.last else {
      return nil
    }
    track.recordedBlocks = address - track.start
    track.writtenBlocks = track.recordedBlocks
    track.runOutBlocks = 0
    track.isClosed = false
    track.isDamaged = false
    var state = self
    state.sessions[session].tracks[sessions[session].tracks.count - 1] = track
    return state
  }

  fileprivate var withLastSessionOpen: Self? {
    guard sessions.last?.isClosed == true else { return nil }
    var state = self
    state.isFinalized = false
    state.sessions[sessions.count - 1].isClosed = false
    state.sessions[sessions.count - 1].nextSession = .none
    return state
  }

  fileprivate var withoutLastSession: Self? {
    guard sessions.last?.isClosed == true else { return nil }
    var state = self
    state.isFinalized = false
    state.sessions.removeLast()
    return state
  }
}
