import Gtk
import Presentation

/// The program's main windows, and which one a request of the desktop goes to.
final class WindowList {
  private let application: Application
  private let drives = DriveWatch()
  private var entries: [Entry] = []

  /// A window that may be closed meanwhile.
  private struct Entry {
    weak var window: MainWindow?
  }

  init(_ application: Application) {
    self.application = application
  }

  private var windows: [MainWindow] { entries.compactMap(\.window) }

  /// The window the user worked in last.
  private var current: MainWindow? {
    windows.first { application.wasLastUsed($0.window) }
  }

  /// Opens a window that asks what to make.
  @discardableResult func open() -> MainWindow {
    let window = MainWindow(application, drives: drives)
    entries = entries.filter { $0.window != nil } + [Entry(window: window)]
    window.window.present()
    window.page.focus()
    return window
  }

  /// Brings the window that was used last to the front, or opens the first one.
  @discardableResult func activate() -> MainWindow {
    guard let current else { return open() }
    current.window.present()
    return current
  }

  /// Takes files and folders of a command line or of a file manager.
  func open(_ paths: [PlatformPath]) {
    let window = activate()
    if window.project == nil { window.begin(.data) }
    window.page.take(paths, at: nil)
  }

  /// Closes all windows, each with its questions.
  func closeAll() {
    for window in windows { window.window.close() }
  }
}
