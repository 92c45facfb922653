public import CompactDisc
public import SystemPackage

/// Something the user has to know of the disc before it is burned.
public enum AudioNote: Hashable, Sendable {
  /// The file cannot be decoded, so that the disc cannot be burned with it.
  case failed(ProjectTrack.ID, name: String, AudioDecodingError.Reason)
  /// The file lacks music that it should hold; what is there comes onto the disc.
  case incomplete(ProjectTrack.ID, name: String)
  /// The track is filled up with silence to the 4 seconds that a track must have.
  case padded(ProjectTrack.ID, title: String)
  /// CD-TEXT lacks characters of this text, and players will show `replacement`.
  case textChanged(String, replacement: String)
  /// All texts together are more than CD-TEXT has room for.
  case textTooLong
  /// The number of the disc has another check digit than it must have. Discs with such numbers were
  /// sold, so it is burned all the same.
  case doubtfulNumber(MediaCatalogNumber)
  /// A disc has 99 tracks at the most.
  case tooManyTracks(Int)
  /// This file was added, or lay in a folder that was, and is not on the disc.
  case noMusic(FilePath)
  /// Something else that was added is not on the disc, for a reason that is a sentence.
  case leftOut(String)

  /// The disc cannot be burned like this.
  public var isObstacle: Bool {
    switch self {
    case .failed, .tooManyTracks: true
    case .incomplete, .padded, .textChanged, .textTooLong, .doubtfulNumber, .noMusic, .leftOut:
      false
    }
  }

  /// Said once already, so that it is listed but not announced any more.
  public var isMinor: Bool {
    switch self {
    case .noMusic, .leftOut: true
    case .failed, .tooManyTracks, .incomplete, .padded, .textChanged, .textTooLong,
      .doubtfulNumber:
      false
    }
  }

  /// The note as a sentence or two.
  public var text: String {
    switch self {
    case .failed(_, let name, let reason): ErrorText.line(for: reason, of: name)
    case .incomplete(_, let name):
      tr(
        "“%s” is incomplete: music is missing, as after a download that broke off. Listen to its end.",
        name)
    case .padded(_, let title):
      tr("“%s” gets silence at its end: a track must play for 4 seconds.", title)
    case .textChanged(let text, let replacement):
      tr("Players show “%1$s” instead of “%2$s”.", replacement, text)
    case .textTooLong:
      tr(
        "The titles and artists are more than CD-TEXT has room for. Shorten some, or burn without.")
    case .doubtfulNumber(let number):
      tr(
        "The disc's number %s is mistyped, or it was never a right one: its last digit does not fit the others.",
        number.text)
    case .tooManyTracks(let count):
      tr(
        "There are %1$s tracks; a disc has room for %2$s. Remove some.", Format.count(count),
        AudioProject.maximumTrackCount)
    case .noMusic(let path): tr("“%s” holds no music and was left out.", path.string)
    case .leftOut(let sentence): sentence
    }
  }

  /// What kind of note it is, for a heading over several.
  public var heading: String {
    switch self {
    case .failed: tr("Cannot be burned")
    case .incomplete: tr("Incomplete")
    case .padded: tr("Filled up with silence")
    case .textChanged: tr("Titles with other characters")
    case .textTooLong: tr("Titles too long")
    case .doubtfulNumber: tr("The disc's number")
    case .tooManyTracks: tr("Too many tracks")
    case .noMusic, .leftOut: tr("Left out")
    }
  }

  /// "2 files cannot be burned", "3 notes about the tracks"; nil if there are none but minor ones.
  public static func summary(of notes: [AudioNote]) -> String? {
    let obstacles = notes.count { $0.isObstacle }
    if obstacles > 0 {
      return trn("%s track cannot be burned", "%s tracks cannot be burned", obstacles)
    }
    let count = notes.count { !$0.isMinor }
    return count == 0
      ? nil : trn("%s note about the tracks", "%s notes about the tracks", count)
  }

  /// What was left out, in a sentence; nil if nothing was.
  public static func notice(about leftOut: [AudioNote]) -> String? {
    guard let first = leftOut.first else { return nil }
    let rest = leftOut.count - 1
    guard case .noMusic(let path) = first else {
      return rest == 0
        ? first.text : trn("%2$s And %1$s more.", "%2$s And %1$s more.", rest, rest, first.text)
    }
    let name = path.lastComponent?.string ?? path.string
    return rest == 0
      ? tr("“%s” holds no music and was left out.", name)
      : trn(
        "“%2$s” and %1$s other file hold no music and were left out.",
        "“%2$s” and %1$s other files hold no music and were left out.", rest, rest, name)
  }

  /// How far a reading is: "Reading… 12 of 500".
  public static func progress(done: Int, of total: Int) -> String {
    total == 0
      ? tr("Reading…") : tr("Reading… %1$s of %2$s", Format.count(done), Format.count(total))
  }
}

/// Notes of one kind, for a list.
public struct AudioNoteGroup: NoteGroup {
  public let heading: String
  public let count: Int
  public let lines: [String]

  /// The groups that hold something, in the order in which their first notes come.
  public static func groups(of notes: [AudioNote]) -> [AudioNoteGroup] {
    var headings: [String] = []
    var lines: [String: [String]] = [:]
    for note in notes {
      if lines[note.heading] == nil { headings.append(note.heading) }
      lines[note.heading, default: []].append(note.text)
    }
    return headings.map { heading in
      let all = lines[heading] ?? []
      return AudioNoteGroup(
        heading: heading, count: all.count, lines: Array(all.prefix(IssueGroup.shownCount)))
    }
  }
}

extension AudioProject {
  /// Everything the user has to know; what keeps the disc from being burned comes first.
  public var notes: [AudioNote] {
    let tracks = tracks
    var notes: [AudioNote] = []
    for track in tracks {
      if case .failed(let reason) = track.source {
        notes.append(.failed(track.id, name: track.fileName, reason))
      }
    }
    if tracks.count > Self.maximumTrackCount { notes.append(.tooManyTracks(tracks.count)) }
    notes += tracks.filter(\.isIncomplete).map { .incomplete($0.id, name: $0.fileName) }
    notes += tracks.filter(\.isPadded).map { .padded($0.id, title: $0.title) }
    notes += changedTexts(in: tracks)
    if !textFits { notes.append(.textTooLong) }
    if let catalogNumber, !catalogNumber.hasValidCheckDigit {
      notes.append(.doubtfulNumber(catalogNumber))
    }
    return notes
  }

  /// What is to be said of a single track.
  public func notes(on id: ProjectTrack.ID) -> [AudioNote] {
    guard let track = all[id] else { return [] }
    if case .failed(let reason) = track.source {
      return [.failed(id, name: track.fileName, reason)]
    }
    let incomplete: [AudioNote] =
      track.isIncomplete ? [.incomplete(id, name: track.fileName)] : []
    let padded: [AudioNote] = track.isPadded ? [.padded(id, title: track.title)] : []
    return incomplete + padded + [track.title, track.artist].compactMap(Self.changedText)
  }

  /// Whether all titles and artists have room in CD-TEXT.
  public var textFits: Bool {
    guard burnable.count <= Self.maximumTrackCount, let text = disc().leadInText else {
      return true
    }
    return (try? CDTextPacks(text, missingCharacters: .replace)) != nil
  }

  private func changedTexts(in tracks: [ProjectTrack]) -> [AudioNote] {
    var seen: Set<String> = []
    let texts = [effectiveTitle, effectiveArtist] + tracks.flatMap { [$0.title, $0.artist] }
    return texts.filter { seen.insert($0).inserted }.compactMap(Self.changedText)
  }

  private static func changedText(_ text: String) -> AudioNote? {
    let replacement = encodable(text)
    return replacement == text ? nil : .textChanged(text, replacement: replacement)
  }
}
