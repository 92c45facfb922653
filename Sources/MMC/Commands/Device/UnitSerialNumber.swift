/// Asks for the drive's serial number: INQUIRY (12h), vital product data page 80h.
///
///     CDB byte 1   bit 0 vital product data     CDB byte 2   80h
///     CDB byte 3…4 allocation length
///
///     byte 1   80h     byte 3   how many bytes follow     byte 4…   the number in ASCII
///
/// Drives need not have the page and refuse it with 5/24/00.
/// Source: SPC-4, "Unit Serial Number VPD page".
public struct UnitSerialNumber: VariableReplyCommand {
  /// The number without the spaces around it; empty if the drive has none.
  public typealias Response = String

  /// The header, then the rest.
  public static let replyLength = ReplyLength(firstByteCount: 4, offset: 3, byteCount: 1)
  /// Up to 259, as many as a length byte can say.
  public var replyByteCount = 259

  /// Makes the question.
  public init() {}

  /// `12 01 80 01 03 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x12, byteCount: 6)
    block[1] = 0x01
    block[2] = 0x80
    block.store(UInt16(clamping: replyByteCount), at: 3)
    return block
  }

  /// The number, as far as it came.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if another page came.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> String {
    guard try reply.byte(at: 1) == 0x80 else { throw .invalid(field: "vital product data page") }
    let length = Int(try reply.byte(at: 3))
    return try reply.text(at: 4, byteCount: min(length, reply.byteCount - 4))
  }
}
