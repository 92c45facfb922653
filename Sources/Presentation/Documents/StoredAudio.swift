internal import CompactDisc
internal import DiscModel
internal import FoundationEssentials
internal import SystemPackage

/// An audio disc in a project file.
///
///     title, artist    of the disc, as typed; missing for the suggestions
///     catalogNumber    13 digits; missing for none
///     gap              before tracks that have none of their own, in 1/75 s
///     tracks           from the first to the last, see ``StoredTrack``
struct StoredAudio: Codable {
  private var title: String?
  private var artist: String?
  private var catalogNumber: String?
  private var gap: Int64
  private var tracks: [StoredTrack]

  init(_ content: ProjectFile.AudioContent, in folder: FilePath) {
    title = content.title.isEmpty ? nil : content.title
    artist = content.artist.isEmpty ? nil : content.artist
    catalogNumber = content.catalogNumber?.text
    gap = content.gap.rawValue
    tracks = content.tracks.map { StoredTrack($0, in: folder) }
  }

  /// The content, with every place as it is today.
  func content(in folder: FilePath) throws(ProjectFile.Fault) -> ProjectFile.AudioContent {
    ProjectFile.AudioContent(
      title: title ?? "", artist: artist ?? "", catalogNumber: try number(),
      gap: try Self.blocks(gap),
      tracks: try tracks.map { track throws(ProjectFile.Fault) in
        try track.track(in: folder)
      })
  }

  private func number() throws(ProjectFile.Fault) -> MediaCatalogNumber? {
    guard let catalogNumber else { return nil }
    guard let number = try? MediaCatalogNumber(catalogNumber) else {
      throw ProjectFile.Fault(text: "catalogue number \(catalogNumber)")
    }
    return number
  }

  fileprivate static func blocks(_ gap: Int64) throws(ProjectFile.Fault) -> BlockCount {
    guard (0...GapText.maximum.rawValue).contains(gap) else {
      throw ProjectFile.Fault(text: "gap \(gap)")
    }
    return BlockCount(gap)
  }
}

/// A track in a project file.
///
///     source           the file
///     title, artist    as typed; missing for what the file says
///     gap              before the track, in 1/75 s; missing for that of the disc
private struct StoredTrack: Codable {
  private var source: StoredPlace
  private var title: String?
  private var artist: String?
  private var gap: Int64?

  init(_ track: ProjectFile.AudioContent.Track, in folder: FilePath) {
    source = StoredPlace(track.path, in: folder)
    title = track.title
    artist = track.artist
    gap = track.gap?.rawValue
  }

  func track(in folder: FilePath) throws(ProjectFile.Fault) -> ProjectFile.AudioContent.Track {
    var own: BlockCount?
    if let gap { own = try StoredAudio.blocks(gap) }
    return .init(path: try source.path(in: folder), title: title, artist: artist, gap: own)
  }
}
