public import DiscModel

/// Asks for the lead-in's entries as they are: READ TOC/PMA/ATIP (43h), format 2.
///
///     CDB byte 2   2                CDB byte 6   first session, 1
///     CDB byte 7…8 allocation length, 2048
///
///     byte 0…1   how many bytes follow this field
///     byte 2     first complete session        byte 3       last complete session
///     byte 4…    entries of eleven bytes: 0 session, 1 ADR (high) and control (low), 2 TNO,
///                3 POINT, 4…6 time, 7 zero, 8…10 time that the point stands for
///
/// CD only. Times are binary here. A length that is no whole number of entries loses its rest.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", raw TOC.
public struct ReadRawTOC: MMCCommand {
  /// One entry of a lead-in.
  public struct Entry: Hashable, Sendable {
    /// The session whose lead-in holds the entry.
    public var session: UInt8
    /// 1 for tracks and lead-out, 5 for pointers to further sessions.
    public var adr: UInt8
    /// The Q sub-channel's control bits; bit 2 is a data track.
    public var control: UInt8
    /// 1…99 a track, A0h first track and disc type, A1h last track, A2h lead-out, B0h, C0h.
    public var point: UInt8
    /// The running time in the lead-in, or what `point` B0h and C0h put there.
    public var time: MinuteSecondFrame
    /// The time that the point stands for.
    public var pointTime: MinuteSecondFrame
  }

  /// The entries of all complete sessions.
  public struct Response: Hashable, Sendable {
    /// The first complete session.
    public var firstSession: Int
    /// The last complete session.
    public var lastSession: Int
    /// The entries in the order the drive names them.
    public var entries: [Entry]
  }

  /// Makes the question.
  public init() {}

  /// Room for 185 entries.
  public var replyByteCount: Int { 2048 }

  /// `43 00 02 00 00 00 01 08 00 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[2] = 2
    block[6] = 1
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// Every entry that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let end = min(Int(try reply.bigEndian(at: 0, as: UInt16.self)) + 2, reply.byteCount)
    var entries: [Entry] = []
    for offset in stride(from: 4, through: end - 11, by: 11) {
      let kind = try reply.byte(at: offset + 1)
      entries.append(
        Entry(
          session: try reply.byte(at: offset), adr: kind >> 4, control: kind & 0x0F,
          point: try reply.byte(at: offset + 3), time: try reply.time(at: offset + 4),
          pointTime: try reply.time(at: offset + 8)))
    }
    return Response(
      firstSession: Int(try reply.byte(at: 2)), lastSession: Int(try reply.byte(at: 3)),
      entries: entries)
  }
}
