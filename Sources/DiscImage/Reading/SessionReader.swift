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
      do throws(Failure) {
        try window.move(to: address, end: walk.end, readBlocks)
      } catch {
        throw .unreadable(at: address, error)
      }
      do throws(VolumeFault) {
        try window.withBlock(at: address) { (block) throws(VolumeFault) in try walk.take(block) }
      } catch {
        throw .invalid(error)
      }
    }
    return walk.tree
  }
}
