import Gtk
import Presentation
import VirtualDrive

extension DataWindow {
  /// Asks for the name of a new virtual drive, and chooses it.
  func askForVirtualDrive() {
    _ = NameDialog(
      title: tr("Add Virtual Drive"), label: tr("Name of the drive"),
      text: drives.virtual.freeName(), keepsEnding: false, confirm: tr("_Add"), above: window
    ) { [unowned self] name in
      do throws(VirtualDriveError) {
        let id = try drives.virtual.add(named: name)
        drives.select(id)
        return nil
      } catch {
        return ErrorText.message(for: error).body
      }
    }
  }

  /// Takes the chosen virtual drive off the list; its discs stay where they are.
  func removeVirtualDrive() {
    guard let drive = drives.list.selected, drive.isVirtual else { return }
    report { () throws(VirtualDriveError) in
      try drives.virtual.remove(drive.id)
      toasts.show(
        tr("%1$s was removed. Its discs stay in %2$s.", drive.title, drive.drive.location))
    }
  }

  /// Puts a blank medium into the chosen virtual drive, such as "dvd+r".
  func insertBlank(_ name: String) {
    guard let drive = drives.list.selected, drive.isVirtual, let kind = MediumKind(rawValue: name)
    else { return }
    Task {
      await drives.whenFree(drive.id)
      report { () throws(VirtualDriveError) in
        try drives.virtual.insertBlank(kind, into: drive.id)
      }
    }
  }

  private func report(_ work: () throws(VirtualDriveError) -> Void) {
    do throws(VirtualDriveError) {
      try work()
    } catch {
      toasts.show(ErrorText.message(for: error).body)
    }
  }
}
