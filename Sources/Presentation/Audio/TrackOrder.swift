/// In which order files come onto a disc that nobody sorted by hand.
public enum TrackOrder {
  /// The files of one folder: by the track numbers they tell, and those without behind them by name.
  public static func sorted(_ files: [MusicFile]) -> [MusicFile] {
    files.sorted { left, right in
      let numbers = (left.tags.trackNumber ?? .max, right.tags.trackNumber ?? .max)
      guard numbers.0 == numbers.1 else { return numbers.0 < numbers.1 }
      return precedes(left.name, right.name)
    }
  }

  /// The order in which people read names: digits count as the number they make, letters without
  /// regard to case; where that makes no difference, by code points.
  public static func precedes(_ left: String, _ right: String) -> Bool {
    var (rest, other) = (left.lowercased()[...], right.lowercased()[...])
    while let first = rest.first, let second = other.first {
      if first.isDigit, second.isDigit {
        let (number, otherNumber) = (takeNumber(&rest), takeNumber(&other))
        if number == otherNumber { continue }
        return number.count == otherNumber.count
          ? number < otherNumber : number.count < otherNumber.count
      }
      guard first == second else { return first < second }
      rest.removeFirst()
      other.removeFirst()
    }
    return rest.isEmpty && other.isEmpty ? left < right : rest.isEmpty
  }

  /// The digits that the text begins with, without the zeros before them.
  private static func takeNumber(_ text: inout Substring) -> Substring {
    let digits = text.prefix { $0.isDigit }
    text = text[digits.endIndex...]
    return digits.drop { $0 == "0" }
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}
