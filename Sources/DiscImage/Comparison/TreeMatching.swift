/// Puts side by side what lies at the same path of two trees, and tells where they differ.
struct TreeMatching {
  private let tree: StagingTree
  private let volume: VolumeTree
  private let childrenByFolder: [Int: [Int]]
  /// Files whose contents are still to be compared.
  private(set) var pairs: [SessionComparison.FilePair] = []
  private(set) var differences: [SessionDifference] = []

  init(_ tree: StagingTree, _ volume: VolumeTree) {
    self.tree = tree
    self.volume = volume
    childrenByFolder = volume.childrenByFolder()
  }

  mutating func run() {
    var folders = [(node: tree.root, entry: VolumeTree.root)]
    while let folder = folders.popLast() {
      // Names that Unicode holds equivalent are different names, so their bytes are compared.
      var found: [[UInt8]: Int] = [:]
      for entry in childrenByFolder[folder.entry] ?? [] {
        let name = Array(volume.entries[entry].name.utf8)
        if found.updateValue(entry, forKey: name) != nil {
          note(.extra, at: volume.path(of: entry))
        }
      }
      for node in tree.children(of: folder.node) {
        guard let entry = found.removeValue(forKey: Array(tree.name(of: node).utf8)) else {
          note(.missing, at: tree.path(of: node))
          continue
        }
        if compare(node, entry) { folders.append((node, entry)) }
      }
      for entry in found.values { note(.extra, at: volume.path(of: entry)) }
    }
  }

  /// Compares all but contents; true for two folders.
  private mutating func compare(_ node: StagingTree.Node, _ index: Int) -> Bool {
    let entry = volume.entries[index]
    let kind = Self.kind(tree.kind(of: node))
    guard kind == entry.kind else {
      note(.kind(expected: kind, found: entry.kind), at: tree.path(of: node))
      return false
    }
    compareAttributes(node, entry)
    switch kind {
    case .folder: return true
    case .file: compareSize(node, index)
    case .symbolicLink:
      let expected = tree.linkTarget(of: node) ?? ""
      let found = entry.linkTarget ?? ""
      if !expected.utf8.elementsEqual(found.utf8) {
        note(.linkTarget(expected: expected, found: found), at: tree.path(of: node))
      }
    case .special: break
    }
    return false
  }

  private mutating func compareSize(_ node: StagingTree.Node, _ index: Int) {
    let expected = tree.byteCount(of: node)
    let found = volume.entries[index].byteCount
    if expected != found {
      note(.size(expected: expected, found: found), at: tree.path(of: node))
    } else if found > 0 {
      pairs.append(.init(node: node, entry: index, linkGroup: tree.record(node).detail))
    }
  }

  private mutating func compareAttributes(_ node: StagingTree.Node, _ entry: VolumeTree.Entry) {
    let time = tree.modificationTime(of: node)
    if let found = entry.modificationTime, found.seconds != time.seconds {
      note(.modificationTime(expected: time, found: found), at: tree.path(of: node))
    }
    // Links have permissions that nobody asks for.
    guard entry.kind != .symbolicLink, let attributes = entry.attributes else { return }
    let expected = tree.permissions(of: node)
    let found = UInt16(attributes.mode & 0o7777)
    if expected != found {
      note(.mode(expected: expected, found: found), at: tree.path(of: node))
    }
  }

  private mutating func note(_ kind: SessionDifference.Kind, at path: String) {
    differences.append(SessionDifference(path: path, kind: kind))
  }

  private static func kind(_ kind: StagingTree.Kind) -> VolumeTree.Kind {
    switch kind {
    case .folder: .folder
    case .file: .file
    case .symbolicLink: .symbolicLink
    }
  }
}
