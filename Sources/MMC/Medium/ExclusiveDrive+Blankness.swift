public import DiscModel

extension ExclusiveDrive {
  /// How much is looked at from the beginning and from the end: 2 MB, as blocks.
  static let lookedAtBlocks = BlockCount(1024)
  /// How much is looked at altogether.
  public static let blankCheckBlocks = BlockCount(2048)
  /// How many blocks are read at a time.
  private static let readUnit = BlockCount(32)

  /// Whether a medium that can be overwritten probably holds nothing: its first and its last 2 MB are
  /// zeros, or were never written.
  ///
  /// Such a medium cannot tell by itself: a new DVD+RW and a full one look the same to the drive. Of
  /// media that are recorded in sequence the drive is certain, and nothing is read.
  ///
  /// - Parameters:
  ///   - medium: what ``readMedium()`` found.
  ///   - isCancelled: asked before each read, up to 64 times.
  /// - Returns: nil if it was cancelled before it was certain.
  /// - Throws: if the drive fails. A block that the drive cannot read counts as one that holds
  ///   something, as what it held may be worth having.
  public borrowing func isProbablyBlank(
    _ medium: Medium, isCancelled: () -> Bool = { false }
  ) throws(DriveError) -> Bool? {
    switch medium.condition {
    case .blank, .unformatted: return true
    case .appendable, .closed: return false
    case .overwritable, .intermediate: break
    }
    let end = readableBlocks(of: medium)
    let head = min(end, Self.lookedAtBlocks)
    let tail = max(head, end - Self.lookedAtBlocks)
    for part in [BlockCount.zero..<head, tail..<end] {
      guard let isBlank = try holdsNothing(in: part, isCancelled: isCancelled) else { return nil }
      guard isBlank else { return false }
    }
    return true
  }

  /// How many blocks of a medium that can be overwritten can be read, from the first on.
  public borrowing func readableBlocks(of medium: Medium) -> BlockCount {
    let readable = try? channel.send(ReadCapacity()).blocks
    return min(readable ?? medium.capacity, BlockCount(Int64(Int32.max)))
  }

  /// Whether all these blocks are zeros, or were never written.
  ///
  /// - Parameters:
  ///   - isCancelled: asked before each read of 64 KB.
  ///   - advanced: told after each how many blocks were read.
  /// - Returns: nil if it was cancelled before it was certain.
  /// - Throws: if the drive fails. A block that the drive cannot read counts as one that holds
  ///   something.
  public borrowing func holdsNothing(
    in range: Range<BlockCount>, isCancelled: () -> Bool, advanced: (BlockCount) -> Void = { _ in }
  ) throws(DriveError) -> Bool? {
    var start = range.lowerBound
    while start < range.upperBound {
      if isCancelled() { return nil }
      let count = min(Self.readUnit, range.upperBound - start)
      guard try holdsNothing(at: LogicalBlockAddress.zero + start, blocks: count) else {
        return false
      }
      start += count
      advanced(start - range.lowerBound)
    }
    return true
  }

  /// Whether these blocks are zeros, or the drive says that they were never written.
  private borrowing func holdsNothing(
    at address: LogicalBlockAddress, blocks: BlockCount
  ) throws(DriveError) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(blocks.byteCount()), alignment: 4096)
    defer { buffer.deallocate() }
    do throws(DriveError) {
      try read(at: address, blocks: blocks, into: buffer)
      return buffer.allSatisfy { $0 == 0 }
    } catch {
      guard case .refused(_, let sense) = error else { throw error }
      switch sense.key {
      case .blankCheck: return true
      case .mediumError, .illegalRequest: return false
      default: throw error
      }
    }
  }
}
