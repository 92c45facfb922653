/// What a track of a compact disc is made of.
///
/// Of a track without one, such as those of version 1, the blocks are mode 1.
struct TrackLayout: Hashable, Sendable, Codable {
  enum Content: String, Hashable, Sendable, Codable {
    case audio
    case mode1 = "mode-1"
    /// Mode 2 without sub-headers.
    case formless = "mode-2"
    /// Mode 2 XA: each sector's sub-header tells its form.
    case extended = "xa"
  }

  var content: Content
  /// The blocks of index 0, before the track's start.
  var pregapBlocks: Int64 = 0
  /// Where index 2 and those after it begin.
  var indices: [Int64] = []
  /// The ISRC.
  var recordingCode: String?
  /// Whether all bytes of the sectors are kept, because they cannot be made from the user's data.
  var keepsWholeSectors: Bool
  /// Whether the sub-channels are kept, because the host wrote them.
  var keepsSubchannels = false
  /// The packets of a track that is written in them.
  var packets: TrackPackets?
}

/// What a session of a compact disc has beside its tracks.
struct SessionLayout: Hashable, Sendable, Codable {
  /// The type of the disc that the lead-in tells: 00h CD-DA and CD-ROM, 10h CD-I, 20h XA.
  var discType: UInt8 = 0
  /// The lines of the lead-in, where the host wrote it.
  var table: [TableLine]?
}

/// What a compact disc has once.
struct DiscLayout: Hashable, Sendable, Codable {
  /// The media catalogue number, thirteen digits.
  var catalogNumber: String?
  /// Whether the first lead-in carries CD-TEXT, whose packs are in a file of their own.
  var hasText = false
}

extension RecordedTrack {
  var content: TrackLayout.Content { layout?.content ?? .mode1 }
  var isAudio: Bool { content == .audio }

  /// The blocks that can be read: index 0, if it was recorded, and the track's own, but for the links
  /// between packets. The run-out of audio has no codes that could fail, so it is silence.
  var readableRange: Range<Int64> {
    if reservedBlocks != nil, recordedBlocks == 0 { return start..<start }
    let end = start + recordedBlocks + (isAudio && isClosed ? runOutBlocks : 0)
    return start - (layout?.pregapBlocks ?? 0)..<end
  }

  /// The index that a block of the track belongs to.
  func index(at address: Int64) -> UInt8 {
    if address < start { return 0 }
    return UInt8(clamping: 1 + (layout?.indices.count { $0 <= address } ?? 0))
  }
}

/// A track with its number.
struct NumberedTrack: Hashable, Sendable {
  var number: Int
  var session: Int
  var track: RecordedTrack
}

extension MediumRecord {
  /// All tracks with their numbers.
  var numberedTracks: [NumberedTrack] {
    var tracks: [NumberedTrack] = []
    for (index, session) in sessions.enumerated() {
      for track in session.tracks {
        tracks.append(NumberedTrack(number: tracks.count + 1, session: index + 1, track: track))
      }
    }
    return tracks
  }

  /// The track that `address` lies in, if it can be read there.
  func readableTrack(at address: Int64) -> NumberedTrack? {
    numberedTracks.first {
      $0.track.readableRange.contains(address) && !$0.track.isLink(address)
    }
  }

  /// What lies at `address`, also where nothing can be read: the track or the one that follows.
  func track(near address: Int64) -> NumberedTrack? {
    numberedTracks.first { address < $0.track.end }
  }
}
