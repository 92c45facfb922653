/// Why texts cannot go onto a disc as they are.
public enum CDTextProblem: Error, Hashable, Sendable {
  /// Where a text stands.
  public enum Place: Hashable, Sendable {
    case disc(CDTextField)
    /// By the number of the track.
    case track(Int, CDTextField)
    case discID
  }

  /// The character set lacks these characters, each named once. `replacement` is the whole text with
  /// others in their place that look like them, see ``CDTextCharacterSet/encode(_:)``.
  case charactersMissing([Character], in: Place, replacement: String)
  /// The texts fill more packs than a language may have.
  case tooLong(packs: Int, limit: Int)
  /// Track numbers end at 99.
  case tooManyTracks(Int)
}

/// Every reason why texts cannot go onto a disc.
public struct CDTextError: Error, Hashable, Sendable {
  public var problems: [CDTextProblem]

  public init(problems: [CDTextProblem]) {
    self.problems = problems
  }
}

extension CDText {
  /// The texts that would not be on the disc as they are; empty if all are in the character set.
  public var unencodableTexts: [CDTextProblem] {
    var problems = texts(of: disc) { .disc($0) }
    for (index, track) in tracks.enumerated() {
      problems += texts(of: track) { .track(firstTrackNumber + index, $0) }
    }
    return problems + [problem(in: discID, at: .discID)].compactMap { $0 }
  }

  private func texts(
    of fields: CDTextFields, at place: (CDTextField) -> CDTextProblem.Place
  ) -> [CDTextProblem] {
    CDTextField.allCases.compactMap { problem(in: fields[$0], at: place($0)) }
  }

  private func problem(in text: String, at place: CDTextProblem.Place) -> CDTextProblem? {
    var missing: [Character] = []
    for character in text where !characterSet.contains(character) && !missing.contains(character) {
      missing.append(character)
    }
    return missing.isEmpty
      ? nil
      : .charactersMissing(missing, in: place, replacement: characterSet.encode(text).text)
  }
}
