import Gtk
import Presentation
import SystemPackage

/// The program's main windows, and which one a request of the desktop goes to.
final class WindowList {
  private let application: Application
  let drives = DriveWatch()
  let recentFiles = RecentFiles()
  private var entries: [Entry] = []

  /// A window that may be closed meanwhile.
  private struct Entry {
    weak var window: MainWindow?
  }

  init(_ application: Application) {
    self.application = application
    recentFiles.onChange { [unowned self] in
      for window in windows { (window.page as? StartPage)?.showRecent() }
    }
  }

  private var windows: [MainWindow] { entries.compactMap(\.window) }

  /// The window the user worked in last.
  private var current: MainWindow? {
    windows.first { application.wasLastUsed($0.window) }
  }

  /// Opens a window that asks what to make.
  @discardableResult func open() -> MainWindow {
    let window = MainWindow(application, in: self)
    entries = entries.filter { $0.window != nil } + [Entry(window: window)]
    window.window.present()
    window.page?.focus()
    return window
  }

  /// Brings the window that was used last to the front, or opens the first one.
  @discardableResult func activate() -> MainWindow {
    guard let current else { return open() }
    current.window.present()
    return current
  }

  /// Takes files and folders of a command line or of a file manager, and projects to open.
  func open(_ paths: [PlatformPath]) {
    let window = activate()
    let projects = paths.filter(Self.isProject)
    for project in projects { window.open(FilePath(platformString: project.characters)) }
    let others = paths.filter { !Self.isProject($0) }
    guard !others.isEmpty else { return }
    if window.project == nil { window.begin(.data) }
    window.page?.take(others, at: nil)
  }

  /// Whether a path has the name of a project's file.
  static func isProject(_ path: PlatformPath) -> Bool {
    FilePath(platformString: path.characters).extension == ProjectFile.fileExtension
  }

  /// Closes all windows, each with its questions.
  func closeAll() {
    for window in windows { window.window.close() }
  }
}
