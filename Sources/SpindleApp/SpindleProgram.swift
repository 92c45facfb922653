import DiscImage
import Gtk
import Presentation

/// The program: its name, its command line and its one window.
enum SpindleProgram {
  static let id = "io.github.spindleburner.Spindle"
  static let version = "0.1.0"

  /// Runs the program as started with these arguments, and returns the exit status.
  static func run(_ arguments: [String]) -> Int32 {
    if arguments.dropFirst().contains("--version") {
      print("spindle \(version)")
      return 0
    }
    if arguments.dropFirst().contains(where: { $0 == "--help" || $0 == "-h" }) {
      print(usage)
      return 0
    }
    let application = Application(id: id)
    var current: DataWindow?
    let present = { () -> DataWindow in
      if let current, application.hasWindow {
        application.presentWindow()
        return current
      }
      let window = DataWindow(application)
      current = window
      window.window.present()
      return window
    }
    application.onActivate { _ = present() }
    application.onOpen { paths in present().add(paths, to: StagingTree.root) }
    let quit = Action("quit") { current?.window.close() }
    application.add(quit)
    application.setKeys(["<Control>q"], for: "app.quit")
    return application.run()
  }

  private static var usage: String {
    [
      tr("Usage: spindle [PATH…]"),
      tr("Opens a window with these files and folders on a new disc."), "",
      "  --version   " + tr("says which version this is"),
      "  --help      " + tr("says this"),
    ].joined(separator: "\n")
  }
}
