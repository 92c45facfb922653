import Gtk
import Presentation

/// What the user has to know about a project: grouped by what it is, one line each.
enum NotesDialog {
  static func present(_ groups: [some NoteGroup], title: String, above parent: Window) {
    let window = Window(title: title, parent: parent, width: 460, height: 520)
    let list = Box(.vertical, spacing: 18)
    for group in groups { list.append(rows(group)) }
    let scroller = ScrolledWindow(Clamp(list.margins(18), width: 560))
    scroller.expandsVertically = true
    window.setContent(Box(.vertical, HeaderBar(), scroller))
    window.addShortcut("Escape", action: "window.close")
    window.present()
  }

  private static func rows(_ group: some NoteGroup) -> PreferencesGroup {
    let rows = PreferencesGroup(title: group.heading)
    for line in group.lines { rows.add(ActionRow(title: line).lines(title: 0, subtitle: 0)) }
    let rest = group.count - group.lines.count
    if rest > 0 { rows.add(ActionRow(title: trn("and %s more", "and %s more", rest))) }
    return rows
  }
}
