import Gtk
import Presentation
import VirtualDrive

/// The menus that every main window has.
enum MainMenus {
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

  /// The main menu, with what the page adds to it.
  static func main(edit: Menu?) -> Menu {
    let menu = Menu()
      .add(
        section: Menu()
          .add(tr("New _Window"), "app.new-window")
          .add(tr("_Open a Project…"), "win.open")
          .add(tr("_Save the Project"), "win.save")
          .add(tr("Save _As…"), "win.save-as"))
    if let edit { menu.add(section: edit) }
    menu.add(section: Menu().add(tr("_Erase a Disc…"), "win.erase"))
    return menu.add(
      section: Menu()
        .add(tr("_About Spindle"), "win.about")
        .add(tr("_Quit"), "app.quit"))
  }
}
