/// What a medium is at the moment. It is one of two kinds, and a DVD-RW can change from one into the
/// other.
enum RecordingState: Hashable, Sendable {
  /// Written from the inside out, in sessions and tracks.
  case sequential(SequentialState)
  /// Written at any address within its format.
  case overwritable(OverwritableState)
}

/// What is recorded on a medium that is written in sessions and tracks.
struct SequentialState: Hashable, Sendable, Codable {
  /// How the medium was made ready for recording.
  enum Preparation: Hashable, Sendable, Codable {
    /// As it was made, or blanked as a whole.
    case untouched
    /// A DVD-RW of which only the lead-in was blanked: it takes one disc at once and nothing else.
    case minimallyBlanked
    /// A BD-R for sequential recording, by the host or by the first write.
    case formatted(spareBlocks: Int64)
    /// A BD-R whose recorded blocks can be written again as long as there are spare clusters;
    /// `usedBlocks` of them are used up.
    case pseudoOverwrite(spareBlocks: Int64, usedBlocks: Int64)
  }

  var preparation = Preparation.untouched
  /// Nothing more can be written.
  var isFinalized = false
  /// Where the host wants the first of two layers to end; nil for the middle of the medium.
  var firstLayerBlocks: Int64?
  /// Of a DVD-R with two layers that is recorded in jumps between them, or may be.
  var layerJump: LayerJump?
  /// Of a compact disc.
  var disc: DiscLayout?
  /// The recorded sessions in order. Only the last may be open. A session without a track is not
  /// listed: it exists by itself at the end of a medium that is not finalised.
  var sessions: [RecordedSession] = []
}

extension SequentialState.Preparation {
  /// What is set aside for defects.
  var spareBlocks: Int64 {
    switch self {
    case .untouched, .minimallyBlanked: 0
    case .formatted(let spareBlocks), .pseudoOverwrite(let spareBlocks, _): spareBlocks
    }
  }

  /// What was used up of it to write blocks again.
  var usedBlocks: Int64 {
    if case .pseudoOverwrite(_, let usedBlocks) = self { usedBlocks } else { 0 }
  }

  var isFormatted: Bool {
    switch self {
    case .untouched, .minimallyBlanked: false
    case .formatted, .pseudoOverwrite: true
    }
  }
}

/// How far a medium is formatted that is written at any address.
enum OverwritableState: Hashable, Sendable {
  case unformatted
  /// All of the extent can be written.
  case formatted(FormattedExtent)
  /// A DVD-RW whose last session was formatted quickly: writing behind the extent makes it larger,
  /// until the session is closed.
  case intermediate(FormattedExtent)
  /// A DVD+RW whose extent is formatted up to `formattedBlocks` while nothing else is to do, or was
  /// until the drive stopped.
  case background(FormattedExtent, formattedBlocks: Int64, isRunning: Bool)
  /// A BD-R for random recording: what was written is not written again.
  case writeOnce(RandomRecording)
}

/// The part of a medium that the host can use.
struct FormattedExtent: Hashable, Sendable, Codable {
  var blocks: Int64
  /// What is set aside for defects.
  var spareBlocks: Int64 = 0
  /// The first block behind all that was ever written; what was not is zeros.
  var writtenBlocks: Int64 = 0
}

extension OverwritableState {
  var extent: FormattedExtent? {
    get {
      switch self {
      case .unformatted: nil
      case .formatted(let extent), .intermediate(let extent), .background(let extent, _, _): extent
      case .writeOnce(let recording): recording.extent
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .unformatted: break
      case .formatted: self = .formatted(newValue)
      case .intermediate: self = .intermediate(newValue)
      case .background(_, let formattedBlocks, let isRunning):
        self = .background(newValue, formattedBlocks: formattedBlocks, isRunning: isRunning)
      case .writeOnce(var recording):
        recording.extent = newValue
        self = .writeOnce(recording)
      }
    }
  }

  /// With the format in the background left off. What lies before the last block that was written
  /// is formatted by then, in whole ECC blocks.
  var stopped: Self {
    guard case .background(let extent, let formattedBlocks, _) = self else { return self }
    let written = extent.writtenBlocks.roundedUp(toMultipleOf: 16)
    return .background(
      extent, formattedBlocks: min(max(formattedBlocks, written), extent.blocks), isRunning: false)
  }
}

/// The words for the states in `medium.json`: `format` and, where there is one, `extent`; `recording` of
/// a BD-R for random recording.
extension OverwritableState: Codable {
  private enum Format: String, Codable {
    case unformatted, formatted, intermediate, background
    case writeOnce = "write-once"
  }

  private enum Key: CodingKey {
    case format, extent, formattedBlocks, isRunning, recording
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let extent = try container.decodeIfPresent(FormattedExtent.self, forKey: .extent)
    switch (try container.decode(Format.self, forKey: .format), extent) {
    case (.formatted, let extent?): self = .formatted(extent)
    case (.intermediate, let extent?): self = .intermediate(extent)
    case (.background, let extent?):
      self = .background(
        extent, formattedBlocks: try container.decode(Int64.self, forKey: .formattedBlocks),
        isRunning: try container.decode(Bool.self, forKey: .isRunning))
    case (.writeOnce, nil):
      self = .writeOnce(try container.decode(RandomRecording.self, forKey: .recording))
    case (.unformatted, nil): self = .unformatted
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .extent, in: container, debugDescription: "no extent, or one too many")
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    if case .writeOnce(let recording) = self {
      try container.encode(Format.writeOnce, forKey: .format)
      return try container.encode(recording, forKey: .recording)
    }
    try container.encodeIfPresent(extent, forKey: .extent)
    switch self {
    case .writeOnce: break
    case .unformatted: try container.encode(Format.unformatted, forKey: .format)
    case .formatted: try container.encode(Format.formatted, forKey: .format)
    case .intermediate: try container.encode(Format.intermediate, forKey: .format)
    case .background(_, let formattedBlocks, let isRunning):
      try container.encode(Format.background, forKey: .format)
      try container.encode(formattedBlocks, forKey: .formattedBlocks)
      try container.encode(isRunning, forKey: .isRunning)
    }
  }
}
