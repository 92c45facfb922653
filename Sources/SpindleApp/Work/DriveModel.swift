import MMC
import Presentation

/// The drives as one window shows them: those of the computer, and which one is chosen here.
final class DriveModel {
  private(set) var list = DriveList()
  let watch: DriveWatch

  var onChange: () -> Void = {}
  /// Something the user should be told once.
  var onNotice: (String) -> Void = { _ in }

  init(_ watch: DriveWatch) {
    self.watch = watch
  }

  /// Begins to follow which drives there are.
  func start() {
    watch.add(self)
  }

  /// Takes over what is known now.
  func update() {
    let (_, notice) = list.update(watch.known)
    for item in list.items { list.setState(watch.state(of: item.id), of: item.id) }
    onChange()
    if let notice { onNotice(notice.text) }
  }

  /// What the chosen drive told last.
  var selectedInspection: DriveInspection? {
    list.selectedID.flatMap(watch.inspection(of:))
  }

  /// Chooses this drive if it is there; else the first one stays chosen.
  func prefer(_ id: DriveItem.ID?) {
    update()
    if let id { list.select(id) }
  }

  func select(at index: Int) {
    guard list.items.indices.contains(index) else { return }
    select(list.items[index].id)
  }

  func select(_ id: DriveItem.ID) {
    list.select(id)
    onChange()
  }

  /// Opens the tray of the chosen drive.
  func ejectSelected() {
    guard let item = list.selected else { return }
    Task {
      if let problem = await watch.eject(item) { onNotice(problem) }
    }
  }
}
