extension DriveMachine {
  /// READ DISC INFORMATION (51h): the standard block (type 0), the track resources (type 1) or, on a
  /// BD-R with pseudo-overwrite, what is left of the means for it (type 2; some programs say 10h).
  ///
  ///     byte 1   bits 2…0 type               byte 7, 8   allocation length
  ///
  /// Source: MMC-6, "READ DISC INFORMATION Command".
  mutating func readDiscInformation(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    let reply: [UInt8]
    switch command[1] & 0x1F {
    case 0: reply = Self.discInformation(of: medium)
    case 1: reply = Self.trackResources(of: medium)
    case 2 where medium.canBeOverwritten, 0x10 where medium.canBeOverwritten:
      reply = Self.overwriteResources(of: medium)
    default: throw .check(.field(1, bit: 2))
    }
    try transfer.send(reply, allocation: command.word(7))
  }

  ///     byte 2      bit 4 erasable, bits 3…2 last session: 0 empty, 1 open, 3 closed; bits 1…0
  ///                 disc: 0 blank, 1 appendable, 2 finalised, 3 another kind
  ///     byte 3      first track            byte 4, 9    number of sessions, low and high byte
  ///     byte 5, 10  first track, byte 6, 11 last track of the last session, low and high byte
  ///     byte 7      bit 5 unrestricted use; bits 1…0 background format: 1 stopped, 2 running, 3 done
  ///     byte 8      type of the disc
  ///     byte 16…19  start of the last session's lead-in   20…23  last possible lead-out; CD only
  static func discInformation(of medium: MediumRecord) -> [UInt8] {
    var reply = [UInt8](repeating: 0, count: 34)
    let lastTrack = max(medium.trackCount + (medium.hasInvisibleTrack ? 1 : 0), 1)
    let tracksBefore = medium.sessions.dropLast(
      medium.isFinalized || medium.openSession != nil ? 1 : 0
    ).reduce(0) { $0 + $1.tracks.count }
    let firstTrack = min(tracksBefore + 1, lastTrack)
    reply.store(UInt16(32), at: 0)
    reply[2] = medium.kind.traits.isRewritable ? 0x10 : 0
    reply[2] |= medium.lastSessionState << 2 | medium.discStatus
    reply[3] = 1
    reply.storeSplit(medium.countedSessions, low: 4, high: 9)
    reply.storeSplit(firstTrack, low: 5, high: 10)
    reply.storeSplit(lastTrack, low: 6, high: 11)
    reply[7] = 0x20 | medium.backgroundFormat
    reply[8] = medium.discType
    if medium.kind.isCompactDisc { reply.storeLeadIn(of: medium) }
    return reply
  }

  ///     byte 2   40h     byte 4…7   replacements, 8…11 entries of their map, 12…15 updates; all in
  ///                                 clusters that are left
  static func overwriteResources(of medium: MediumRecord) -> [UInt8] {
    var reply: [UInt8] = [0, 14, 0x40, 0]
    for _ in 0..<3 {
      reply.append(bigEndian: UInt32(clamping: medium.sparesLeft / medium.kind.writeUnit))
    }
    return reply
  }

  ///     byte 2   20h             byte 4, 5   tracks the medium can have      byte 6, 7  it has
  ///     byte 8, 9   tracks that could be open at a time                    byte 10, 11  are open
  static func trackResources(of medium: MediumRecord) -> [UInt8] {
    let isOpen = medium.writableTrackStart != nil
    var reply: [UInt8] = [0, 10, 0x20, 0]
    reply.append(bigEndian: UInt16(medium.kind.maximumTracks))
    reply.append(bigEndian: UInt16(medium.sequential == nil ? 1 : medium.trackCount))
    reply.append(bigEndian: UInt16(medium.sequential == nil ? 0 : 1))
    reply.append(bigEndian: UInt16(isOpen ? 1 : 0))
    return reply
  }
}

extension MediumRecord {
  /// 00h CD-DA or CD-ROM, 10h CD-I, 20h XA; FFh while nobody knows.
  fileprivate var discType: UInt8 {
    isBlank && kind.isCompactDisc ? 0xFF : sessions.first?.layout?.discType ?? 0
  }

  /// 0 empty, 1 open, 3 closed.
  fileprivate var lastSessionState: UInt8 {
    switch state {
    case .sequential(let state): state.isFinalized ? 3 : openSession != nil ? 1 : 0
    case .overwritable(.unformatted): 0
    case .overwritable(.intermediate): 1
    case .overwritable: 3
    }
  }

  /// 0 blank, 1 appendable, 2 finalised, 3 another kind, which DVD-RAM is and BD-R for random recording.
  fileprivate var discStatus: UInt8 {
    switch state {
    case .sequential(let state): state.isFinalized ? 2 : isBlank ? 0 : 1
    case .overwritable(.unformatted): 0
    case .overwritable(.intermediate): 1
    case .overwritable(.writeOnce(let recording)): recording.isFinalized ? 2 : 3
    case .overwritable: kind == .dvdRAM ? 3 : 2
    }
  }

  /// 0 none, 1 stopped, 2 running, 3 complete; of DVD+RW alone.
  fileprivate var backgroundFormat: UInt8 {
    switch overwritable {
    case .background(_, _, let isRunning): isRunning ? 2 : 1
    case .formatted: kind == .dvdPlusRW ? 3 : 0
    default: 0
    }
  }

  /// Whether recorded blocks can be written again.
  fileprivate var canBeOverwritten: Bool {
    if case .pseudoOverwrite? = sequential?.preparation { true } else { false }
  }

  /// Whether a track can be written that nothing was written to yet.
  var hasInvisibleTrack: Bool { openTrack == nil && writableTrackStart != nil }
}

extension [UInt8] {
  /// Stores the low and the high byte of a number at two places.
  mutating func storeSplit(_ value: Int, low: Int, high: Int) {
    self[low] = UInt8(truncatingIfNeeded: value)
    self[high] = UInt8(truncatingIfNeeded: value >> 8)
  }

  /// Stores where the last session's lead-in begins, and where its lead-out must at the latest.
  fileprivate mutating func storeLeadIn(of medium: MediumRecord) {
    guard let start = medium.writableTrackStart else {
      for offset in 16..<24 { self[offset] = 0xFF }
      return
    }
    let leadIn = medium.closedSessions.isEmpty ? CompactDiscTime.leadIn : start - 4650
    replaceSubrange(17..<20, with: CompactDiscTime.bytes(of: leadIn))
    replaceSubrange(21..<24, with: CompactDiscTime.bytes(of: medium.blocks))
  }
}

/// Times on a compact disc in minutes, seconds and frames of 1/75 s.
enum CompactDiscTime {
  /// Where the lead-in of the first session begins: 97:34:23.
  static let leadIn: Int64 = -11_077

  /// Minute, second and frame of an address. Source: MMC-6, "LBA to MSF translation".
  static func bytes(of address: Int64) -> [UInt8] {
    let frames = address + (address >= -150 ? 150 : 450_150)
    return [
      UInt8(clamping: frames / 4500), UInt8(clamping: frames / 75 % 60),
      UInt8(clamping: frames % 75),
    ]
  }
}
