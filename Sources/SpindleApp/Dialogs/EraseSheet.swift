import Burning
import Gtk
import Presentation

/// Asks how a disc is to be erased: which drive, what is on the disc now, and the ways that it allows.
final class EraseSheet {
  private let window: Window
  private let drives: DriveModel
  private let erase: (EraseChoice, DriveItem) -> Void
  private let confirm = Button(tr("_Erase…"))
  private let drive = DropDown().style("plain-text")
  private let content = Box(.vertical, spacing: 18)
  private var options: EraseOptions?
  private var rows: [ChoiceRow] = []
  private var shown: Shown?
  /// While the list of drives changes, selections come that no user made.
  private var isUpdating = false

  /// What the sheet shows; where it is the same, nothing is built anew and the focus stays.
  private struct Shown: Equatable {
    var drive: DriveItem?
    var ways: [EraseOptions.Way]
    var problem: UserMessage?
  }

  /// - Parameters:
  ///   - drives: a list of the sheet's own, so that the window's choice of a drive stays.
  ///   - erase: does what was chosen.
  init(
    _ drives: DriveModel, above parent: Window,
    erase: @escaping (EraseChoice, DriveItem) -> Void
  ) {
    self.drives = drives
    self.erase = erase
    window = Window(title: tr("Erase a Disc"), parent: parent, width: 460, height: 560)
    build()
    drives.onChange = { [weak self] in self?.show() }
    drives.start()
    window.present()
  }

  private func build() {
    let cancel = Button(tr("_Cancel"))
    let header = HeaderBar()
    header.showsWindowButtons = false
    header.packStart(cancel)
    header.packEnd(confirm)
    drive.accessibleName(tr("Drive"))
    drive.expandsHorizontally = true
    let label = Label(tr("Drive"), overflow: .never).style("dim-label")
    let all = Box(.vertical, spacing: 18, Box(.horizontal, spacing: 10, label, drive), content)
      .margins(18)
    let scroller = ScrolledWindow(Clamp(all, width: 560))
    scroller.expandsVertically = true
    window.setContent(Box(.vertical, header, scroller))
    window.setDefault(confirm)
    window.addShortcut("Escape", action: "window.close")
    drive.onSelect { [unowned self] in
      if !isUpdating, let index = drive.selected { drives.select(at: index) }
    }
    cancel.onClick { [weak window] in window?.close() }
    confirm.onClick { [unowned self] in finish() }
    window.keep(self)
  }

  private func finish() {
    guard let choice = options?.selected?.choice, let drive = drives.list.selected else { return }
    let erase = erase
    window.destroy()
    erase(choice, drive)
  }

  // MARK: What is shown

  private func show() {
    showDrives()
    let options = drives.selectedInspection.map(EraseOptions.init(for:))
    let new = Shown(
      drive: drives.list.selected, ways: options?.ways ?? [], problem: options?.problem)
    guard new != shown else { return }
    shown = new
    self.options = options
    content.removeAll()
    rows = []
    confirm.isSensitive = options?.selected != nil && new.drive?.state.isWorking == false
    guard let item = new.drive else { return content.append(Self.note(tr("There is no drive."))) }
    content.append(Self.disc(item))
    if let problem = new.problem { content.append(Self.refusal(problem)) }
    guard confirm.isSensitive, let options else { return }
    let first = addWays(options.erasing, tr("Erase"), besides: nil)
    let heading = options.isUnformatted ? tr("Format") : tr("Format Anew")
    addWays(options.formatting, heading, besides: first)?.grabFocus()
    showConfirm()
  }

  /// Says on the button what was chosen.
  private func showConfirm() {
    guard let choice = options?.selected?.choice else { return }
    confirm.setLabel(choice.isFormat ? tr("_Format…") : tr("_Erase…"))
    let costsData = EraseQuestion(choice, drive: "").isDestructive
    confirm.setStyle("destructive-action", costsData)
    confirm.setStyle("suggested-action", !costsData)
  }

  private func showDrives() {
    isUpdating = true
    let list = drives.list
    drive.items = list.items.isEmpty ? [tr("No drive")] : list.items.map(\.title)
    drive.selected = list.selectedIndex ?? 0
    drive.isSensitive = !list.items.isEmpty
    isUpdating = false
  }

  /// What is on the disc now.
  private static func disc(_ item: DriveItem) -> PreferencesGroup {
    let group = PreferencesGroup()
    group.add(
      ActionRow(title: tr("What is in the drive"), subtitle: item.subtitle)
        .prefix(Image(icon: item.iconName)).lines(title: 0, subtitle: 0))
    return group
  }

  /// Why nothing can be done with the disc, and what helps.
  private static func refusal(_ problem: UserMessage) -> PreferencesGroup {
    let group = PreferencesGroup()
    group.add(
      ActionRow(title: problem.title, subtitle: problem.body)
        .prefix(Image(icon: "dialog-information-symbolic")).lines(title: 0, subtitle: 0))
    return group
  }

  private static func note(_ text: String) -> Label {
    Label(text).margins(horizontal: 12, vertical: 0)
  }

  @discardableResult private func addWays(
    _ ways: [EraseOptions.Way], _ title: String, besides first: ChoiceRow?
  ) -> ChoiceRow? {
    guard !ways.isEmpty else { return first }
    let group = PreferencesGroup(title: title)
    var first = first
    for way in ways {
      let row = ChoiceRow(
        title: way.title, subtitle: tr("%1$s Takes %2$s.", way.explanation, way.duration),
        besides: first)
      row.lines(title: 0, subtitle: 0)
      row.onChange { [unowned self, unowned row] in
        if row.isChosen { choose(way) }
      }
      first = first ?? row
      rows.append(row)
      group.add(row)
    }
    content.append(group)
    return first
  }

  private func choose(_ way: EraseOptions.Way) {
    if let index = options?.ways.firstIndex(of: way) { options?.selectedIndex = index }
    showConfirm()
  }
}
