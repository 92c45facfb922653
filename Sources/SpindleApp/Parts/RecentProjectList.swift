import DiscImage
import Gtk
import Presentation
import SystemPackage

/// The projects that were opened or saved lately, as rows of a page.
final class RecentProjectList {
  let widget = PreferencesGroup(title: tr("Recent Projects"))
  /// The user wants one of them.
  var onOpen: (FilePath) -> Void = { _ in }

  private static let mostRows = 6
  private let files: RecentFiles
  private var shown: [RecentFile] = []
  private var rows: [ActionRow] = []

  init(_ files: RecentFiles) {
    self.files = files
    show()
  }

  /// Shows the list as it is now.
  func show() {
    let found = Array(files.files(of: ProjectFile.mediaType).prefix(Self.mostRows))
    widget.isVisible = !found.isEmpty
    guard found != shown else { return }
    for row in rows { widget.remove(row) }
    shown = found
    rows = found.map(row)
    for row in rows { widget.add(row) }
  }

  private func row(_ file: RecentFile) -> ActionRow {
    let project = RecentProject(
      fileName: file.name, kind: file.kind,
      lastUsed: Timestamp(seconds: file.lastUsed, nanoseconds: 0), exists: file.exists, now: .now)
    let icon = Image(
      icon: project.isMissing ? "dialog-question-symbolic" : "document-open-symbolic")
    let remove = Button(
      icon: "window-close-symbolic", name: tr("Remove “%s” from the List", project.title)
    ).style("flat").align(vertical: .center)
    remove.onClick { [unowned self] in files.remove(file.path) }
    let row = ActionRow(title: project.title, subtitle: project.subtitle)
      .prefix(icon).suffix(remove).lines(title: 1, subtitle: 0)
    let path = FilePath(platformString: file.path.characters)
    if project.isMissing {
      icon.style("dim-label")
      row.style("dim-label")
    } else {
      row.onActivate { [unowned self] in onOpen(path) }
    }
    row.setToolTip(path.string)
    return row
  }
}
