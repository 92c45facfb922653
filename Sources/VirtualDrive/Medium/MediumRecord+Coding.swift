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
    let version = try container.decode(Int.self, forKey: .version)
    self.init(
      kind: try container.decode(MediumKind.self, forKey: .kind),
      blocks: try container.decode(Int64.self, forKey: .blocks))
    if version == 1 {
      state = .sequential(try Self.stateOfVersion1(container))
    } else {
      layers = try container.decode(Int.self, forKey: .layers)
      cycles = try container.decode(Int.self, forKey: .cycles)
      formatTime = try container.decodeIfPresent(Int64.self, forKey: .formatTime)
      protection = try container.decodeIfPresent(Protection.self, forKey: .protection)
      if container.contains(.sequential) {
        state = .sequential(try container.decode(SequentialState.self, forKey: .sequential))
      } else {
        state = .overwritable(try container.decode(OverwritableState.self, forKey: .overwritable))
      }
    }
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

extension MediumRecord {
  /// What cannot come from a recording; sums of what is left stay far below 64 bits.
  var fault: String? {
    guard kind.possibleBlocks.contains(blocks) else { return "blocks" }
    guard kind.possibleLayers.contains(layers) else { return "layers" }
    guard cycles >= 0 else { return "cycles" }
    guard protection == nil || kind == .dvdRAM else { return "protection" }
    switch state {
    case .sequential(let state): return fault(of: state)
    case .overwritable(let state):
      if case .writeOnce(let recording) = state {
        guard kind == .bdR else { return "overwritable" }
        return fault(of: state) ?? recording.fault
      }
      guard kind.traits.isRewritable, !kind.isCompactDisc else { return "overwritable" }
      return fault(of: state)
    }
  }

  private func fault(of state: SequentialState) -> String? {
    guard kind.traits.maximumTracks > 1 else { return "sequential" }
    guard trackCount <= kind.maximumTracks else { return "tracks" }
    guard (0...blocks).contains(state.preparation.spareBlocks) else { return "spareBlocks" }
    guard state.firstLayerBlocks.map({ (0...blocks).contains($0) }) ?? true else {
      return "firstLayerBlocks"
    }
    if let layerJump {
      guard kind == .dvdMinusRDualLayer, trackCount < 2 else { return "layerJump" }
      if let fault = layerJump.fault(layerBlocks: firstLayerBlocks) { return fault }
    }
    guard sessions.allSatisfy({ !$0.tracks.isEmpty }), sessions.dropLast().allSatisfy(\.isClosed)
    else { return "sessions" }
    var end: Int64 = 0
    for track in tracks {
      guard (end...max(end, blocks)).contains(track.start) else { return "start" }
      guard (0...blocks).contains(track.recordedBlocks) else { return "recordedBlocks" }
      guard (0...blocks).contains(track.writtenBlocks) else { return "writtenBlocks" }
      guard (0...blocks).contains(track.runOutBlocks) else { return "runOutBlocks" }
      guard (0...blocks).contains(track.reservedBlocks ?? 0) else { return "reservedBlocks" }
      if let fault = track.faultInPackets { return fault }
      end = track.end
    }
    return nil
  }

  private func fault(of state: OverwritableState) -> String? {
    guard let extent = state.extent else { return nil }
    guard (0...blocks).contains(extent.spareBlocks) else { return "spareBlocks" }
    guard (0...blocks - extent.spareBlocks).contains(extent.blocks) else { return "extent" }
    guard (0...extent.blocks).contains(extent.writtenBlocks) else { return "writtenBlocks" }
    if case .background(_, let formatted, _) = state, !(0...extent.blocks).contains(formatted) {
      return "formattedBlocks"
    }
    return nil
  }
}
