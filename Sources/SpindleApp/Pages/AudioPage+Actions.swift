import Gtk
import Presentation
import SystemPackage

extension AudioPage {
  /// Everything the user can do with the tracks, by the names that menus, keys and other programs use.
  func addActions() {
    add("add-files", keys: ["<Control>i"]) { $0.choose(.files) }
    add("add-folder", keys: ["<Control><Shift>i"]) { $0.choose(.folders) }
    add("remove") { $0.model.remove($0.list.selection) }
    add("select-all") { $0.list.selectAll() }
    add("move-up") { $0.model.moveUp($0.list.selection) }
    add("move-down") { $0.model.moveDown($0.list.selection) }
    add("change-title") { $0.edit() }
    add("change-artist") { $0.edit(tr("Artist")) }
    add("play") { $0.playSelected() }
    add("measure-again") { $0.model.measureAgain($0.failed) }
    add("stop-reading") { $0.model.stopReading() }
    add("show-notes") { page in
      NotesDialog.present(
        AudioNoteGroup.groups(of: page.model.notes), title: tr("Notes About the Tracks"),
        above: page.host.window)
    }
    actions.add("add-path", takingString: { [unowned self] in model.add([FilePath($0)]) })
  }

  private func add(_ name: String, keys: [String] = [], _ body: @escaping (AudioPage) -> Void) {
    actions.add(name, keys: keys) { [unowned self] in body(self) }
  }

  /// Lets be chosen what can be done now.
  func enableActions() {
    let count = list.selectionCount
    for name in ["remove", "move-up", "move-down"] { actions.enable(name, count > 0) }
    for name in ["change-title", "change-artist"] { actions.enable(name, count == 1) }
    actions.enable("play", count == 1 && failed.isEmpty)
    actions.enable("measure-again", !failed.isEmpty)
    actions.enable("show-notes", !model.notes.isEmpty)
    actions.enable("stop-reading", model.reading != nil)
  }

  /// The selected tracks whose files could not be decoded.
  private var failed: [ProjectTrack.ID] {
    list.selection.filter { id in
      if case .failed = model.project.track(id)?.source { true } else { false }
    }
  }

  private func choose(_ what: Window.Choice) {
    let title = what == .files ? tr("Add Music") : tr("Add a Folder of Music")
    Task { [host] in
      take(await host.window.choose(what, title: title, accept: tr("_Add")), at: nil)
    }
  }

  private func edit(_ field: String? = nil) {
    if let track = list.selection.first { list.edit(track, field) }
  }

  private func playSelected() {
    guard let id = list.selection.first, let track = model.project.track(id) else { return }
    listening.toggle(track)
  }
}
