import DiscImage
import Gtk
import Presentation
import SystemPackage

extension DataWindow {
  /// Everything the user can do here, by the names that menus, keys and other programs use.
  func addActions() {
    add("add-files", keys: ["<Control>o"]) { $0.choose(.files) }
    add("add-folder", keys: ["<Control><Shift>o"]) { $0.choose(.folders) }
    add("new-folder", keys: ["<Control><Shift>n"]) { $0.askForFolder() }
    add("rename") { $0.askForName() }
    add("remove") { $0.model.remove($0.tree.selection) }
    add("select-all") { $0.tree.selectAll() }
    add("undo") { $0.model.undo() }
    add("redo") { $0.model.redo() }
    add("stop-reading") { $0.model.stopReading() }
    add("show-notes") { IssuesDialog.present($0.model.issues, above: $0.window) }
    add("burn", keys: ["<Control>b"]) { $0.askHowToBurn() }
    add("eject", keys: ["<Control>e"]) { $0.drives.ejectSelected() }
    add("add-virtual-drive") { $0.askForVirtualDrive() }
    add("remove-virtual-drive") { $0.removeVirtualDrive() }
    add("close", keys: ["<Control>w"]) { $0.window.close() }
    add("about") { $0.showAbout() }
    add("add-path", takingString: { $0.model.add([FilePath($1)], to: $0.tree.targetFolder) })
    add("insert-blank", takingString: { $0.insertBlank($1) })
  }

  private func add(_ name: String, keys: [String] = [], _ body: @escaping (DataWindow) -> Void) {
    register(name, Action(name) { [unowned self] in body(self) })
    if !keys.isEmpty { application.setKeys(keys, for: "win." + name) }
  }

  private func add(_ name: String, takingString body: @escaping (DataWindow, String) -> Void) {
    register(name, Action(name, takingString: { [unowned self] text in body(self, text) }))
  }

  private func register(_ name: String, _ action: Action) {
    window.add(action)
    actions[name] = action
  }

  /// Lets be chosen what can be done now.
  func enableActions() {
    let count = tree.selectionCount
    actions["rename"]?.isEnabled = count == 1
    actions["remove"]?.isEnabled = count > 0
    actions["undo"]?.isEnabled = model.project.undoTitle != nil
    actions["redo"]?.isEnabled = model.project.redoTitle != nil
    actions["show-notes"]?.isEnabled = !model.issues.isEmpty
    actions["stop-reading"]?.isEnabled = model.foundCount != nil
    let drive = drives.list.selected
    let isFree = drive != nil && drive?.state != .burning
    actions["eject"]?.isEnabled = isFree
    actions["insert-blank"]?.isEnabled = isFree && drive?.isVirtual == true
    actions["remove-virtual-drive"]?.isEnabled = isFree && drive?.isVirtual == true
  }

  private func choose(_ what: Window.Choice) {
    let title = what == .files ? tr("Add Files") : tr("Add a Folder")
    Task {
      add(await window.choose(what, title: title, accept: tr("_Add")), to: tree.targetFolder)
    }
  }

  private func askForFolder() {
    let folder = tree.targetFolder
    _ = NameDialog(
      title: tr("New Folder"), label: tr("Name"), text: model.project.nameForNewFolder(in: folder),
      keepsEnding: false, confirm: tr("_Create"), above: window
    ) { [unowned self] name in model.makeFolder(named: name, in: folder) }
  }

  private func askForName() {
    guard let node = tree.selection.first, tree.selectionCount == 1 else { return }
    let tree = model.project.tree
    _ = NameDialog(
      title: tr("Rename"), label: tr("New name on the disc"), text: tree.name(of: node),
      keepsEnding: tree.kind(of: node) == .file, confirm: tr("_Rename"), above: window
    ) { [unowned self] name in model.rename(node, to: name) }
  }

  private func showAbout() {
    window.showAbout(
      name: tr("Spindle"), icon: SpindleProgram.id, version: SpindleProgram.version,
      developer: tr("The Spindle authors"),
      comments: tr("Burns discs that are known to be good."))
  }
}
