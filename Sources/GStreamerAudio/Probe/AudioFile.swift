public import CompactDisc
public import SystemPackage

/// An audio file that was read once to its end, and what it told of itself.
public struct AudioFile: Hashable, Sendable {
  public var path: FilePath
  /// Exactly what a decoder will give.
  public var length: SampleCount
  public var format: AudioFileFormat
  public var tags: AudioTags
  /// Music is not there that should be: the first frame of an MP3 file counts more than there are, an
  /// Ogg file has no end, or what is in a container is shorter than it says. A copy that was broken off
  /// looks like that, and so does a recording of a broadcast.
  public var isIncomplete: Bool

  public init(
    path: FilePath, length: SampleCount, format: AudioFileFormat, tags: AudioTags,
    isIncomplete: Bool = false
  ) {
    self.path = path
    self.length = length
    self.format = format
    self.tags = tags
    self.isIncomplete = isIncomplete
  }
}

/// What a file says of its music; nil where it says nothing.
public struct AudioTags: Hashable, Sendable {
  public var title: String?
  public var artist: String?
  public var album: String?
  public var albumArtist: String?
  public var composer: String?
  public var trackNumber: Int?
  public var recordingCode: ISRC?

  public init(
    title: String? = nil, artist: String? = nil, album: String? = nil, albumArtist: String? = nil,
    composer: String? = nil, trackNumber: Int? = nil, recordingCode: ISRC? = nil
  ) {
    self.title = title
    self.artist = artist
    self.album = album
    self.albumArtist = albumArtist
    self.composer = composer
    self.trackNumber = trackNumber
    self.recordingCode = recordingCode
  }
}
