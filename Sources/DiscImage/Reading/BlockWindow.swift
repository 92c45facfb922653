import DiscModel

/// The blocks read last, with some that follow, as folders and files mostly lie behind one another.
struct BlockWindow: ~Copyable {
  /// 64 KiB, what every drive and adapter moves with one command.
  private static let blockLimit = BlockCount(32)
  /// The bytes of a full window.
  static let byteCountLimit = Int(blockLimit.byteCount())
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: byteCountLimit, alignment: 4096)
  private var start = LogicalBlockAddress.zero
  private var blocks = BlockCount.zero
  /// Up to here blocks are read one by one, as one of them cannot be read.
  private var faultEnd = LogicalBlockAddress(Int32.min)

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
  ) throws(Failure) {
    if address >= start, address - start < blocks { return }
    start = address
    let limit = address < faultEnd ? BlockCount(1) : Self.blockLimit
    blocks = max(BlockCount(1), min(limit, end - address))
    do throws(Failure) {
      try readBlocks(start, blocks, part)
    } catch {
      let wasAlone = blocks == BlockCount(1)
      faultEnd = max(faultEnd, LogicalBlockAddress(clamping: start, plus: blocks))
      blocks = .zero
      if wasAlone { throw error }
      try move(to: address, end: end, readBlocks)
    }
  }

  /// How many bytes are here from the block at `address` on, which must be here.
  func byteCount(from address: LogicalBlockAddress) -> UInt64 {
    UInt64((blocks - (address - start)).byteCount())
  }

  /// Hands on what is here from the block at `address` on, which must be here.
  func withBytes<Result, Failure: Error>(
    from address: LogicalBlockAddress, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let offset = Int((address - start).byteCount())
    return try body(UnsafeRawBufferPointer(rebasing: part[offset...]))
  }

  /// Hands on the block at `address`, which must be here.
  func withBlock<Failure: Error>(
    at address: LogicalBlockAddress, _ body: (RawSpan) throws(Failure) -> Void
  ) throws(Failure) {
    try withBytes(from: address) { (bytes) throws(Failure) in
      try body(UnsafeRawBufferPointer(rebasing: bytes[..<SectorFormat.data.byteCount]).bytes)
    }
  }

  private var part: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(blocks.byteCount())])
  }
}
