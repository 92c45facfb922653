/// Asks for the drive's state as sense data: REQUEST SENSE (03h).
///
///     CDB byte 1   bit 0 descriptor format; zero here, so the reply is in fixed format
///     CDB byte 4   allocation length, 18
///
/// While a long operation runs the reply carries its progress. The reply is sense data as in
/// ``SenseData/init(decoding:)``.
/// Source: SPC-4, "REQUEST SENSE command".
public struct RequestSense: MMCCommand {
  /// What the drive has to say; ``SenseData/Key/noSense`` when that is nothing.
  public typealias Response = SenseData

  /// Makes the question.
  public init() {}

  /// 18, the fixed format without vendor bytes.
  public var replyByteCount: Int { 18 }

  /// `03 00 00 00 12 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x03, byteCount: 6)
    block[4] = UInt8(replyByteCount)
    return block
  }

  /// The sense data in the reply.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if its response code is none of the four known ones.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> SenseData {
    let bytes = try reply.bytes(at: 0, byteCount: reply.byteCount)
    guard let sense = SenseData(decoding: bytes) else { throw .invalid(field: "response code") }
    return sense
  }
}
