/// The number of a disc in the shop, 13 digits of an EAN, as sub-channel Q carries it.
///
/// Source: MMC-6, "Q Sub-channel Mode-2 (ADR=2)"; the check digit is GS1's.
public struct MediaCatalogNumber: Hashable, Sendable {
  /// Thirteen digits.
  public let text: String

  /// Takes 13 digits, or the 12 of a UPC, which is an EAN without its leading zero; dashes and
  /// spaces between them are left out.
  ///
  /// - Throws: ``IdentifierError``. A wrong check digit is no error, see ``hasValidCheckDigit``.
  public init(_ text: some StringProtocol) throws(IdentifierError) {
    let characters = text.filter { $0 != "-" && $0 != " " }
    guard [12, 13].contains(characters.count) else {
      throw .wrongLength(characters.count, expected: 13)
    }
    for (index, character) in characters.enumerated()
    where !("0"..."9").contains(character) || !character.isASCII {
      throw .unexpectedCharacter(character, position: index)
    }
    self.text = (characters.count == 12 ? "0" : "") + String(characters)
  }

  /// Whether the last digit makes the sum of all a multiple of ten, every second one counted
  /// three times. Discs with wrong ones were sold, so it is for a warning.
  public var hasValidCheckDigit: Bool {
    let sum = bytes.enumerated().reduce(0) { sum, digit in
      sum + Int(digit.element - 0x30) * (digit.offset % 2 == 0 ? 1 : 3)
    }
    return sum % 10 == 0
  }

  /// The digits as ASCII.
  var bytes: [UInt8] { Array(text.utf8) }
}

extension MediaCatalogNumber: CustomStringConvertible {
  public var description: String { text }
}
