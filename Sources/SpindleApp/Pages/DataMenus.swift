import Gtk
import Presentation
import VirtualDrive

/// The menus of the data window.
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

  static func drive() -> Menu {
    let blank = Menu()
    for kind in VirtualDrives.offered {
      blank.add(VirtualDrives.name(of: kind), "win.insert-blank", target: kind.rawValue)
    }
    let virtual = Menu()
      .add(tr("_Add Virtual Drive…"), "win.add-virtual-drive")
      .add(submenu: blank, label: tr("_Insert Blank Virtual Disc"))
      .add(tr("_Remove Virtual Drive"), "win.remove-virtual-drive")
    return Menu()
      .add(section: Menu().add(tr("_Open the Tray"), "win.eject"))
      .add(section: virtual)
  }

  static func main() -> Menu {
    let edit = Menu()
      .add(tr("_Rename…"), "win.rename", key: "F2")
      .add(tr("Re_move"), "win.remove", key: "Delete")
      .add(tr("_New Folder…"), "win.new-folder")
    let help = Menu()
      .add(tr("_Notes About the Files"), "win.show-notes")
      .add(tr("_About Spindle"), "win.about")
      .add(tr("_Quit"), "app.quit")
    return Menu().add(section: edit).add(section: help)
  }
}
