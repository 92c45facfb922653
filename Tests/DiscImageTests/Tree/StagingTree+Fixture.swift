@testable import DiscImage

extension StagingTree {
  /// Adds a file that exists nowhere.
  @discardableResult
  mutating func addFile(
    _ name: String, byteCount: UInt64 = 0, in folder: Node = root, seconds: Int64 = 0,
    permissions: UInt16 = 0o644, linkGroup: UInt32 = 0
  ) -> Node {
    var record = NodeRecord()
    record.byteCount = byteCount
    record.seconds = seconds
    record.permissions = permissions
    record.detail = linkGroup
    lastLinkGroup = max(lastLinkGroup, linkGroup)
    return add(record, name, in: folder)
  }

  /// Adds a symbolic link.
  @discardableResult
  mutating func addLink(_ name: String, to target: String, in folder: Node = root) -> Node {
    var record = NodeRecord()
    record.kind = .symbolicLink
    record.permissions = 0o777
    record.detail = UInt32(targets.count)
    targets.append(LinkTarget(start: store(target.utf8), byteCount: UInt32(target.utf8.count)))
    return add(record, name, in: folder)
  }

  /// Adds a folder with what is asked of it.
  @discardableResult
  mutating func addFolder(
    _ name: String, in folder: Node = root, seconds: Int64 = 0, permissions: UInt16 = 0o755
  ) -> Node {
    var record = NodeRecord()
    record.kind = .folder
    record.seconds = seconds
    record.permissions = permissions
    record.detail = UInt32(folders.count)
    folders.append(FolderContents())
    return add(record, name, in: folder)
  }

  private mutating func add(_ record: NodeRecord, _ name: String, in folder: Node) -> Node {
    var record = record
    record.nameStart = store(name.utf8)
    record.nameByteCount = UInt16(name.utf8.count)
    record.sourceNameStart = record.nameStart
    record.sourceNameByteCount = record.nameByteCount
    records.append(record)
    insert(UInt32(records.count - 1), into: folder.rawValue)
    return Node(UInt32(records.count - 1))
  }

  /// The paths of everything in the tree, folder by folder.
  var allPaths: [String] {
    func paths(below folder: Node) -> [String] {
      children(of: folder).flatMap {
        [path(of: $0)] + (kind(of: $0) == .folder ? paths(below: $0) : [])
      }
    }
    return paths(below: root)
  }
}
