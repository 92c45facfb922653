public import CompactDisc
public import DiscModel

/// What an audio disc tells of itself.
public struct AudioContents: Hashable, Sendable {
  public struct Track: Hashable, Sendable {
    public var number: Int
    /// Index 1.
    public var start: LogicalBlockAddress
    /// From index 1 to the next track's index 0 or, where gaps were not looked for, its index 1.
    public var blocks: BlockCount
    /// Silence before the track, as its index 0; zero also where gaps were not looked for.
    public var pregap: BlockCount
    /// Where index 2 and those after it begin, counted from index 1.
    public var indices: [BlockCount]
    /// The Q sub-channel's control bits: 1 pre-emphasis, 2 copying permitted, 4 data.
    public var control: UInt8
    public var recordingCode: ISRC?

    public init(
      number: Int, start: LogicalBlockAddress, blocks: BlockCount, pregap: BlockCount = .zero,
      indices: [BlockCount] = [], control: UInt8 = 0, recordingCode: ISRC? = nil
    ) {
      self.number = number
      self.start = start
      self.blocks = blocks
      self.pregap = pregap
      self.indices = indices
      self.control = control
      self.recordingCode = recordingCode
    }

    public var isData: Bool { control & 0x4 != 0 }
  }

  /// Those of the first session.
  public var tracks: [Track]
  public var leadOut: LogicalBlockAddress
  /// The texts in the disc's first language; nil if it has none, or the drive does not read them.
  public var text: CDText?
  public var catalogNumber: MediaCatalogNumber?

  public init(
    tracks: [Track], leadOut: LogicalBlockAddress, text: CDText? = nil,
    catalogNumber: MediaCatalogNumber? = nil
  ) {
    self.tracks = tracks
    self.leadOut = leadOut
    self.text = text
    self.catalogNumber = catalogNumber
  }

  /// What the texts say of a track, counted from 1.
  public func text(ofTrack number: Int) -> CDTextFields {
    guard let text, text.tracks.indices.contains(number - text.firstTrackNumber) else {
      return CDTextFields()
    }
    return text.tracks[number - text.firstTrackNumber]
  }

  /// The disc as it would have to be asked for to get the same one; nil if it holds data.
  public var disc: AudioDisc? {
    guard !tracks.isEmpty, !tracks.contains(where: \.isData) else { return nil }
    let tracks = self.tracks.map { track in
      AudioTrack(
        length: SampleCount(filling: track.blocks), text: text(ofTrack: track.number),
        recordingCode: track.recordingCode, pregap: track.number == 1 ? .zero : track.pregap,
        indices: track.indices, hasPreEmphasis: track.control & 0x1 != 0,
        copying: track.control & 0x2 != 0 ? .permitted : .protected)
    }
    return AudioDisc(
      tracks: tracks, text: text?.disc ?? CDTextFields(), discID: text?.discID ?? "",
      catalogNumber: catalogNumber, language: text?.language ?? .english)
  }
}
