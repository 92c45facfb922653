internal import Glibc

extension StagingTree {
  /// The longest name, in bytes of UTF-8, that Linux and Rock Ridge readers take.
  static let longestName = 255

  /// Makes an empty folder.
  ///
  /// - Throws: ``StagingError`` if the name cannot stand on a disc or is taken.
  public mutating func makeFolder(
    named name: String, in folder: Node
  ) throws(StagingError) -> Node {
    let name = try checked(name, in: folder.rawValue, except: nil)
    var record = NodeRecord()
    record.kind = .folder
    record.permissions = 0o755
    record.userID = getuid()
    record.groupID = getgid()
    let now = Timestamp.now
    record.seconds = now.seconds
    record.nanoseconds = now.nanoseconds
    record.detail = UInt32(folders.count)
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
    for node in chosen where node != root && parent(of: node) != nil {
      if !hasAncestor(of: node, in: chosen) { remove(node.rawValue) }
    }
  }

  /// Puts a node into a folder: one that was taken out, or one that lies in another folder.
  ///
  /// - Throws: ``StagingError/nameTaken(_:)``, ``StagingError/folderIntoItself``.
  public mutating func attach(_ node: Node, to folder: Node) throws(StagingError) {
    guard record(node).parent != folder.rawValue else { return }
    guard node != root, node != folder, !hasAncestor(of: folder, in: [node]) else {
      throw .folderIntoItself
    }
    _ = try checked(name(of: node), in: folder.rawValue, except: nil)
    if parent(of: node) != nil { remove(node.rawValue) }
    insert(node.rawValue, into: folder.rawValue)
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
