/// The disc's name as the user types it, and what the disc's readers will show.
///
/// ISO 9660 has room for 32 d-characters (A–Z, 0–9, _), Joliet for 16 of UCS-2. Windows and most
/// desktops show Joliet's name, players and old systems the other.
/// Source: ECMA-119, "Volume Identifier"; Joliet specification, "Volume Identifier".
public struct VolumeName: Hashable, Sendable {
  /// Why a name cannot be used.
  public enum Problem: Hashable, Sendable {
    /// It has more than ``VolumeName/maximumCharacterCount`` characters.
    case tooLong(characterCount: Int)
    /// It holds a line break or another invisible character.
    case invisibleCharacter

    /// The problem as a sentence.
    public var text: String {
      switch self {
      case .tooLong(let count):
        tr(
          "The disc's name has %1$s characters; %2$s is the most.", count,
          VolumeName.maximumCharacterCount)
      case .invisibleCharacter: tr("The disc's name holds a character that cannot be seen.")
      }
    }
  }

  /// The most characters that any of the disc's file systems can hold.
  public static let maximumCharacterCount = 32
  static let jolietUnitCount = 16

  public var text: String

  public init(_ text: String) {
    self.text = text
  }

  /// Why the name cannot be used; nil if it can.
  public var problem: Problem? {
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return .invisibleCharacter
    }
    return text.count > Self.maximumCharacterCount ? .tooLong(characterCount: text.count) : nil
  }

  /// The name that Windows and most desktops show.
  public var jolietForm: String {
    var result = ""
    var units = 0
    for scalar in text.unicodeScalars {
      let isAllowed = scalar.value < 0x10000 && !"*/:;?\\".unicodeScalars.contains(scalar)
      units += 1
      if units > Self.jolietUnitCount { break }
      result.unicodeScalars.append(isAllowed ? scalar : "_")
    }
    return result
  }

  /// The name that players and old systems show.
  public var plainForm: String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(Self.maximumCharacterCount) {
      switch scalar {
      case "A"..."Z", "0"..."9": result.unicodeScalars.append(scalar)
      case "a"..."z": result += scalar.properties.uppercaseMapping
      default: result += "_"
      }
    }
    return result
  }

  /// What readers will see where it differs from what was typed; nil if it differs nowhere but in
  /// the case of letters.
  public var note: String? {
    guard problem == nil, !text.isEmpty else { return nil }
    if jolietForm != text {
      return tr("Windows shows “%1$s”, simple players “%2$s”.", jolietForm, plainForm)
    }
    return plainForm == text.uppercased() ? nil : tr("Simple players show “%s”.", plainForm)
  }

  /// A name for a disc whose root holds `names`: the only one there without its ending, else `date`
  /// (such as "2026-11-22").
  public static func suggestion(names: [String], date: String) -> Self {
    guard names.count == 1, let only = names.first else { return Self(tr("Files %s", date)) }
    var stem = only[...]
    if let dot = only.lastIndex(of: "."), dot > only.startIndex { stem = only[..<dot] }
    let visible = stem.unicodeScalars.filter { $0.properties.generalCategory != .control }
    let text = String(String.UnicodeScalarView(visible)).prefix(maximumCharacterCount)
    return text.isEmpty ? Self(tr("Files %s", date)) : Self(String(text))
  }
}
