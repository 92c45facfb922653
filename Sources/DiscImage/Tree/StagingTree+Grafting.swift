extension StagingTree {
  /// Puts everything a scan found into a folder. What has a name that is taken there gets another.
  ///
  /// - Returns: what now lies in the folder itself, in its order, and what the user must know, by
  ///   path on disc where there is one.
  public mutating func graft(
    _ scan: SourceScan, onto folder: Node
  ) -> (added: [Node], issues: [StagingIssue]) {
    let offsets = append(scan.tree)
    let added = scan.tree.childIndices(of: 0).map { $0 + offsets.node }
    let renamed = renameTaken(added, in: folder.rawValue)
    // The scan's own order holds as long as no name was changed.
    let inOrder = renamed.isEmpty ? added : sorted(added)
    addAll(inOrder, to: folder.rawValue)
    addUpwards(from: folder.rawValue, byteCount: scan.byteCount, nodeCount: scan.nodeCount)
    var issues = scan.findings.map { finding in
      switch finding.place {
      case .path(let path): StagingIssue(path: path, kind: finding.kind)
      case .node(let node):
        StagingIssue(path: path(of: Node(node + offsets.node)), kind: finding.kind)
      }
    }
    issues += renamed.map {
      StagingIssue(path: path(of: Node($0)), kind: .nameTaken(newName: name(of: Node($0))))
    }
    return (inOrder.map(Node.init), issues)
  }

  private struct Offsets {
    var node: UInt32
    var bytes: UInt32
    var source: UInt32
    var folder: UInt32
    var target: UInt32
    var linkGroup: UInt32
  }

  /// Appends another tree's arrays to this one's; its root stays behind.
  private mutating func append(_ other: StagingTree) -> Offsets {
    let offsets = Offsets(
      node: UInt32(records.count) - 1, bytes: UInt32(bytes.count), source: UInt32(sources.count),
      folder: UInt32(folders.count) - 1, target: UInt32(targets.count), linkGroup: lastLinkGroup)
    bytes += other.bytes
    targets += other.targets.map {
      LinkTarget(start: $0.start + offsets.bytes, byteCount: $0.byteCount)
    }
    sources += other.sources.map {
      SourceFolder(
        parent: $0.parent == NodeRecord.none ? $0.parent : $0.parent + offsets.source,
        nameStart: $0.nameStart + offsets.bytes, nameByteCount: $0.nameByteCount)
    }
    folders += other.folders.dropFirst().map { contents in
      FolderContents(
        children: contents.children.map { $0 + offsets.node },
        descendantCount: contents.descendantCount)
    }
    for record in other.records.dropFirst() { records.append(Self.moved(record, by: offsets)) }
    lastLinkGroup += other.lastLinkGroup
    return offsets
  }

  private static func moved(_ record: NodeRecord, by offsets: Offsets) -> NodeRecord {
    var record = record
    if record.parent != NodeRecord.none { record.parent += offsets.node }
    record.nameStart += offsets.bytes
    record.sourceNameStart += offsets.bytes
    if record.source != NodeRecord.none { record.source += offsets.source }
    switch record.kind {
    case .folder: record.detail += offsets.folder
    case .symbolicLink: record.detail += offsets.target
    case .file where record.detail != 0: record.detail += offsets.linkGroup
    case .file: break
    }
    return record
  }

  /// Gives new names to those whose name is taken in the folder.
  private mutating func renameTaken(_ nodes: [UInt32], in folder: UInt32) -> [UInt32] {
    guard childCount(of: Node(folder)) > 0 else { return [] }
    let taken = nodes.filter { node in
      child(named: withName(of: node) { Array($0) }, in: folder) != nil
    }
    guard !taken.isEmpty else { return [] }
    var names = Set((childIndices(of: folder) + nodes).map { nameBytes(of: Node($0)) })
    for node in taken { giveFreeName(to: node, in: &names) }
    return taken
  }

  /// Gives a node the first name of "name (2)", "name (3)" … that is not in `names`.
  mutating func giveFreeName(to node: UInt32, in names: inout Set<[UInt8]>) {
    let isFolder = records[Int(node)].kind == .folder
    let name = FreeName(name(of: Node(node)), keepsExtension: !isFolder)
      .first { !names.contains(Array($0.utf8)) }
    names.insert(Array(name.utf8))
    records[Int(node)].nameStart = store(name.utf8)
    records[Int(node)].nameByteCount = UInt16(name.utf8.count)
  }

  /// A node's name byte by byte, as Linux tells names apart: an "é" of one scalar and one of two are
  /// different names, though equal strings.
  func nameBytes(of node: Node) -> [UInt8] {
    withName(of: node.rawValue) { Array($0) }
  }

  /// Puts nodes that are in order into a folder's list; the sums above are left to the caller.
  mutating func addAll(_ nodes: [UInt32], to folder: UInt32) {
    for node in nodes { records[Int(node)].parent = folder }
    let detail = Int(records[Int(folder)].detail)
    folders[detail].children = merged(folders[detail].children, nodes)
  }
}

/// Names for something whose own name is taken: "a (2).txt", "a (3).txt" and so on.
struct FreeName {
  private let stem: Substring
  private let ending: Substring

  init(_ name: String, keepsExtension: Bool) {
    if keepsExtension, let dot = name.lastIndex(of: "."), dot != name.startIndex {
      stem = name[..<dot]
      ending = name[dot...]
    } else {
      stem = name[...]
      ending = ""
    }
  }

  /// The first of the names that fits.
  func first(where isFree: (String) -> Bool) -> String {
    var number = 2
    while true {
      let addition = " (\(number))\(ending)"
      var start = stem
      while start.utf8.count + addition.utf8.count > StagingTree.longestName, !start.isEmpty {
        start.removeLast()
      }
      let name = String(start) + addition
      if isFree(name) { return name }
      number += 1
    }
  }
}
