public import DiscModel

/// What a DVD says of itself: formats 00h, 10h and, on DVD+, 11h.
///
///     byte 0       bits 4–7 book type, bits 0–3 part version
///     byte 1       bits 4–7 size, bits 0–3 highest rate
///     byte 2       bits 5–6 layers less one, bit 4 opposite path, bit 2 rewritable, bit 1 recordable,
///                  bit 0 embossed
///     byte 5…7     first physical sector          byte 9…11    last one
///     byte 13…15   last one of the first layer    byte 16      bit 7 burst cutting area
///     byte 19…26   manufacturer, byte 27…29 media type, byte 30 revision, on DVD+ alone
///
/// Source: MMC-6, "READ DISC STRUCTURE Command", physical format information; ECMA-349, "Physical
/// format information in ADIP".
public struct DVDPhysicalInformation: Hashable, Sendable {
  public var bookType: BookType
  public var partVersion: UInt8
  /// 120 mm or 80 mm; nil for a number that no book has.
  public var diameterMillimeters: Int?
  /// 0 for 2.52, 1 for 5.04, 2 for 10.08, 3 for 20.16, 4 for 30.24 Mbit/s, Fh for none.
  public var maximumRate: UInt8
  public var layers: Int
  /// Whether the second layer runs inwards.
  public var hasOppositePath: Bool
  public var firstSector: UInt32
  public var lastSector: UInt32
  public var lastSectorOfFirstLayer: UInt32
  public var hasBurstCuttingArea: Bool
  /// The maker's id, such as "CMC MAG/M01/0"; nil if there is none.
  public var manufacturerID: String?

  /// The information in a structure, or nil if that is too short for its sectors.
  public init?(_ structure: ReadDiscStructure.Response) {
    let data = structure.data
    guard data.count >= 12 else { return nil }
    func sector(at offset: Int) -> UInt32 {
      (0..<3).reduce(0) { $0 << 8 | UInt32(offset + $1 < data.count ? data[offset + $1] : 0) }
    }
    bookType = BookType(rawValue: data[0] >> 4)
    partVersion = data[0] & 0x0F
    diameterMillimeters = [0: 120, 1: 80][data[1] >> 4]
    maximumRate = data[1] & 0x0F
    layers = Int(data[2] >> 5 & 0x03) + 1
    hasOppositePath = data[2] & 0x10 != 0
    firstSector = sector(at: 5)
    lastSector = sector(at: 9)
    lastSectorOfFirstLayer = sector(at: 13)
    hasBurstCuttingArea = data.count > 16 && data[16] & 0x80 != 0
    let plus: [BookType] = [.dvdPlusRW, .dvdPlusR, .dvdPlusRWDualLayer, .dvdPlusRDualLayer]
    if plus.contains(bookType) { manufacturerID = structure.manufacturer(19, 8, 27, 30) }
  }

  /// How many blocks the disc has from its first physical sector to its last; nil if they are none.
  ///
  /// Where the second layer runs inwards, its sectors have the inverted numbers of those that lie
  /// below them.
  public var blocks: BlockCount? {
    let first = Int64(firstSector)
    let boundary = Int64(lastSectorOfFirstLayer)
    var blocks = Int64(lastSector) - first + 1
    if hasOppositePath, layers == 2, boundary > first {
      blocks = (boundary - first + 1) + (Int64(lastSector) - (0xFF_FFFF - boundary) + 1)
    }
    return blocks > 1 ? BlockCount(blocks) : nil
  }

  /// How many blocks the first of two layers has; nil on discs of one layer.
  public var firstLayerBlocks: BlockCount? {
    guard layers == 2, lastSectorOfFirstLayer > firstSector else { return nil }
    return BlockCount(Int64(lastSectorOfFirstLayer) - Int64(firstSector) + 1)
  }
}

extension ReadDiscStructure.Response {
  /// "maker/type/revision" from three fields of the data, the type having three bytes; nil if there
  /// is no maker, or the fields are not all there.
  func manufacturer(
    _ offset: Int, _ byteCount: Int, _ type: Int, _ revision: Int
  ) -> String? {
    data.withRawSpan { span in
      guard let maker = try? span.text(at: offset, byteCount: byteCount), !maker.isEmpty,
        let type = try? span.text(at: type, byteCount: 3),
        let revision = try? span.byte(at: revision)
      else { return nil }
      return "\(maker)/\(type)/\(revision)"
    }
  }

  /// The big-endian integer at `offset`, or nil past the end.
  func integer(at offset: Int) -> UInt32? {
    data.withRawSpan { $0.ifPresent(at: offset) }
  }

  /// Bit `bit` of the byte at `offset`; false past the end.
  func bit(_ bit: Int, at offset: Int) -> Bool {
    offset < data.count && data[offset] >> bit & 1 == 1
  }
}
