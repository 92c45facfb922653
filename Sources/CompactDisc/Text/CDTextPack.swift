/// One pack of CD-TEXT, 18 bytes.
///
///     byte 0        what the text is: 80h title … 8Fh size information
///     byte 1        the track that the first character belongs to, 0 the disc; bit 7 is an extension
///     byte 2        the number of the pack in its block
///     byte 3        bit 7 two bytes a character, bits 6…4 block, bits 3…0 how many characters of
///                   the first text stand in packs before, 15 for more
///     byte 4…15     text; texts of a kind follow each other, each ended by a zero
///     byte 16…17    checksum, big-endian
///
/// Source: MMC-3, annex J, "Structure of a pack".
public struct CDTextPack: Hashable, Sendable {
  public static let byteCount = 18
  public static let textByteCount = 12

  /// All 18 bytes.
  public let bytes: [UInt8]

  /// Reads the pack at `offset`; nil if the bytes end before it does.
  init?(_ span: RawSpan, at offset: Int) {
    guard offset >= 0, offset <= span.byteCount - Self.byteCount else { return nil }
    bytes = (offset..<offset + Self.byteCount).map {
      span.unsafeLoad(fromByteOffset: $0, as: UInt8.self)
    }
  }

  /// Makes a pack of block 0, with its checksum.
  init(kind: UInt8, track: Int, number: Int, characterPosition: Int, text: ArraySlice<UInt8>) {
    var bytes = [
      kind, UInt8(track), UInt8(number), UInt8(min(characterPosition, 15)),
    ]
    bytes += text
    bytes += Array(repeating: 0, count: Self.textByteCount - text.count)
    let checksum = QChecksum.of(bytes)
    self.bytes = bytes + [UInt8(checksum >> 8), UInt8(checksum & 0xFF)]
  }

  public var kind: UInt8 { bytes[0] }
  public var track: Int { Int(bytes[1] & 0x7F) }
  public var number: Int { Int(bytes[2]) }
  public var block: Int { Int(bytes[3] >> 4 & 0x07) }
  public var isDoubleByte: Bool { bytes[3] & 0x80 != 0 }
  public var text: ArraySlice<UInt8> { bytes[4..<16] }

  public var hasValidChecksum: Bool {
    QChecksum.of(bytes[..<16]) == UInt16(bytes[16]) << 8 | UInt16(bytes[17])
  }

  /// The pack as it lies in the lead-in: 24 symbols of six bits, the high two bits of each byte zero.
  public var symbols: [UInt8] {
    stride(from: 0, to: Self.byteCount, by: 3).flatMap { start in
      let group = bytes[start..<start + 3].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return [18, 12, 6, 0].map { UInt8(group >> $0 & 0x3F) }
    }
  }
}
