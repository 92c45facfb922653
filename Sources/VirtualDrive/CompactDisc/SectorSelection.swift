/// Which parts of sectors READ CD sends.
///
///     byte 1    bits 4…2 expected type: 0 any, 1 audio, 2 mode 1, 3 mode 2, 4 form 1, 5 form 2
///     byte 9    bit 7 synchronisation, bits 6…5 header and sub-header, bit 4 user data,
///               bit 3 EDC and parity, bits 2…1 C2 pointers
///     byte 10   bits 2…0 sub-channel: 1 raw, 2 Q, 4 R to W
///
/// Source: MMC-6, "READ CD Command", "Main Channel Selection Bits".
struct SectorSelection: Hashable, Sendable {
  enum Subchannel: UInt8, Hashable, Sendable {
    case none = 0
    case raw = 1
    case q = 2
    case packs = 4
  }

  /// Nil for sectors of any type.
  var expected: SectorType?
  /// Bits 7…3 of byte 9.
  var fields: UInt8
  /// Bytes of C2 pointers: 0, 294, or 296 with a block's error byte.
  var errorByteCount: Int
  var subchannel: Subchannel

  /// - Throws: 5/24/00, which points at the field that means nothing.
  init(_ command: CommandBytes) throws(Ending) {
    let type = command[1] >> 2 & 0x07
    guard type <= 5 else { throw .check(.field(1, bit: 4)) }
    expected = SectorType(rawValue: type)
    guard command[9] & 0x01 == 0 else { throw .check(.field(9, bit: 0)) }
    fields = command[9] & 0xF8
    switch command[9] >> 1 & 0x03 {
    case 0: errorByteCount = 0
    case 1: errorByteCount = 294
    case 2: errorByteCount = 296
    default: throw .check(.field(9, bit: 2))
    }
    guard let subchannel = Subchannel(rawValue: command[10] & 0x07) else {
      throw .check(.field(10, bit: 2))
    }
    self.subchannel = subchannel
    if let expected, ranges(in: expected) == nil { throw .check(.field(9, bit: 7)) }
    if expected == nil, !Self.types.contains(where: { $0.isData && ranges(in: $0) != nil }) {
      throw .check(.field(9, bit: 7))
    }
  }

  private static let types: [SectorType] = [.audio, .mode1, .formless, .form1, .form2]

  /// The part of a whole sector that is chosen, which may be empty; nil if the choice has a hole.
  ///
  /// Audio has user data alone, so any choice is all of it.
  func ranges(in type: SectorType) -> Range<Int>? {
    if type == .audio { return fields == 0 ? 0..<0 : 0..<WholeSector.byteCount }
    let chosen = zip([0x80, 0x20, 0x40, 0x10, 0x08] as [UInt8], Self.layout(of: type))
      .filter { $0.0 & fields != 0 && !$0.1.isEmpty }.map(\.1)
    guard let first = chosen.first, let last = chosen.last else { return 0..<0 }
    let isWhole = zip(chosen, chosen.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound }
    return isWhole ? first.lowerBound..<last.upperBound : nil
  }

  /// Where synchronisation, header, sub-header, user data and codes lie in a data sector.
  private static func layout(of type: SectorType) -> [Range<Int>] {
    switch type {
    case .mode1: [0..<12, 12..<16, 16..<16, 16..<2064, 2064..<2352]
    case .form1: [0..<12, 12..<16, 16..<24, 24..<2072, 2072..<2352]
    case .form2: [0..<12, 12..<16, 16..<24, 24..<2352, 2352..<2352]
    case .formless, .audio: [0..<12, 12..<16, 16..<16, 16..<2352, 2352..<2352]
    }
  }

  /// The bytes that a sector of `type` takes in the reply.
  func byteCount(of type: SectorType) -> Int {
    let subchannelByteCount =
      switch subchannel {
      case .none: 0
      case .raw, .packs: 96
      case .q: 16
      }
    return (ranges(in: type)?.count ?? 0) + errorByteCount + subchannelByteCount
  }
}
