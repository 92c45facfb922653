/// One block of the Q sub-channel: where a sector is, or something about the disc.
///
///     byte 0      bits 7…4 CONTROL, bits 3…0 ADR: which of the modes
///     byte 1…9    what the mode says, most of it in BCD
///     byte 10, 11 CRC
///
/// Source: IEC 60908, "Channel Q"; MMC-6, "Q sub-channel information".
struct SubchannelQ: Hashable, Sendable {
  enum Content: Hashable, Sendable {
    /// Mode 1 in the program area and the lead-out (track AAh). The time in the track counts down
    /// to zero in index 0.
    case position(track: UInt8, index: UInt8, inTrack: Int64, address: Int64)
    /// Modes 1 and 5 in the lead-in: a line of the table of contents at a running time.
    case line(TableLine)
    /// Mode 2: thirteen digits, and the frame of the sector's time.
    case catalogNumber(String, frame: UInt8)
    /// Mode 3: twelve characters, and the frame of the sector's time.
    case recordingCode(String, frame: UInt8)
  }

  var control: UInt8
  var content: Content

  /// The ADR field: which mode it is.
  var mode: UInt8 {
    switch content {
    case .position: 1
    case .line(let line): line.mode
    case .catalogNumber: 2
    case .recordingCode: 3
    }
  }

  /// The twelve bytes with their CRC.
  var bytes: [UInt8] {
    var bytes = [control << 4 | mode] + contentBytes
    bytes.append(bigEndian: Self.code(of: bytes))
    return bytes
  }

  private var contentBytes: [UInt8] {
    switch content {
    case .position(let track, let index, let inTrack, let address):
      [CompactDiscTime.codedDecimal(track), CompactDiscTime.codedDecimal(index)]
        + CompactDiscTime.duration(inTrack).map(CompactDiscTime.codedDecimal) + [0]
        + CompactDiscTime.codedDecimal(of: address)
    case .line(let line): line.coded
    case .catalogNumber(let number, let frame):
      DigitRun.packed(number.utf8.map { $0 & 0x0F }, byteCount: 7)
        + [0, CompactDiscTime.codedDecimal(frame)]
    case .recordingCode(let text, let frame):
      RecordingCode.coded(text) + [CompactDiscTime.codedDecimal(frame)]
    }
  }

  /// CRC-16 with the polynomial 1021h from zero, inverted. CD-TEXT packs have the same.
  static func code(of bytes: some Sequence<UInt8>) -> UInt16 {
    ~bytes.reduce(UInt16(0)) { code, byte in
      (0..<8).reduce(code ^ UInt16(byte) << 8) { code, _ in
        code << 1 ^ (code & 0x8000 == 0 ? 0 : 0x1021)
      }
    }
  }
}

/// Decimal digits, two in a byte.
enum DigitRun {
  static func packed(_ digits: [UInt8], byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { index in
      let high = 2 * index < digits.count ? digits[2 * index] : 0
      let low = 2 * index + 1 < digits.count ? digits[2 * index + 1] : 0
      return high << 4 | low
    }
  }

  /// The first `count` digits; nil if one is none.
  static func text(_ bytes: ArraySlice<UInt8>, count: Int) -> String? {
    let digits = bytes.flatMap { [$0 >> 4, $0 & 0x0F] }.prefix(count)
    guard digits.allSatisfy({ $0 <= 9 }) else { return nil }
    return String(decoding: digits.map { $0 + 0x30 }, as: UTF8.self)
  }
}

/// The ISRC of a track: country and owner in five characters, year and number in seven digits.
///
///     byte 0…3   five characters of 6 bits: a digit as itself, A…Z as 11h…2Ah; two bits of zero
///     byte 4…7   seven digits, a nibble of zero
enum RecordingCode {
  static func coded(_ text: String) -> [UInt8] {
    let characters = Array(text.utf8)
    var letters: UInt32 = 0
    for character in characters.prefix(5) {
      letters = letters << 6 | UInt32(character >= 0x41 ? character - 0x30 : character & 0x0F)
    }
    var bytes: [UInt8] = []
    bytes.append(bigEndian: letters << 2)
    return bytes + DigitRun.packed(characters.dropFirst(5).map { $0 & 0x0F }, byteCount: 4)
  }

  /// The twelve characters; nil if these are none.
  static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    guard bytes.count == 8 else { return nil }
    let letters = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    var characters: [UInt8] = []
    for shift in stride(from: 26, through: 2, by: -6) {
      let code = UInt8(letters >> UInt32(shift) & 0x3F)
      guard code <= 9 || (0x11...0x2A).contains(code) else { return nil }
      characters.append(code + 0x30)
    }
    guard let digits = DigitRun.text(bytes.dropFirst(4), count: 7) else { return nil }
    return String(decoding: characters, as: UTF8.self) + digits
  }

  /// Whether a text is an ISRC: two letters, three letters or digits, seven digits. Five letters
  /// or digits are enough for a drive.
  static func isValid(_ text: String) -> Bool {
    let characters = Array(text.utf8)
    return characters.count == 12
      && characters.prefix(5).allSatisfy { isDigit($0) || (0x41...0x5A).contains($0) }
      && characters.dropFirst(5).allSatisfy(isDigit)
  }

  static func isDigit(_ character: UInt8) -> Bool { (0x30...0x39).contains(character) }
}
