public import DiscModel

/// Asks what the groove of a recordable CD says: READ TOC/PMA/ATIP (43h), format 4.
///
///     CDB byte 1   bit 1 times in minutes, seconds, frames      CDB byte 2   4
///     CDB byte 7…8 allocation length, 28
///
///     byte 6       bit 6 CD-RW
///     byte 8…10    start of the lead-in            byte 12…14   last start of the lead-out
///
/// CD-R and CD-RW only; pressed discs are refused, or answered with rubbish by some drives.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", ATIP.
public struct ReadATIP: MMCCommand {
  /// What the groove says.
  public struct Response: Hashable, Sendable {
    /// Whether the disc can be erased.
    public var isRewritable: Bool
    /// Where the lead-in begins; it names the manufacturer. Nil if it is no time.
    public var leadIn: MinuteSecondFrame?
    /// Where the lead-out must begin at the latest. Nil if it is no time.
    public var leadOut: MinuteSecondFrame?

    /// How many blocks the disc holds. A lead-out is never taken for a lead-in here, however late
    /// it is.
    public var capacity: BlockCount? {
      leadOut.map { time in
        BlockCount((Int64(time.minute) * 60 + Int64(time.second)) * 75 + Int64(time.frame) - 150)
      }
    }
  }

  /// Makes the question.
  public init() {}

  /// 28: up to the three additional values.
  public var replyByteCount: Int { 28 }

  /// `43 02 04 00 00 00 00 00 1C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[1] = 0x02
    block[2] = 4
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// What the groove says. Times of zero or with more than 59 seconds or 74 frames count as not
  /// told: there are drives that send zeros or decimal digits.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    func time(at offset: Int) throws(ReplyError) -> MinuteSecondFrame? {
      let time = try reply.time(at: offset)
      let isTime = time.minute > 0 && time.second < 60 && time.frame < 75
      return isTime ? time : nil
    }
    return Response(
      isRewritable: try reply.bit(6, at: 6), leadIn: try time(at: 8), leadOut: try time(at: 12))
  }
}
