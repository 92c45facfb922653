public import DiscModel

/// Asks when the last session begins, in minutes, seconds and frames: READ TOC/PMA/ATIP (43h),
/// format 1.
///
///     CDB byte 1   bit 1 times     CDB byte 2   1     CDB byte 7…8   allocation length, 12
///
///     byte 2       first complete session     byte 3         last complete session
///     byte 6       first track in the last complete session
///     byte 8       zero                       byte 9…11      the time of its start
///
/// The other form of ``ReadSessionInformation``; the reply does not say which of the two it is.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", multi-session information.
public struct ReadSessionInformationMSF: MMCCommand {
  /// Which sessions are complete.
  public struct Response: Hashable, Sendable {
    /// The first complete session.
    public var firstSession: Int
    /// The last complete session.
    public var lastSession: Int
    /// The first track of the last complete session.
    public var firstTrackInLastSession: Int
    /// When that track begins; nil if the drive sent what is no time.
    public var lastSessionStart: MinuteSecondFrame?
  }

  /// Makes the question.
  public init() {}

  /// Twelve.
  public var replyByteCount: Int { 12 }

  /// `43 02 01 00 00 00 00 00 0C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[1] = 0x02
    block[2] = 1
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The one entry.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    Response(
      firstSession: Int(try reply.byte(at: 2)), lastSession: Int(try reply.byte(at: 3)),
      firstTrackInLastSession: Int(try reply.byte(at: 6)),
      lastSessionStart: try reply.timeIfValid(at: 9))
  }
}
