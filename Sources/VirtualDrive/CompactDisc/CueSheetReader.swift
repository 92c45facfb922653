/// Reads a cue sheet as a drive does: entry by entry, refusing the first that does not fit.
///
///     byte 0   bits 7…4 CONTROL, bits 3…0 ADR      1   track; 0 lead-in, AAh lead-out    2   index
///     byte 3   data form        4   bit 7 copying is prohibited     5…7   minute, second, frame
///     ADR 2    two entries: seven and six digits of the catalogue number in byte 1…
///     ADR 3    two entries: track in byte 1, six characters each of the ISRC in byte 2…
///
/// Refusals: 5/26/00 where the order or a field is wrong, 5/26/01 for a form the drive does not
/// write, 5/26/02 for a time that does not fit; each points at the byte.
/// Source: MMC-6, "SEND CUE SHEET Command".
struct CueSheetReader {
  /// What the medium and the drive allow.
  struct Limits {
    /// The first track's number.
    var firstTrack: UInt8 = 1
    /// Where the first track's pregap must begin.
    var start: Int64 = -150
    /// The address that the lead-out must not lie behind.
    var end: Int64
    var minimumTrackBlocks: Int64 = 300
  }

  static let entryByteCount = 8
  /// The most bytes of a cue sheet: 99 tracks with their codes, and indices besides.
  static let maximumByteCount = 4096

  private let bytes: [UInt8]
  private let limits: Limits
  private var offset = 0
  private var sheet = CueSheet()
  private var hasLeadIn = false

  /// - Throws: the sense of the refusal.
  static func read(_ bytes: [UInt8], limits: Limits) throws(VirtualSense) -> CueSheet {
    guard bytes.count % entryByteCount == 0, !bytes.isEmpty else {
      throw .parameterListLength
    }
    var reader = Self(bytes: bytes, limits: limits)
    while reader.offset < bytes.count { try reader.readEntry() }
    guard reader.sheet.parts.last?.track == 0xAA else {
      throw reader.wrong(-entryByteCount + 1)
    }
    return reader.sheet
  }

  private init(bytes: [UInt8], limits: Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  private mutating func readEntry() throws(VirtualSense) {
    if sheet.parts.last?.track == 0xAA { throw wrong(1) }
    switch byte(0) & 0x0F {
    case 1 where !hasLeadIn: try readLeadIn()
    case 1: try readPart()
    case 2: try readCatalogNumber()
    case 3: try readRecordingCode()
    default: throw wrong(0)
    }
  }

  private mutating func readLeadIn() throws(VirtualSense) {
    guard byte(1) == 0 else { throw wrong(1) }
    guard byte(2) == 0 else { throw wrong(2) }
    switch byte(3) {
    case 0x01, 0x14, 0x24, 0x34: break
    case 0x41, 0x54, 0x64, 0x74: sheet.hasText = true
    default: throw unsupported(3)
    }
    try checkControl()
    guard byte(4) == 0 else { throw wrong(4) }
    for position in 5..<8 where byte(position) != 0 { throw badValue(position) }
    hasLeadIn = true
    offset += Self.entryByteCount
  }

  /// Two entries, before anything else.
  private mutating func readCatalogNumber() throws(VirtualSense) {
    guard !hasLeadIn, sheet.catalogNumber == nil else { throw wrong(0) }
    let digits = try readPair(from: 1, characters: 13, zeroes: 1)
    guard digits.allSatisfy(RecordingCode.isDigit) else { throw badValue(1 - 2 * 8) }
    sheet.catalogNumber = String(decoding: digits, as: UTF8.self)
  }

  /// Two entries, before the track's first index.
  private mutating func readRecordingCode() throws(VirtualSense) {
    let track = byte(1)
    guard hasLeadIn, track == nextTrack, sheet.recordingCodes[track] == nil else { throw wrong(1) }
    let control = byte(0) >> 4
    guard control & 0x4 == 0 else { throw wrong(0) }
    let second = offset + Self.entryByteCount
    guard second + 1 < bytes.count, bytes[second + 1] == track else { throw wrong(9) }
    let characters = try readPair(from: 2, characters: 12, zeroes: 0)
    let text = String(decoding: characters, as: UTF8.self)
    guard RecordingCode.isValid(text) else { throw badValue(2 - 2 * 8) }
    sheet.recordingCodes[track] = text
  }

  /// The characters of two entries with the same first byte, and moves behind them.
  private mutating func readPair(
    from start: Int, characters: Int, zeroes: Int
  ) throws(VirtualSense) -> [UInt8] {
    let second = offset + Self.entryByteCount
    guard second < bytes.count, bytes[second] == byte(0) else { throw wrong(8) }
    let all = bytes[offset + start..<second] + bytes[second + start..<second + 8]
    guard all.dropFirst(characters).allSatisfy({ $0 == 0 }) else { throw wrong(15) }
    offset += 2 * Self.entryByteCount
    return Array(all.prefix(characters))
  }

  // MARK: Parts

  private mutating func readPart() throws(VirtualSense) {
    let part = CueSheet.Part(
      track: byte(1), index: byte(2), control: byte(0) >> 4, form: DataForm(rawValue: byte(3)),
      start: try readTime())
    try checkOrder(of: part)
    try checkForm(of: part)
    try checkStart(of: part)
    sheet.parts.append(part)
    offset += Self.entryByteCount
  }

  private func readTime() throws(VirtualSense) -> Int64 {
    for (position, limit) in [(5, 99), (6, 59), (7, 74)] where byte(position) > limit {
      throw badValue(position)
    }
    return CompactDiscTime.address(minute: byte(5), second: byte(6), frame: byte(7)) ?? 0
  }

  /// The track after the last one, or the first.
  private var nextTrack: UInt8 { sheet.parts.last.map { $0.track + 1 } ?? limits.firstTrack }

  /// Tracks and indices count up by one; a track has an index 1, the first one an index 0 too.
  private func checkOrder(of part: CueSheet.Part) throws(VirtualSense) {
    guard let last = sheet.parts.last else {
      guard part.track == limits.firstTrack else { throw wrong(1) }
      guard part.index == 0 else { throw wrong(2) }
      return
    }
    if part.track == last.track {
      guard part.index == last.index + 1, part.index <= 99 else { throw wrong(2) }
      return
    }
    guard last.index >= 1, part.track == 0xAA || part.track == nextTrack && part.track <= 99
    else { throw wrong(1) }
    guard part.index <= 1, part.track != 0xAA || part.index == 1 else { throw wrong(2) }
  }

  private func checkForm(of part: CueSheet.Part) throws(VirtualSense) {
    try checkControl()
    guard let byteCount = part.form.mainByteCount, let subchannel = part.form.subchannel else {
      throw unsupported(3)
    }
    if part.track == 0xAA {
      guard byteCount == 0, subchannel == .none else { throw wrong(3) }
    } else if part.index > 0, byteCount == 0 {
      throw wrong(3)
    }
    // Only audio has room beside it that the host may fill.
    if subchannel != .none, part.form.main != 0x00 { throw unsupported(3) }
    guard part.form.isData == (part.control & 0x4 != 0) else { throw wrong(0) }
    guard byte(4) & 0x7F == 0, byte(4) == 0 || !part.form.isData else { throw wrong(4) }
  }

  /// Four-channel audio and data in packets are nothing a session at once is made of.
  private func checkControl() throws(VirtualSense) {
    let control = byte(0) >> 4
    if control & 0x8 != 0 || control & 0x5 == 0x5 { throw wrong(0) }
  }

  private func checkStart(of part: CueSheet.Part) throws(VirtualSense) {
    guard let last = sheet.parts.last else {
      guard part.start == limits.start else { throw badValue(5) }
      return
    }
    guard part.start >= last.start else { throw badValue(5) }
    guard part.start <= limits.end else { throw badValue(5) }
    if sheet.parts.count == 1, part.start < limits.start + 150 { throw badValue(5) }
    guard part.track != last.track else { return }
    let first = sheet.parts.last { $0.index == 1 }?.start ?? limits.start
    if part.start - first < limits.minimumTrackBlocks { throw badValue(5) }
  }

  // MARK: Refusals

  /// A byte of the entry at hand.
  private func byte(_ position: Int) -> UInt8 { bytes[offset + position] }

  private func wrong(_ position: Int) -> VirtualSense { .parameter(offset + position) }

  private func unsupported(_ position: Int) -> VirtualSense {
    var sense = VirtualSense.parameter(offset + position)
    sense.ascq = 0x01
    return sense
  }

  private func badValue(_ position: Int) -> VirtualSense {
    var sense = VirtualSense.parameter(offset + position)
    sense.ascq = 0x02
    return sense
  }
}
