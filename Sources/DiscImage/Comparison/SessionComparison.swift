public import DiscModel

/// Compares what should be on a disc with what ``SessionReader`` found there.
///
/// Names are compared byte by byte, so the disc's tree should be the one with Rock Ridge names.
/// Attributes are compared as far as the disc's tree carries them; those of the root are not.
public struct SessionComparison: Sendable {
  /// A file that is at both ends, with contents to compare.
  struct FilePair: Sendable {
    var node: StagingTree.Node
    var entry: Int
    /// The number, from 1, that hard links of one file on the computer share, or 0.
    var linkGroup: UInt32
  }

  let tree: StagingTree
  let volume: VolumeTree
  private let start: LogicalBlockAddress
  private let structureDifferences: [SessionDifference]
  /// In the order of their addresses, so that a drive reads forward; the names that share their
  /// contents at both ends stand together, so that these are read once.
  private let files: [[FilePair]]

  /// Compares all but the contents.
  ///
  /// - Parameter start: the first block of the session that `volume` was read from.
  public init(
    _ tree: StagingTree, with volume: VolumeTree, start: LogicalBlockAddress = .zero
  ) {
    var matching = TreeMatching(tree, volume)
    matching.run()
    self.tree = tree
    self.volume = volume
    self.start = start
    structureDifferences = matching.differences
    files = Self.grouped(matching.pairs, volume)
  }

  private static func grouped(_ pairs: [FilePair], _ volume: VolumeTree) -> [[FilePair]] {
    let extents = { (pair: FilePair) in volume.entries[pair.entry].extents }
    let first = { (pair: FilePair) in extents(pair).first?.start ?? .zero }
    let sorted = pairs.sorted { (first($0), $0.linkGroup) < (first($1), $1.linkGroup) }
    var files: [[FilePair]] = []
    for pair in sorted {
      if let other = files.last?.first, pair.linkGroup != 0, pair.linkGroup == other.linkGroup,
        extents(pair) == extents(other)
      {
        files[files.count - 1].append(pair)
      } else {
        files.append([pair])
      }
    }
    return files
  }

  /// The bytes that ``run(progress:isCancelled:isFatal:readBlocks:)`` compares.
  public var contentByteCount: UInt64 {
    files.reduce(0) { $0 + volume.entries[$1[0].entry].byteCount }
  }

  /// Compares the contents, and tells all differences by path.
  ///
  /// A block that cannot be read is a difference of its file, and the other files are still
  /// compared, unless `isFatal` says that the drive is lost.
  ///
  /// - Parameters:
  ///   - progress: told the bytes compared so far, about every 64 KiB.
  ///   - isCancelled: asked as often.
  ///   - readBlocks: fills a buffer with blocks of 2,048 bytes.
  public func run<Failure: Error>(
    progress: (UInt64) -> Void = { _ in }, isCancelled: () -> Bool = { false },
    isFatal: (Failure) -> Bool = { _ in false },
    readBlocks: (
      LogicalBlockAddress, BlockCount, UnsafeMutableRawBufferPointer
    ) throws(Failure) -> Void
  ) throws(SessionComparisonError<Failure>) -> [SessionDifference] {
    var differences = structureDifferences
    var contents = ContentComparison(
      end: LogicalBlockAddress(clamping: start, plus: volume.blockCount))
    var doneBefore: UInt64 = 0
    for names in files {
      let entry = volume.entries[names[0].entry]
      let kind: SessionDifference.Kind?
      do throws(SessionComparisonError<Failure>) {
        kind = try contents.compare(
          entry, with: tree.sourcePath(of: names[0].node), progress: { progress(doneBefore + $0) },
          isCancelled: isCancelled, readBlocks)
      } catch .unreadable(let address, let failure) {
        if isFatal(failure) { throw .unreadable(at: address, failure) }
        kind = .unreadableOnDisc(at: address)
      }
      if let kind {
        differences += names.map { SessionDifference(path: tree.path(of: $0.node), kind: kind) }
      }
      doneBefore += entry.byteCount
      progress(doneBefore)
    }
    return differences.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
