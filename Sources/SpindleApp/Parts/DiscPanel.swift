import Burning
import Gtk
import Presentation

/// The lower part of the window: the disc's name, the drive, how full the disc will be, and Burn.
final class DiscPanel {
  let widget: Box
  let nameEntry = Entry()
  private let nameRow: Box
  private let drives = DropDown().style("plain-text")
  private let bar = LevelBar().style("capacity")
  private let capacityText = Label().style("caption", "numeric")
  private let reason = Label().style("caption")
  private let reasonRow: Box
  private let erase = Button(tr("_Erase First…"), action: "win.erase-first")
  private let burn = Button(tr("_Burn…"), action: "win.burn").style("suggested-action")
  /// While the list of drives changes, selections come that no user made.
  private var isUpdating = false

  init(driveMenu: Menu) {
    nameEntry.accessibleName(tr("Disc name"))
    nameEntry.expandsHorizontally = true
    nameEntry.width(characters: 18)
    drives.accessibleName(tr("Drive"))
    drives.expandsHorizontally = true
    drives.minimum(width: 180)
    let more = MenuButton(icon: "view-more-symbolic", name: tr("Drive Menu"), menu: driveMenu)
    let nameLabel = Label(tr("Disc name"), overflow: .never).trailing().style("dim-label")
    let driveLabel = Label(tr("Drive"), overflow: .never).trailing().style("dim-label")
    SizeGroup.align(nameLabel, driveLabel)
    nameRow = Box(.horizontal, spacing: 10, nameLabel, nameEntry)
    let drive = Box(
      .horizontal, spacing: 10, driveLabel, Box(.horizontal, spacing: 6, drives, more))
    nameRow.expandsHorizontally = true
    drive.expandsHorizontally = true

    let sign = Image(icon: "dialog-information-symbolic").align(vertical: .start)
    reason.expandsHorizontally = true
    erase.align(vertical: .center)
    let sentence = Box(.horizontal, spacing: 6, sign, reason).align(vertical: .center)
    reasonRow = Box(.horizontal, spacing: 12, sentence, erase)
    bar.accessibleName(tr("Room on the disc"))
    let gauge = Box(.vertical, spacing: 6, bar, capacityText, reasonRow)
    gauge.expandsHorizontally = true
    gauge.align(vertical: .center)
    capacityText.width(characters: 24, atMost: 60)
    reason.width(characters: 24, atMost: 60)
    burn.minimum(width: 110)
    burn.align(vertical: .center)

    widget = Box(
      .vertical, spacing: 12, WrapBox(spacing: 18, lineSpacing: 8, nameRow, drive),
      WrapBox(spacing: 18, lineSpacing: 10, gauge, burn)
    ).style("disc-panel")
  }

  /// Calls `body` with the place of the drive that the user chose.
  func onChooseDrive(_ body: @escaping (Int) -> Void) {
    drives.onSelect { [unowned self] in
      if !isUpdating, let index = drives.selected { body(index) }
    }
  }

  /// Shows the drives that exist now.
  func show(_ list: DriveList) {
    isUpdating = true
    drives.items =
      list.items.isEmpty
      ? [tr("No drive")] : list.items.map { tr("%1$s · %2$s", $0.title, $0.subtitle) }
    drives.selected = list.selectedIndex ?? 0
    drives.isSensitive = !list.items.isEmpty
    drives.setToolTip(list.selected?.subtitle)
    isUpdating = false
  }

  /// Shows the disc's name; nil hides the field.
  func show(_ name: DiscName?) {
    nameRow.isVisible = name != nil
    guard let name else { return }
    nameEntry.setPlaceholder(name.suggestion)
    nameEntry.text = name.text
  }

  func show(_ capacity: CapacityBar) {
    bar.value = capacity.fraction
    bar.setStyle("too-full", capacity.level == .over)
    bar.setStyle("tight", capacity.level == .tight)
    capacityText.text = capacity.text
    capacityText.setStyle("error", capacity.level == .over)
    bar.accessibleDescription(capacity.text)
  }

  /// Says why Burn cannot be pressed, and whether erasing the disc would help.
  func show(_ readiness: BurnReadiness, erasing choice: EraseChoice?) {
    erase.isVisible = choice != nil
    if let choice { erase.setLabel(choice.isFormat ? tr("_Format First…") : tr("_Erase First…")) }
    reason.text = readiness.text ?? ""
    reasonRow.isVisible = readiness.text != nil
    burn.setToolTip(readiness.texts.isEmpty ? nil : readiness.texts.joined(separator: "\n"))
    burn.accessibleDescription(readiness.texts.joined(separator: " "))
  }
}
