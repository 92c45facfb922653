public import SystemPackage

/// What will be on the disc: folders, files and links, by name, before anything is laid out.
///
/// A value in a few flat arrays. Nodes are never moved or deleted, so a ``Node`` stays valid for
/// the life of the tree and of all its copies; what is taken out can be put back.
public struct StagingTree: Sendable {
  /// A file, folder or link of one tree.
  public struct Node: Hashable, Sendable {
    /// The node's place in the tree's arrays, from 0, the root.
    public let rawValue: UInt32

    init(_ rawValue: UInt32) {
      self.rawValue = rawValue
    }
  }

  /// What a node is. Sockets, pipes and device nodes never come in, see ``StagingIssue``.
  public enum Kind: UInt8, Hashable, Sendable {
    case folder, file, symbolicLink
  }

  /// The disc's root folder.
  public static let root = Node(0)

  var records: [NodeRecord]
  /// All names, paths and link targets, one after the other, each with a zero behind it.
  var bytes: [UInt8] = []
  var folders: [FolderContents]
  var sources: [SourceFolder] = []
  var targets: [LinkTarget] = []
  /// The highest number given to files that are hard links of each other.
  var lastLinkGroup: UInt32 = 0

  /// A tree of nothing but a root.
  public init() {
    var root = NodeRecord()
    root.kind = .folder
    root.permissions = 0o755
    records = [root]
    folders = [FolderContents()]
  }

  /// The disc's root folder.
  public var root: Node { Self.root }

  /// How many files, folders and links are in the tree, the root and what was taken out not counted.
  public var nodeCount: Int { folders[0].descendantCount }

  public func kind(of node: Node) -> Kind {
    record(node).kind
  }

  /// The name on disc; empty for the root.
  public func name(of node: Node) -> String {
    withName(of: node.rawValue) { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a file, or of all files below a folder; 0 for a link.
  public func byteCount(of node: Node) -> UInt64 {
    record(node).byteCount
  }

  public func modificationTime(of node: Node) -> Timestamp {
    record(node).modificationTime
  }

  /// The twelve permission bits, such as 0o755.
  public func permissions(of node: Node) -> UInt16 {
    record(node).permissions
  }

  /// The number of the user who owns the file on the computer.
  public func userID(of node: Node) -> UInt32 {
    record(node).userID
  }

  /// The number of the group that owns the file on the computer.
  public func groupID(of node: Node) -> UInt32 {
    record(node).groupID
  }

  /// Where a symbolic link points to; nil for files and folders.
  public func linkTarget(of node: Node) -> String? {
    let record = record(node)
    guard record.kind == .symbolicLink else { return nil }
    return String(decoding: targetBytes(of: record), as: UTF8.self)
  }

  /// The folder a node lies in; nil for the root and for what was taken out.
  public func parent(of node: Node) -> Node? {
    let parent = record(node).parent
    return parent == NodeRecord.none ? nil : Node(parent)
  }

  /// Where a node comes from on the computer; nil for the root and for folders made here.
  public func sourcePath(of node: Node) -> FilePath? {
    let record = record(node)
    guard record.source != NodeRecord.none else { return nil }
    var path = sourcePathBytes(folder: record.source)
    let start = Int(record.sourceNameStart)
    if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
    path += bytes[start..<start + Int(record.sourceNameByteCount)]
    return FilePath(bytes: path)
  }

  /// How many nodes lie in a folder itself; 0 for files and links.
  public func childCount(of node: Node) -> Int {
    childIndices(of: node.rawValue).count
  }

  /// The node at a place in a folder: folders come first, then the order is by name.
  public func child(of node: Node, at place: Int) -> Node {
    Node(childIndices(of: node.rawValue)[place])
  }

  /// What lies in a folder: folders first, then by name.
  public func children(of node: Node) -> [Node] {
    childIndices(of: node.rawValue).map(Node.init)
  }

  /// The path on disc, such as "/photos/2024/a.jpg"; "/" for the root.
  public func path(of node: Node) -> String {
    var names: [String] = []
    var current = node
    while let above = parent(of: current) {
      names.append(name(of: current))
      current = above
    }
    if current != root { names.append(name(of: current)) }
    return "/" + names.reversed().joined(separator: "/")
  }

  /// The node with this path on disc. Empty parts of the path, as in "//a/", are passed over.
  public func node(at path: String) -> Node? {
    var current = root
    for name in path.utf8.split(separator: UInt8(ascii: "/")) {
      guard kind(of: current) == .folder,
        let child = child(named: Array(name), in: current.rawValue)
      else { return nil }
      current = Node(child)
    }
    return current
  }
}

extension StagingTree {
  func record(_ node: Node) -> NodeRecord {
    records[Int(node.rawValue)]
  }

  func childIndices(of node: UInt32) -> [UInt32] {
    let record = records[Int(node)]
    return record.kind == .folder ? folders[Int(record.detail)].children : []
  }

  /// The text of a symbolic link.
  func targetBytes(of record: NodeRecord) -> ArraySlice<UInt8> {
    let target = targets[Int(record.detail)]
    return bytes[Int(target.start)..<Int(target.start) + Int(target.byteCount)]
  }

  func withName<Result>(of node: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let record = records[Int(node)]
    let start = Int(record.nameStart)
    return bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[start..<start + Int(record.nameByteCount)]))
    }
  }

  /// The path of a folder on the computer.
  func sourcePathBytes(folder: UInt32) -> [UInt8] {
    var parts: [ArraySlice<UInt8>] = []
    var current = folder
    while current != NodeRecord.none {
      let source = sources[Int(current)]
      let start = Int(source.nameStart)
      parts.append(bytes[start..<start + Int(source.nameByteCount)])
      current = source.parent
    }
    var path: [UInt8] = []
    for part in parts.reversed() {
      if !path.isEmpty, path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
      path += part
    }
    return path
  }

  /// Appends text and a zero to the pool and tells where it begins.
  mutating func store(_ text: some Collection<UInt8>) -> UInt32 {
    let start = UInt32(bytes.count)
    bytes.append(contentsOf: text)
    bytes.append(0)
    return start
  }

  /// The text at a place of the pool, up to its zero, as C wants it.
  func withText<Result>(at start: UInt32, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    bytes.withUnsafeBytes { bytes in
      body(bytes.baseAddress!.advanced(by: Int(start)).assumingMemoryBound(to: CChar.self))
    }
  }

  /// Whether the name on disc is not the one on the computer.
  func isRenamed(_ node: UInt32) -> Bool {
    records[Int(node)].nameStart != records[Int(node)].sourceNameStart
  }
}

extension FilePath {
  /// The path of these bytes, whatever their encoding.
  init(bytes: [UInt8]) {
    self = (bytes + [0]).withUnsafeBytes {
      FilePath(platformString: $0.assumingMemoryBound(to: CChar.self).baseAddress!)
    }
  }
}
