internal import DiscImage
internal import DiscModel

/// What was sent to the drive, as far as it is needed to prove that it came back: a digest of each
/// chunk, and a mark of each sector that tells which one of a bad chunk is wrong.
///
/// A chunk of 32 sectors of data costs 32 + 64 bytes: 37 MB for a full disc of 25 GB.
struct StreamLedger: Sendable {
  private static let digestByteCount = 32

  let format: SectorFormat
  /// Where nothing is read back, nothing has to be kept for it.
  private let isKept: Bool

  /// The digests of the chunks, one behind the other: an array of arrays takes twice the memory.
  private(set) var digests: [UInt8] = []
  private(set) var sectorMarks: [UInt16] = []
  /// All the sectors.
  private(set) var blocks = BlockCount.zero
  /// The sectors of a chunk; all but the last chunk have as many.
  var chunkBlocks: BlockCount { format.chunkBlocks }

  /// - Parameter isKept: whether any of it will be read back.
  init(_ format: SectorFormat, isKept: Bool = true) {
    self.format = format
    self.isKept = isKept
  }

  mutating func reserve(blocks: BlockCount) {
    guard isKept else { return }
    sectorMarks.reserveCapacity(Int(blocks.rawValue))
    digests.reserveCapacity(
      (Int(blocks.rawValue / chunkBlocks.rawValue) + 1) * Self.digestByteCount)
  }

  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    blocks += BlockCount(bytes.count / format.byteCount)
    guard isKept else { return }
    digests += SHA256Digest.of(bytes).bytes
    for start in stride(from: 0, to: bytes.count, by: format.byteCount) {
      let sector = UnsafeRawBufferPointer(rebasing: bytes[start..<start + format.byteCount])
      sectorMarks.append(Self.mark(of: sector))
    }
  }

  /// Whether `bytes` are what was sent as chunk `index`.
  func matches(_ bytes: UnsafeRawBufferPointer, chunk index: Int) -> Bool {
    let start = index * Self.digestByteCount
    return digests[start..<start + Self.digestByteCount].elementsEqual(SHA256Digest.of(bytes).bytes)
  }

  /// Whether `bytes`, one sector, may be what was sent; a wrong sector passes one time in 65,536.
  func mayMatch(_ bytes: UnsafeRawBufferPointer, sector index: Int) -> Bool {
    sectorMarks[index] == Self.mark(of: bytes)
  }

  /// Sixteen bits that depend on every bit of a sector; for finding, not for proving.
  private static func mark(of sector: UnsafeRawBufferPointer) -> UInt16 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    var offset = 0
    // A loop over a stride takes three times as long where nothing is optimised.
    while offset < sector.count {
      state ^= sector.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = (state &* 0xFF51_AFD7_ED55_8CCD) ^ (state >> 32)
      offset += 8
    }
    state ^= state >> 29
    return UInt16(truncatingIfNeeded: state ^ (state >> 16) ^ (state >> 32) ^ (state >> 48))
  }
}
