public import DiscModel

/// Asks how large the medium is and can be made: READ FORMAT CAPACITIES (23h).
///
///     CDB byte 7…8   allocation length
///
///     byte 3       length of the list that follows
///     byte 4…7     blocks             byte 8   bits 0–1 what they mean: 1 the most that an
///                  unformatted medium can have, 2 the size of a formatted one, 3 no medium, or one
///                  whose session is not closed
///     byte 9…11    bytes a block
///     byte 12…     formats of eight bytes: byte 0…3 blocks, byte 4 bits 2–7 type, bits 0–1 sub-type,
///                  byte 5…7 what the type asks for: bytes a block, blocks a packet, spare area
///
/// Source: MMC-6, "READ FORMAT CAPACITIES Command".
public struct ReadFormatCapacities: VariableReplyCommand {
  /// What the first descriptor says of the medium.
  public enum State: UInt8, Hashable, Sendable {
    /// Reserved by the standard.
    case unknown = 0
    case unformatted = 1
    case formatted = 2
    /// There is no medium, or one that was formatted quickly and is not closed yet.
    case noneOrIntermediate = 3
  }

  /// One way to format the medium.
  public struct Format: Hashable, Sendable {
    /// What kind of format it is.
    public var type: FormatType
    /// 0 to 3; with BD it chooses certification or the recording mode.
    public var subtype: UInt8
    /// How large the medium becomes, or may become.
    public var blocks: BlockCount
    /// What the type asks for: 24 bits.
    public var parameter: UInt32

    /// A format as the standard's table of types describes it.
    public init(type: FormatType, subtype: UInt8 = 0, blocks: BlockCount, parameter: UInt32 = 0) {
      self.type = type
      self.subtype = subtype
      self.blocks = blocks
      self.parameter = parameter
    }
  }

  /// How large the medium is and can be made.
  public struct Response: Hashable, Sendable {
    public var state: State
    /// What the first descriptor says, whatever ``state`` makes of it.
    public var currentBlocks: BlockCount
    /// In the drive's order.
    public var formats: [Format]

    /// An answer with these descriptors.
    public init(state: State, currentBlocks: BlockCount, formats: [Format]) {
      self.state = state
      self.currentBlocks = currentBlocks
      self.formats = formats
    }

    /// The blocks of the medium; nil if the drive does not know.
    public var blocks: BlockCount? {
      state == .formatted || state == .unformatted ? currentBlocks : nil
    }

    /// Whether the medium is formatted or needs no format.
    public var isFormatted: Bool { state == .formatted }
  }

  /// The header and the first descriptor, then as much as the header announces.
  public static let replyLength = ReplyLength(firstByteCount: 12, offset: 3, byteCount: 1)
  /// 260: the header and as much as its length can announce, made even.
  public var replyByteCount = 260

  /// Makes the question.
  public init() {}

  /// `23 00 00 00 00 00 00 01 04 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x23, byteCount: 10)
    block.store(UInt16(clamping: replyByteCount), at: 7)
    return block
  }

  /// The first descriptor, and every format that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let end = min(4 + Int(try reply.byte(at: 3)), reply.byteCount)
    var response = Response(
      state: State(rawValue: try reply.byte(at: 8) & 0x03) ?? .unknown,
      currentBlocks: try reply.blocks(at: 4), formats: [])
    for offset in stride(from: 12, through: end - 8, by: 8) {
      let kind = try reply.byte(at: offset + 4)
      response.formats.append(
        Format(
          type: FormatType(rawValue: kind >> 2), subtype: kind & 0x03,
          blocks: try reply.blocks(at: offset),
          parameter: try reply.bigEndian(at: offset + 4, as: UInt32.self) & 0xFF_FFFF))
    }
    return response
  }
}
