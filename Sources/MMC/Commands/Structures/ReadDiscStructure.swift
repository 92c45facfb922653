public import DiscModel

/// Asks for what the maker pressed into a DVD or BD: READ DISC STRUCTURE (ADh).
///
///     CDB byte 1     bits 0–3 media type: 0 DVD, 1 BD          CDB byte 7   format
///     CDB byte 8…9   allocation length, 132
///
///     byte 0…1     how many bytes follow this field
///     DVD+R, ADIP (format 11h)          byte 23…30   manufacturer   byte 31…33   media type
///                                       byte 34      revision
///                                       byte 9…11    first physical sector
///                                       byte 13…15   last physical sector
///     BD, disc information (format 00h) byte 4…5 "DI"
///                                       byte 104…109 manufacturer   byte 110…112 media type
///                                       byte 115     revision
///
/// Refused with 5/24/00 or 5/30/02 for other media: that says "unknown", not "broken".
/// Source: MMC-6, "READ DISC STRUCTURE Command"; ECMA-349, "Physical format information in ADIP";
/// Blu-ray Disc white paper, "Disc Information".
public struct ReadDiscStructure: MMCCommand {
  /// Which structure.
  public enum Format: Hashable, Sendable {
    /// What the groove of a DVD+R or DVD+RW says.
    case adip
    /// What a recordable BD says of itself.
    case blurayDiscInformation
  }

  /// Which structure.
  public var format: Format

  /// Makes the question.
  public init(_ format: Format) {
    self.format = format
  }

  /// The structure's bytes, from after its header.
  public struct Response: Hashable, Sendable {
    /// What follows the four bytes of the header.
    public var data: [UInt8]
  }

  /// 132: the header and the 128 bytes that hold everything wanted here.
  public var replyByteCount: Int { 132 }

  /// The media type in byte 1, the format in byte 7.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xAD, byteCount: 12)
    switch format {
    case .adip: block[7] = 0x11
    case .blurayDiscInformation: block[1] = 1
    }
    block.store(UInt16(replyByteCount), at: 8)
    return block
  }

  /// As much of the structure as came.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let end = min(Int(try reply.bigEndian(at: 0, as: UInt16.self)) + 2, reply.byteCount)
    guard end >= 4 else { throw .truncated(needed: 4, available: end) }
    return Response(data: try reply.bytes(at: 4, byteCount: end - 4))
  }
}

extension ReadDiscStructure.Response {
  /// The maker's id in an ADIP structure, such as "CMC MAG/M01/0"; nil if there is none.
  public var adipManufacturerID: String? {
    manufacturerID(at: 19, byteCount: 8, type: 27, revision: 30)
  }

  /// The maker's id in a BD's disc information, such as "VERBAT/IMe/0"; nil if there is none.
  public var blurayManufacturerID: String? {
    guard data.starts(with: [0x44, 0x49]) else { return nil }
    return manufacturerID(at: 100, byteCount: 6, type: 106, revision: 111)
  }

  /// How many blocks a DVD has from its first physical sector to its last; nil if they are none.
  public var adipBlocks: BlockCount? {
    data.withRawSpan { span in
      guard let first = try? span.bigEndian(at: 4, as: UInt32.self),
        let last = try? span.bigEndian(at: 8, as: UInt32.self)
      else { return nil }
      let blocks = Int64(last & 0xFF_FFFF) - Int64(first & 0xFF_FFFF) + 1
      return blocks > 1 ? BlockCount(blocks) : nil
    }
  }

  private func manufacturerID(
    at offset: Int, byteCount: Int, type: Int, revision: Int
  ) -> String? {
    data.withRawSpan { span in
      guard let maker = try? span.text(at: offset, byteCount: byteCount), !maker.isEmpty,
        let type = try? span.text(at: type, byteCount: 3),
        let revision = try? span.byte(at: revision)
      else { return nil }
      return "\(maker)/\(type)/\(revision)"
    }
  }
}
