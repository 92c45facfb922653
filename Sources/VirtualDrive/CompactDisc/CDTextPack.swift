/// The packs of CD-TEXT: 18 bytes, of which the last two are the CRC of the Q sub-channel.
///
/// In the lead-in four packs are spread over the 96 symbols of a sector: each of its bytes holds
/// six bits, the first of a pack highest.
/// Source: Red Book, "CD-TEXT mode"; MMC-6, "READ TOC/PMA/ATIP, format 0101b".
enum CDTextPack {
  static let byteCount = 18

  /// The four packs in 96 symbols; upper two bits are ignored.
  static func packs(in symbols: ArraySlice<UInt8>) -> [[UInt8]] {
    stride(from: symbols.startIndex, to: symbols.endIndex - 23, by: 24).map { start in
      var pack: [UInt8] = []
      for group in stride(from: start, to: start + 24, by: 4) {
        let bits = symbols[group..<group + 4].reduce(UInt32(0)) { $0 << 6 | UInt32($1 & 0x3F) }
        pack += [UInt8(bits >> 16), UInt8(bits >> 8 & 0xFF), UInt8(bits & 0xFF)]
      }
      return pack
    }
  }

  /// The symbols of one pack, 24 of six bits.
  static func symbols(of pack: ArraySlice<UInt8>) -> [UInt8] {
    stride(from: pack.startIndex, to: pack.endIndex - 2, by: 3).flatMap { start in
      let bits = pack[start..<start + 3].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      return stride(from: 18, through: 0, by: -6).map { UInt8(bits >> UInt32($0) & 0x3F) }
    }
  }

  /// Whether the CRC fits, and whether it is a pack of text at all: types are 80h…8Fh.
  static func isValid(_ pack: [UInt8]) -> Bool {
    pack.count == byteCount && pack[0] >> 4 == 8
      && UInt16(pack[16]) << 8 | UInt16(pack[17]) == SubchannelQ.code(of: pack[..<16])
  }
}

/// Gathers the packs of a lead-in, which repeats them until it is over.
struct CDTextGatherer: Hashable, Sendable {
  /// The packs in the order in which they came, each once.
  private(set) var packs: [[UInt8]] = []
  private var known: Set<[UInt8]> = []

  mutating func add(_ symbols: ArraySlice<UInt8>) {
    for pack in CDTextPack.packs(in: symbols) where CDTextPack.isValid(pack) {
      // A block has 256 packs, a disc has eight blocks.
      if packs.count < 2048, known.insert(pack).inserted { packs.append(pack) }
    }
  }
}
