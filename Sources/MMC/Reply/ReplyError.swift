/// A reply that cannot be what the specification says.
public enum ReplyError: Error, Hashable, Sendable {
  /// A field lies past the end of what the drive sent.
  case truncated(needed: Int, available: Int)
  /// A field holds what it must not hold.
  case invalid(field: String)
}
