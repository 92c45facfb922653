extension DriveMachine {
  /// READ TOC/PMA/ATIP (43h).
  ///
  ///     byte 1   bit 1 times instead of addresses         byte 2   bits 3…0 format
  ///     byte 6   first track or session wanted            byte 7, 8   allocation length
  ///     byte 9   bits 7…6 format, where byte 2 is 0 (SFF-8020i)
  ///
  /// Formats 0 (tracks), 1 (last session), 2 (all that the lead-ins say; CD) and 4 (ATIP; CD). All
  /// but the last need a closed session.
  /// Source: MMC-6, "READ TOC/PMA/ATIP Command".
  mutating func readTOC(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    let format = command[2] & 0x0F == 0 ? command[9] >> 6 : command[2] & 0x0F
    let first = Int(command[6])
    let reply: [UInt8]
    switch (format, medium.kind.isCompactDisc) {
    case (0, _):
      reply = try trackList(of: medium, first: first, asTime: command[1] & 0x02 != 0)
    case (1, _): reply = try sessionList(of: medium, asTime: command[1] & 0x02 != 0)
    case (2, true): reply = try fullList(of: medium, first: first)
    case (3, true): reply = programMemory(of: medium)
    case (4, true): reply = Self.atip(of: medium)
    case (5, true): reply = try text(of: medium)
    default: throw .check(.field(2, bit: 3))
    }
    try transfer.send(reply, allocation: command.word(7))
  }

  /// Format 0: eight bytes a track and the lead-out (AAh): ADR and CONTROL, number, address.
  private func trackList(
    of medium: MediumRecord, first: Int, asTime: Bool
  ) throws(Ending) -> [UInt8] {
    guard let leadOut = medium.leadOut else { throw .check(.field(2, bit: 3)) }
    let tracks = medium.listedTracks
    guard first <= tracks.count || first == 0xAA else { throw .check(.field(6)) }
    var entries: [UInt8] = []
    for (index, track) in tracks.enumerated() where index + 1 >= first {
      entries += [0, 0x10 | track.control, UInt8(clamping: index + 1), 0]
      entries += position(track.start, asTime: asTime)
    }
    entries += [0, 0x10 | (tracks.last?.control ?? 4), 0xAA, 0] + position(leadOut, asTime: asTime)
    return header(entries, first: 1, last: tracks.count)
  }

  /// Format 1: the first track of the last closed session.
  private func sessionList(of medium: MediumRecord, asTime: Bool) throws(Ending) -> [UInt8] {
    if medium.overwritable?.extent != nil {
      return header([0, 0x14, 1, 0] + position(0, asTime: asTime), first: 1, last: 1)
    }
    let sessions = medium.closedSessions
    guard let track = sessions.last?.tracks.first else { throw .check(.field(2, bit: 3)) }
    let number = sessions.dropLast().reduce(1) { $0 + $1.tracks.count }
    return header(
      [0, 0x10 | track.control, UInt8(clamping: number), 0]
        + position(track.start, asTime: asTime),
      first: 1, last: sessions.count)
  }

  /// Format 2: eleven bytes an entry: session, ADR and CONTROL, 0, POINT, a time, 0, a time.
  ///
  /// A0h and A1h tell the first and the last track, A2h the lead-out; B0h where the next session's
  /// program area begins and how far the last lead-out may lie, C0h where the first lead-in begins.
  private func fullList(of medium: MediumRecord, first: Int) throws(Ending) -> [UInt8] {
    let sessions = Array(medium.closedSessions)
    guard !sessions.isEmpty else { throw .check(.field(2, bit: 3)) }
    guard first <= sessions.count else { throw .check(.field(6)) }
    let entries = medium.leadIns.filter { $0.session >= first }.flatMap(\.entries)
    return header(entries, first: 1, last: sessions.count)
  }

  /// Format 3: what was written of the program area so far, in the same entries.
  private func programMemory(of medium: MediumRecord) -> [UInt8] {
    header(medium.programMemory.flatMap { $0.entry(session: 0) }, first: 0, last: 0)
  }

  /// Format 5: the packs of CD-TEXT of the first lead-in.
  private func text(of medium: MediumRecord) throws(Ending) -> [UInt8] {
    guard medium.disc.hasText, let disc = self.medium?.disc else {
      return header([], first: 0, last: 0)
    }
    return header(
      try onDisk { () throws(VirtualDriveError) in try disc.readText() }, first: 0, last: 0)
  }

  /// Format 4: what is moulded into the groove of a CD-R.
  ///
  ///     byte 4   bit 7, bits 6…4 writing power      5   bit 6 unrestricted use
  ///     byte 6   bit 7, bit 6 CD-RW, bits 5…3 its sub-type, bit 1 the values A2 are valid
  ///     byte 8…10   start of the lead-in      12…14   last lead-out
  ///     byte 20  bits 6…4 lowest, bits 3…0 highest speed: of ultra speed CD-RW, 2 is 4x, 8 is 24x
  private static func atip(of medium: MediumRecord) -> [UInt8] {
    var reply: [UInt8] = [0, 30, 0, 0, 0xD0, 0x40, 0x80, 0]
    reply += CompactDiscTime.bytes(of: CompactDiscTime.leadIn) + [0]
    reply += CompactDiscTime.bytes(of: medium.blocks) + [UInt8](repeating: 0, count: 17)
    if medium.kind == .cdRW {
      reply[6] = 0xD2
      reply[20] = 0x28
    }
    return reply
  }

  private func header(_ entries: [UInt8], first: Int, last: Int) -> [UInt8] {
    var reply: [UInt8] = []
    reply.append(bigEndian: UInt16(entries.count + 2))
    return reply + [UInt8(clamping: first), UInt8(clamping: last)] + entries
  }

  private func position(_ address: Int64, asTime: Bool) -> [UInt8] {
    if asTime { return [0] + CompactDiscTime.bytes(of: address) }
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt32(truncatingIfNeeded: address))
    return bytes
  }
}

extension MediumRecord {
  /// The tracks of all closed sessions; a format is one.
  fileprivate var listedTracks: [RecordedTrack] {
    guard let extent = overwritable?.extent else { return closedSessions.flatMap(\.tracks) }
    return [RecordedTrack(start: 0, recordedBlocks: extent.blocks, isClosed: true)]
  }
}
