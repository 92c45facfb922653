public import DiscModel

/// The sectors of an image, made and read in the order in which they stand on the disc.
public struct ImageStream: ~Copyable, Sendable {
  /// Files that changed and were made to fit, see ``ChangedFilePolicy/padAndReport``.
  public private(set) var changedFiles: [ChangedFile] = []
  private let layout: ImageLayout

  public init(
    _ layout: ImageLayout, changedFiles: ChangedFilePolicy = .stop,
    chunkBlocks: BlockCount = BlockCount(32)
  ) {
    self.layout = layout
  }

  /// The next sectors: `chunkBlocks` of them, fewer at the end, then nil.
  ///
  /// - Throws: ``ImageStreamError`` if a file is not what it was when it was scanned.
  public mutating func next() throws(ImageStreamError) -> SectorChunk? {
    nil
  }
}
