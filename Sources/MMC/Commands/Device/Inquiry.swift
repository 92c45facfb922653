/// Asks the drive who it is: INQUIRY (12h).
///
///     CDB byte 3…4 allocation length
///
///     byte 0       bits 0–4 peripheral device type, 05h for optical drives
///     byte 1       bit 7 the medium can be removed
///     byte 2       version of the primary commands
///     byte 8…15    vendor          byte 16…31  product          byte 32…35  revision
///     byte 36…55   vendor specific, often a date or a serial number
///     byte 58…73   versions of the standards that the drive claims, two bytes each
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
    /// The version of the primary commands: 0 for old ATAPI drives, 2 to 6 for the others.
    public var version: UInt8
    /// The names of the maker, the model and the firmware.
    public var identity: DriveIdentity
    /// What the maker put behind the names; nil if that was not asked for or is not there.
    public var vendorSpecific: String?
    /// The numbers of the standards that the drive claims; empty if it was not asked for them.
    public var versionDescriptors: [UInt16]
  }

  /// 36, what every device must answer, or up to 96 for all that is read here.
  public var replyByteCount: Int

  /// Makes the question.
  public init(replyByteCount: Int = 36) {
    self.replyByteCount = replyByteCount
  }

  /// `12 00 00 00 24 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x12, byteCount: 6)
    block.store(UInt16(clamping: replyByteCount), at: 3)
    return block
  }

  /// What the 36 bytes say, and what follows them.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let identity = DriveIdentity(
      vendor: try reply.text(at: 8, byteCount: 8),
      product: try reply.text(at: 16, byteCount: 16),
      revision: try reply.text(at: 32, byteCount: 4))
    let announced = min(Int(try reply.byte(at: 4)) + 5, reply.byteCount)
    let further = reply.extracting(0..<announced)
    return Response(
      deviceType: try reply.byte(at: 0) & 0x1F, isRemovable: try reply.bit(7, at: 1),
      version: try reply.byte(at: 2), identity: identity,
      vendorSpecific: try? further.text(at: 36, byteCount: 20),
      versionDescriptors: stride(from: 58, through: 72, by: 2).compactMap { offset in
        further.ifPresent(at: offset, as: UInt16.self)
      }.filter { $0 != 0 })
  }
}
