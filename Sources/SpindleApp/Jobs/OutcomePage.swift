import Gtk
import Presentation

/// How a burn ended: what is known about the disc, in numbers, and the log for who wants it.
enum OutcomePage {
  static func make(
    _ outcome: OutcomeText, log: [String], close: @escaping @MainActor () -> Void
  ) -> (
    page: Widget, button: Button
  ) {
    let image = Image(icon: outcome.iconName, points: 72).style(style(of: outcome.kind))
    let title = Label(outcome.title, isCentered: true).style("title-1")
    let body = Label(outcome.body, isCentered: true).width(characters: 24, atMost: 56)
    let content = Box(.vertical, spacing: 18, Box(.vertical, spacing: 12, image, title, body))
    if !outcome.facts.isEmpty {
      let facts = PreferencesGroup()
      for fact in outcome.facts { facts.add(factRow(fact)) }
      content.append(facts)
    }
    content.append(logGroup(log))
    let button = Button(tr("_Close")).style("suggested-action", "pill")
      .align(horizontal: .center)
    button.onClick(close)
    let scroller = ScrolledWindow(Clamp(content.margins(horizontal: 24, vertical: 12), width: 560))
    scroller.expandsVertically = true
    let page = Box(.vertical, scroller, Separator(), button.margins(horizontal: 24, vertical: 12))
    return (page, button)
  }

  private static func style(of kind: OutcomeText.Kind) -> String {
    switch kind {
    case .proven: "success"
    case .written: "accent"
    case .writtenWithNotes: "warning"
    case .cancelled: "dim-label"
    case .failed: "error"
    }
  }

  private static func logGroup(_ lines: [String]) -> PreferencesGroup {
    let text = lines.joined(separator: "\n")
    let view = TextView(monospaced: text)
    view.accessibleName(tr("Log"))
    let scroller = ScrolledWindow(view)
    scroller.fitHeight(minimum: 120, maximum: 240)
    let copy = Button(tr("Copy _Log")).style("flat")
    copy.onClick { Clipboard.copy(text) }
    let row = ExpanderRow(title: tr("Log"), subtitle: trn("%s line", "%s lines", lines.count))
    row.add(Box(.vertical, scroller, copy))
    let group = PreferencesGroup()
    group.add(row)
    return group
  }
}
