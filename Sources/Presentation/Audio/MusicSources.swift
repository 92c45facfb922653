public import DiscImage
public import SystemPackage

/// Which files to look into for music, of what the user added.
public struct MusicSources: Hashable, Sendable {
  /// Files that belong together: those that were added one by one, then those of each folder.
  public var groups: [[FilePath]] = []
  /// What lay in folders and has no name of an audio file.
  public var leftOut: [FilePath] = []
  /// What cannot be read, on the computer.
  public var issues: [StagingIssue] = []

  public init() {}

  /// Sorts a scan. What was added by itself is looked into whatever its name is; folders are opened.
  public init(_ scan: SourceScan) {
    issues = scan.issues.filter { $0.kind.keepsFile == false }
    var tree = StagingTree()
    _ = tree.graft(scan, onto: tree.root)
    collect(tree.root, in: tree)
  }

  /// How many files are to be looked into.
  public var count: Int { groups.reduce(0) { $0 + $1.count } }

  private mutating func collect(_ folder: StagingTree.Node, in tree: StagingTree) {
    var group: [FilePath] = []
    for node in tree.children(of: folder) {
      guard tree.kind(of: node) != .folder else {
        collect(node, in: tree)
        continue
      }
      guard let path = tree.sourcePath(of: node) else { continue }
      let isAudio = FileKind(.file, name: tree.name(of: node)) == .audio
      if folder == tree.root || isAudio { group.append(path) } else { leftOut.append(path) }
    }
    if !group.isEmpty { groups.append(group) }
  }
}
