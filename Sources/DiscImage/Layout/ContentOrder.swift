internal import DiscModel

/// The order of the files' contents on the disc: a folder's own files, then what lies in the
/// folders below it, one after the other, so that what is read together lies together.
struct ContentOrder {
  /// Nodes of files that have contents; of hard links the first name alone.
  private(set) var files: [UInt32] = []
  /// Nodes of files that had no contents when they were measured, likewise.
  private(set) var emptyFiles: [UInt32] = []
  private(set) var linkGroups: [NodeAttributes.LinkGroup]
  private(set) var fileCount = 0
  /// The blocks of all contents, or `Int64.max` where they cannot be counted.
  private(set) var blockCount: Int64 = 0

  init(_ tree: StagingTree) {
    linkGroups = Array(repeating: .init(), count: Int(tree.lastLinkGroup) + 1)
    files.reserveCapacity(tree.nodeCount)
    var folders: [UInt32] = [0]
    while let folder = folders.popLast() {
      let children = tree.childIndices(of: folder)
      let folderCount = tree.folderCount(in: children)
      for child in children[folderCount...] { add(child, tree.records[Int(child)]) }
      folders += children[..<folderCount].reversed()
    }
  }

  private mutating func add(_ node: UInt32, _ record: NodeRecord) {
    guard record.kind == .file else { return }
    fileCount += 1
    if record.detail != 0 {
      linkGroups[Int(record.detail)].count += 1
      guard linkGroups[Int(record.detail)].count == 1 else { return }
      linkGroups[Int(record.detail)].first = node
    }
    guard record.byteCount > 0 else { return emptyFiles.append(node) }
    files.append(node)
    let (sum, isTooMany) = blockCount.addingReportingOverflow(
      BlockCount(holding: record.byteCount).rawValue)
    blockCount = isTooMany ? .max : sum
  }
}
