internal import DiscModel

/// Gives every part of an image its place.
public struct ImagePlanner: Sendable {
  private let options: ImageOptions

  /// Blocks of zeros at the end, as other programs write them: some drives and systems read ahead
  /// and fail where a disc written track at once ends.
  static let paddingBlockCount: Int64 = 150

  public init(_ options: ImageOptions) {
    self.options = options
  }

  /// Lays out a tree. No file is touched.
  public func plan(_ tree: StagingTree) throws(ImagePlanError) -> ImageLayout {
    let contents = ContentOrder(tree)
    try checkAddresses(contents.blockCount)
    let attributes = NodeAttributes(
      tree: tree, linkGroups: contents.linkGroups, creationTime: options.creationTime)
    let hasJoliet = options.fileSystems.contains(.joliet)
    let planner = RecordPlanner(
      attributes: attributes, hasRockRidge: options.fileSystems.contains(.rockRidge))
    var iso = DirectoryTreeBuilder.build(.iso9660, planner)
    var joliet: DirectoryTree?
    if hasJoliet {
      joliet = DirectoryTreeBuilder.build(
        .joliet, RecordPlanner(attributes: attributes, hasRockRidge: false))
    }
    // Names differ, so the same folders may have other numbers.
    try checkNumbers(iso)
    if let joliet { try checkNumbers(joliet) }
    var next = Int64(VolumeDescriptor.firstBlock) + (hasJoliet ? 3 : 2)
    iso.placePathTables(from: &next)
    joliet?.placePathTables(from: &next)
    iso.placeDirectories(from: &next)
    joliet?.placeDirectories(from: &next)
    let contentStart = next
    let (starts, byteCount) = place(contents.files, of: tree, from: &next)
    try checkAddresses(next + Self.paddingBlockCount)
    return ImageLayout(
      blockCount: BlockCount(next + Self.paddingBlockCount), options: options,
      fileCount: contents.fileCount,
      contentByteCount: byteCount, planner: planner, iso: iso, joliet: joliet,
      files: contents.files, emptyFiles: contents.emptyFiles, starts: starts,
      contentStart: UInt32(contentStart), contentEnd: UInt32(next))
  }

  /// Asked for the contents alone first, for they decide how long the directories get.
  private func checkAddresses(_ blockCount: Int64) throws(ImagePlanError) {
    guard blockCount <= Int64(Int32.max) - Int64(options.start.rawValue) else {
      throw .tooLarge(BlockCount(blockCount))
    }
  }

  /// A path table gives the number of the directory above in 16 bits. Directories that hold none
  /// may have any number.
  private func checkNumbers(_ directories: DirectoryTree) throws(ImagePlanError) {
    if let last = directories.directories.last, last.parent >= Int(UInt16.max) {
      throw .tooManyFolders(count: directories.directories.count)
    }
  }

  private func place(
    _ files: [UInt32], of tree: StagingTree, from next: inout Int64
  ) -> (starts: [UInt32], byteCount: UInt64) {
    var starts = [UInt32](repeating: 0, count: tree.records.count)
    var total: UInt64 = 0
    for file in files {
      let byteCount = tree.records[Int(file)].byteCount
      starts[Int(file)] = UInt32(truncatingIfNeeded: next)
      next += BlockCount(holding: byteCount).rawValue
      total += byteCount
    }
    return (starts, total)
  }
}

extension DirectoryTree {
  mutating func placePathTables(from next: inout Int64) {
    pathTableStart = UInt32(next)
    next += 2 * Int64(pathTableBlockCount)
  }

  /// In the order of the path table, each with the blocks where its system use fields go on.
  mutating func placeDirectories(from next: inout Int64) {
    for index in directories.indices {
      directories[index].start = UInt32(truncatingIfNeeded: next)
      next += Int64(directories[index].blockCount)
      next += Int64(directories[index].continuationBlockCount)
    }
  }
}
