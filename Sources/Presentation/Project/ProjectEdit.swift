internal import DiscImage

/// What the user did, for the words "Undo …" and "Redo …".
public enum EditKind: Hashable, Sendable, CaseIterable {
  case add, makeFolder, rename, remove, move
  case changeTitle, changeArtist, changeGap

  /// The menu's entry to take it back.
  public var undoTitle: String {
    switch self {
    case .add: tr("Undo Add")
    case .makeFolder: tr("Undo New Folder")
    case .rename: tr("Undo Rename")
    case .remove: tr("Undo Remove")
    case .move: tr("Undo Move")
    case .changeTitle: tr("Undo Change of Title")
    case .changeArtist: tr("Undo Change of Artist")
    case .changeGap: tr("Undo Change of Gap")
    }
  }

  /// The menu's entry to do it again.
  public var redoTitle: String {
    switch self {
    case .add: tr("Redo Add")
    case .makeFolder: tr("Redo New Folder")
    case .rename: tr("Redo Rename")
    case .remove: tr("Redo Remove")
    case .move: tr("Redo Move")
    case .changeTitle: tr("Redo Change of Title")
    case .changeArtist: tr("Redo Change of Artist")
    case .changeGap: tr("Redo Change of Gap")
    }
  }
}

/// One edit, as steps that can be taken backwards. It holds handles and names, never a copy of the tree.
struct ProjectEdit: UndoableEdit {
  /// A node and the folder it lies in.
  struct Placement: Hashable, Sendable {
    var node: StagingTree.Node
    var folder: StagingTree.Node
  }

  enum Step: Sendable {
    case attach([Placement])
    case detach([Placement])
    case move([StagingTree.Node], from: [StagingTree.Node], to: StagingTree.Node)
    case moveBack([StagingTree.Node], from: StagingTree.Node, to: [StagingTree.Node])
    case rename(StagingTree.Node, from: String, to: String)

    var inverse: Step {
      switch self {
      case .attach(let placements): .detach(placements)
      case .detach(let placements): .attach(placements)
      case .move(let nodes, let from, let to): .moveBack(nodes, from: to, to: from)
      case .moveBack(let nodes, let from, let to): .move(nodes, from: to, to: from)
      case .rename(let node, let from, let to): .rename(node, from: to, to: from)
      }
    }

    /// The nodes that come, go or change their place.
    var nodes: [StagingTree.Node] {
      switch self {
      case .attach(let placements), .detach(let placements): placements.map(\.node)
      case .move(let nodes, _, _), .moveBack(let nodes, _, _): nodes
      case .rename(let node, _, _): [node]
      }
    }

    /// The folders whose lists change, where the tree does not tell it better.
    var folders: Set<StagingTree.Node> {
      switch self {
      case .attach(let placements), .detach(let placements): Set(placements.map(\.folder))
      case .move(_, let from, let to): Set(from).union([to])
      case .moveBack(_, let from, let to): Set(to).union([from])
      case .rename: []
      }
    }
  }

  var kind: EditKind
  var step: Step
}
