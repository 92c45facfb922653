public import DiscImage

/// A data disc in the making: the files chosen, the disc's name, and every edit with its way back.
///
/// A value without observers: each intent returns what it changed, and the window updates just that.
public struct DataProject: Sendable {
  /// The files and folders as they will stand on the disc.
  public private(set) var tree = StagingTree()
  /// The disc's name as typed; empty for the suggestion.
  public var volumeName = VolumeName("")
  /// What the planned image says about the files, see `ImageLayout.issues`; to be set after planning.
  public var layoutIssues: [StagingIssue] = []

  private var history = EditHistory<ProjectEdit>()
  var findings = ScanFindings()
  var missing = MissingSources()

  public init() {}

  /// There is nothing on the disc yet.
  public var isEmpty: Bool { tree.nodeCount == 0 }

  /// "1204 items, 3.2 GB".
  public var summary: String {
    isEmpty
      ? tr("No files")
      : tr("%1$s, %2$s", Format.items(tree.nodeCount), Format.size(tree.byteCount(of: tree.root)))
  }

  /// The name to write on the disc: what was typed, else the suggestion.
  ///
  /// - Parameter date: for a suggestion, such as "2026-11-22"; see ``Format/date(_:)``.
  public func effectiveVolumeName(date: String) -> VolumeName {
    volumeName.text.isEmpty ? suggestedVolumeName(date: date) : volumeName
  }

  /// The name the disc gets if none is typed, to be shown in the empty entry.
  public func suggestedVolumeName(date: String) -> VolumeName {
    let names = tree.childCount(of: tree.root) == 1 ? tree.children(of: tree.root) : []
    return .suggestion(names: names.map(tree.name), date: date)
  }

  /// Where something dropped on `node` belongs: the folder itself, or the one the file lies in.
  public func folder(forDropOn node: StagingTree.Node?) -> StagingTree.Node {
    guard let node else { return tree.root }
    return tree.kind(of: node) == .folder ? node : tree.parent(of: node) ?? tree.root
  }

  /// A name for a new folder that is free in `folder`: "New Folder", "New Folder 2" …
  public func nameForNewFolder(in folder: StagingTree.Node) -> String {
    let taken = Set(tree.children(of: folder).map(tree.name))
    let name = tr("New Folder")
    if !taken.contains(name) { return name }
    var number = 2
    while taken.contains(tr("New Folder %s", number)) { number += 1 }
    return tr("New Folder %s", number)
  }
}

// MARK: - Intents

extension DataProject {
  /// Fills a project that was just made with what was found of a listing.
  mutating func open(_ found: ListingScan) {
    let (added, issues) = tree.graft(found.scan, onto: tree.root)
    findings.append(issues, added: added, in: tree)
  }

  /// Puts what a scan found into a folder. What has a taken name there gets another, see ``issues``.
  public mutating func add(
    _ scan: SourceScan, to folder: StagingTree.Node = StagingTree.root
  ) -> [TreeChange] {
    let before = tree.children(of: folder)
    let (added, issues) = tree.graft(scan, onto: folder)
    findings.append(issues, added: added, in: tree)
    guard !added.isEmpty else { return [] }
    let placements = added.map { ProjectEdit.Placement(node: $0, folder: folder) }
    history.remember(ProjectEdit(kind: .add, step: .attach(placements)))
    return changes(in: [folder: before], touching: added)
  }

  /// Makes an empty folder.
  ///
  /// - Throws: ``StagingError`` if the name cannot be used; the project is then as it was.
  public mutating func makeFolder(
    named name: String, in folder: StagingTree.Node = StagingTree.root
  ) throws(StagingError) -> (folder: StagingTree.Node, changes: [TreeChange]) {
    let before = tree.children(of: folder)
    let node = try tree.makeFolder(named: name, in: folder)
    let placement = ProjectEdit.Placement(node: node, folder: folder)
    history.remember(ProjectEdit(kind: .makeFolder, step: .attach([placement])))
    return (node, changes(in: [folder: before], touching: [node]))
  }

  /// Gives a file or folder another name on the disc. The same name is no edit.
  ///
  /// - Throws: ``StagingError`` if the name cannot be used; the project is then as it was.
  public mutating func rename(
    _ node: StagingTree.Node, to name: String
  ) throws(StagingError) -> [TreeChange] {
    let old = tree.name(of: node)
    guard node != tree.root, old.utf8.elementsEqual(name.utf8) == false else { return [] }
    return try perform(ProjectEdit(kind: .rename, step: .rename(node, from: old, to: name)))
  }

  /// Takes files and folders off the disc, each with everything below it.
  public mutating func remove(_ nodes: [StagingTree.Node]) -> [TreeChange] {
    let placements = outermost(nodes).compactMap { node in
      tree.parent(of: node).map { ProjectEdit.Placement(node: node, folder: $0) }
    }
    guard !placements.isEmpty else { return [] }
    let edit = ProjectEdit(kind: .remove, step: .detach(placements))
    history.remember(edit)
    return applyPossible(edit.step)
  }

  /// Moves files and folders into a folder. Those that lie there already stay.
  ///
  /// - Throws: ``StagingError`` if a name is taken there or a folder would lie in itself; nothing
  ///   has moved then.
  public mutating func move(
    _ nodes: [StagingTree.Node], to folder: StagingTree.Node
  ) throws(StagingError) -> [TreeChange] {
    var moved: [StagingTree.Node] = []
    var origins: [StagingTree.Node] = []
    for node in outermost(nodes) {
      guard let origin = tree.parent(of: node), origin != folder else { continue }
      moved.append(node)
      origins.append(origin)
    }
    guard !moved.isEmpty else { return [] }
    return try perform(ProjectEdit(kind: .move, step: .move(moved, from: origins, to: folder)))
  }

  /// The selection without what lies below something selected, without the root and what is gone.
  private func outermost(_ nodes: [StagingTree.Node]) -> [StagingTree.Node] {
    let chosen = NodeSet(nodes)
    var seen = NodeSet([])
    return nodes.filter { node in
      guard node != tree.root, tree.isAttached(node), seen.insert(node) else {
        return false
      }
      var current = node
      while let above = tree.parent(of: current) {
        if chosen.contains(above) && above != tree.root { return false }
        current = above
      }
      return true
    }
  }
}

// MARK: - Undo and redo

extension DataProject {
  /// What tells two states of one project apart: undoing everything since leads back to the same.
  public struct State: Hashable, Sendable {
    var editNumber: Int
    var volumeName: VolumeName
  }

  /// The state the project is in.
  public var state: State {
    State(editNumber: history.stateNumber, volumeName: volumeName)
  }

  /// How many edits led here since the project was begun or opened.
  public var editCount: Int { history.count }

  /// "Undo Rename"; nil if there is nothing to take back.
  public var undoTitle: String? { history.undoTitle }

  /// "Redo Rename"; nil if nothing was taken back.
  public var redoTitle: String? { history.redoTitle }

  /// Takes the last edit back. Does nothing if there is none.
  public mutating func undo() -> [TreeChange] {
    guard let edit = history.takeBack() else { return [] }
    return applyPossible(edit.step.inverse)
  }

  /// Does the edit again that was taken back last. Does nothing if there is none.
  public mutating func redo() -> [TreeChange] {
    guard let edit = history.doAgain() else { return [] }
    return applyPossible(edit.step)
  }

  private mutating func perform(_ edit: ProjectEdit) throws(StagingError) -> [TreeChange] {
    let changes = try apply(edit.step)
    history.remember(edit)
    return changes
  }

  /// Applies a step that the tree has taken before, or that takes something out: it cannot be refused.
  private mutating func applyPossible(_ step: ProjectEdit.Step) -> [TreeChange] {
    do throws(StagingError) {
      return try apply(step)
    } catch {
      preconditionFailure("an edit in its place in the history was refused: \(error)")
    }
  }

  private mutating func apply(_ step: ProjectEdit.Step) throws(StagingError) -> [TreeChange] {
    var folders = step.folders
    if case .rename(let node, _, _) = step, let parent = tree.parent(of: node) {
      folders.insert(parent)
    }
    var before: [StagingTree.Node: [StagingTree.Node]] = [:]
    for folder in folders { before[folder] = tree.children(of: folder) }
    try tree.apply(step)
    return changes(in: before, touching: step.nodes)
  }

  /// Compares folders with what they were, and names the rows whose sizes or names may differ.
  private func changes(
    in before: [StagingTree.Node: [StagingTree.Node]], touching nodes: [StagingTree.Node]
  ) -> [TreeChange] {
    let touched = NodeSet(nodes)
    var changes: [TreeChange] = []
    var rows: Set<StagingTree.Node> = []
    for (folder, children) in before.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let now = tree.children(of: folder)
      let splices = ListSplice.splices(from: children, to: now, isTouched: touched.contains)
      if splices.isEmpty {
        rows.formUnion(nodes)
      } else if tree.isAttached(folder) {
        changes.append(.list(of: folder, splices))
      }
      var current: StagingTree.Node? = folder
      while let node = current, node != tree.root, rows.insert(node).inserted {
        current = tree.parent(of: node)
      }
    }
    let sorted = rows.filter(tree.isAttached).sorted { $0.rawValue < $1.rawValue }
    return changes + sorted.map(TreeChange.row)
  }
}
