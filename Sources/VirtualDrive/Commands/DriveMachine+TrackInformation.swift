/// A track as READ TRACK INFORMATION tells it, recorded or yet to be written.
private struct TrackView {
  var number: Int
  var session: Int
  var start: Int64
  /// What is recorded; nil for the invisible track.
  var track: RecordedTrack?
}

extension DriveMachine {
  /// READ TRACK INFORMATION (52h).
  ///
  ///     byte 1      bit 2 the next open track; bits 1…0 what follows: 0 an address, 1 a track's
  ///                 number (FFh: the one that can be written), 2 a session's number
  ///     byte 2…5    the number                            byte 7, 8   allocation length
  ///
  /// Source: MMC-6, "READ TRACK INFORMATION Command".
  mutating func readTrackInformation(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    let tracks = medium.trackViews
    let number = Int(command.long(2))
    let open = tracks.last { $0.track?.isClosed != true }
    let found: TrackView?
    // What is neither closed nor numbered yet has no name on DVD-R and DVD-RW.
    if command[1] & 0x07 == 1, number == 0xFF, medium.kind.isDVDMinus { throw .check(.field(2)) }
    switch command[1] & 0x07 {
    case 0:
      let address = max(command.address(2), command.address(2) >= -150 ? 0 : .min)
      guard address >= 0, address < medium.capacity else { throw .check(.addressOutOfRange) }
      found = tracks.last { $0.start <= address }
    case 1: found = number == 0xFF ? open : tracks.first { $0.number == number }
    case 2: found = tracks.first { $0.session == number }
    case 5: found = open.flatMap { $0.number >= number ? $0 : nil }
    default: throw .check(.field(1, bit: 2))
    }
    guard let found else { throw .check(.field(2)) }
    try transfer.send(
      reply(for: found, of: medium), allocation: command.word(7))
  }

  ///     byte 2, 32   track, low and high byte         byte 3, 33   session, low and high byte
  ///     byte 5       bit 5 damaged, bits 3…0 track mode (CONTROL)
  ///     byte 6       bit 6 blank, bit 5 incremental, bit 4 fixed packets, bits 3…0 data mode
  ///     byte 7       bit 1 the last recorded address is valid, bit 0 the next writable one is
  ///     byte 8…11    start        12…15  next writable address      16…19  free blocks
  ///     byte 20…23   blocks that are recorded together     24…27  size     28…31  last recorded
  private func reply(for view: TrackView, of medium: MediumRecord) -> [UInt8] {
    let isCD = medium.kind.isCompactDisc
    let track = view.track
    let isOpen = track?.isClosed != true
    let writable = isOpen ? medium.writableRange(of: track) : nil
    let control = track?.control ?? (isCD ? pages.trackMode : 4)
    var reply = [UInt8](repeating: 0, count: 48)
    reply.store(UInt16(46), at: 0)
    reply.storeSplit(view.number, low: 2, high: 32)
    reply.storeSplit(view.session, low: 3, high: 33)
    reply[5] = (track?.isDamaged == true ? 0x20 : 0) | control
    let packets = isCD ? (track == nil ? pages.packets : track?.packets) : nil
    reply[6] = isCD ? packets.bits | track.dataMode : medium.packetBits | 0x01
    if track == nil, medium.overwritable?.extent == nil { reply[6] |= 0x40 }
    if isOpen, let track, track.reservedBlocks != nil {
      reply[6] |= track.recordedBlocks == 0 ? 0xC0 : 0x80
    }
    let isEmpty = track.map { $0.writtenBlocks == 0 } ?? true
    let last = isCD || isEmpty ? nil : track.map { $0.start + $0.writtenBlocks - 1 }
    reply[7] = (last == nil ? 0 : 2) | (writable == nil ? 0 : 1)
    reply.store(UInt32(truncatingIfNeeded: view.start), at: 8)
    reply.store(UInt32(truncatingIfNeeded: writable?.lowerBound ?? 0), at: 12)
    reply.store(UInt32(clamping: writable?.count ?? 0), at: 16)
    reply.store(
      UInt32(clamping: isCD ? packets?.fixedBlocks ?? 0 : medium.kind.writeUnit), at: 20)
    reply.store(UInt32(clamping: medium.size(of: view)), at: 24)
    reply.store(UInt32(clamping: last ?? 0), at: 28)
    if jumpsBetweenLayers { storeJumps(in: &reply, of: medium) }
    return reply
  }

  ///     byte 5       bits 7…6 the next jump: 1 must be told, 2 as the host chose, 3 by the interval
  ///     byte 40…43   last block before the next jump        44…47  before the last one
  ///
  /// The free blocks are those of both layers; the last recorded one is the last in time.
  private func storeJumps(in reply: inout [UInt8], of medium: MediumRecord) {
    let jump = medium.layerJump ?? LayerJump()
    let state: UInt8 = jump.manualAddress != nil ? 2 : jump.interval > 0 ? 3 : 1
    reply[5] |= state << 6
    let recorded = medium.recordedSegments
    let count = recorded.reduce(0) { $0 + Int64($1.range.count) }
    let next = medium.nextSegment
    reply[7] = (recorded.isEmpty ? 0 : 2) | (next == nil ? 0 : 1)
    reply.store(UInt32(clamping: next?.range.lowerBound ?? 0), at: 12)
    reply.store(UInt32(clamping: next == nil ? 0 : medium.capacity - count), at: 16)
    reply.store(UInt32(clamping: recorded.last.map { $0.range.upperBound - 1 } ?? 0), at: 28)
    reply.store(UInt32(clamping: next.map { $0.range.upperBound - 1 } ?? 0), at: 40)
    reply.store(UInt32(clamping: medium.lastJumpAddress ?? 0), at: 44)
  }
}

extension MediumRecord {
  /// What can be written behind what is recorded of an open track, or of none yet. Media that are
  /// written at any address have no such place, but for a DVD-RW whose last session is open.
  fileprivate func writableRange(of track: RecordedTrack?) -> Range<Int64>? {
    if case .overwritable(.intermediate(let extent)) = state {
      return extent.blocks < blocks ? extent.blocks..<blocks : nil
    }
    guard let track else { return nextWritableAddress.map { $0..<capacity } }
    let next = track.start + track.recordedBlocks
    let end = writableEnd(of: track)
    return next < end ? next..<end : nil
  }

  /// The links of fixed packets are not counted.
  fileprivate func size(of view: TrackView) -> Int64 {
    guard let track = view.track else { return capacity - view.start }
    guard track.isClosed || track.reservedBlocks != nil else {
      return writableEnd(of: track) - track.start
    }
    if !track.isClosed, let size = track.reservedBlocks { return size }
    return track.packets?.fixedBlocks == nil ? track.end - track.start : track.recordedBlocks
  }

  /// Bit 5 incremental, bit 4 fixed packets: what is written in units at separate times. On CD the track
  /// tells.
  fileprivate var packetBits: UInt8 {
    switch kind.traits.family {
    case .compactDisc: 0
    case .dvdPlus: overwritable == nil ? 0 : 0x30
    // growisofs gives up on a DVD-R whose packets are fixed, and on a formatted DVD-RW whose are not.
    case .dvdMinus: overwritable == nil ? 0x20 : 0x30
    case .dvdRAM, .bluRay: 0x30
    }
  }
}

extension MediumRecord {
  /// All tracks with their numbers, the invisible one included.
  fileprivate var trackViews: [TrackView] {
    var views: [TrackView] = []
    for (index, session) in sessions.enumerated() {
      for track in session.tracks {
        views.append(
          TrackView(
            number: views.count + 1, session: index + 1, start: track.start, track: track))
      }
    }
    if overwritable != nil { return [TrackView(number: 1, session: 1, start: 0, track: nil)] }
    if hasInvisibleTrack, let start = writableTrackStart {
      views.append(
        TrackView(number: views.count + 1, session: countedSessions, start: start, track: nil))
    }
    return views
  }
}

extension TrackPackets? {
  /// Bit 5 packets, bit 4 fixed ones.
  fileprivate var bits: UInt8 {
    switch self {
    case .fixed: 0x30
    case .variable: 0x20
    case nil: 0
    }
  }
}

extension RecordedTrack? {
  /// 1 and 2 are the modes of data, Fh is unknown: of audio, and of what is not written yet.
  fileprivate var dataMode: UInt8 {
    switch self?.content {
    case .mode1: 1
    case .formless, .extended: 2
    case .audio, nil: 0x0F
    }
  }
}
