public import DiscModel

/// Reads the tree of an ISO 9660 volume, with Rock Ridge or Joliet names if it has them.
///
/// It takes nothing for granted: whatever the blocks hold, it ends, with a tree or with an error,
/// after work in proportion to the volume's folders.
///
///     let tree = try SessionReader().readTree { address, blocks, buffer in … }
///
/// Source: ECMA-119; SUSP 1.12; RRIP 1.12; Joliet, "Joliet Specification".
public struct SessionReader: Sendable {
  /// The first block of the session that holds the volume; its descriptors lie 16 blocks on.
  public var start: LogicalBlockAddress
  /// The tree to read; nil takes Rock Ridge, else Joliet, else the plain one.
  public var names: VolumeNames?

  /// A reader of the volume in the session that begins at `start`.
  public init(start: LogicalBlockAddress = .zero, names: VolumeNames? = nil) {
    self.start = start
    self.names = names
  }

  /// Reads the tree through `readBlocks`, which fills a buffer with blocks of 2,048 bytes.
  ///
  /// - Throws: ``SessionReadError``; the tree is whole or there is none.
  public func readTree<Failure: Error>(
    _ readBlocks: (
      LogicalBlockAddress, BlockCount, UnsafeMutableRawBufferPointer
    ) throws(Failure) -> Void
  ) throws(SessionReadError<Failure>) -> VolumeTree {
    var walk = VolumeWalk(start: start, names: names)
    var window = BlockWindow()
    while let address = walk.wanted {
      try window.move(to: address, end: walk.end, readBlocks)
      do throws(VolumeFault) {
        try window.withBlock(at: address) { (block) throws(VolumeFault) in try walk.take(block) }
      } catch {
        throw .invalid(error)
      }
    }
    return walk.tree
  }
}

/// The blocks read last, with some that follow, as folders mostly lie behind one another.
struct BlockWindow: ~Copyable {
  private static let blockLimit = BlockCount(32)
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: Int(blockLimit.byteCount()), alignment: 4096)
  private var start = LogicalBlockAddress.zero
  private var blocks = BlockCount.zero

  deinit {
    buffer.deallocate()
  }

  /// Makes sure that the block at `address` is here.
  ///
  /// Blocks from `end` on are not touched; that the blocks behind `address` cannot be read is no
  /// fault of this one.
  mutating func move<Failure: Error>(
    to address: LogicalBlockAddress, end: LogicalBlockAddress,
    _ readBlocks: (
      LogicalBlockAddress, BlockCount, UnsafeMutableRawBufferPointer
    ) throws(Failure) -> Void
  ) throws(SessionReadError<Failure>) {
    if address >= start, address < start + blocks { return }
    start = address
    blocks = max(BlockCount(1), min(Self.blockLimit, end - address))
    do throws(Failure) {
      do throws(Failure) {
        try readBlocks(start, blocks, part)
      } catch  where blocks > BlockCount(1) {
        blocks = BlockCount(1)
        try readBlocks(start, blocks, part)
      }
    } catch {
      blocks = .zero
      throw .unreadable(at: address, error)
    }
  }

  /// Hands on the block at `address`, which must be here.
  func withBlock<Failure: Error>(
    at address: LogicalBlockAddress, _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    let offset = Int((address - start).byteCount())
    let block = UnsafeRawBufferPointer(rebasing: buffer[offset..<offset + 2048])
    try body(block.bytes)
  }

  private var part: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(blocks.byteCount())])
  }
}
