public import DiscModel

/// What a BD says of itself: the first unit of format 00h.
///
///     byte 0…1     "DI"                    byte 2       format
///     byte 8…10    "BDO" pressed, "BDW" rewritable, "BDR" recordable
///     byte 11      bits 6–7 size, bits 4–5 class, bits 0–3 version
///     byte 12      bits 4–7 layers
///     byte 100…105 manufacturer            byte 106…108 media type        byte 111 revision
///
/// Source: MMC-6, "READ DISC STRUCTURE Command", disc information; Blu-ray Disc white paper,
/// "Disc Information".
public struct BDDiscInformation: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case pressed, rewritable, recordable
  }

  /// Nil for letters that no book has.
  public var kind: Kind?
  public var discClass: UInt8
  public var version: UInt8
  /// 1 to 4; nil if it is not told.
  public var layers: Int?
  /// The maker's id, such as "VERBAT/IMe/0"; nil if there is none.
  public var manufacturerID: String?

  /// The information in a structure, or nil if that is none.
  public init?(_ structure: ReadDiscStructure.Response) {
    let data = structure.data
    guard data.count >= 13, data.starts(with: [0x44, 0x49]) else { return nil }
    kind =
      [
        [0x42, 0x44, 0x4F]: .pressed, [0x42, 0x44, 0x57]: .rewritable,
        [0x42, 0x44, 0x52]: .recordable,
      ][Array(data[8...10])]
    discClass = data[11] >> 4 & 0x03
    version = data[11] & 0x0F
    let count = Int(data[12] >> 4)
    layers = (1...4).contains(count) ? count : nil
    manufacturerID = structure.manufacturer(100, 6, 106, 111)
  }
}

extension ReadDiscStructure.Response {
  /// What a DVD-RAM has left to replace bad blocks with (format 0Ah).
  ///
  ///     byte 0…3 free of the primary area, byte 4…7 free of the supplementary one,
  ///     byte 8…11 size of the supplementary one, in blocks
  public var dvdRAMSpareArea: SpareArea? {
    guard let primary = integer(at: 0), let supplementary = integer(at: 4) else { return nil }
    return SpareArea(free: BlockCount(Int64(primary) + Int64(supplementary)), total: nil)
  }

  /// What a BD has left to replace bad blocks with (format 0Ah).
  ///
  ///     byte 4…7 free, byte 8…11 all, in clusters of 32 blocks
  public var bdSpareArea: SpareArea? {
    guard let free = integer(at: 4), let total = integer(at: 8) else { return nil }
    return SpareArea(free: BlockCount(32 * Int64(free)), total: BlockCount(32 * Int64(total)))
  }
}
