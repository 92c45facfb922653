internal import Glibc

/// What records say of a node, beside its name and its place.
struct NodeAttributes: Sendable {
  /// The names of one file.
  struct LinkGroup: Sendable {
    /// The first name in the order of contents; it stands for the file.
    var first = NodeRecord.none
    var count: UInt32 = 0
  }

  let tree: StagingTree
  /// By the number of the group, from 1; the first element is of no group.
  let linkGroups: [LinkGroup]
  let creationTime: Timestamp

  /// The node that stands for a file: its first name.
  static func owner(of node: UInt32, _ record: NodeRecord, _ groups: [LinkGroup]) -> UInt32 {
    record.kind == .file && record.detail != 0 ? groups[Int(record.detail)].first : node
  }

  func time(of node: UInt32) -> CivilTime {
    CivilTime(node == 0 ? creationTime : tree.records[Int(node)].modificationTime)
  }

  func rockRidge(of node: UInt32, time: CivilTime) -> RockRidgeAttributes {
    let record = tree.records[Int(node)]
    return RockRidgeAttributes(
      mode: Self.fileType(of: record.kind) | UInt32(record.permissions),
      linkCount: linkCount(of: record), userID: record.userID, groupID: record.groupID,
      serialNumber: Self.owner(of: node, record, linkGroups) + 1, modificationTime: time)
  }

  private static func fileType(of kind: StagingTree.Kind) -> UInt32 {
    switch kind {
    case .folder: UInt32(S_IFDIR)
    case .file: UInt32(S_IFREG)
    case .symbolicLink: UInt32(S_IFLNK)
    }
  }

  /// A folder is named by its parent, by its own "." and by the ".." of each folder in it.
  private func linkCount(of record: NodeRecord) -> UInt32 {
    switch record.kind {
    case .folder:
      UInt32(tree.folderCount(in: tree.folders[Int(record.detail)].children)) + 2
    case .file:
      record.detail == 0 ? 1 : linkGroups[Int(record.detail)].count
    case .symbolicLink: 1
    }
  }
}

extension StagingTree {
  /// How many folders are in a list, where they come first.
  func folderCount(in children: [UInt32]) -> Int {
    var low = 0
    var high = children.count
    while low < high {
      let middle = (low + high) / 2
      if records[Int(children[middle])].kind == .folder { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
