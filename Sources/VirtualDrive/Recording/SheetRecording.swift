/// A session at once that goes on: what was announced, and how far it is.
struct SheetRecording: Hashable, Sendable {
  let sheet: CueSheet
  /// Where the next write must begin.
  private(set) var position: Int64
  private(set) var text = CDTextGatherer()
  private(set) var hasBegun = false

  init(_ sheet: CueSheet) {
    self.sheet = sheet
    position = sheet.hasText ? CompactDiscTime.leadIn : sheet.start
    skipPartsOfDrive()
  }

  var isComplete: Bool { position >= sheet.leadOut }

  /// Whether `address` lies in the lead-in, where 96 bytes of text a block come.
  func isText(_ address: Int64) -> Bool { sheet.hasText && address < sheet.start }

  /// The bytes of a block on the wire for a write of `range`.
  ///
  /// - Throws: 5/21/00 beyond the lead-out, 5/21/02 at a wrong address, 5/64/00 if the blocks are
  ///   not all of one size.
  func byteCount(for range: Range<Int64>) throws(Ending) -> Int {
    guard range.upperBound <= sheet.leadOut else {
      throw .check(.addressOutOfRange.at(range.lowerBound))
    }
    guard range.lowerBound == position else { throw .check(.invalidWriteAddress) }
    if isText(position) {
      guard range.upperBound <= sheet.start else { throw .check(.illegalModeForTrack) }
      return SubchannelSymbols.byteCount
    }
    let parts = pieces(of: range)
    let byteCount = parts.first?.part.form.byteCount ?? 0
    guard parts.allSatisfy({ $0.part.form.byteCount == byteCount }) else {
      throw .check(.illegalModeForTrack)
    }
    return byteCount
  }

  /// `range`, cut where one part of the sheet ends and another begins.
  func pieces(of range: Range<Int64>) -> [(range: Range<Int64>, part: CueSheet.Part)] {
    var pieces: [(Range<Int64>, CueSheet.Part)] = []
    var address = range.lowerBound
    while address < range.upperBound, let (part, end) = sheet.part(at: address) {
      pieces.append((address..<min(end, range.upperBound), part))
      address = end
    }
    return pieces
  }

  /// Notes that the blocks up to `end` were received.
  mutating func advance(to end: Int64) {
    hasBegun = true
    position = end
    skipPartsOfDrive()
  }

  /// Takes the text of blocks in the lead-in.
  mutating func gather(_ symbols: [UInt8]) {
    text.add(symbols[...])
  }

  /// What the drive makes itself, the host does not send.
  private mutating func skipPartsOfDrive() {
    while !isText(position), let (part, end) = sheet.part(at: position), part.form.byteCount == 0 {
      position = end
    }
  }

  /// The track that begins with `part`, before anything of it is recorded.
  func track(beginningWith part: CueSheet.Part) -> RecordedTrack {
    let parts = sheet.parts.filter { $0.track == part.track }
    let start = parts.first { $0.index == 1 }?.start ?? part.start
    let form = parts.compactMap { WireForm($0.form) }.last
    let layout = TrackLayout(
      content: form?.content ?? .audio, pregapBlocks: start - (parts.first?.start ?? start),
      indices: parts.filter { $0.index > 1 }.map(\.start),
      recordingCode: sheet.recordingCodes[part.track], keepsWholeSectors: form?.isPlain != true,
      keepsSubchannels: parts.contains { $0.form.byteCount > WholeSector.byteCount })
    return RecordedTrack(start: start, control: part.control, layout: layout)
  }
}
