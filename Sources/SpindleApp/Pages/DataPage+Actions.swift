import DiscImage
import Gtk
import Presentation
import SystemPackage

extension DataPage {
  /// Everything the user can do with the files, by the names that menus, keys and other programs use.
  func addActions() {
    add("add-files", keys: ["<Control>i"]) { $0.choose(.files) }
    add("add-folder", keys: ["<Control><Shift>i"]) { $0.choose(.folders) }
    add("new-folder", keys: ["<Control><Shift>n"]) { $0.askForFolder() }
    add("rename") { $0.askForName() }
    add("remove") { $0.model.remove($0.tree.selection) }
    add("select-all") { $0.tree.selectAll() }
    add("stop-reading") { $0.model.stopReading() }
    add("show-notes") { page in
      NotesDialog.present(
        IssueGroup.groups(of: page.model.issues), title: tr("Notes About the Files"),
        above: page.host.window)
    }
    actions.add(
      "add-path",
      takingString: { [unowned self] in model.add([FilePath($0)], to: tree.targetFolder) })
  }

  private func add(_ name: String, keys: [String] = [], _ body: @escaping (DataPage) -> Void) {
    actions.add(name, keys: keys) { [unowned self] in body(self) }
  }

  /// Lets be chosen what can be done now.
  func enableActions() {
    let count = tree.selectionCount
    actions.enable("rename", count == 1)
    actions.enable("remove", count > 0)
    actions.enable("show-notes", !model.issues.isEmpty)
    actions.enable("stop-reading", model.foundCount != nil)
  }

  private func choose(_ what: Window.Choice) {
    let title = what == .files ? tr("Add Files") : tr("Add a Folder")
    Task { [host] in
      add(await host.window.choose(what, title: title, accept: tr("_Add")), to: tree.targetFolder)
    }
  }

  private func askForFolder() {
    let folder = tree.targetFolder
    _ = NameDialog(
      title: tr("New Folder"), label: tr("Name"), text: model.project.nameForNewFolder(in: folder),
      keepsEnding: false, confirm: tr("_Create"), above: host.window
    ) { [unowned self] name in model.makeFolder(named: name, in: folder) }
  }

  private func askForName() {
    guard let node = tree.selection.first, tree.selectionCount == 1 else { return }
    let tree = model.project.tree
    _ = NameDialog(
      title: tr("Rename"), label: tr("New name on the disc"), text: tree.name(of: node),
      keepsEnding: tree.kind(of: node) == .file, confirm: tr("_Rename"), above: host.window
    ) { [unowned self] name in model.rename(node, to: name) }
  }
}
