import DiscImage
import Gtk
import Presentation

/// What the user has to know about the files: grouped by what it is, one line each.
enum IssuesDialog {
  /// More lines than these tell nobody more.
  private static let mostLines = 100

  static func present(_ issues: [StagingIssue], above parent: Window) {
    let window = Window(title: tr("Things to Know"), parent: parent, width: 460, height: 520)
    let list = Box(.vertical, spacing: 18)
    for group in groups(issues) { list.append(group) }
    let clamp = Clamp(list, width: 560).margins(18)
    let scroller = ScrolledWindow(clamp)
    scroller.expandsVertically = true
    window.setContent(Box(.vertical, HeaderBar(), scroller))
    window.addShortcut("Escape", action: "window.close")
    window.present()
  }

  private static func groups(_ issues: [StagingIssue]) -> [PreferencesGroup] {
    let messages = issues.map(ErrorText.message(for:))
    var titles: [String] = []
    var texts: [String: [String]] = [:]
    for message in messages {
      if texts[message.title] == nil { titles.append(message.title) }
      texts[message.title, default: []].append(message.explanation)
    }
    return titles.map { group($0, texts[$0] ?? []) }
  }

  private static func group(_ title: String, _ texts: [String]) -> PreferencesGroup {
    let group = PreferencesGroup(
      title: texts.count == 1 ? title : tr("%1$s (%2$s)", title, Format.count(texts.count)))
    for text in texts.prefix(mostLines) {
      group.add(ActionRow(title: text).lines(title: 0, subtitle: 0))
    }
    if texts.count > mostLines {
      let rest = texts.count - mostLines
      group.add(ActionRow(title: trn("and %s more", "and %s more", rest)))
    }
    return group
  }
}
