internal import Burning
internal import CompactDisc
internal import DiscModel
internal import SystemPackage

/// Something to know of the disc before it is burnt.
struct NoteEvent: ToolEvent {
  static let name = "note"

  var text: String
}

/// A track that will be written, or that is on a disc.
struct TrackEvent: ToolEvent {
  static let name = "track"

  var number: Int
  /// Missing for a track of a disc.
  var path: String?
  var title: String
  var artist: String
  /// Address of index 1.
  var start: Int32
  var blocks: Int64
  var seconds: Double
  /// The silence before it; missing where it was not looked for.
  var gapBlocks: Int64?
  var recordingCode: String?

  init(_ track: AudioTrack, _ planned: AudioDiscPlan.Track, path: String) {
    number = planned.number
    self.path = path
    title = track.title
    artist = track.performer
    start = planned.start.rawValue
    blocks = planned.blocks.rawValue
    seconds = track.length.duration.seconds
    gapBlocks = planned.pregapStart.map { (planned.start - $0).rawValue } ?? 0
    recordingCode = track.recordingCode?.text
  }

  init(_ track: AudioContents.Track, of contents: AudioContents) {
    number = track.number
    let text = contents.text(ofTrack: track.number)
    title = text.title
    artist = text.performer
    start = track.start.rawValue
    blocks = track.blocks.rawValue
    seconds = Double(track.blocks.rawValue) / 75
    recordingCode = track.recordingCode?.text
  }
}

/// What an audio disc says of itself.
struct AudioDiscEvent: ToolEvent {
  static let name = "audioDisc"

  var title: String
  var artist: String
  var leadOut: Int32

  init(_ contents: AudioContents) {
    title = contents.text?.disc.title ?? ""
    artist = contents.text?.disc.performer ?? ""
    leadOut = contents.leadOut.rawValue
  }
}

extension AudioDiscPlan.Compromise {
  /// A word for scripts, with the number of the track behind a colon: "gap" means that the silence
  /// before it will be 2 seconds.
  var word: String {
    switch self {
    case .textLeftOut: "text"
    case .gapChanged(let track): "gap:\(track)"
    case .indicesLeftOut(let track): "indices:\(track)"
    }
  }
}

extension AudioReport.Fact {
  /// A word for scripts, with the number of the track behind a colon.
  var word: String {
    switch self {
    case .text: "text"
    case .catalogNumber: "catalogNumber"
    case .recordingCode(let track): "recordingCode:\(track)"
    }
  }
}

extension AudioDiscPlan.Recording {
  var word: String {
    switch self {
    case .sessionAtOnce: "sessionAtOnce"
    case .trackAtOnce: "trackAtOnce"
    }
  }
}
