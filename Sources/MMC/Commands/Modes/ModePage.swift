/// A page of the drive's settings, as MODE SENSE brings it and MODE SELECT sends it.
public protocol ModePage: Sendable {
  /// The number of the page.
  static var pageCode: UInt8 { get }
  /// How many bytes the page may have at most, its two header bytes included.
  static var maximumByteCount: Int { get }
  /// Reads the page from its first byte on; the page ends with the span.
  init(parsing page: RawSpan) throws(ReplyError)
}

/// A page that can be sent back with MODE SELECT.
public protocol SelectableModePage: ModePage {
  /// The page as it goes to the drive, its first bit, which says that it can be saved, clear.
  var bytes: [UInt8] { get }
}

/// Which values of a page are meant: bits 6 and 7 of byte 2 of MODE SENSE.
///
/// Source: SPC-4, "MODE SENSE(6) command", page control.
public enum ModePageControl: UInt8, Hashable, Sendable {
  /// The values that hold now.
  case current = 0
  /// A mask: every bit that can be changed is set.
  case changeable = 1
  /// The values after a reset.
  case defaults = 2
  /// The values that the drive keeps without power.
  case saved = 3
}

/// The bytes of a page that is kept as it came, so that what is not understood goes back unchanged.
struct ModePageBytes: Hashable, Sendable {
  private(set) var bytes: [UInt8]

  /// A page of zeros with `byteCount` bytes, its header included.
  init(pageCode: UInt8, byteCount: Int) {
    bytes = [pageCode, UInt8(byteCount - 2)] + [UInt8](repeating: 0, count: byteCount - 2)
  }

  /// The page as the drive sent it, with its first two bits cleared and its length made true.
  init(parsing page: RawSpan, minimum: Int) throws(ReplyError) {
    guard page.byteCount >= minimum else {
      throw .truncated(needed: minimum, available: page.byteCount)
    }
    bytes = try page.bytes(at: 0, byteCount: page.byteCount)
    bytes[0] &= 0x3F
    bytes[1] = UInt8(truncatingIfNeeded: page.byteCount - 2)
  }

  /// The byte at `offset`: zero past the end, where nothing is stored either.
  subscript(offset: Int) -> UInt8 {
    get { offset < bytes.count ? bytes[offset] : 0 }
    set { if offset < bytes.count { bytes[offset] = newValue } }
  }

  /// Bit `bit`, 0 being the lowest, of the byte at `offset`.
  subscript(offset: Int, bit bit: Int) -> Bool {
    get { self[offset] >> bit & 1 == 1 }
    set { self[offset] = newValue ? self[offset] | 1 << bit : self[offset] & ~(1 << bit) }
  }

  /// The bits of `mask` in the byte at `offset`, moved to the right.
  subscript(offset: Int, mask mask: UInt8) -> UInt8 {
    get { (self[offset] & mask) >> mask.trailingZeroBitCount }
    set { self[offset] = self[offset] & ~mask | newValue << mask.trailingZeroBitCount & mask }
  }

  /// The big-endian integer of `byteCount` bytes at `offset`.
  func integer(at offset: Int, byteCount: Int) -> Int {
    (0..<byteCount).reduce(0) { $0 << 8 | Int(self[offset + $1]) }
  }

  /// Stores the low `byteCount` bytes of `value` in big-endian order.
  mutating func store(_ value: Int, at offset: Int, byteCount: Int) {
    for index in 0..<byteCount {
      self[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * (byteCount - 1 - index)))
    }
  }

  /// The ASCII characters of a field; nil if there are others in it.
  func text(at offset: Int, byteCount: Int) -> String? {
    let field = (offset..<offset + byteCount).map { self[$0] }
    guard field.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    return String(decoding: field, as: UTF8.self)
  }

  /// Stores the first `byteCount` bytes of `text`, and zeros behind a shorter one.
  mutating func store(_ text: String, at offset: Int, byteCount: Int) {
    let characters = Array(text.utf8.prefix(byteCount))
    for index in 0..<byteCount {
      self[offset + index] = index < characters.count ? characters[index] : 0
    }
  }
}
