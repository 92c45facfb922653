/// Asks how full the drive's buffer is: READ BUFFER CAPACITY (5Ch).
///
///     CDB byte 1     bit 0 in blocks           CDB byte 7…8   allocation length, 12
///
///     byte 3     bit 0 in blocks
///     byte 4…7   size of the buffer in bytes   byte 8…11      free bytes in it, or free blocks
///
/// Says something only while writing, and on some drives not even then: a free count is a hint for
/// display and for waiting, never a promise.
/// Source: MMC-6, "READ BUFFER CAPACITY Command".
public struct ReadBufferCapacity: MMCCommand {
  /// How full the buffer is.
  public enum Response: Hashable, Sendable {
    /// The size of the buffer in bytes, and how many are free, never more than there are.
    case bytes(size: Int, free: Int)
    /// How many blocks are free.
    case blocks(free: Int)
  }

  /// Whether the drive shall count in blocks; only where ``RealTimeStreamingFeature`` says it can.
  public var countsBlocks: Bool

  /// Makes the question.
  public init(countsBlocks: Bool = false) {
    self.countsBlocks = countsBlocks
  }

  /// Twelve.
  public var replyByteCount: Int { 12 }

  /// `5C 00 00 00 00 00 00 00 0C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x5C, byteCount: 10)
    block[1] = countsBlocks ? 1 : 0
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The fields, by the drive's own word for what it counts.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let size = Int(try reply.bigEndian(at: 4, as: UInt32.self))
    let free = Int(try reply.bigEndian(at: 8, as: UInt32.self))
    return try reply.bit(0, at: 3) ? .blocks(free: free) : .bytes(size: size, free: min(free, size))
  }
}

extension ReadBufferCapacity.Response {
  /// The size of the buffer in bytes; zero where blocks were counted.
  public var byteCount: Int {
    if case .bytes(let size, _) = self { size } else { 0 }
  }

  /// The free bytes; with blocks, of 2,048 bytes each.
  public var freeByteCount: Int {
    switch self {
    case .bytes(_, let free): free
    case .blocks(let free): free * 2048
    }
  }
}
