public import CompactDisc
public import DiscModel

/// An audio disc in the making: the tracks in their order, what they are called, and every edit with
/// its way back.
///
/// A value without observers: each intent returns what it changed, and the window updates just that.
/// Files are measured elsewhere; what was found comes in by ``add(_:at:)`` and ``settle(_:_:_:isIncomplete:)``.
public struct AudioProject: Sendable {
  /// The silence before a track if nobody says otherwise: 2 seconds.
  public static let usualGap = BlockCount(150)
  /// A table of contents has room for this many tracks.
  public static let maximumTrackCount = 99

  /// The tracks from the first to the last.
  public internal(set) var order: [ProjectTrack.ID] = []
  /// The silence before tracks that have none of their own.
  public internal(set) var standardGap = AudioProject.usualGap
  /// What the disc is called, as typed; empty for the suggestion.
  public var title = ""
  /// Who made the disc, as typed; empty for the suggestion.
  public var artist = ""
  /// The number of the disc in the shop; nil for none.
  public var catalogNumber: MediaCatalogNumber?

  /// All tracks that ever were in the list, so that they can come back.
  var all: [ProjectTrack.ID: ProjectTrack] = [:]
  var history = EditHistory<AudioEdit>()
  private var lastID: Int32 = 0

  public init() {}

  /// There is no track.
  public var isEmpty: Bool { order.isEmpty }

  /// The tracks from the first to the last.
  public var tracks: [ProjectTrack] { order.compactMap { all[$0] } }

  /// A track by its id; nil if the project never had it.
  public func track(_ id: ProjectTrack.ID) -> ProjectTrack? { all[id] }

  /// The silence before a track. The disc itself begins with 2 seconds, whatever was chosen.
  public func gap(before id: ProjectTrack.ID) -> BlockCount {
    id == order.first ? AudioDiscPlan.standardPregap : all[id]?.ownGap ?? standardGap
  }

  /// Tracks follow each other without silence.
  public var isGapless: Bool { standardGap == .zero }

  /// The tracks whose files are still to be measured.
  public var waiting: [ProjectTrack] { tracks.filter { $0.source == .waiting } }

  /// The disc's title: what was typed, else the suggestion.
  public var effectiveTitle: String { title.isEmpty ? suggestedTitle : title }

  /// The disc's artist: what was typed, else the suggestion.
  public var effectiveArtist: String { artist.isEmpty ? suggestedArtist : artist }

  /// The album, if all tracks are from one; else empty.
  public var suggestedTitle: String { common(tracks.map(\.tags.album)) ?? "" }

  /// The artist of the album, or of all tracks, if it is one; else empty.
  public var suggestedArtist: String {
    common(tracks.map(\.tags.albumArtist)) ?? common(tracks.map { $0.artist }) ?? ""
  }

  private func common(_ texts: [String?]) -> String? {
    guard let first = texts.first, let text = first, !text.isEmpty,
      texts.allSatisfy({ $0 == text })
    else { return nil }
    return text
  }

  /// "12 tracks, 47:11".
  public var summary: String {
    isEmpty
      ? tr("No tracks")
      : tr(
        "%1$s, %2$s", trn("%s track", "%s tracks", order.count), Format.playingTime(usedBlocks))
  }

  mutating func take(_ file: MusicFile) -> ProjectTrack.ID {
    lastID += 1
    let id = ProjectTrack.ID(rawValue: lastID)
    all[id] = ProjectTrack(id, file)
    return id
  }
}
