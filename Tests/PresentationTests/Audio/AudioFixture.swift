import CompactDisc
import DiscModel
import SystemPackage

@testable import Presentation

extension MusicFile {
  /// A file that plays `seconds`.
  static func playing(
    _ seconds: Int, _ path: String, title: String? = nil, artist: String? = nil,
    album: String? = nil, number: Int? = nil
  ) -> Self {
    Self(
      path: FilePath(path), source: .measured(SampleCount(Int64(seconds) * 44_100)),
      tags: TrackTags(title: title, artist: artist, album: album, trackNumber: number))
  }
}

extension AudioProject {
  /// A project with tracks called "A", "B", "C" … of a minute each.
  static func letters(_ letters: String) -> Self {
    var project = Self()
    _ = project.add(letters.map { .playing(60, "/music/\($0).flac", title: String($0)) })
    return project
  }

  /// The titles of the tracks, one after the other.
  var titles: String { tracks.map(\.title).joined() }

  /// The ids of the tracks with these titles.
  func ids(_ titles: String) -> [ProjectTrack.ID] {
    titles.flatMap { title in tracks.filter { $0.title == String(title) }.map(\.id) }
  }
}
