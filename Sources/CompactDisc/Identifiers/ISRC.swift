/// An International Standard Recording Code: who recorded what, as sub-channel Q carries it.
///
///     characters 0–1    country or registry: letters
///     characters 2–4    registrant: letters and digits
///     characters 5–6    year
///     characters 7–11   number
///
/// Source: ISO 3901, "Structure and format of ISRC".
public struct ISRC: Hashable, Sendable {
  /// Twelve characters, without dashes, in capitals.
  public let text: String

  /// Takes a code with or without dashes and spaces between its parts, in capitals or not.
  ///
  /// - Throws: ``IdentifierError``.
  public init(_ text: some StringProtocol) throws(IdentifierError) {
    let characters = text.unicodeScalars.filter { $0 != "-" && $0 != " " }
    let digits: ClosedRange<Unicode.Scalar> = "0"..."9"
    guard characters.count == 12 else { throw .wrongLength(characters.count, expected: 12) }
    var code = ""
    for (index, scalar) in characters.enumerated() {
      let capital = scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar
      let isLetter = ("A"..."Z").contains(capital)
      let fits = index < 2 ? isLetter : digits.contains(capital) || index < 5 && isLetter
      guard fits else { throw .unexpectedCharacter(Character(scalar), position: index) }
      code.unicodeScalars.append(capital)
    }
    self.text = code
  }

  /// The code as ASCII.
  var bytes: [UInt8] { Array(text.utf8) }
}

extension ISRC: CustomStringConvertible {
  /// With dashes between the parts, as it is printed.
  public var description: String {
    let characters = Array(text)
    return [characters[0..<2], characters[2..<5], characters[5..<7], characters[7..<12]]
      .map { String($0) }.joined(separator: "-")
  }
}
