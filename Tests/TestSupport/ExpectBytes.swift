public import Testing

/// Expects `actual` to be these bytes; otherwise tells the first offset that differs, with the
/// 16 bytes around it of both.
public func expectBytes(
  _ actual: some Sequence<UInt8>, equal expected: HexFixture,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectBytes(actual, equal: expected.bytes, sourceLocation: sourceLocation)
}

/// Expects `actual` to be these bytes; otherwise tells the first offset that differs, with the
/// 16 bytes around it of both.
///
/// For `#expect(a == b)` the library works out all differences of two collections, which takes hours
/// where they are large and have little in common.
public func expectBytes(
  _ actual: some Sequence<UInt8>, equal expected: some Sequence<UInt8>,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let difference = ByteDifference(between: Array(actual), and: Array(expected))
  guard let difference else { return }
  Issue.record("\(difference.description)", sourceLocation: sourceLocation)
}

/// Where two runs of bytes part.
public struct ByteDifference: CustomStringConvertible {
  /// The first offset at which they differ, or at which one of them ends.
  public var offset: Int
  private var actual: [UInt8]
  private var expected: [UInt8]

  /// Nil when they are equal.
  public init?(between actual: [UInt8], and expected: [UInt8]) {
    guard actual != expected else { return nil }
    let shared = zip(actual, expected).enumerated().first { $0.element.0 != $0.element.1 }
    offset = shared?.offset ?? min(actual.count, expected.count)
    self.actual = actual
    self.expected = expected
  }

  /// The offset, the lengths, and the bytes around the offset.
  public var description: String {
    """
    first difference at offset \(offset) (0x\(String(offset, radix: 16))), \
    \(actual.count) bytes instead of \(expected.count):
      found    \(surroundings(of: actual))
      expected \(surroundings(of: expected))
    """
  }

  /// The 16 bytes around the difference, the one at ``offset`` in brackets.
  private func surroundings(of bytes: [UInt8]) -> String {
    let start = max(0, offset - 8)
    var words = (start..<max(start, min(bytes.count, offset + 8))).map { index in
      let digits = String(bytes[index], radix: 16, uppercase: true)
      let padded = digits.count == 1 ? "0" + digits : digits
      return index == offset ? "[\(padded)]" : padded
    }
    if bytes.count <= offset { words.append("[end]") }
    return words.joined(separator: " ")
  }
}
