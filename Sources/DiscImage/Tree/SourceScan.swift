public import SystemPackage

/// One thing the user added.
public struct ScanSource: Hashable, Sendable {
  /// What of a folder comes in.
  public enum Placement: Hashable, Sendable {
    /// The file or folder itself, under its own name.
    case itself
    /// What lies in the folder, without the folder.
    case contents
  }

  public var path: FilePath
  public var placement: Placement

  public init(path: FilePath, placement: Placement = .itself) {
    self.path = path
    self.placement = placement
  }
}

/// What was found at some places of the computer, ready for ``StagingTree/graft(_:onto:)``.
public struct SourceScan: Sendable {
  /// Something found, with the node it concerns, or the path on the computer of what is left out.
  struct Finding: Sendable {
    enum Place: Sendable {
      case node(UInt32)
      case path(String)
    }
    var place: Place
    var kind: StagingIssue.Kind
  }

  /// The finds below a root of their own.
  var tree = StagingTree()
  var findings: [Finding] = []

  /// How many files, folders and links were found.
  public var nodeCount: Int { tree.nodeCount }

  /// The bytes of all files.
  public var byteCount: UInt64 { tree.byteCount(of: tree.root) }

  /// What will not be on the disc as it is, by its path on the computer.
  public var issues: [StagingIssue] {
    findings.map { finding in
      switch finding.place {
      case .path(let path): StagingIssue(path: path, kind: finding.kind)
      case .node(let node):
        StagingIssue(
          path: tree.sourcePath(of: StagingTree.Node(node))?.string ?? "", kind: finding.kind)
      }
    }
  }
}
