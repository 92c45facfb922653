import DiscImage
import Gtk
import Presentation

/// What the user has to know about the files: grouped by what it is, one line each.
enum IssuesDialog {
  static func present(_ issues: [StagingIssue], above parent: Window) {
    let window = Window(title: tr("Notes About the Files"), parent: parent, width: 460, height: 520)
    let list = Box(.vertical, spacing: 18)
    for group in IssueGroup.groups(of: issues) { list.append(rows(group)) }
    let scroller = ScrolledWindow(Clamp(list.margins(18), width: 560))
    scroller.expandsVertically = true
    window.setContent(Box(.vertical, HeaderBar(), scroller))
    window.addShortcut("Escape", action: "window.close")
    window.present()
  }

  private static func rows(_ group: IssueGroup) -> PreferencesGroup {
    let rows = PreferencesGroup(title: group.heading)
    for line in group.lines { rows.add(ActionRow(title: line).lines(title: 0, subtitle: 0)) }
    let rest = group.count - group.lines.count
    if rest > 0 { rows.add(ActionRow(title: trn("and %s more", "and %s more", rest))) }
    return rows
  }
}
