internal import DiscModel

extension MediumProbe {
  /// More tracks than this are not asked for: each costs a command.
  static let trackLimit = 300

  /// The track that the next write goes to.
  func readOpenTrack(
    _ information: ReadDiscInformation.Response
  ) -> ReadTrackInformation.Response? {
    if !profile.isDVDMinus, let open = try? channel.send(ReadTrackInformation(.openTrack)) {
      return open
    }
    let last = UInt16(clamping: information.lastTrackInLastSession)
    return try? channel.send(ReadTrackInformation(.track(last)))
  }

  /// The tracks that hold something, from READ TRACK INFORMATION or, where a drive lacks that or
  /// refuses it, from the table of contents.
  func readTracks(_ information: ReadDiscInformation.Response?) -> [MediumTrack] {
    guard let information else { return readTableOfContents() }
    let first = max(information.firstTrack, 1)
    let last = min(information.lastTrackInLastSession, first + Self.trackLimit - 1)
    var tracks: [MediumTrack] = []
    for number in stride(from: first, through: last, by: 1) {
      let target = ReadTrackInformation.Target.track(UInt16(clamping: number))
      guard let track = try? channel.send(ReadTrackInformation(target)) else { break }
      if !track.isBlank { tracks.append(MediumTrack(track)) }
    }
    return tracks.isEmpty ? readTableOfContents() : tracks
  }

  private func readTableOfContents() -> [MediumTrack] {
    guard let contents = try? channel.send(ReadTOC()) else { return [] }
    let starts = contents.tracks.dropFirst().map { Optional($0.start) } + [contents.leadOut]
    return zip(contents.tracks, starts).map { entry, end in
      MediumTrack(
        number: Int(entry.track), session: 1, start: entry.start,
        blocks: max(end.map { $0 - entry.start } ?? .zero, .zero), isData: entry.isData)
    }
  }

  /// The block after the last track.
  static func end(of tracks: [MediumTrack]) -> BlockCount {
    tracks.map { BlockCount(Int64($0.start.rawValue)) + $0.blocks }.max() ?? .zero
  }
}

extension MediumTrack {
  /// A track as the drive described it; its length ends with the last block of data where the
  /// drive tells that.
  init(_ track: ReadTrackInformation.Response) {
    let recorded = track.lastRecordedAddress.map { last in
      last - track.startAddress + BlockCount(1)
    }
    self.init(
      number: track.trackNumber, session: track.sessionNumber, start: track.startAddress,
      blocks: max(recorded ?? track.blocks, .zero), isData: track.isData)
    if isData {
      dataMode =
        switch track.dataMode {
        case .mode1: .mode1
        case .mode2: .mode2
        case .unknown: nil
        }
    }
    isDamaged = track.isDamaged
    isBlank = track.isBlank
    isReserved = track.isReserved
    packets =
      switch track.packets {
      case .fixed: .fixed(track.packetBlocks)
      case .variable: .variable
      case nil: nil
      }
  }
}
