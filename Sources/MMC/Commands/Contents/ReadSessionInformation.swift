public import DiscModel

/// Asks where the last session begins: READ TOC/PMA/ATIP (43h), format 1.
///
///     CDB byte 2   1                          CDB byte 7…8   allocation length, 12
///
///     byte 2       first complete session     byte 3         last complete session
///     byte 6       first track in the last complete session
///     byte 8…11    its start address
///
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", multi-session information.
public struct ReadSessionInformation: MMCCommand {
  /// Which sessions are complete.
  public struct Response: Hashable, Sendable {
    /// The first complete session.
    public var firstSession: Int
    /// The last complete session.
    public var lastSession: Int
    /// The first track of the last complete session.
    public var firstTrackInLastSession: Int
    /// Where that track begins.
    public var lastSessionStart: LogicalBlockAddress
  }

  /// Makes the question.
  public init() {}

  /// Twelve.
  public var replyByteCount: Int { 12 }

  /// `43 00 01 00 00 00 00 00 0C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[2] = 1
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The one entry.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    Response(
      firstSession: Int(try reply.byte(at: 2)), lastSession: Int(try reply.byte(at: 3)),
      firstTrackInLastSession: Int(try reply.byte(at: 6)),
      lastSessionStart: LogicalBlockAddress(rawValue: try reply.bigEndian(at: 8)))
  }
}
