/// The layout of `medium.json`: the fields of every medium, and `sequential` or `overwritable` with
/// the state.
///
/// In version 1, which knew CD-R, DVD+R and BD-R, the sessions stood beside the other fields.
extension MediumRecord: Codable {
  private enum Key: CodingKey {
    case format, version, kind, layers, blocks, cycles, formatTime, protection
    case sequential, overwritable
    // Version 1.
    case isFormatted, isFinalized, sessions
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let kind = try container.decode(MediumKind.self, forKey: .kind)
    let blocks = try container.decode(Int64.self, forKey: .blocks)
    // Whether such a medium is possible, ``fault`` tells when all is read.
    guard try container.decode(Int.self, forKey: .version) > 1 else {
      self.init(
        kind: kind, blocks: blocks, layers: kind.layers(for: blocks),
        state: .sequential(try Self.stateOfVersion1(container)))
      return
    }
    self.init(
      kind: kind, blocks: blocks, layers: try container.decode(Int.self, forKey: .layers),
      state: try Self.state(container))
    cycles = try container.decode(Int.self, forKey: .cycles)
    formatTime = try container.decodeIfPresent(Int64.self, forKey: .formatTime)
    protection = try container.decodeIfPresent(Protection.self, forKey: .protection)
  }

  private static func state(_ container: KeyedDecodingContainer<Key>) throws -> RecordingState {
    container.contains(.sequential)
      ? .sequential(try container.decode(SequentialState.self, forKey: .sequential))
      : .overwritable(try container.decode(OverwritableState.self, forKey: .overwritable))
  }

  private static func stateOfVersion1(
    _ container: KeyedDecodingContainer<Key>
  ) throws -> SequentialState {
    let isFormatted = try container.decode(Bool.self, forKey: .isFormatted)
    return SequentialState(
      preparation: isFormatted ? .formatted(spareBlocks: 0) : .untouched,
      isFinalized: try container.decode(Bool.self, forKey: .isFinalized),
      sessions: try container.decode([RecordedSession].self, forKey: .sessions))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(format, forKey: .format)
    try container.encode(version, forKey: .version)
    try container.encode(kind, forKey: .kind)
    try container.encode(layers, forKey: .layers)
    try container.encode(blocks, forKey: .blocks)
    try container.encode(cycles, forKey: .cycles)
    try container.encodeIfPresent(formatTime, forKey: .formatTime)
    try container.encodeIfPresent(protection, forKey: .protection)
    switch state {
    case .sequential(let state): try container.encode(state, forKey: .sequential)
    case .overwritable(let state): try container.encode(state, forKey: .overwritable)
    }
  }
}
