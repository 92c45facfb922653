/// Why packs that a drive gave are no texts.
public enum CDTextReadError: Error, Hashable, Sendable {
  /// There is no whole pack.
  case empty
  /// The checksum of this pack, counted from 0, is wrong.
  case badChecksum(pack: Int)
  /// The block has no size information, or not all of it.
  case noSizeInformation
  /// The texts are in a character set with two bytes a character, or in one that is not known.
  case unknownCharacterSet(UInt8)
  /// The packs are not in order, or texts lack their end.
  case inconsistent(pack: Int)
}

extension CDText {
  /// Reads the first language of a disc.
  ///
  /// - Parameter packs: packs of 18 bytes, as READ TOC (format 5) gives them behind its header. What
  ///   is left of a last one is ignored.
  /// - Throws: ``CDTextReadError``, whatever the bytes are.
  public init(reading packs: RawSpan) throws(CDTextReadError) {
    var reader = try BlockReader(packs)
    self = try reader.read()
  }
}

/// Takes the packs of one block apart.
private struct BlockReader {
  private var packs: [CDTextPack] = []
  private var sizes: [UInt8] = []

  init(_ span: RawSpan) throws(CDTextReadError) {
    for number in 0..<span.byteCount / CDTextPack.byteCount {
      guard let pack = CDTextPack(span, at: number * CDTextPack.byteCount), pack.block == 0 else {
        continue
      }
      guard pack.hasValidChecksum else { throw .badChecksum(pack: number) }
      guard pack.number == packs.count & 0xFF else { throw .inconsistent(pack: number) }
      packs.append(pack)
    }
    guard !packs.isEmpty else { throw .empty }
    let parts = packs.filter { $0.kind == 0x8F }
    guard parts.map(\.track) == [0, 1, 2] else { throw .noSizeInformation }
    sizes = parts.flatMap(\.text)
  }

  mutating func read() throws(CDTextReadError) -> CDText {
    guard let characters = CDTextCharacterSet(rawValue: sizes[0]) else {
      throw .unknownCharacterSet(sizes[0])
    }
    let first = Int(sizes[1])
    let last = Int(sizes[2])
    guard (1...99).contains(first), (first...99).contains(last) else { throw .noSizeInformation }
    var text = CDText(
      language: .init(rawValue: sizes[28]), characterSet: characters, firstTrackNumber: first,
      disc: CDTextFields(), tracks: Array(repeating: CDTextFields(), count: last - first + 1))
    for field in CDTextField.allCases {
      let found = try texts(field.rawValue, upTo: last)
      text.disc[field] = characters.decode(found[0] ?? [])
      for track in first...last {
        text.tracks[track - first][field] = characters.decode(found[track] ?? [])
      }
    }
    text.discID = characters.decode(try texts(0x86, upTo: 0)[0] ?? [])
    try readCodes(into: &text, last: last)
    return text
  }

  /// Codes that are none are left out: a text of the disc is not spoiled by them.
  private func readCodes(into text: inout CDText, last: Int) throws(CDTextReadError) {
    let codes = try texts(0x8E, upTo: last)
    guard !codes.isEmpty else { return }
    text.catalogNumber = try? MediaCatalogNumber(text.characterSet.decode(codes[0] ?? []))
    let recordings = (text.firstTrackNumber...last).map { track in
      try? ISRC(text.characterSet.decode(codes[track] ?? []))
    }
    if recordings.contains(where: { $0 != nil }) { text.recordingCodes = recordings }
  }

  /// The texts of one kind, by track, up to the track `last`. A tabulator alone stands for the text
  /// before.
  private func texts(_ kind: UInt8, upTo last: Int) throws(CDTextReadError) -> [Int: [UInt8]] {
    var found: [Int: [UInt8]] = [:]
    var track: Int?
    var text: [UInt8] = []
    for pack in packs where pack.kind == kind {
      guard !pack.isDoubleByte else { throw .unknownCharacterSet(sizes[0]) }
      if text.isEmpty { track = pack.track }
      guard track == pack.track else { throw .inconsistent(pack: pack.number) }
      for byte in pack.text {
        guard let current = track, current <= last else { break }
        guard byte == 0 else {
          text.append(byte)
          continue
        }
        found[current] = text == [0x09] ? found[current - 1] ?? [] : text
        track = current == 0 ? max(1, Int(sizes[1])) : current + 1
        text = []
      }
    }
    guard text.isEmpty else { throw .inconsistent(pack: packs.count - 1) }
    return found
  }
}
