/// A session in raw mode that goes on: the host writes all of it, and the drive learns what it is
/// from the Q sub-channel.
///
/// It begins with the lead-in, whose lines become the table of contents, goes on with the tracks,
/// and ends with the lead-out. Data sectors come scrambled.
/// Source: MMC-6, "Write Parameters mode page", write type Raw.
struct RawRecording: Hashable, Sendable {
  /// What stands behind the 2,352 bytes of a sector: data block types 1 to 3.
  enum Subchannel: UInt8, Hashable, Sendable {
    /// Q in 16 bytes.
    case q = 1
    /// The symbols of P to W, with R to W in packs that the drive mixes.
    case packs = 2
    /// The symbols of P to W as they are recorded.
    case raw = 3

    var byteCount: Int { WholeSector.byteCount + (self == .q ? 16 : 96) }
  }

  let subchannel: Subchannel
  /// Where the session's program area begins.
  let start: Int64
  let firstTrack: UInt8
  /// Where the next write must begin.
  private(set) var position: Int64
  /// The lines of the lead-in, each once.
  private(set) var table: [TableLine] = []
  private(set) var text = CDTextGatherer()
  private(set) var catalogNumber: String?
  /// Where the lead-out began; nil before.
  private(set) var leadOut: Int64?
  /// The track the head is in, with where its index 0 began.
  private(set) var track: UInt8?
  private var mixer = SubchannelMixer()

  init(_ subchannel: Subchannel, leadIn: Int64, start: Int64, firstTrack: UInt8) {
    self.subchannel = subchannel
    self.start = start
    self.firstTrack = firstTrack
    position = leadIn
  }

  /// Whether the host has written anything.
  var hasBegun: Bool { !table.isEmpty || track != nil || leadOut != nil || position > start }

  /// Whether the lead-in told the first track, the last, and the lead-out.
  var hasTable: Bool {
    [0xA0, 0xA1, 0xA2].allSatisfy { point in table.contains { $0.point == point } }
  }

  var discType: UInt8 { table.first { $0.point == 0xA0 }?.position[1] ?? 0 }

  /// What the lead-in says about the next session.
  var nextSession: RecordedSession.NextSession {
    guard let line = table.first(where: { $0.point == 0xB0 }) else { return .none }
    return line.time == [0xFF, 0xFF, 0xFF] ? .forbidden : .allowed
  }

  /// Takes the sector at ``position`` and tells what it is.
  mutating func take(_ bytes: [UInt8]) -> Step {
    let symbols = symbols(of: bytes[WholeSector.byteCount...])
    let address = position
    position += 1
    let inLeadIn = address < start
    let block = SubchannelQ(SubchannelSymbols.q(in: symbols[...])[...], inLeadIn: inLeadIn)
    if inLeadIn {
      readLeadIn(block, symbols)
      return .nothing
    }
    if case .catalogNumber(let number, _) = block?.content { catalogNumber = number }
    return step(block, Sector(address: address, bytes: bytes, symbols: symbols))
  }

  /// A sector of the program area as it came.
  struct Sector: Hashable, Sendable {
    var address: Int64
    var bytes: [UInt8]
    var symbols: [UInt8]
  }

  /// What a sector means to the medium.
  enum Step: Hashable, Sendable {
    /// Lead-in or lead-out.
    case nothing
    /// A new track begins, in index 0 or 1.
    case begins(UInt8, control: UInt8, index: UInt8, Sector)
    /// Another index of the same track begins.
    case index(UInt8, Sector)
    /// The track goes on; perhaps its ISRC is told.
    case goesOn(recordingCode: String?, Sector)
  }

  private var index: UInt8 = 0

  private mutating func readLeadIn(_ block: SubchannelQ?, _ symbols: [UInt8]) {
    if case .line(var line) = block?.content {
      // The running time differs each time, but for B0h and C0h, where it is none.
      if line.mode == 1 { line.time = [0, 0, 0] }
      if !table.contains(line), table.count < 256 { table.append(line) }
    }
    if subchannel != .q { text.add(symbols[...]) }
  }

  private mutating func step(_ block: SubchannelQ?, _ sector: Sector) -> Step {
    switch block?.content {
    case .position(0xAA, _, _, _):
      leadOut = leadOut ?? sector.address
      return .nothing
    case _ where leadOut != nil: return .nothing
    case .position(let number, let index, _, _) where number != track:
      track = number
      self.index = index
      return .begins(number, control: block?.control ?? 0, index: index, sector)
    case .position(_, let index, _, _) where index != self.index:
      self.index = index
      return .index(index, sector)
    case .recordingCode(let code, _): return .goesOn(recordingCode: code, sector)
    default: return track == nil ? .nothing : .goesOn(recordingCode: nil, sector)
    }
  }

  /// The 96 symbols as they are recorded.
  private mutating func symbols(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    switch subchannel {
    case .raw: return Array(bytes)
    case .q:
      let q = Array(bytes.prefix(12))
      return SubchannelSymbols.make(p: bytes[bytes.startIndex + 15] & 0x80 != 0, q: q)
    case .packs:
      // CD-TEXT is not mixed, and there are no packs to mix it with.
      if position < start { return Array(bytes) }
      let mixed = mixer.mix(bytes)
      return zip(bytes, mixed).map { $0 & 0xC0 | $1 }
    }
  }
}
