internal import DiscImage

/// What scans said about the user's files, tied to the nodes it concerns, so that it goes and comes
/// with them.
struct ScanFindings: Sendable {
  private struct Finding: Sendable {
    var issue: StagingIssue
    /// What it concerns; nil for what was left out.
    var node: StagingTree.Node?
    /// For what was left out: what came in by the same addition.
    var addition: Int
  }

  private var all: [Finding] = []
  private var additions: [[StagingTree.Node]] = []
  private var nodes: Set<StagingTree.Node> = []

  /// The nodes something was said about.
  func concern(_ node: StagingTree.Node) -> Bool { nodes.contains(node) }

  mutating func append(
    _ issues: [StagingIssue], added: [StagingTree.Node], in tree: StagingTree
  ) {
    guard !issues.isEmpty else { return }
    additions.append(added)
    for issue in issues {
      let node = issue.kind.keepsFile ? tree.node(at: issue.path) : nil
      if let node { nodes.insert(node) }
      all.append(Finding(issue: issue, node: node, addition: additions.count - 1))
    }
  }

  mutating func removeAll() {
    self = Self()
  }

  /// What still concerns something on the disc, with the paths of today.
  func visible(in tree: StagingTree) -> [StagingIssue] {
    let standing = additions.map { nodes in nodes.isEmpty || nodes.contains(where: tree.isAttached)
    }
    return all.compactMap { finding in
      guard let node = finding.node else {
        return standing[finding.addition] ? finding.issue : nil
      }
      guard tree.isAttached(node) else { return nil }
      return StagingIssue(path: tree.path(of: node), kind: finding.issue.kind)
    }
  }
}

extension StagingIssue.Kind {
  /// The file comes onto the disc all the same, so that the issue's path is one on disc.
  var keepsFile: Bool {
    switch self {
    case .nameNotUTF8, .targetNotUTF8, .brokenLink, .circularLink, .renamed, .nameTaken, .leftOut,
      .nameCutByLinux:
      true
    case .specialFile, .unreadable, .loop, .vanished, .missing: false
    }
  }
}
