/// How CD-TEXT turns characters into bytes, for the languages that take one byte a character.
///
/// Source: MMC-3, annex J, "Character code".
public enum CDTextCharacterSet: UInt8, Hashable, Sendable {
  /// ISO 8859-1.
  case latin1 = 0x00
  /// ISO 646, ASCII.
  case ascii = 0x01

  /// Whether the set has the character. Control characters it has not.
  public func contains(_ character: Character) -> Bool {
    byte(of: character) != nil
  }

  /// The bytes of a text, and the text as these bytes tell it.
  ///
  /// A character that the set lacks becomes what it looks like: its letter without the marks, a
  /// plain dash or quotation mark; "?" where nothing comes near.
  public func encode(_ text: String) -> (bytes: [UInt8], text: String) {
    let bytes = text.flatMap { character in
      byte(of: character).map { [$0] } ?? Self.likeness(of: character)
    }
    return (bytes, decode(bytes))
  }

  /// The text of these bytes, each of which stands for a character.
  func decode(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: bytes.map { Unicode.Scalar($0) })
    return text
  }

  /// Characters are equal if Unicode calls them equivalent, so a letter and a mark find their byte.
  private func byte(of character: Character) -> UInt8? {
    if let value = character.asciiValue {
      return (0x20...0x7E).contains(value) && character != "\r\n" ? value : nil
    }
    guard self == .latin1 else { return nil }
    return (UInt8(0xA0)...0xFF).first { Character(Unicode.Scalar($0)) == character }
  }

  private static func likeness(of character: Character) -> [UInt8] {
    guard let scalar = character.unicodeScalars.first else { return [] }
    if let known = likenesses[scalar] { return Array(known.utf8) }
    return [plainLetter(of: scalar) ?? UInt8(ascii: "?")]
  }

  /// The letter that Unicode's name tells of, such as "LATIN SMALL LETTER S WITH CARON".
  private static func plainLetter(of scalar: Unicode.Scalar) -> UInt8? {
    let words = (scalar.properties.name ?? "").split(separator: " ")
    guard words.count > 3, words[0] == "LATIN", words[2] == "LETTER", words[3].utf8.count == 1,
      words.count == 4 || words[4] == "WITH", let capital = words[3].utf8.first
    else { return nil }
    return words[1] == "SMALL" ? capital + 0x20 : capital
  }

  /// What has no plain letter in its name.
  private static let likenesses: [Unicode.Scalar: String] = [
    "\u{2010}": "-", "\u{2011}": "-", "\u{2012}": "-", "\u{2013}": "-", "\u{2014}": "-",
    "\u{2015}": "-", "\u{2212}": "-", "\u{2018}": "'", "\u{2019}": "'", "\u{201A}": ",",
    "\u{2032}": "'", "\u{201C}": "\"", "\u{201D}": "\"", "\u{201E}": "\"", "\u{2033}": "\"",
    "\u{2039}": "<", "\u{203A}": ">", "\u{2026}": "...", "\u{2022}": "*", "\u{20AC}": "EUR",
    "\u{2122}": "(TM)", "\u{0152}": "OE", "\u{0153}": "oe", "\u{0131}": "i", "\u{1E9E}": "SS",
    "\u{2002}": " ", "\u{2003}": " ", "\u{2009}": " ", "\u{202F}": " ", "\t": " ", "\n": " ",
    "\r": " ", "\u{00A0}": " ", "\u{00AB}": "\"", "\u{00BB}": "\"", "\u{00DF}": "ss",
    "\u{00C6}": "AE", "\u{00E6}": "ae", "\u{00A9}": "(C)", "\u{00AE}": "(R)",
  ]
}
