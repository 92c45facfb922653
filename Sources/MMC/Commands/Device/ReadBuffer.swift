/// Reads one of the drive's buffers: READ BUFFER (10) (3Ch), mode 2.
///
///     CDB byte 1     bits 0–4 mode, 2         CDB byte 2     number of the buffer
///     CDB byte 3…5   offset in bytes          CDB byte 6…8   allocation length
///
/// What a buffer holds is up to the maker; none of it is needed to burn. Source: SPC-4, "READ BUFFER
/// command", data mode.
public struct ReadBuffer: MMCCommand {
  /// The bytes as they came.
  public typealias Response = [UInt8]

  /// Which buffer.
  public var buffer: UInt8
  /// From which byte on, below 2²⁴.
  public var offset: Int
  /// How many bytes may come, below 2²⁴.
  public var replyByteCount: Int

  /// Makes the question. Numbers that the fields cannot hold become the largest that they can.
  public init(_ buffer: UInt8 = 0, from offset: Int = 0, byteCount: Int) {
    self.buffer = buffer
    self.offset = min(max(offset, 0), 0xFF_FFFF)
    replyByteCount = min(max(byteCount, 0), 0xFF_FFFF)
  }

  /// `3C 02 00 00 00 00 00 01 00 00` for 256 bytes.
  public var descriptorBlock: CommandDescriptorBlock {
    CommandDescriptorBlock(
      readBuffer: buffer, mode: 2, offset: offset, byteCount: replyByteCount)
  }

  /// All that came.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> [UInt8] {
    try reply.bytes(at: 0, byteCount: reply.byteCount)
  }
}

/// Asks how large one of the drive's buffers is: READ BUFFER (10) (3Ch), mode 3.
///
///     CDB byte 1     bits 0–4 mode, 3         CDB byte 2   number of the buffer
///     CDB byte 6…8   allocation length, 4
///
///     byte 0     offsets are multiples of two to the power of this; FFh for offset 0 alone
///     byte 1…3   size in bytes
///
/// Source: SPC-4, "READ BUFFER command", descriptor mode.
public struct ReadBufferDescriptor: MMCCommand {
  /// How large the buffer is.
  public struct Response: Hashable, Sendable {
    /// What offsets must be a multiple of, in bytes; nil if only the beginning can be read.
    public var offsetUnit: Int?
    /// The size in bytes; zero where there is no such buffer.
    public var byteCount: Int
  }

  /// Which buffer.
  public var buffer: UInt8

  /// Makes the question.
  public init(_ buffer: UInt8 = 0) {
    self.buffer = buffer
  }

  /// Four.
  public var replyByteCount: Int { 4 }

  /// `3C 03 00 00 00 00 00 00 04 00`
  public var descriptorBlock: CommandDescriptorBlock {
    CommandDescriptorBlock(readBuffer: buffer, mode: 3, offset: 0, byteCount: replyByteCount)
  }

  /// The two fields. An offset that no buffer of this size has counts as none.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let field = try reply.bigEndian(at: 0, as: UInt32.self)
    let power = Int(field >> 24)
    return Response(offsetUnit: power < 24 ? 1 << power : nil, byteCount: Int(field & 0xFF_FFFF))
  }
}

extension CommandDescriptorBlock {
  fileprivate init(readBuffer buffer: UInt8, mode: UInt8, offset: Int, byteCount: Int) {
    self.init(operationCode: 0x3C, byteCount: 10)
    self[1] = mode
    self[2] = buffer
    for index in 0..<3 {
      self[3 + index] = UInt8(truncatingIfNeeded: offset >> (16 - 8 * index))
      self[6 + index] = UInt8(truncatingIfNeeded: byteCount >> (16 - 8 * index))
    }
  }
}
