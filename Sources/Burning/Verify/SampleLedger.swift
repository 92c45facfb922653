internal import CompactDisc
internal import DiscModel

/// What was sent of one run of audio, as far as it is needed to prove that it came back, though
/// drives read samples some places early or late.
struct SampleLedger: Sendable {
  /// How far a drive may be off: three sectors, more than any known one.
  static let farthestOffset = SampleCount(3 * SampleCount.perSector.rawValue)
  private static let edgeByteCount = Int(farthestOffset.byteCount)

  /// Digests of the chunks and marks of the sectors.
  private(set) var stream: StreamLedger
  /// The sectors at the beginning that are not read back; whole chunks.
  let unread: BlockCount
  let blocks: BlockCount
  /// The first samples that are read back, and the last ones: those that an offset pushes out of
  /// reach.
  private(set) var head: [UInt8] = []
  private(set) var tail: [UInt8] = []
  /// The first chunk that is not silent, by which the offset is found.
  private(set) var probe: (chunk: Int, bytes: [UInt8])?

  /// - Parameter isKept: see ``StreamLedger``.
  init(blocks: BlockCount, unread: BlockCount, isKept: Bool) {
    stream = StreamLedger(.audio, isKept: isKept)
    self.blocks = blocks
    self.unread = unread
    stream.reserve(blocks: blocks)
  }

  /// The byte of the run at which reading begins, and the one behind its last.
  var readable: Range<Int> {
    Int(unread.byteCount(as: .audio))..<Int(blocks.byteCount(as: .audio))
  }

  /// The bytes of the run that a chunk holds.
  func bytes(ofChunk index: Int) -> Range<Int> {
    let size = Int(stream.chunkBlocks.byteCount(as: .audio))
    return index * size..<min((index + 1) * size, readable.upperBound)
  }

  /// The chunks that are read back.
  var chunks: Range<Int> {
    let size = stream.chunkBlocks.rawValue
    return Int(unread.rawValue / size)..<Int((blocks.rawValue + size - 1) / size)
  }

  /// Notes the next chunk.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    let start = Int(stream.blocks.byteCount(as: .audio))
    let chunk = Int(stream.blocks.rawValue / stream.chunkBlocks.rawValue)
    stream.append(bytes)
    guard start >= readable.lowerBound else { return }
    if head.count < Self.edgeByteCount {
      head += bytes.prefix(Self.edgeByteCount - head.count)
    }
    let tailStart = max(readable.upperBound - Self.edgeByteCount, readable.lowerBound)
    if start + bytes.count > tailStart { tail += bytes.dropFirst(max(tailStart - start, 0)) }
    if probe == nil, !Self.isSilent(bytes) { probe = (chunk, Array(bytes)) }
  }

  /// Fills `target`, which stands for the bytes of the run from `start` on, where they lie out of
  /// reach: before `reach` from the head, behind it from the tail.
  func fill(_ target: UnsafeMutableRawBufferPointer, from start: Int, outside reach: Range<Int>) {
    let tailStart = readable.upperBound - tail.count
    for index in target.indices {
      let place = start + index
      if place < reach.lowerBound {
        target[index] = head[place - readable.lowerBound]
      } else if place >= reach.upperBound {
        target[index] = tail[place - tailStart]
      }
    }
  }

  private static func isSilent(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    while offset < bytes.count {
      if bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self) != 0 { return false }
      offset += 4
    }
    return true
  }
}
