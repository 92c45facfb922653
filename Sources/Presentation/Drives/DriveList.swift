/// The drives to choose from, real and virtual, and which one is chosen.
///
/// A value: the window feeds it with what the system tells and shows what comes of it.
public struct DriveList: Hashable, Sendable {
  /// Why another drive is selected than the user chose.
  public enum Notice: Hashable, Sendable {
    /// The selected drive is gone; `replacement` took its place, if there was one.
    case selectedDriveVanished(title: String, replacement: String?)

    /// The notice as a sentence.
    public var text: String {
      switch self {
      case .selectedDriveVanished(let title, .some(let replacement)):
        tr("%1$s was disconnected. %2$s is selected now.", title, replacement)
      case .selectedDriveVanished(let title, .none):
        tr("%s was disconnected.", title)
      }
    }
  }

  /// Real drives first, each kind in the order of its location.
  public private(set) var items: [DriveItem] = []
  /// The chosen drive; nil only while there is none.
  public private(set) var selectedID: DriveItem.ID?

  public init() {}

  /// The chosen drive.
  public var selected: DriveItem? {
    items.first { $0.id == selectedID }
  }

  /// The position of the chosen drive in ``items``.
  public var selectedIndex: Int? {
    items.firstIndex { $0.id == selectedID }
  }

  /// Takes over which drives exist now. Those that stay keep their state; new ones are to be looked at.
  ///
  /// - Returns: the new drives, and what the user has to be told.
  public mutating func update(_ drives: [KnownDrive]) -> (added: [DriveItem.ID], notice: Notice?) {
    let before = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let vanished = selected
    var seen: Set<String> = []
    items = drives.filter { seen.insert($0.id).inserted }
      .map { drive in DriveItem(drive, state: before[drive.id]?.state ?? .looking) }
      .sorted { left, right in
        if left.isVirtual != right.isVirtual { return right.isVirtual }
        return (left.drive.location, left.id) < (right.drive.location, right.id)
      }
    let added = items.map(\.id).filter { before[$0] == nil }
    if selected != nil { return (added, nil) }
    selectedID = replacement(for: vanished)
    guard let vanished else { return (added, nil) }
    return (
      added, .selectedDriveVanished(title: vanished.title, replacement: selected?.title)
    )
  }

  /// Takes over what a look into a drive brought. Does nothing if the drive is gone meanwhile.
  public mutating func setState(_ state: DriveState, of id: DriveItem.ID) {
    guard let index = items.firstIndex(where: { $0.id == id }) else { return }
    items[index].state = state
  }

  /// Chooses a drive. Does nothing if there is none with this id.
  public mutating func select(_ id: DriveItem.ID) {
    if items.contains(where: { $0.id == id }) { selectedID = id }
  }

  /// A drive of the same kind, so that nobody mistakes a trial for a disc; else any, real ones first.
  private func replacement(for vanished: DriveItem?) -> DriveItem.ID? {
    let sameKind = items.first { $0.isVirtual == vanished?.isVirtual }
    return (sameKind ?? items.first)?.id
  }
}
