/// Asks for the packs of CD-TEXT in the lead-in: READ TOC/PMA/ATIP (43h), format 5.
///
///     CDB byte 2   5                CDB byte 7…8 allocation length
///
///     byte 0…1   how many bytes follow this field
///     byte 4…    packs of 18 bytes
///
/// A disc without CD-TEXT is refused with 5/24/00 or answered with no packs.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", CD-TEXT.
public struct ReadCDText: VariableReplyCommand {
  /// One pack as it lies on the disc.
  ///
  ///     byte 0 type, 80h title … 8Fh size      byte 1 track, 0 is the disc
  ///     byte 2 sequence number                 byte 3 bit 7 double bytes, bits 4–6 block,
  ///                                            bits 0–3 place of the first character in its text
  ///     byte 4…15 text                         byte 16…17 check
  ///
  /// Source: IEC 61866 / Red Book, "CD-TEXT pack".
  public struct Pack: Hashable, Sendable {
    /// How many bytes a pack has.
    public static let byteCount = 18

    /// All 18.
    public var bytes: [UInt8]

    public var type: UInt8 { bytes[0] }
    public var track: UInt8 { bytes[1] & 0x7F }
    public var sequence: UInt8 { bytes[2] }
    public var isDoubleByte: Bool { bytes[3] & 0x80 != 0 }
    public var block: UInt8 { bytes[3] >> 4 & 0x07 }
    public var text: ArraySlice<UInt8> { bytes[4..<16] }

    /// Whether the check at the end fits: CRC-16 with the polynomial 1021h, from zero, inverted.
    /// Drives hand on what they read, so wrong packs occur.
    public var isIntact: Bool {
      UInt16(bytes[16]) << 8 | UInt16(bytes[17]) == Self.check(bytes[0..<16])
    }

    private static func check(_ bytes: ArraySlice<UInt8>) -> UInt16 {
      var register: UInt16 = 0
      for byte in bytes {
        register ^= UInt16(byte) << 8
        for _ in 0..<8 {
          register = register & 0x8000 == 0 ? register << 1 : register << 1 ^ 0x1021
        }
      }
      return ~register
    }

    fileprivate init(bytes: [UInt8]) {
      self.bytes = bytes
    }
  }

  /// The packs in the order they lie on the disc, wrong ones too.
  public typealias Response = [Pack]

  /// The header, then as much as that announces.
  public static let replyLength = ReplyLength(firstByteCount: 4)
  /// Room for eight blocks of 256 packs.
  public var replyByteCount = 36_868

  /// Makes the question.
  public init() {}

  /// `43 00 05 00 00 00 00 90 04 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[2] = 5
    block.store(UInt16(clamping: replyByteCount), at: 7)
    return block
  }

  /// Every pack that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> [Pack] {
    let reply = reply.extracting(0..<(try reply.announcedByteCount()))
    var packs: [Pack] = []
    for offset in stride(from: 4, through: reply.byteCount - Pack.byteCount, by: Pack.byteCount) {
      packs.append(Pack(bytes: try reply.bytes(at: offset, byteCount: Pack.byteCount)))
    }
    return packs
  }
}
