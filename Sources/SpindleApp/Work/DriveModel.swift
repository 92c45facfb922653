import DiscModel
import DriveDiscovery
import DriveMounts
import MMC
import Presentation
import SystemPackage

/// The drives to choose from, what is in them, and how they are reached.
final class DriveModel {
  private(set) var list = DriveList()
  private var real: [DriveRecord] = []
  private var inspections: [DriveItem.ID: DriveInspection] = [:]
  /// Looks into drives that go on, so that the newest wins.
  private var looks: [DriveItem.ID: Task<Void, Never>] = [:]
  let virtual = VirtualDrives()

  var onChange: () -> Void = {}
  /// Something the user should be told once.
  var onNotice: (String) -> Void = { _ in }

  /// Begins to follow which drives there are.
  func start() {
    virtual.onChange = { [unowned self] changed in
      refresh()
      for id in changed { look(into: id) }
    }
    virtual.start()
    Task { [self] in await listen() }
  }

  /// What the chosen drive told last.
  var selectedInspection: DriveInspection? {
    list.selectedID.flatMap { inspections[$0] }
  }

  func select(at index: Int) {
    guard list.items.indices.contains(index) else { return }
    select(list.items[index].id)
  }

  func select(_ id: DriveItem.ID) {
    list.select(id)
    onChange()
  }

  /// How to open a drive.
  func reference(to item: DriveItem) -> DriveReference {
    item.isVirtual
      ? virtual.reference(to: item) : DriveReference(node: FilePath(item.drive.location))
  }

  /// Waits until nobody here looks into the drive, so that it can be had alone.
  func whenFree(_ id: DriveItem.ID) async {
    await looks[id]?.value
  }

  /// Says that a burn holds the drive, or no longer does.
  func setBurning(_ isBurning: Bool, _ id: DriveItem.ID) {
    list.setState(isBurning ? .burning : .looking, of: id)
    onChange()
    if !isBurning { look(into: id) }
  }

  // MARK: Hotplug

  private func listen() async {
    let catalog = DriveCatalog()
    let changes = catalog.changes()
    real = catalog.current()
    refresh()
    for await change in changes {
      switch change {
      case .added(let record): real.append(record)
      case .removed(let record): real.removeAll { $0.id == record.id }
      case .changed(let record):
        if let index = real.firstIndex(where: { $0.id == record.id }) { real[index] = record }
      }
      refresh()
      if case .changed(let record) = change { look(into: record.id) }
    }
  }

  private func refresh() {
    let known = real.map { record in
      KnownDrive(
        id: record.id, vendor: record.vendor, product: record.model, location: record.node,
        isVirtual: false)
    }
    let (added, notice) = list.update(known + virtual.known)
    for id in inspections.keys where !list.items.contains(where: { $0.id == id }) {
      inspections[id] = nil
      looks[id]?.cancel()
      looks[id] = nil
    }
    onChange()
    if let notice { onNotice(notice.text) }
    for id in added { look(into: id) }
  }

  // MARK: Looking

  /// Asks a drive what is in it.
  func look(into id: DriveItem.ID) {
    guard let item = list.items.first(where: { $0.id == id }), item.state != .burning else {
      return
    }
    looks[id]?.cancel()
    let reference = reference(to: item)
    looks[id] = Task {
      do throws(DriveError) {
        let inspection = try await reference.inspect()
        settle(
          DriveState(medium: inspection.medium, trayIsOpen: inspection.trayIsOpen), inspection,
          of: id)
      } catch {
        settle(DriveState(error), nil, of: id)
      }
    }
  }

  /// Takes over what a look brought, unless it is too late for that.
  private func settle(_ state: DriveState, _ inspection: DriveInspection?, of id: DriveItem.ID) {
    guard !Task.isCancelled, list.items.first(where: { $0.id == id })?.state != .burning else {
      return
    }
    inspections[id] = inspection
    list.setState(state, of: id)
    onChange()
    if case .busy = state { lookAgain(into: id) }
  }

  /// Who holds a drive tells nobody when it is done, so that has to be looked for.
  private func lookAgain(into id: DriveItem.ID) {
    Task {
      try? await Task.sleep(for: .seconds(3))
      guard case .busy? = list.items.first(where: { $0.id == id })?.state else { return }
      look(into: id)
    }
  }

  /// Opens the tray of the chosen drive.
  func ejectSelected() {
    guard let item = list.selected, item.state != .burning else { return }
    let reference = reference(to: item)
    Task {
      await whenFree(item.id)
      do throws(UnmountError) {
        // Who wants the disc out does not want it mounted.
        try await DiscUnmounter().free(reference) { _ in .unmount }
      } catch {
        return onNotice(ErrorText.message(for: error).body)
      }
      do throws(DriveError) {
        try await reference.withExclusiveAccess(for: .movingTray) { (drive) throws(DriveError) in
          try drive.eject()
        }
      } catch {
        onNotice(ErrorText.message(for: error).body)
      }
      look(into: item.id)
    }
  }
}
