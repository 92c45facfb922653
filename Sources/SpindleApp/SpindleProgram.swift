import Gtk
import Presentation

/// The program: its name, its command line and its windows.
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
    // Made when the desktop asks for a window: the drives are no business of a second process, which
    // only hands its files to the first.
    var list: WindowList?
    let windows = { () -> WindowList in
      let windows = list ?? WindowList(application)
      list = windows
      return windows
    }
    application.onActivate { windows().activate() }
    application.onOpen { windows().open($0) }
    application.add(Action("quit") { list?.closeAll() })
    application.add(Action("new-window") { windows().open() })
    application.setKeys(["<Control>q"], for: "app.quit")
    application.setKeys(["<Control>n"], for: "app.new-window")
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
