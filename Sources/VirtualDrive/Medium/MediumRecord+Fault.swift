/// What no recording leaves: a record that somebody else changed. Every field is looked at, so that no
/// later code meets a number that it cannot count with.
extension MediumRecord {
  /// The first field that cannot come from a recording; sums of what is left stay far below 64 bits.
  var fault: String? {
    guard kind.possibleBlocks.contains(blocks) else { return "blocks" }
    guard kind.possibleLayers.contains(layers) else { return "layers" }
    guard (0...Int(Int32.max)).contains(cycles) else { return "cycles" }
    guard formatTime.map(Self.possibleTimes.contains) ?? true else { return "formatTime" }
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

  /// From 1970 to the year 3000, in milliseconds.
  private static let possibleTimes: Range<Int64> = 0..<32_503_680_000_000

  private func fault(of state: SequentialState) -> String? {
    guard kind.traits.maximumTracks > 1 else { return "sequential" }
    guard trackCount <= kind.maximumTracks else { return "tracks" }
    if let fault = fault(of: state.preparation) { return fault }
    if let end = state.firstLayerBlocks {
      guard kind.isDualLayerDVD, (1...blocks / 2).contains(end) else { return "firstLayerBlocks" }
    }
    if let layerJump {
      guard kind == .dvdMinusRDualLayer, trackCount < 2 else { return "layerJump" }
      if let fault = layerJump.fault(layerBlocks: firstLayerBlocks) { return fault }
    }
    if let disc = state.disc {
      guard kind.isCompactDisc else { return "disc" }
      if let fault = disc.fault { return fault }
    }
    return faultInSessions ?? faultInTracks
  }

  private func fault(of preparation: SequentialState.Preparation) -> String? {
    guard (0...blocks).contains(preparation.spareBlocks),
      kind == .bdR || preparation.spareBlocks == 0
    else { return "spareBlocks" }
    let used = 0...preparation.spareBlocks
    return used.contains(preparation.usedBlocks) ? nil : "usedBlocks"
  }

  private var faultInSessions: String? {
    guard sessions.allSatisfy({ !$0.tracks.isEmpty }), sessions.dropLast().allSatisfy(\.isClosed)
    else { return "sessions" }
    for layout in sessions.compactMap(\.layout) {
      guard kind.isCompactDisc else { return "layout" }
      guard layout.table?.allSatisfy(\.isPossible) ?? true else { return "table" }
    }
    return nil
  }

  private var faultInTracks: String? {
    // A raw recording that broke off in the first pregap has not come to where its track begins.
    let isInFirstPregap =
      kind.isCompactDisc && trackCount == 1 && openSession?.tracks.last?.isBeingWritten == true
    var end: Int64 = isInFirstPregap ? -150 : 0
    for track in tracks {
      guard (end...max(end, blocks)).contains(track.start) else { return "start" }
      guard (0...blocks).contains(track.recordedBlocks) else { return "recordedBlocks" }
      guard (0...blocks).contains(track.writtenBlocks) else { return "writtenBlocks" }
      guard (0...blocks).contains(track.runOutBlocks) else { return "runOutBlocks" }
      guard (0...blocks).contains(track.reservedBlocks ?? 0) else { return "reservedBlocks" }
      guard track.control < 0x10 else { return "control" }
      if let layout = track.layout {
        guard kind.isCompactDisc else { return "layout" }
        if let fault = layout.fault(of: track, on: blocks) { return fault }
      }
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

extension MediumKind {
  fileprivate var isDualLayerDVD: Bool { self == .dvdMinusRDualLayer || self == .dvdPlusRDualLayer }
}

extension DiscLayout {
  fileprivate var fault: String? {
    guard let catalogNumber else { return nil }
    let digits = catalogNumber.utf8
    return digits.count == 13 && digits.allSatisfy(RecordingCode.isDigit) ? nil : "catalogNumber"
  }
}

extension TrackLayout {
  /// - Parameter blocks: of the whole medium.
  fileprivate func fault(of track: RecordedTrack, on blocks: Int64) -> String? {
    // The first pregap of a disc begins at block −150.
    guard (0...track.start + 150).contains(pregapBlocks) else { return "pregapBlocks" }
    let places = track.start...track.start + blocks
    guard indices.allSatisfy(places.contains) else { return "indices" }
    return recordingCode.map(RecordingCode.isValid) ?? true ? nil : "recordingCode"
  }
}

extension TableLine {
  /// Whether the fields of four bits have no more, and the times are three numbers.
  fileprivate var isPossible: Bool {
    control < 0x10 && mode < 0x10 && time.count == 3 && position.count == 3
  }
}
