import Burning
import DiscModel
import Gtk
import Presentation

/// Asks how to burn: the last look before a disc is used.
final class BurnSheet {
  /// Where it is burned to.
  struct Target {
    var drive: DriveItem
    var medium: Medium
  }

  private let window: Window
  private var options: BurnOptions
  private let burn: (BurnOptions) -> Void
  private let verification: ComboRow
  private let changes: ComboRow
  private let speed: ComboRow
  private let eject: SwitchRow
  private let appendable: SwitchRow
  private let text: SwitchRow
  private let losses: SwitchRow
  /// What the choices of the two lists mean.
  private let verificationNote = Label().style("caption", "dim-label")
  private let changesNote = Label().style("caption", "dim-label")

  init(
    _ subject: BurnSubject, onto target: Target, options: BurnOptions, above parent: Window,
    burn: @escaping (BurnOptions) -> Void
  ) {
    self.options = options
    self.burn = burn
    window = Window(title: tr("Burn"), parent: parent, width: 440, height: 600)
    speed = ComboRow(
      title: tr("Speed"), items: options.speeds.map(\.label), selected: options.speedIndex)
    let verifications = options.verifications
    verification = ComboRow(
      title: tr("Check afterwards"), items: verifications.map(\.label),
      selected: verifications.firstIndex { $0.value == options.verification } ?? 0)
    let policies = BurnOptions.changedFilePolicies
    changes = ComboRow(
      title: tr("If a file changes meanwhile"), items: policies.map(\.label),
      selected: policies.firstIndex { $0.value == options.changedFiles } ?? 0)
    appendable = SwitchRow(
      title: tr("Keep the disc open for more"), subtitle: options.appendableExplanation,
      isOn: options.keepsAppendable)
    eject = SwitchRow(
      title: tr("Eject when done"), subtitle: "", isOn: options.ejectsAfterwards)
    text = SwitchRow(
      title: tr("Titles on the disc (CD-TEXT)"), subtitle: options.textExplanation,
      isOn: options.writesText)
    text.isSensitive = options.mayWriteText
    losses = SwitchRow(
      title: tr("Track by track if need be"), subtitle: BurnOptions.lossesExplanation,
      isOn: options.acceptsLosses)
    for row in [speed, verification, changes, appendable, eject, text, losses] {
      row.lines(title: 0, subtitle: 0)
    }
    build(subject, target)
    follow()
    window.present()
  }

  private func build(_ subject: BurnSubject, _ target: Target) {
    let cancel = Button(tr("_Cancel"))
    let confirm = Button(tr("_Burn")).style("suggested-action")
    let header = HeaderBar()
    header.showsWindowButtons = false
    header.packStart(cancel)
    header.packEnd(confirm)
    let content = Box(
      .vertical, spacing: 18, Self.summary(subject, target, options.warning),
      Self.group([speed, verification], note: verificationNote)
    ).margins(18)
    if options.content == .files {
      content.append(Self.group(options.offersAppendable ? [appendable, eject] : [eject]))
      content.append(Self.group([changes], note: changesNote))
    } else {
      content.append(Self.group([text, losses, eject]))
    }
    let scroller = ScrolledWindow(Clamp(content, width: 520))
    scroller.expandsVertically = true
    window.setContent(Box(.vertical, header, scroller))
    window.setDefault(confirm)
    window.focus(confirm)
    window.addShortcut("Escape", action: "window.close")
    cancel.onClick { [weak window] in window?.close() }
    confirm.onClick { [unowned self] in
      let (burn, options) = (burn, chosen)
      window.destroy()
      burn(options)
    }
    window.keep(self)
  }

  private static func group(_ rows: [Widget], note: Label? = nil) -> Box {
    let group = PreferencesGroup()
    for row in rows { group.add(row) }
    let box = Box(.vertical, spacing: 6, group)
    if let note { box.append(note.margins(horizontal: 12, vertical: 0)) }
    return box
  }

  /// What will be burned and where to, so that nobody takes a wrong disc or a trial for real.
  private static func summary(
    _ subject: BurnSubject, _ target: Target, _ warning: String?
  ) -> PreferencesGroup {
    let group = PreferencesGroup()
    group.add(
      ActionRow(title: subject.title, subtitle: subject.detail)
        .prefix(Image(icon: subject.iconName)))
    let disc = [DriveText.medium(target.medium), warning].compactMap(\.self)
    group.add(
      ActionRow(title: target.drive.title, subtitle: disc.joined(separator: "\n"))
        .prefix(Image(icon: target.drive.iconName)))
    return group
  }

  /// The lines that explain a choice follow it.
  private func follow() {
    verification.onSelect { [unowned self] in explain() }
    changes.onSelect { [unowned self] in explain() }
    appendable.onChange { [unowned self] in explain() }
    text.onChange { [unowned self] in explain() }
    explain()
  }

  private func explain() {
    verificationNote.text = options.verifications[verification.selected].explanation
    changesNote.text = BurnOptions.changedFilePolicies[changes.selected].explanation
    appendable.subtitle = chosen.appendableExplanation
    text.subtitle = chosen.textExplanation
  }

  private var chosen: BurnOptions {
    var options = options
    options.speedIndex = speed.selected
    options.verification = options.verifications[verification.selected].value
    options.changedFiles = BurnOptions.changedFilePolicies[changes.selected].value
    options.keepsAppendable = appendable.isOn
    options.ejectsAfterwards = eject.isOn
    options.writesText = text.isOn
    options.acceptsLosses = losses.isOn
    return options
  }
}
