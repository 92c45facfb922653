public import CompactDisc
public import DiscModel
public import SystemPackage

extension ProjectFile {
  /// An audio disc.
  public struct AudioContent: Hashable, Sendable {
    /// A track: its file, and what was typed; nil for what the file says.
    public struct Track: Hashable, Sendable {
      public var path: FilePath
      public var title: String?
      public var artist: String?
      public var gap: BlockCount?

      public init(
        path: FilePath, title: String? = nil, artist: String? = nil, gap: BlockCount? = nil
      ) {
        self.path = path
        self.title = title
        self.artist = artist
        self.gap = gap
      }
    }

    /// As typed; empty for the suggestion.
    public var title: String
    public var artist: String
    public var catalogNumber: MediaCatalogNumber?
    /// Before tracks that have none of their own.
    public var gap: BlockCount
    public var tracks: [Track]

    public init(
      title: String = "", artist: String = "", catalogNumber: MediaCatalogNumber? = nil,
      gap: BlockCount = AudioProject.usualGap, tracks: [Track] = []
    ) {
      self.title = title
      self.artist = artist
      self.catalogNumber = catalogNumber
      self.gap = gap
      self.tracks = tracks
    }
  }
}

extension AudioProject {
  /// A project as it was opened: nothing to undo, and every file still to be measured.
  public init(_ content: ProjectFile.AudioContent) {
    self.init()
    title = content.title
    artist = content.artist
    catalogNumber = content.catalogNumber
    standardGap = content.gap
    for track in content.tracks {
      let id = take(MusicFile(path: track.path, source: .waiting))
      all[id]?.ownTitle = track.title
      all[id]?.ownArtist = track.artist
      all[id]?.ownGap = track.gap
      order.append(id)
    }
  }

  /// What a list that showed nothing has to take over after the project was opened.
  public var openingChange: TrackChange {
    TrackChange(splices: [ListSplice(position: 0, removed: 0, inserted: order.count)])
  }

  /// What is saved of the project.
  public var content: ProjectFile.AudioContent {
    .init(
      title: title, artist: artist, catalogNumber: catalogNumber, gap: standardGap,
      tracks: tracks.map {
        .init(path: $0.path, title: $0.ownTitle, artist: $0.ownArtist, gap: $0.ownGap)
      })
  }

  /// What tells two states of one project apart: undoing everything since leads back to the same.
  public struct State: Hashable, Sendable {
    var editNumber: Int
    var title: String
    var artist: String
    var catalogNumber: MediaCatalogNumber?
  }

  /// The state the project is in.
  public var state: State {
    State(
      editNumber: history.stateNumber, title: title, artist: artist, catalogNumber: catalogNumber)
  }

  /// How many edits led here since the project was begun or opened.
  public var editCount: Int { history.count }
}
