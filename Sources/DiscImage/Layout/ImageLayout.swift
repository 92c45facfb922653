public import DiscModel

/// Where everything of an image lies.
///
///     block 0       system area, zeros          …    files, in the order of ``ContentOrder``
///     block 16      volume descriptors          …    150 blocks of zeros, for drives that read
///     block 18, 19  path tables                      ahead of the end
///     …             directories
///
/// All structures are worked out again when they are written; what is kept is their order.
public struct ImageLayout: Sendable {
  /// The whole image.
  public let blockCount: BlockCount
  /// What the image was asked to be.
  public let options: ImageOptions
  /// How many files the image holds, without folders and links; hard links of a file count each.
  public let fileCount: Int
  /// The bytes of all files; those of hard links once.
  public let contentByteCount: UInt64

  let planner: RecordPlanner
  let iso: DirectoryTree
  let joliet: DirectoryTree?
  /// The files that have contents, in the order in which these lie on the disc.
  let files: [UInt32]
  /// The files that have none.
  let emptyFiles: [UInt32]
  /// By node, the first block of a file's contents, from the image's start; 0 for what has none.
  let starts: [UInt32]
  /// The first block of the first file's contents.
  let contentStart: UInt32
  /// The block behind the last file's contents.
  let contentEnd: UInt32

  var tree: StagingTree { planner.attributes.tree }

  /// How many files, folders and links the image holds; the root is none of them.
  public var entryCount: Int { tree.nodeCount }

  /// The blocks of descriptors, path tables and directories, from the image's start.
  public var structureRanges: [Range<Int64>] {
    [Int64(VolumeDescriptor.firstBlock)..<Int64(contentStart)]
  }

  /// The paths on disc of the files that lie in some blocks, all names of each; empty where there
  /// are none, as in the file systems' structures.
  public func paths(at start: BlockCount, blocks: BlockCount) -> [String] {
    let range = start.rawValue..<start.rawValue + max(0, blocks.rawValue)
    var index = firstFile(endingAfter: range.lowerBound)
    var paths: [String] = []
    while index < files.count, Int64(starts[Int(files[index])]) < range.upperBound {
      paths += names(of: files[index]).map { tree.path(of: StagingTree.Node($0)) }
      index += 1
    }
    return range.isEmpty ? [] : paths
  }

  private func firstFile(endingAfter block: Int64) -> Int {
    var low = 0
    var high = files.count
    while low < high {
      let middle = (low + high) / 2
      let node = files[middle]
      let end = Int64(starts[Int(node)]) + blocks(of: node)
      if end <= block { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func blocks(of file: UInt32) -> Int64 {
    BlockCount(holding: tree.records[Int(file)].byteCount).rawValue
  }

  /// The node and the other hard links of the file, as far as they are in the tree.
  private func names(of node: UInt32) -> [UInt32] {
    let group = tree.records[Int(node)].detail
    guard group != 0, planner.attributes.linkGroups[Int(group)].count > 1 else { return [node] }
    return iso.order.filter {
      tree.records[Int($0)].kind == .file && tree.records[Int($0)].detail == group
    }
  }
}
