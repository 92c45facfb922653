/// How a DVD-R with two layers is recorded that jumps from one to the other and back.
///
/// What is recorded are layer jump blocks, one behind the other: each is a part of the first layer,
/// from the inside out, and then the part of the second that lies above it, from the outside in. The
/// addresses of the second layer follow those of the first, so that the address behind the first part
/// is far away.
/// Source: MMC-6, "Layer Jump Recording".
struct LayerJump: Hashable, Sendable, Codable {
  /// A part of a layer that is recorded in one go.
  struct Segment: Hashable, Sendable {
    var range: Range<Int64>
    var layer: Int
  }

  /// How long the first part of a block is where the host says nothing else; 0: it must.
  var interval: Int64 = 0
  /// The last block of the first layer before the next jump, as the host wants it.
  var manualAddress: Int64?
  /// Where on the first layer the blocks end that were begun.
  var ends: [Int64] = []

  /// The parts of the blocks that were begun, in the order of recording, on layers of `layerBlocks`.
  func segments(layerBlocks: Int64) -> [Segment] {
    var start: Int64 = 0
    var segments: [Segment] = []
    for end in ends {
      segments.append(Segment(range: start..<end, layer: 0))
      segments.append(
        Segment(range: 2 * layerBlocks - end..<2 * layerBlocks - start, layer: 1))
      start = end
    }
    return segments
  }

  /// Where the block ends that is begun next; nil if the host must tell.
  func nextEnd(layerBlocks: Int64) -> Int64? {
    if let manualAddress { return manualAddress + 1 }
    return interval > 0 ? min((ends.last ?? 0) + interval, layerBlocks) : nil
  }

  /// What cannot come from a recording; nil if all is well.
  func fault(layerBlocks: Int64) -> String? {
    let isOrdered = zip([0] + ends, ends).allSatisfy { $0 < $1 }
    let fits = ends.allSatisfy { $0 % 16 == 0 && $0 <= layerBlocks }
    let known = [interval, manualAddress ?? 0].allSatisfy { (0...layerBlocks).contains($0) }
    return isOrdered && fits && known ? nil : "layerJump"
  }
}

extension MediumRecord {
  /// How the disc jumps between its layers; nil of one that is recorded otherwise. A blank one is what
  /// the host makes of it.
  var layerJump: LayerJump? {
    get { sequential?.layerJump }
    set { sequential?.layerJump = newValue }
  }

  /// Whether it was recorded so.
  var isRecordedInJumps: Bool { layerJump != nil && !sessions.isEmpty }

  /// The blocks recorded so far, in the order of recording.
  private var jumpedBlocks: Int64 { tracks.last?.recordedBlocks ?? 0 }

  /// What is recorded, in the order of recording.
  var recordedSegments: [LayerJump.Segment] {
    var rest = jumpedBlocks
    var recorded: [LayerJump.Segment] = []
    for segment in layerJump?.segments(layerBlocks: firstLayerBlocks) ?? [] where rest > 0 {
      let count = min(rest, Int64(segment.range.count))
      let start = segment.range.lowerBound
      recorded.append(.init(range: start..<start + count, layer: segment.layer))
      rest -= count
    }
    return recorded
  }

  /// What can be written next without a jump: the rest of the part that is being recorded, or the
  /// first part of the next block. Nil if the disc is full or the host must tell where to jump.
  var nextSegment: LayerJump.Segment? {
    guard let layerJump, !isFinalized, tracks.last?.isClosed != true else { return nil }
    var rest = jumpedBlocks
    for segment in layerJump.segments(layerBlocks: firstLayerBlocks) {
      let count = Int64(segment.range.count)
      if rest < count {
        let start = segment.range.lowerBound + rest
        return .init(range: start..<segment.range.upperBound, layer: segment.layer)
      }
      rest -= count
    }
    let start = layerJump.ends.last ?? 0
    guard let end = layerJump.nextEnd(layerBlocks: firstLayerBlocks), start < end else {
      return nil
    }
    return .init(range: start..<end, layer: 0)
  }

  /// The last block before the last jump that was made.
  var lastJumpAddress: Int64? {
    let recorded = recordedSegments
    let next = nextSegment?.range.lowerBound
    // The part that is being recorded has not been jumped from.
    let left = recorded.last.map { $0.range.upperBound == next } == true ? 1 : 0
    return recorded.dropLast(left).last.map { $0.range.upperBound - 1 }
  }

  /// Notes that a block is begun, if the next address is the first of one.
  mutating func beginJumpBlock() {
    guard let jump = layerJump, let next = nextSegment, next.layer == 0,
      next.range.lowerBound == jump.ends.last ?? 0
    else { return }
    layerJump?.ends.append(next.range.upperBound)
    layerJump?.manualAddress = nil
  }

  /// Fills both layers to the same radius: the disc ends there.
  mutating func closeJumps() {
    let turn = recordedSegments.filter { $0.layer == 0 }.last?.range.upperBound ?? 0
    layerJump?.ends.removeAll { $0 >= turn }
    if turn > 0 { layerJump?.ends.append(turn) }
    let end = 2 * firstLayerBlocks
    updateTrack(trackCount - 1) { track in
      track.recordedBlocks = 2 * turn
      track.runOutBlocks = end - track.recordedBlocks
      track.isClosed = true
    }
  }
}

extension LoadedMedium {
  /// How far what a program that was killed had written is looked for: 16 MiB, the most that the
  /// record does not tell.
  private static let soughtBlocks = 8192

  /// Takes up what is stored behind what the record tells of a recording in jumps: it ends with the first
  /// ECC block that holds nothing.
  mutating func takeUpJumps() throws(VirtualDriveError) {
    guard record.isRecordedInJumps, record.tracks.last?.isBeingWritten == true else { return }
    let unit = Int(kind.writeUnit)
    for _ in 0..<Self.soughtBlocks / unit {
      guard let address = record.nextSegment?.range.lowerBound,
        try sectors.read(at: address, count: unit).contains(where: { $0 != 0 })
      else { return }
      note { $0.record(Int64(unit), control: 4, at: address) }
    }
  }
}
