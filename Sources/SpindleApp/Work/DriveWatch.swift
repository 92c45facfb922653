import DiscModel
import DriveDiscovery
import DriveMounts
import MMC
import Presentation
import SystemPackage
import VirtualDrive

/// Which drives there are and what is in them, for all windows of the program.
///
/// There is one of it, so that no window looks into a drive that another one burns with.
final class DriveWatch {
  let virtual = VirtualDrives()
  private(set) var known: [KnownDrive] = []
  private var real: [DriveRecord] = []
  private var states: [DriveItem.ID: DriveState] = [:]
  private var inspections: [DriveItem.ID: DriveInspection] = [:]
  /// Looks into drives that go on, so that the newest wins.
  private var looks: [DriveItem.ID: Task<Void, Never>] = [:]
  private var followers: [Follower] = []

  /// A window's list of drives; it goes with its window.
  private struct Follower {
    weak var model: DriveModel?
  }

  init() {
    virtual.onChange = { [unowned self] changed in
      refresh()
      for id in changed { look(into: id) }
    }
    virtual.start()
    Task { [unowned self] in await listen() }
  }

  /// Tells a window's list of every change from now on, and of what is known already.
  func add(_ model: DriveModel) {
    followers.removeAll { $0.model == nil }
    followers.append(Follower(model: model))
    refresh()
  }

  private func tell() {
    for follower in followers { follower.model?.update() }
  }

  func state(of id: DriveItem.ID) -> DriveState {
    states[id] ?? .looking
  }

  /// What a drive told last.
  func inspection(of id: DriveItem.ID) -> DriveInspection? {
    inspections[id]
  }

  /// How to open a drive.
  func reference(to item: DriveItem) -> DriveReference {
    item.isVirtual
      ? virtual.reference(to: item) : DriveReference(node: FilePath(item.drive.location))
  }

  /// What the system refuses to the files of a virtual drive; nil for a real one.
  func storageFailures(of item: DriveItem) -> StorageFailures? {
    item.isVirtual ? virtual.storageFailures(of: item.id) : nil
  }

  /// Waits until nobody here looks into the drive, so that it can be had alone.
  func whenFree(_ id: DriveItem.ID) async {
    while let look = looks[id] {
      await look.value
      if looks[id] == look { return }
    }
  }

  /// Says what a window does with the drive; nil if nothing any more.
  func setActivity(_ activity: DriveActivity?, of id: DriveItem.ID) {
    states[id] = activity.map(DriveState.working) ?? .looking
    tell()
    if activity == nil { look(into: id) }
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
    let before = Set(known.map(\.id))
    let found = real.map { record in
      KnownDrive(
        id: record.id, vendor: record.vendor, product: record.model, location: record.node,
        isVirtual: false)
    }
    known = found + virtual.known
    let now = Set(known.map(\.id))
    for id in before.subtracting(now) {
      states[id] = nil
      inspections[id] = nil
      looks.removeValue(forKey: id)?.cancel()
    }
    tell()
    for drive in known where !before.contains(drive.id) { look(into: drive.id) }
  }

  // MARK: Looking

  /// Asks a drive what is in it.
  func look(into id: DriveItem.ID) {
    guard let drive = known.first(where: { $0.id == id }), !state(of: id).isWorking else { return }
    looks[id]?.cancel()
    let reference = reference(to: DriveItem(drive))
    looks[id] = Task {
      do throws(DriveError) {
        let inspection = try await reference.inspect()
        settle(DriveState(inspection), inspection, of: id)
      } catch {
        settle(DriveState(error), nil, of: id)
      }
    }
  }

  /// Takes over what a look brought, unless it is too late for that.
  private func settle(_ state: DriveState, _ inspection: DriveInspection?, of id: DriveItem.ID) {
    guard !Task.isCancelled, known.contains(where: { $0.id == id }), !self.state(of: id).isWorking
    else { return }
    inspections[id] = inspection
    states[id] = state
    tell()
    if case .busy = state { lookAgain(into: id) }
  }

  /// Who holds a drive tells nobody when it is done, so that has to be looked for.
  private func lookAgain(into id: DriveItem.ID) {
    Task {
      try? await Task.sleep(for: .seconds(3))
      guard case .busy = state(of: id) else { return }
      look(into: id)
    }
  }

  // MARK: The tray

  /// Opens the tray of a drive that nobody here works on.
  ///
  /// - Returns: what went wrong, to be told once.
  func eject(_ item: DriveItem) async -> String? {
    guard !state(of: item.id).isWorking else { return nil }
    let reference = reference(to: item)
    defer { look(into: item.id) }
    await whenFree(item.id)
    do throws(UnmountError) {
      // Who wants the disc out does not want it mounted.
      try await DiscUnmounter().free(reference) { _ in .unmount }
    } catch {
      return ErrorText.message(for: error).body
    }
    do throws(DriveError) {
      try await reference.withExclusiveAccess(for: .movingTray) { (drive) throws(DriveError) in
        try drive.eject()
      }
      return nil
    } catch {
      return ErrorText.message(for: error).body
    }
  }
}
