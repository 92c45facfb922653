import Gtk
import Presentation

/// The menus of the data page.
enum DataMenus {
  static func add() -> Menu {
    Menu()
      .add(tr("Add _Files…"), "win.add-files")
      .add(tr("Add F_older…"), "win.add-folder")
      .add(section: Menu().add(tr("_New Folder…"), "win.new-folder"))
  }

  static func row() -> Menu {
    Menu()
      .add(tr("_Rename…"), "win.rename", key: "F2")
      .add(tr("Re_move"), "win.remove", key: "Delete")
      .add(section: Menu().add(tr("_New Folder…"), "win.new-folder"))
  }

  static func edit() -> Menu {
    Menu()
      .add(tr("_Rename…"), "win.rename", key: "F2")
      .add(tr("Re_move"), "win.remove", key: "Delete")
      .add(tr("_New Folder…"), "win.new-folder")
      .add(tr("_Notes About the Files"), "win.show-notes")
  }
}
