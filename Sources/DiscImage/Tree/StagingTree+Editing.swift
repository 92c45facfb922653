internal import Glibc

extension StagingTree {
  /// The longest name, in bytes of UTF-8, that systems take. Rock Ridge has it whole, but see
  /// ``StagingIssue/Kind/nameCutByLinux(shown:)``.
  static let longestName = 255

  /// Makes an empty folder.
  ///
  /// - Throws: ``StagingError`` if the name cannot stand on a disc or is taken.
  public mutating func makeFolder(
    named name: String, in folder: Node
  ) throws(StagingError) -> Node {
    let name = try checked(name, in: folder.rawValue, except: nil)
    var record = NodeRecord(newFolderAt: UInt32(folders.count))
    record.nameStart = store(name)
    record.nameByteCount = UInt16(name.count)
    folders.append(FolderContents())
    let index = UInt32(records.count)
    records.append(record)
    insert(index, into: folder.rawValue)
    return Node(index)
  }

  /// Gives a node another name on the disc; the file on the computer keeps its own.
  ///
  /// - Throws: ``StagingError`` if the name cannot stand on a disc or is taken.
  public mutating func rename(_ node: Node, to name: String) throws(StagingError) {
    guard node != root else { return }
    let parent = record(node).parent
    let name = try checked(
      name, in: parent == NodeRecord.none ? nil : parent, except: node.rawValue)
    if parent != NodeRecord.none { removeFromList(node.rawValue) }
    records[Int(node.rawValue)].nameStart = store(name)
    records[Int(node.rawValue)].nameByteCount = UInt16(name.count)
    if parent != NodeRecord.none { addToList(node.rawValue, of: parent) }
  }

  /// Takes nodes out of the tree, with everything below them. A node below another of the list goes
  /// with it. ``attach(_:to:)`` puts them back.
  public mutating func detach(_ nodes: [Node]) {
    let chosen = Set(nodes)
    var byFolder: [UInt32: Set<UInt32>] = [:]
    for node in chosen where node != root && !hasAncestor(of: node, in: chosen) {
      guard let folder = parent(of: node) else { continue }
      byFolder[folder.rawValue, default: []].insert(node.rawValue)
    }
    for (folder, gone) in byFolder { removeAll(gone, from: folder) }
  }

  /// Puts nodes into a folder, all at once; each must have been taken out before.
  ///
  /// - Throws: ``StagingError/nameTaken(_:)``, ``StagingError/folderIntoItself``; the tree is then as
  ///   it was.
  public mutating func attach(_ nodes: [Node], to folder: Node) throws(StagingError) {
    precondition(nodes.allSatisfy { parent(of: $0) == nil }, "a node lies in the tree already")
    // As bytes: two strings of different code points may count as equal.
    var names: Set<[UInt8]> = []
    for node in nodes {
      try check(node, fits: folder)
      let isNew = names.insert(withName(of: node.rawValue) { Array($0) }).inserted
      guard isNew else { throw .nameTaken(name(of: node)) }
    }
    let inOrder = sorted(nodes.map(\.rawValue))
    addAll(inOrder, to: folder.rawValue)
    let weights = inOrder.map(weight)
    addUpwards(
      from: folder.rawValue, byteCount: weights.reduce(0) { $0 &+ $1.byteCount },
      nodeCount: weights.reduce(0) { $0 + $1.nodeCount })
  }

  /// Puts a node into a folder: one that was taken out, or one that lies in another folder.
  ///
  /// - Throws: ``StagingError/nameTaken(_:)``, ``StagingError/folderIntoItself``.
  public mutating func attach(_ node: Node, to folder: Node) throws(StagingError) {
    guard record(node).parent != folder.rawValue else { return }
    try check(node, fits: folder)
    if parent(of: node) != nil { remove(node.rawValue) }
    insert(node.rawValue, into: folder.rawValue)
  }

  private func check(_ node: Node, fits folder: Node) throws(StagingError) {
    guard node != root, node != folder, !hasAncestor(of: folder, in: [node]) else {
      throw .folderIntoItself
    }
    _ = try checked(name(of: node), in: folder.rawValue, except: nil)
  }

  private func hasAncestor(of node: Node, in chosen: Set<Node>) -> Bool {
    var current = node
    while let above = parent(of: current) {
      if chosen.contains(above) { return true }
      current = above
    }
    return false
  }

  private func checked(
    _ name: String, in folder: UInt32?, except: UInt32?
  ) throws(StagingError) -> [UInt8] {
    let bytes = Array(name.utf8)
    if bytes.isEmpty { throw .nameEmpty }
    if bytes.contains(UInt8(ascii: "/")) { throw .nameContainsSlash }
    if name == "." || name == ".." || bytes.contains(0) { throw .nameReserved(name) }
    if bytes.count > Self.longestName { throw .nameTooLong(byteCount: bytes.count) }
    if let folder, let other = child(named: bytes, in: folder), other != except {
      throw .nameTaken(name)
    }
    return bytes
  }
}

extension NodeRecord {
  /// A folder of the present user that is made now, with its contents at a place of
  /// ``StagingTree/folders``.
  init(newFolderAt place: UInt32) {
    kind = .folder
    permissions = 0o755
    userID = getuid()
    groupID = getgid()
    let now = Timestamp.now
    seconds = now.seconds
    nanoseconds = now.nanoseconds
    detail = place
  }
}

extension StagingTree {
  /// Puts a node into a folder's list, and its size and number into the sums above.
  mutating func insert(_ node: UInt32, into folder: UInt32) {
    records[Int(node)].parent = folder
    addToList(node, of: folder)
    let (byteCount, nodeCount) = weight(of: node)
    addUpwards(from: folder, byteCount: byteCount, nodeCount: nodeCount)
  }

  private mutating func remove(_ node: UInt32) {
    let folder = records[Int(node)].parent
    removeFromList(node)
    records[Int(node)].parent = NodeRecord.none
    let (byteCount, nodeCount) = weight(of: node)
    addUpwards(from: folder, byteCount: 0 &- byteCount, nodeCount: -nodeCount)
  }

  private mutating func removeAll(_ gone: Set<UInt32>, from folder: UInt32) {
    guard gone.count > 1 else {
      for node in gone { remove(node) }
      return
    }
    folders[Int(records[Int(folder)].detail)].children.removeAll(where: gone.contains)
    var sum = (byteCount: UInt64(0), nodeCount: 0)
    for node in gone {
      records[Int(node)].parent = NodeRecord.none
      let (byteCount, nodeCount) = weight(of: node)
      sum = (sum.byteCount &+ byteCount, sum.nodeCount + nodeCount)
    }
    addUpwards(from: folder, byteCount: 0 &- sum.byteCount, nodeCount: -sum.nodeCount)
  }

  private mutating func addToList(_ node: UInt32, of folder: UInt32) {
    let detail = Int(records[Int(folder)].detail)
    let place = place(of: records[Int(node)], in: folders[detail].children)
    folders[detail].children.insert(node, at: place)
  }

  private mutating func removeFromList(_ node: UInt32) {
    let detail = Int(records[Int(records[Int(node)].parent)].detail)
    let place = place(of: records[Int(node)], in: folders[detail].children)
    folders[detail].children.remove(at: place)
  }

  private func weight(of node: UInt32) -> (byteCount: UInt64, nodeCount: Int) {
    let record = records[Int(node)]
    let below = record.kind == .folder ? folders[Int(record.detail)].descendantCount : 0
    return (record.byteCount, below + 1)
  }

  /// Adds to the sums of a folder and of all above it. Sums of sparse files beyond 64 bits wrap, so
  /// that they are right again when the files are taken out.
  mutating func addUpwards(from folder: UInt32, byteCount: UInt64, nodeCount: Int) {
    var current = folder
    while current != NodeRecord.none {
      let record = records[Int(current)]
      records[Int(current)].byteCount = record.byteCount &+ byteCount
      folders[Int(record.detail)].descendantCount += nodeCount
      current = record.parent
    }
  }
}
