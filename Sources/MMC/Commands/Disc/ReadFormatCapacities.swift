public import DiscModel

/// Asks how large the medium is or can be made: READ FORMAT CAPACITIES (23h).
///
///     CDB byte 7…8   allocation length, 12
///
///     byte 3       length of the list
///     byte 4…7     blocks             byte 8   bits 0–1 what they mean: 1 the most that an
///                  unformatted medium can have, 2 the size of a formatted one, 3 no medium
///
/// Source: MMC-6, "READ FORMAT CAPACITIES Command", current/maximum capacity descriptor.
public struct ReadFormatCapacities: MMCCommand {
  /// How large the medium is.
  public struct Response: Hashable, Sendable {
    /// The blocks of the medium; nil if the drive does not know.
    public var blocks: BlockCount?
    /// Whether the medium is formatted or needs no format.
    public var isFormatted: Bool
  }

  /// Makes the question.
  public init() {}

  /// Twelve: the header and the first descriptor.
  public var replyByteCount: Int { 12 }

  /// `23 00 00 00 00 00 00 00 0C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x23, byteCount: 10)
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The first descriptor.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let kind = try reply.byte(at: 8) & 0x03
    let blocks = try reply.bigEndian(at: 4, as: UInt32.self)
    let isKnown = kind == 1 || kind == 2
    return Response(blocks: isKnown ? BlockCount(Int64(blocks)) : nil, isFormatted: kind == 2)
  }
}
