public import DiscModel

/// Asks how long the readable part of the medium is: READ CAPACITY (25h).
///
///     byte 0…3   address of the last block          byte 4…7   length of a block in bytes
///
/// After CD track at once the address lies up to two blocks too high (the run-out). Blank media
/// answer zero or an error.
/// Source: MMC-6, "READ CAPACITY Command".
public struct ReadCapacity: MMCCommand {
  /// How long the readable part is.
  public struct Response: Hashable, Sendable {
    /// The last block that can be addressed.
    public var lastAddress: LogicalBlockAddress
    /// The length of a block in bytes, 2,048 everywhere but on odd drives.
    public var blockByteCount: Int

    /// How many blocks that is.
    public var blocks: BlockCount {
      BlockCount(Int64(lastAddress.rawValue) + 1)
    }
  }

  /// Makes the question.
  public init() {}

  /// Eight.
  public var replyByteCount: Int { 8 }

  /// `25 00 00 00 00 00 00 00 00 00`
  public var descriptorBlock: CommandDescriptorBlock {
    CommandDescriptorBlock(operationCode: 0x25, byteCount: 10)
  }

  /// The two fields.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if the address is none that a medium can have.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let last = try reply.bigEndian(at: 0, as: UInt32.self)
    guard let address = Int32(exactly: last) else { throw .invalid(field: "last block address") }
    let length = try reply.bigEndian(at: 4, as: UInt32.self)
    return Response(lastAddress: LogicalBlockAddress(address), blockByteCount: Int(length))
  }
}
