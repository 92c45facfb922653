internal import DiscModel

/// Reading fields of a reply. Offsets count bytes from the start of the reply; whatever the drive
/// sent, each function gives a value or throws.
extension RawSpan {
  /// The big-endian integer at `offset`.
  func bigEndian<Integer: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Integer.Type = Integer.self
  ) throws(ReplyError) -> Integer {
    let size = MemoryLayout<Integer>.size
    try require(byteCount: size, at: offset)
    return Integer(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// The byte at `offset`.
  func byte(at offset: Int) throws(ReplyError) -> UInt8 {
    try bigEndian(at: offset)
  }

  /// Whether bit `bit`, 0 being the lowest, of the byte at `offset` is set.
  func bit(_ bit: Int, at offset: Int) throws(ReplyError) -> Bool {
    try byte(at: offset) >> bit & 1 == 1
  }

  /// The big-endian integer at `offset`, or nil past the end: for fields that came with later
  /// revisions of the standard.
  func ifPresent<Integer: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Integer.Type = Integer.self
  ) -> Integer? {
    try? bigEndian(at: offset, as: type)
  }

  /// `byteCount` bytes from `offset` on.
  func bytes(at offset: Int, byteCount: Int) throws(ReplyError) -> [UInt8] {
    try require(byteCount: byteCount, at: offset)
    return (offset..<offset + byteCount).map { unsafeLoad(fromByteOffset: $0, as: UInt8.self) }
  }

  /// A text field without the spaces and zeros around it; bytes that are no printable ASCII
  /// characters become "?".
  func text(at offset: Int, byteCount: Int) throws(ReplyError) -> String {
    let field = try bytes(at: offset, byteCount: byteCount)
    let isFiller: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0 }
    guard let first = field.firstIndex(where: { !isFiller($0) }),
      let last = field.lastIndex(where: { !isFiller($0) })
    else { return "" }
    let printable = field[first...last].map { (0x20...0x7E).contains($0) ? $0 : 0x3F }
    return String(decoding: printable, as: UTF8.self)
  }

  private func require(byteCount needed: Int, at offset: Int) throws(ReplyError) {
    guard offset >= 0, needed <= byteCount, offset <= byteCount - needed else {
      throw .truncated(needed: offset + needed, available: byteCount)
    }
  }
}

extension RawSpan {
  /// Minutes, seconds and frames in the three bytes at `offset`.
  func time(at offset: Int) throws(ReplyError) -> MinuteSecondFrame {
    MinuteSecondFrame(
      minute: try byte(at: offset), second: try byte(at: offset + 1),
      frame: try byte(at: offset + 2))
  }

  /// Minutes, seconds and frames in the three bytes at `offset`; nil if they are no time: there are
  /// drives that send decimal digits.
  func timeIfValid(at offset: Int) throws(ReplyError) -> MinuteSecondFrame? {
    let time = try time(at: offset)
    return time.second < 60 && time.frame < 75 ? time : nil
  }
}

extension RawSpan {
  /// An address in the four bytes at `offset`, signed.
  func address(at offset: Int) throws(ReplyError) -> LogicalBlockAddress {
    LogicalBlockAddress(rawValue: try bigEndian(at: offset))
  }

  /// A number of blocks in the four bytes at `offset`.
  func blocks(at offset: Int) throws(ReplyError) -> BlockCount {
    BlockCount(Int64(try bigEndian(at: offset, as: UInt32.self)))
  }

  /// How much of the reply counts: what a length of two bytes at its start announces, or all that
  /// came if that is less.
  func announcedByteCount() throws(ReplyError) -> Int {
    min(Int(try bigEndian(at: 0, as: UInt16.self)) + 2, byteCount)
  }
}

extension [UInt8] {
  /// Lends the bytes to `body` as a span.
  func withRawSpan<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(span.bytes)
  }
}
