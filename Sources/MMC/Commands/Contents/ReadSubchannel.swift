public import DiscModel

/// Asks for what the Q sub-channel says: READ SUB-CHANNEL (42h).
///
///     CDB byte 1   bit 1 times instead of addresses; zero here     CDB byte 2   bit 6 Q
///     CDB byte 3   format: 1 position, 2 catalogue number, 3 recording code
///     CDB byte 6   track, with format 3                            CDB byte 7…8 allocation length
///
///     byte 1   audio status              byte 2…3   how many bytes follow
///     byte 4   format
///     1        byte 5 ADR and control, 6 track, 7 index, 8…11 address, 12…15 address in the track
///     2        byte 8 bit 7 valid, byte 9…21 thirteen digits
///     3        byte 5 ADR and control, 6 track, 8 bit 7 valid, 9…20 twelve characters
///
/// CD only. Source: MMC-6, "READ SUB-CHANNEL Command".
public struct ReadSubchannel: MMCCommand {
  /// What is asked for.
  public enum Content: Hashable, Sendable {
    case position
    case catalogueNumber
    case recordingCode(track: UInt8)
  }

  /// What the sub-channel says.
  public struct Response: Hashable, Sendable {
    public enum Content: Hashable, Sendable {
      case position(
        track: UInt8, index: UInt8, control: UInt8, address: LogicalBlockAddress,
        inTrack: LogicalBlockAddress)
      /// Thirteen digits; nil if the disc has none.
      case catalogueNumber(String?)
      /// Twelve characters; nil if the track has none.
      case recordingCode(track: UInt8, String?)
    }

    /// 11h playing, 12h paused, 13h ended, 14h failed, 15h none, 00h unknown.
    public var audioStatus: UInt8
    public var content: Content
  }

  /// What is asked for.
  public var content: Content

  /// Makes the question.
  public init(_ content: Content) {
    self.content = content
  }

  /// 24: the longest of the three.
  public var replyByteCount: Int { 24 }

  /// `42 00 40 03 00 00 02 00 18 00` for the recording code of the second track.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x42, byteCount: 10)
    block[2] = 0x40
    switch content {
    case .position: block[3] = 1
    case .catalogueNumber: block[3] = 2
    case .recordingCode(let track):
      block[3] = 3
      block[6] = track
    }
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// What the sub-channel says.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if the format is none of the three.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    Response(audioStatus: try reply.byte(at: 1), content: try content(of: reply))
  }

  private static func content(of reply: RawSpan) throws(ReplyError) -> Response.Content {
    switch try reply.byte(at: 4) {
    case 1:
      return .position(
        track: try reply.byte(at: 6), index: try reply.byte(at: 7),
        control: try reply.byte(at: 5) & 0x0F, address: try reply.address(at: 8),
        inTrack: try reply.address(at: 12))
    case 2:
      guard try reply.bit(7, at: 8) else { return .catalogueNumber(nil) }
      return .catalogueNumber(try reply.text(at: 9, byteCount: 13))
    case 3:
      let track = try reply.byte(at: 6)
      guard try reply.bit(7, at: 8) else { return .recordingCode(track: track, nil) }
      return .recordingCode(track: track, try reply.text(at: 9, byteCount: 12))
    default: throw .invalid(field: "sub-channel format")
    }
  }
}
