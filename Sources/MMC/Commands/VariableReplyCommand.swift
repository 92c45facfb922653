/// A command whose reply says in its first bytes how long it is.
///
/// Such a reply is asked for twice: first its beginning, then exactly as much as that announces, made
/// even and never more than ``MMCCommand/replyByteCount``. Drives exist that choke on more room than
/// they need, on odd lengths, and that announce nonsense. Where the beginning is already all, it is
/// not asked for again. Source: SPC-4, "Allocation length".
public protocol VariableReplyCommand: MMCCommand {
  /// The allocation length; as made, the most that the host takes.
  var replyByteCount: Int { get set }
  /// Where the reply says how long it is.
  static var replyLength: ReplyLength { get }
}

/// Where a reply says how long it is.
public struct ReplyLength: Hashable, Sendable {
  /// How many bytes are asked for first.
  public var firstByteCount: Int
  /// Where the length stands. It counts the bytes that follow it.
  public var offset: Int
  /// How many bytes the length has: 1, 2 or 4.
  public var byteCount: Int

  /// A length of `byteCount` bytes at `offset`.
  public init(firstByteCount: Int, offset: Int = 0, byteCount: Int = 2) {
    self.firstByteCount = firstByteCount
    self.offset = offset
    self.byteCount = byteCount
  }

  /// How long the whole reply is that begins with `reply`; nil if that ends before its length.
  public func declaredByteCount(in reply: RawSpan) -> Int? {
    guard let field = try? reply.bytes(at: offset, byteCount: byteCount) else { return nil }
    return field.reduce(0) { $0 << 8 | Int($1) } + offset + byteCount
  }
}
