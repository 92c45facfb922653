import Gtk

/// A strip that slides in above the files and says one thing, with a button to do something about it.
final class NoticeStrip {
  let widget: Revealer
  private let label = Label()
  private let spinner = Spinner()
  let button: Button

  enum Look {
    /// Something the user must see.
    case warning
    /// Something that goes on.
    case activity
  }

  init(_ look: Look, button: Button) {
    self.button = button.style("flat")
    label.expandsHorizontally = true
    let sign: Widget = look == .activity ? spinner : Image(icon: "dialog-warning-symbolic")
    let row = Box(.horizontal, spacing: 10, sign, label, button).style("notice")
    row.setStyle("quiet", look == .activity)
    button.align(vertical: .center)
    widget = Revealer(row)
  }

  /// Slides in with this text, or out where it is nil.
  func show(_ text: String?) {
    if let text { label.text = text }
    widget.isRevealed = text != nil
    spinner.isSpinning = text != nil
  }
}
