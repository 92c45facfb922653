public import DiscModel

/// One entry of a lead-in or of the program memory area.
///
///     byte 0 session, 1 ADR (high) and control (low), 2 TNO, 3 POINT, 4…6 time, 7 zero,
///     8…10 time that the point stands for
///
/// Times are binary here. Source: MMC-6, "READ TOC/PMA/ATIP Command", raw TOC.
public struct RawTOCEntry: Hashable, Sendable {
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

  /// The entries that lie completely inside `reply`, as far as its length announces.
  static func entries(in reply: RawSpan) throws(ReplyError) -> [Self] {
    let end = try reply.announcedByteCount()
    var entries: [Self] = []
    for offset in stride(from: 4, through: end - 11, by: 11) {
      let kind = try reply.byte(at: offset + 1)
      entries.append(
        Self(
          session: try reply.byte(at: offset), adr: kind >> 4, control: kind & 0x0F,
          point: try reply.byte(at: offset + 3), time: try reply.time(at: offset + 4),
          pointTime: try reply.time(at: offset + 8)))
    }
    return entries
  }
}
