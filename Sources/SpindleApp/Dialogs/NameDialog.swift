import Gtk
import Presentation

/// Asks for a name, and says what is wrong with it while it is typed or when it was refused.
final class NameDialog {
  private let window: Window
  private let entry = Entry()
  private let problem = Label().style("caption", "error")
  private let confirm: Button
  private let accept: (String) -> String?

  /// - Parameters:
  ///   - text: what stands in the field at first; it is marked up to its ending.
  ///   - accept: takes the name, and returns nil or what is wrong with it.
  init(
    title: String, label: String, text: String, keepsEnding: Bool, confirm: String,
    above parent: Window,
    accept: @escaping (String) -> String?
  ) {
    self.accept = accept
    self.confirm = Button(confirm).style("suggested-action")
    window = Window(title: title, parent: parent, width: 360)
    let cancel = Button(tr("_Cancel"))
    let header = HeaderBar()
    header.showsWindowButtons = false
    header.packStart(cancel)
    header.packEnd(self.confirm)
    entry.text = text
    entry.accessibleName(label)
    entry.returnActivatesDefault()
    entry.expandsHorizontally = true
    problem.isVisible = false
    let fields = Box(.vertical, spacing: 8, Label(label), entry, problem).margins(18)
    window.setContent(Box(.vertical, header, fields))
    window.setDefault(self.confirm)
    window.addShortcut("Escape", action: "window.close")
    cancel.onClick { [weak window] in window?.close() }
    self.confirm.onClick { [unowned self] in finish() }
    entry.onChange { [unowned self] in check() }
    window.keep(self)
    check()
    window.present()
    entry.grabFocus()
    entry.select(characters: 0..<Self.stemCount(of: text, keepsEnding: keepsEnding))
  }

  private func check() {
    confirm.isSensitive = !entry.text.isEmpty
    problem.isVisible = false
  }

  private func finish() {
    guard let text = accept(entry.text) else { return window.destroy() }
    problem.text = text
    problem.isVisible = true
    entry.grabFocus()
  }

  /// The characters before the ending, which the user seldom wants to change.
  private static func stemCount(of text: String, keepsEnding: Bool) -> Int {
    guard keepsEnding, let dot = text.lastIndex(of: "."), dot != text.startIndex else {
      return text.unicodeScalars.count
    }
    return text[..<dot].unicodeScalars.count
  }
}
