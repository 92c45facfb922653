import DiscImage
import Gtk
import Presentation

/// The files of a project as they will stand on the disc.
final class FileTree {
  let widget: ScrolledWindow
  private let view: TreeView<StagingTree.Node>
  private unowned let model: ProjectModel

  /// Wide enough for "1,023.4 MB" and for most kinds.
  private static let sizeWidth = 96
  private static let kindWidth = 130
  /// A window narrower than this shows no kinds.
  private static let leastWidthForKinds = 520

  init(_ model: ProjectModel, menu: Menu) {
    self.model = model
    let row = { [unowned model] (node: StagingTree.Node) in model.project.row(for: node) }
    view = TreeView(
      root: StagingTree.root,
      source: .init(
        children: { [unowned model] in model.project.tree.children(of: $0) },
        isFolder: { [unowned model] in model.project.tree.kind(of: $0) == .folder }),
      columns: [
        .init(tr("Name")) {
          let row = row($0)
          return .init(row.name, icon: row.iconName)
        },
        .init(tr("Size"), width: Self.sizeWidth, isTrailing: true) { .init(row($0).sizeText) },
        .init(tr("Kind"), width: Self.kindWidth) { .init(row($0).kindText) },
      ])
    view.accessibleName(tr("Files on the disc"))
    view.setMenu(menu)
    widget = ScrolledWindow(view)
    widget.expandsVertically = true
    for (key, action) in [
      ("Delete", "win.remove"), ("F2", "win.rename"), ("<Control>a", "win.select-all"),
    ] {
      view.addShortcut(key, action: action)
    }
  }

  /// The rows that are selected, from top to bottom.
  var selection: [StagingTree.Node] { view.selectedRows }
  var selectionCount: Int { view.selectionCount }

  /// Where new things go: into the selected folder if it is open, else beside what is selected.
  var targetFolder: StagingTree.Node {
    guard selectionCount == 1, let node = selection.first else { return StagingTree.root }
    if view.isSelectionOpen { return node }
    return model.project.tree.parent(of: node) ?? StagingTree.root
  }

  /// Where dropped things go: into the folder they were dropped on.
  func folder(forDropAt place: DropPlace) -> StagingTree.Node {
    model.project.folder(forDropOn: place.y(in: view).flatMap { view.row(atY: $0) })
  }

  func onSelectionChange(_ body: @escaping @MainActor () -> Void) {
    view.onSelectionChange(body)
  }

  /// Takes over what an edit changed, and shows what it brought.
  func apply(_ changes: [TreeChange]) {
    let position = view.firstSelectedPosition
    var added: StagingTree.Node?
    for case .list(let folder, let splices) in changes {
      let rows = model.project.tree.children(of: folder)
      for splice in splices {
        let new = rows[splice.position..<splice.position + splice.inserted]
        view.replace(in: folder, at: splice.position, removing: splice.removed, inserting: new)
        added = added ?? new.first
      }
    }
    view.refreshTexts()
    if let added {
      view.reveal(path: path(to: added))
    } else if view.selectionCount == 0, let position {
      view.select(position: position)
    }
  }

  func selectAll() {
    view.selectAll()
  }

  func focus() {
    view.grabFocus()
  }

  /// Leaves out what a window of this width has no room for.
  func fit(width: Int) {
    view.showsLastColumn = width >= Self.leastWidthForKinds
  }

  /// The folders above a node, from the root's child down, and the node itself.
  private func path(to node: StagingTree.Node) -> [StagingTree.Node] {
    var path: [StagingTree.Node] = []
    var current = node
    while current != StagingTree.root {
      path.append(current)
      guard let above = model.project.tree.parent(of: current) else { return [] }
      current = above
    }
    return path.reversed()
  }
}
