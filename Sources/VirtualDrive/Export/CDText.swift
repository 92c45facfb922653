/// The texts of CD-TEXT in its first language.
///
///     byte 0   type      1   track of the first character     2   sequence     3   bits 6…4 block
///     byte 4…15   characters; a text ends with 00h, and 09h means "the same as the one before"
///
/// Texts in alphabets of two bytes a character are left out.
/// Source: Red Book, "CD-TEXT mode"; Sony's "CD TEXT Technical Reference".
struct CDText: Hashable, Sendable {
  enum Field: UInt8, Hashable, Sendable, CaseIterable {
    case title = 0x80
    case performer, songwriter, composer, arranger, message

    /// The word in a cue sheet.
    var word: String {
      switch self {
      case .title: "TITLE"
      case .performer: "PERFORMER"
      case .songwriter: "SONGWRITER"
      case .composer: "COMPOSER"
      case .arranger: "ARRANGER"
      case .message: "MESSAGE"
      }
    }
  }

  private var texts: [Field: [Int: String]] = [:]

  init() {}

  /// Reads packs of 18 bytes.
  init(_ bytes: [UInt8]) {
    let packs = stride(from: 0, to: bytes.count - 17, by: 18).map { Array(bytes[$0..<$0 + 18]) }
      .filter { $0[3] >> 4 & 0x07 == 0 }
    // ISO 8859-1 is 0, ASCII is 1; without sizes it is the former.
    let alphabet = packs.first { $0[0] == 0x8F && $0[1] == 0 }?[4] ?? 0
    guard alphabet <= 1 else { return }
    for field in Field.allCases {
      texts[field] = Self.texts(in: packs.filter { $0[0] == field.rawValue && $0[3] & 0x80 == 0 })
    }
  }

  /// The text for a track, or for the disc, which is 0; nil if there is none.
  subscript(field: Field, track: Int) -> String? { texts[field]?[track] }

  private static func texts(in packs: [[UInt8]]) -> [Int: String] {
    guard let first = packs.first else { return [:] }
    var texts: [Int: String] = [:]
    var track = Int(first[1] & 0x7F)
    var before = ""
    let characters = packs.flatMap { $0[4..<16] }
    for text in characters.split(separator: 0, omittingEmptySubsequences: false) {
      if track > 99 { break }
      let string = text == [0x09] ? before : String(text.map { Character(UnicodeScalar($0)) })
      if !string.isEmpty { texts[track] = string }
      before = string
      track += 1
    }
    return texts
  }
}
