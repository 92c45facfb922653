public import CompactDisc
public import DiscModel
public import SystemPackage

/// A file with music, and what its track on the disc will be called.
public struct ProjectTrack: Hashable, Sendable {
  /// A track of one project, for as long as the project is there.
  public struct ID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32

    public init(rawValue: Int32) {
      self.rawValue = rawValue
    }
  }

  /// What is known of the file.
  public enum Source: Hashable, Sendable {
    /// It is still to be measured.
    case waiting
    /// What a decoder will give.
    case measured(SampleCount)
    /// It cannot be decoded.
    case failed(AudioDecodingError.Reason)
  }

  public let id: ID
  public let path: FilePath
  /// The name of the file.
  public let fileName: String
  /// See ``MusicFile/title``.
  let fileTitle: String
  public internal(set) var source: Source
  /// What the file says of itself.
  public internal(set) var tags: TrackTags
  /// Music is missing that the file should hold.
  public internal(set) var isIncomplete: Bool
  /// What the user typed; nil for what the file says.
  public internal(set) var ownTitle: String?
  public internal(set) var ownArtist: String?
  /// The silence before the track; nil for that of the project.
  public internal(set) var ownGap: BlockCount?

  init(_ id: ID, _ file: MusicFile) {
    self.id = id
    path = file.path
    fileName = file.name
    fileTitle = file.title
    source = file.source
    tags = file.tags
    isIncomplete = file.isIncomplete
  }

  /// What the track is called: what was typed, else what the file says, else the file's name.
  public var title: String { ownTitle ?? fileSaysTitle }

  /// The title without the user's word.
  var fileSaysTitle: String { tags.title ?? fileTitle }

  /// Who plays; empty if nobody says so.
  public var artist: String { ownArtist ?? tags.artist ?? "" }

  /// What the file gives; nil if it is not known.
  public var length: SampleCount? {
    if case .measured(let length) = source { length } else { nil }
  }

  /// What the track takes on the disc: a short one is filled up with silence.
  public var trackLength: SampleCount? {
    length.map { max($0, SampleCount(filling: AudioDiscPlan.minimumTrack)) }
  }

  /// The track gets silence at its end, because a track must play for 4 seconds.
  public var isPadded: Bool { length != trackLength }
}

/// What a file says of its music; nil where it says nothing.
public struct TrackTags: Hashable, Sendable {
  public var title: String?
  public var artist: String?
  public var album: String?
  public var albumArtist: String?
  public var trackNumber: Int?
  public var recordingCode: ISRC?

  public init(
    title: String? = nil, artist: String? = nil, album: String? = nil, albumArtist: String? = nil,
    trackNumber: Int? = nil, recordingCode: ISRC? = nil
  ) {
    self.title = title
    self.artist = artist
    self.album = album
    self.albumArtist = albumArtist
    self.trackNumber = trackNumber
    self.recordingCode = recordingCode
  }
}

/// A file that was looked into, for ``AudioProject/add(_:at:)``.
///
/// Its names are worked out once: taking a path apart costs more than all else that a list shows.
public struct MusicFile: Hashable, Sendable {
  public let path: FilePath
  public var source: ProjectTrack.Source
  public var tags: TrackTags
  /// Music is missing that the file should hold, as after a download that broke off.
  public var isIncomplete: Bool
  /// The name of the file.
  let name: String
  /// The file's name without its ending and without the number that many names begin with, such as
  /// "Prelude" of "03 - Prelude.flac".
  let title: String

  public init(
    path: FilePath, source: ProjectTrack.Source, tags: TrackTags = TrackTags(),
    isIncomplete: Bool = false
  ) {
    self.path = path
    self.source = source
    self.tags = tags
    self.isIncomplete = isIncomplete
    let last = path.lastComponent
    name = last?.string ?? path.string
    title = Self.title(last?.stem ?? name)
  }

  private static func title(_ stem: String) -> String {
    let rest = stem.drop { $0.isASCII && $0.isNumber }
    guard stem.count - rest.count <= 3, let separator = rest.first, " .-_".contains(separator)
    else { return stem }
    let title = rest.drop { " .-_".contains($0) }
    return title.isEmpty ? stem : String(title)
  }
}
