/// Asks how full the drive's buffer is: READ BUFFER CAPACITY (5Ch).
///
///     CDB byte 7…8   allocation length, 12
///
///     byte 4…7   size of the buffer in bytes          byte 8…11   free bytes in it
///
/// Says something only while writing, and on some drives not even then: a free count is a hint for
/// display and for waiting, never a promise.
/// Source: MMC-6, "READ BUFFER CAPACITY Command".
public struct ReadBufferCapacity: MMCCommand {
  /// How full the buffer is.
  public struct Response: Hashable, Sendable {
    /// The size of the buffer, in bytes.
    public var byteCount: Int
    /// How many bytes of it are free, never more than there are.
    public var freeByteCount: Int
  }

  /// Makes the question.
  public init() {}

  /// Twelve.
  public var replyByteCount: Int { 12 }

  /// `5C 00 00 00 00 00 00 00 0C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x5C, byteCount: 10)
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The two fields.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let size = Int(try reply.bigEndian(at: 4, as: UInt32.self))
    let free = Int(try reply.bigEndian(at: 8, as: UInt32.self))
    return Response(byteCount: size, freeByteCount: min(free, size))
  }
}
