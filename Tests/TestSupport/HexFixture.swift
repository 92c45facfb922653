/// Bytes as they stand in a specification: two hexadecimal digits each, `#` begins a comment that
/// ends with the line, and `NN*count` repeats a byte.
///
///     FF              # volume descriptor type: set terminator
///     43 44 30 30 31  # standard identifier "CD001"
///     01              # version
///     00*2041
public struct HexFixture: ExpressibleByStringLiteral, Hashable, Sendable {
  /// The bytes themselves.
  public var bytes: [UInt8]

  /// A fixture of these bytes.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads `text`; a word that is no byte is a fault of the test, and stops it.
  public init(_ text: String) {
    bytes = []
    for line in text.split(whereSeparator: \.isNewline) {
      for word in line.prefix(while: { $0 != "#" }).split(whereSeparator: \.isWhitespace) {
        bytes += Self.bytes(of: word)
      }
    }
  }

  /// Reads a literal.
  public init(stringLiteral text: String) {
    self.init(text)
  }

  /// How many bytes there are.
  public var count: Int { bytes.count }

  private static func bytes(of word: Substring) -> [UInt8] {
    let parts = word.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0].count == 2, let byte = UInt8(parts[0], radix: 16),
      let count = parts.count == 1 ? 1 : Int(parts[1]), count >= 0
    else {
      preconditionFailure("\"\(word)\" is neither a byte nor a byte with a count")
    }
    return Array(repeating: byte, count: count)
  }
}
