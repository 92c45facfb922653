import DiscImage
import Gtk
import Presentation
import SystemPackage

/// What a project of a window can make.
enum ProjectKind: String, CaseIterable {
  case data, audio

  /// The action of the start page that begins such a project.
  var action: String { "new-\(rawValue)-disc" }

  fileprivate var title: String {
    switch self {
    case .data: tr("_Data Disc")
    case .audio: tr("_Audio CD")
    }
  }

  fileprivate var explanation: String {
    switch self {
    case .data: tr("Files and folders, on a CD, a DVD or a Blu-ray disc")
    case .audio: tr("Music that every CD player plays")
    }
  }

  fileprivate var iconName: String {
    switch self {
    case .data: "folder-symbolic"
    case .audio: "audio-x-generic-symbolic"
    }
  }
}

/// The first page of a window: what do you want to make, what did you make lately, and which drives
/// are there.
final class StartPage: WindowPage {
  unowned let host: MainWindow
  let widget: Widget
  let toasts: ToastOverlay
  let actions = ActionSet()
  let headerWidgets: [Widget] = [Button(tr("_Open…"), action: "win.open")]
  let editMenu: Menu? = nil
  let heading = PageHeading(title: tr("Spindle"))
  var onChange: () -> Void = {}

  private var isAsking = false
  private let choices = PreferencesGroup()
  private let recent: RecentProjectList
  private let drives = DriveRows()

  init(host: MainWindow) {
    self.host = host
    recent = RecentProjectList(host.windows.recentFiles)
    for kind in ProjectKind.allCases {
      Self.add(kind.title, kind.explanation, icon: kind.iconName, kind.action, to: choices)
    }
    Self.add(
      tr("_Erase a Disc"), tr("Make a rewritable disc empty, or format it"),
      icon: "edit-clear-all-symbolic", "erase", to: choices)
    let question = Label(tr("What do you want to make?"), isCentered: true).style("title-1")
    let groups = Box(
      .vertical, spacing: 24, question, choices, recent.widget, drives.widget
    ).margins(horizontal: 18, vertical: 24)
    let scroller = ScrolledWindow(Clamp(groups, width: 560))
    scroller.expandsVertically = true
    toasts = ToastOverlay(scroller.style("drop-frame"))
    widget = toasts
    for kind in ProjectKind.allCases {
      actions.add(kind.action) { [unowned self] in self.host.begin(kind) }
    }
    actions.add(
      "add-path",
      takingString: { [unowned self] path in
        (self.host.begin(.data) as? DataPage)?.model.add([FilePath(path)])
      })
    recent.onOpen = { [unowned self] path in self.host.open(path) }
  }

  private static func add(
    _ title: String, _ explanation: String, icon: String, _ action: String,
    to group: PreferencesGroup
  ) {
    group.add(
      ActionRow(title: title, subtitle: explanation)
        .prefix(Image(icon: icon, points: 32).margins(horizontal: 6, vertical: 12))
        .suffix(Image(icon: "go-next-symbolic"))
        .lines(title: 0, subtitle: 0)
        .perform("win." + action))
  }

  /// Shows which drives there are now.
  func show(_ list: DriveList) {
    drives.show(list)
  }

  /// Shows which projects were used lately now.
  func showRecent() {
    recent.show()
  }

  func take(_ paths: [PlatformPath], at place: DropPlace?) {
    if paths.count == 1, WindowList.isProject(paths[0]) {
      return host.open(FilePath(platformString: paths[0].characters))
    }
    guard !isAsking else { return }
    isAsking = true
    Task { [host] in
      let kind = await kind(for: paths.map { FilePath(platformString: $0.characters) })
      isAsking = false
      // Meanwhile another program may have opened something here.
      guard let kind, host.page === self else { return }
      host.begin(kind).take(paths, at: nil)
    }
  }

  /// What is made of files: data, unless they are music alone, which the user is asked about; nil if
  /// the user does not want to.
  private func kind(for paths: [FilePath]) async -> ProjectKind? {
    let isMusic = await BlockingWork.run(named: "look") { _ in DroppedFiles.areMusic(paths) }
    guard isMusic else { return .data }
    let answer = await host.window.ask(
      tr("Audio CD or files?"),
      detail: tr("An audio CD plays in every CD player. A data disc holds the files as they are."),
      buttons: [tr("_Cancel"), tr("_Data Disc"), tr("_Audio CD")], suggested: 2)
    return answer == 0 ? nil : answer == 1 ? .data : .audio
  }

  func fit(width: Int) {}

  func focus() {
    choices.focusFirst()
  }
}
