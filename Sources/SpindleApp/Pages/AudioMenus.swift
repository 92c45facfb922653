import Gtk
import Presentation

/// The menus of the audio page.
enum AudioMenus {
  static func add() -> Menu {
    Menu()
      .add(tr("Add _Files…"), "win.add-files")
      .add(tr("Add F_older…"), "win.add-folder")
  }

  static func row() -> Menu {
    Menu()
      .add(tr("_Play or Stop"), "win.play", key: "space")
      .add(section: edits())
      .add(section: moves())
  }

  static func edit() -> Menu {
    Menu()
      .add(section: edits())
      .add(section: moves())
      .add(tr("_Notes About the Tracks"), "win.show-notes")
  }

  private static func edits() -> Menu {
    Menu()
      .add(tr("Change _Title"), "win.change-title", key: "F2")
      .add(tr("Change _Artist"), "win.change-artist")
      .add(tr("_Look at the File Again"), "win.measure-again")
  }

  private static func moves() -> Menu {
    Menu()
      .add(tr("Move _Up"), "win.move-up", key: "<Alt>Up")
      .add(tr("Move _Down"), "win.move-down", key: "<Alt>Down")
      .add(tr("Re_move"), "win.remove", key: "Delete")
  }
}
