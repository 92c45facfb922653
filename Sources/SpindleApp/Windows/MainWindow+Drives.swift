import Gtk
import Presentation
import VirtualDrive

extension MainWindow {
  func addDriveActions() {
    actions.add("eject", keys: ["<Control>e"]) { [unowned self] in drives.ejectSelected() }
    actions.add("add-virtual-drive") { [unowned self] in askForVirtualDrive() }
    actions.add("remove-virtual-drive") { [unowned self] in removeVirtualDrive() }
    actions.add("insert-blank", takingString: { [unowned self] kind in insertBlank(kind) })
  }

  /// Lets be chosen what can be done with the chosen drive now.
  func enableDriveActions() {
    let drive = drives.list.selected
    let isFree = drive?.state.isWorking == false
    actions.enable("eject", isFree)
    actions.enable("insert-blank", isFree && drive?.isVirtual == true)
    actions.enable("remove-virtual-drive", isFree && drive?.isVirtual == true)
  }

  /// Asks for the name of a new virtual drive, and chooses it.
  private func askForVirtualDrive() {
    let virtual = drives.watch.virtual
    _ = NameDialog(
      title: tr("Add Virtual Drive"), label: tr("Name of the drive"), text: virtual.freeName(),
      keepsEnding: false, confirm: tr("_Add"), above: window
    ) { [unowned self] name in
      do throws(VirtualDriveError) {
        let id = try virtual.add(named: name)
        drives.select(id)
        return nil
      } catch {
        return ErrorText.message(for: error).body
      }
    }
  }

  /// Takes the chosen virtual drive off the list; its discs stay where they are.
  private func removeVirtualDrive() {
    guard let drive = drives.list.selected, drive.isVirtual else { return }
    report { () throws(VirtualDriveError) in
      try drives.watch.virtual.remove(drive.id)
      toasts?.show(
        tr("%1$s was removed. Its discs stay in %2$s.", drive.title, drive.drive.location))
    }
  }

  /// Puts a blank medium into the chosen virtual drive, such as "dvd+r".
  private func insertBlank(_ name: String) {
    guard let drive = drives.list.selected, drive.isVirtual, let kind = MediumKind(rawValue: name)
    else { return }
    Task {
      await drives.watch.whenFree(drive.id)
      report { () throws(VirtualDriveError) in
        try drives.watch.virtual.insertBlank(kind, into: drive.id)
      }
    }
  }

  private func report(_ work: () throws(VirtualDriveError) -> Void) {
    do throws(VirtualDriveError) {
      try work()
    } catch {
      toasts?.show(ErrorText.message(for: error).body)
    }
  }
}
