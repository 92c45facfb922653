import DiscModel
import Gtk
import MMC
import Presentation
import SystemPackage
import VirtualDrive

/// The user's virtual drives, as the list in the user's data folder has them.
final class VirtualDrives {
  /// A virtual drive works this much faster than a real one: a DVD takes seconds, but one can see
  /// what a burn does.
  private static let clock = VirtualClock.realTime(speed: 20)

  private let registry = VirtualDriveRegistry()
  private var listMonitor: FileMonitor?
  private var storageFailures: [DriveItem.ID: StorageFailures] = [:]
  private var folderMonitors: [DriveItem.ID: FileMonitor] = [:]
  /// The drives on the list.
  private(set) var known: [KnownDrive] = []

  /// Called when the list is another, or what is in some of the drives.
  var onChange: (_ changed: [DriveItem.ID]) -> Void = { _ in }

  /// Reads the list, and follows what this and other programs do to it.
  func start() {
    read()
    followList()
  }

  /// Before the first drive is made the folder of the list is not there; it is then watched like a
  /// file, whose coming is told but not what is in it, and must be watched anew.
  private func followList() {
    let folder = registry.file.removingLastComponent()
    let isThere = exists(folder)
    listMonitor = FileMonitor(path: folder.string) { [unowned self] in
      let before = known
      read()
      if known != before { onChange([]) }
      if !isThere, exists(folder) { followList() }
    }
  }

  private func read() {
    let entries = (try? registry.drives()) ?? []
    known = entries.filter { !$0.isMissing }.map { entry in
      KnownDrive(
        id: entry.folder.string, vendor: "", product: entry.name, location: entry.folder.string,
        isVirtual: true)
    }
    let monitors = known.map { drive in
      (
        drive.id,
        folderMonitors[drive.id]
          ?? FileMonitor(path: drive.id) { [unowned self] in onChange([drive.id]) }
      )
    }
    folderMonitors = Dictionary(monitors, uniquingKeysWith: { first, _ in first })
      .compactMapValues(\.self)
  }

  func reference(to item: DriveItem) -> DriveReference {
    VirtualDrive.reference(
      to: FilePath(item.drive.location), name: item.title, clock: Self.clock,
      failures: storageFailures(of: item.id))
  }

  /// What the system refuses to the files of a drive.
  func storageFailures(of id: DriveItem.ID) -> StorageFailures {
    let known = storageFailures[id] ?? StorageFailures()
    storageFailures[id] = known
    return known
  }

  // MARK: What the user does

  /// A name that no drive on the list has.
  func freeName() -> String {
    let names = Set(known.map(\.product))
    let name = tr("Trial")
    if !names.contains(name) { return name }
    var number = 2
    while names.contains(tr("Trial %s", number)) { number += 1 }
    return tr("Trial %s", number)
  }

  /// Makes a drive in the user's data folder and returns its id.
  func add(named name: String) throws(VirtualDriveError) -> DriveItem.ID {
    let folder = freeFolder(for: name)
    try VirtualDrive.create(at: folder, name: name)
    try registry.add(folder)
    read()
    onChange([])
    return folder.string
  }

  private func freeFolder(for name: String) -> FilePath {
    let base = registry.file.removingLastComponent().appending("drives")
    let stem = String(name.map { $0 == "/" ? "-" : $0 })
    let taken = Set(known.map(\.id))
    var folder = base.appending(stem == "." || stem == ".." ? "drive" : stem)
    var number = 2
    while taken.contains(folder.string) || exists(folder) {
      folder = base.appending("\(stem)-\(number)")
      number += 1
    }
    return folder
  }

  private func exists(_ path: FilePath) -> Bool {
    guard let descriptor = try? FileDescriptor.open(path, .readOnly) else { return false }
    try? descriptor.close()
    return true
  }

  /// Takes a drive off the list; its folder stays.
  func remove(_ id: DriveItem.ID) throws(VirtualDriveError) {
    try registry.remove(FilePath(id))
    read()
    onChange([])
  }

  /// Puts a blank medium into a drive; the one that lay in it is kept in the drive's folder.
  func insertBlank(_ kind: MediumKind, into id: DriveItem.ID) throws(VirtualDriveError) {
    try VirtualDrive(folder: FilePath(id), access: .exclusive).insert(kind)
    onChange([id])
  }

  // MARK: Words

  /// The blank media that a menu offers: those that can be burned.
  static let offered = MediumKind.allCases

  /// What a menu calls a blank medium: "DVD+R, 4.7 GB".
  static func name(of kind: MediumKind) -> String {
    let name =
      switch kind {
      case .cdR: "CD-R"
      case .cdRW: "CD-RW"
      case .dvdMinusR: "DVD-R"
      case .dvdMinusRDualLayer: "DVD-R DL"
      case .dvdMinusRW: "DVD-RW"
      case .dvdRAM: "DVD-RAM"
      case .dvdPlusR: "DVD+R"
      case .dvdPlusRDualLayer: "DVD+R DL"
      case .dvdPlusRW: "DVD+RW"
      case .bdR: "BD-R"
      case .bdRE: "BD-RE"
      }
    return tr("%1$s, %2$s", name, Format.size(BlockCount(kind.nominalBlocks)))
  }
}
