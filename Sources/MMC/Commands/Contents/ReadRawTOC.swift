/// Asks for the lead-in's entries as they are: READ TOC/PMA/ATIP (43h), format 2.
///
///     CDB byte 1   bit 1 times       CDB byte 2   2
///     CDB byte 6   first session, 1
///     CDB byte 7…8 allocation length
///
///     byte 0…1   how many bytes follow this field
///     byte 2     first complete session        byte 3       last complete session
///     byte 4…    entries of eleven bytes, see ``RawTOCEntry``
///
/// CD only. A length that is no whole number of entries loses its rest.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", raw TOC.
public struct ReadRawTOC: VariableReplyCommand {
  /// The entries of all complete sessions.
  public struct Response: Hashable, Sendable {
    /// The first complete session.
    public var firstSession: Int
    /// The last complete session.
    public var lastSession: Int
    /// The entries in the order the drive names them.
    public var entries: [RawTOCEntry]
  }

  /// The header, then as much as that announces.
  public static let replyLength = ReplyLength(firstByteCount: 4)
  /// Room for 744 entries: 99 tracks, and three and two pointers for each of 99 sessions.
  public var replyByteCount = 8192

  /// Whether the command says that times are wanted. They come in any case, and the standard lets
  /// drives ignore the bit.
  public var setsTimeBit: Bool

  /// Makes the question.
  public init(setsTimeBit: Bool = false) {
    self.setsTimeBit = setsTimeBit
  }

  /// `43 00 02 00 00 00 01 20 00 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[1] = setsTimeBit ? 0x02 : 0
    block[2] = 2
    block[6] = 1
    block.store(UInt16(clamping: replyByteCount), at: 7)
    return block
  }

  /// Every entry that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    Response(
      firstSession: Int(try reply.byte(at: 2)), lastSession: Int(try reply.byte(at: 3)),
      entries: try RawTOCEntry.entries(in: reply))
  }
}
