public import DiscModel

/// Asks where the laser is in minutes, seconds and frames: READ SUB-CHANNEL (42h), format 1.
///
///     CDB byte 1   bit 1 times     CDB byte 2   bit 6 Q     CDB byte 3   1
///     CDB byte 7…8 allocation length, 16
///
///     byte 1   audio status              byte 2…3     how many bytes follow
///     byte 4   format, 1                 byte 5       bits 0–3 control
///     byte 6   track                     byte 7       index
///     byte 8   zero                      byte 9…11    time
///     byte 12  zero                      byte 13…15   time in the track
///
/// The other form of ``ReadSubchannel``'s position; numbers and codes have no times. In a pregap the
/// time in the track counts down to its start, and nothing in the reply says so but the index 0.
/// CD only. Source: MMC-6, "READ SUB-CHANNEL Command", CD current position.
public struct ReadSubchannelMSF: MMCCommand {
  /// Where the laser is.
  public struct Response: Hashable, Sendable {
    /// 11h playing, 12h paused, 13h ended, 14h failed, 15h none, 00h unknown.
    public var audioStatus: UInt8
    public var track: UInt8
    /// 0 is the pregap.
    public var index: UInt8
    /// The Q sub-channel's control bits; bit 2 is a data track.
    public var control: UInt8
    /// The time on the disc; nil if the drive sent what is no time.
    public var time: MinuteSecondFrame?
    /// The time in the track; nil if the drive sent what is no time.
    public var timeInTrack: MinuteSecondFrame?
  }

  /// Makes the question.
  public init() {}

  /// Sixteen.
  public var replyByteCount: Int { 16 }

  /// `42 02 40 01 00 00 00 00 10 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x42, byteCount: 10)
    block[1] = 0x02
    block[2] = 0x40
    block[3] = 1
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// Where the laser is.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if the format is not that of the position.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    guard try reply.byte(at: 4) == 1 else { throw .invalid(field: "sub-channel format") }
    return Response(
      audioStatus: try reply.byte(at: 1), track: try reply.byte(at: 6),
      index: try reply.byte(at: 7), control: try reply.byte(at: 5) & 0x0F,
      time: try reply.timeIfValid(at: 9), timeInTrack: try reply.timeIfValid(at: 13))
  }
}
