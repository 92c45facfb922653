/// Asks for what the maker pressed into a DVD or BD, or for what the drive keeps of it: READ DISC
/// STRUCTURE (ADh).
///
///     CDB byte 1     bits 0–3 media type: 0 DVD, 1 BD          CDB byte 2…5   address
///     CDB byte 6     layer                                     CDB byte 7     format
///     CDB byte 8…9   allocation length                         CDB byte 10    bits 6–7 grant id
///
///     byte 0…1     how many bytes follow this field
///     byte 4…      the structure, see ``DVDPhysicalInformation`` and others
///
/// Refused with 5/24/00 or 5/30/02 where medium or drive has no such structure: that says "unknown",
/// not "broken". Source: MMC-6, "READ DISC STRUCTURE Command".
public struct ReadDiscStructure: VariableReplyCommand {
  /// Which structure.
  public var format: DiscStructureFormat
  /// Where it is asked for, by those formats that have one for an address.
  public var address: UInt32
  /// The layer it is asked for.
  public var layer: UInt8

  /// Makes the question.
  public init(_ format: DiscStructureFormat, address: UInt32 = 0, layer: UInt8 = 0) {
    self.format = format
    self.address = address
    self.layer = layer
  }

  /// The structure's bytes.
  public struct Response: Hashable, Sendable {
    /// What follows the four bytes of the header.
    public var data: [UInt8]

    /// A structure of these bytes.
    public init(data: [UInt8]) {
      self.data = data
    }
  }

  /// The header, then as much as that announces.
  public static let replyLength = ReplyLength(firstByteCount: 4)
  /// 4,100: the longest structures have 4,096 bytes and the header.
  public var replyByteCount = 4100

  /// The media type in byte 1, the format in byte 7.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xAD, byteCount: 12)
    block[1] = format.mediaType.rawValue
    block.store(address, at: 2)
    block[6] = layer
    block[7] = format.code
    block.store(UInt16(clamping: replyByteCount), at: 8)
    return block
  }

  /// As much of the structure as came.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let end = try reply.announcedByteCount()
    guard end >= 4 else { throw .truncated(needed: 4, available: end) }
    return Response(data: try reply.bytes(at: 4, byteCount: end - 4))
  }
}
