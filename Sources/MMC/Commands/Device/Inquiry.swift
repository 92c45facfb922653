/// Asks the drive who it is: INQUIRY (12h).
///
///     byte 0       bits 0–4 peripheral device type, 05h for optical drives
///     byte 1       bit 7 the medium can be removed
///     byte 8…15    vendor          byte 16…31  product          byte 32…35  revision
///
/// The names are ASCII, padded with spaces. Never answered with a unit attention.
/// Source: SPC-4, "INQUIRY command", standard INQUIRY data.
public struct Inquiry: MMCCommand {
  /// Who the drive says it is.
  public struct Response: Hashable, Sendable {
    /// The peripheral device type; 05h is an optical drive.
    public var deviceType: UInt8
    /// Whether the medium can be taken out.
    public var isRemovable: Bool
    /// The names of the maker, the model and the firmware.
    public var identity: DriveIdentity
  }

  /// Makes the question.
  public init() {}

  /// 36, what every device must answer.
  public var replyByteCount: Int { 36 }

  /// `12 00 00 00 24 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x12, byteCount: 6)
    block.store(UInt16(replyByteCount), at: 3)
    return block
  }

  /// What the 36 bytes say.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    Response(
      deviceType: try reply.byte(at: 0) & 0x1F,
      isRemovable: try reply.bit(7, at: 1),
      identity: DriveIdentity(
        vendor: try reply.text(at: 8, byteCount: 8),
        product: try reply.text(at: 16, byteCount: 16),
        revision: try reply.text(at: 32, byteCount: 4)))
  }
}
