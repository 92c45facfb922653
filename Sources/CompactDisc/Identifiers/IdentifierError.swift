/// Why a text is no ``ISRC`` or ``MediaCatalogNumber``.
public enum IdentifierError: Error, Hashable, Sendable {
  /// It has this many characters, dashes and spaces not counted.
  case wrongLength(Int, expected: Int)
  /// The character, and its place, dashes and spaces not counted.
  case unexpectedCharacter(Character, position: Int)
}
