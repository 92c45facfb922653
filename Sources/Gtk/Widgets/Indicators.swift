internal import CGtk

/// How much of something is used.
@MainActor public final class LevelBar: Widget {
  /// An empty bar.
  public init() {
    super.init(sinking: Handle(gtk_level_bar_new()!))
    for name in ["low", "high", "full"] { gtk_level_bar_remove_offset_value(handle(), name) }
  }

  /// How full it is, 0…1.
  public var value: Double {
    get { gtk_level_bar_get_value(handle()) }
    set { gtk_level_bar_set_value(handle(), min(1, max(0, newValue))) }
  }
}

/// How much of a task is done.
@MainActor public final class ProgressBar: Widget {
  /// An empty bar.
  public init() {
    super.init(sinking: Handle(gtk_progress_bar_new()!))
  }

  /// How much is done, 0…1.
  public var fraction: Double {
    get { gtk_progress_bar_get_fraction(handle()) }
    set { gtk_progress_bar_set_fraction(handle(), min(1, max(0, newValue))) }
  }

  /// Moves the bar a little where nobody knows how much is done.
  public func pulse() {
    gtk_progress_bar_pulse(handle())
  }
}

/// A sign that something goes on.
@MainActor public final class Spinner: Widget {
  /// A spinner that turns.
  public init() {
    super.init(sinking: Handle(gtk_spinner_new()!))
    isSpinning = true
  }

  /// Whether it turns; a spinner at rest is not to be seen.
  public var isSpinning: Bool {
    get { gtk_spinner_get_spinning(handle()) != 0 }
    set { gtk_spinner_set_spinning(handle(), newValue ? 1 : 0) }
  }
}

/// A page that says one thing, such as that it is empty.
@MainActor public final class StatusPage: Widget {
  /// A page with an icon, a title and a sentence.
  public init(icon: String, title: String, description: String) {
    super.init(sinking: Handle(adw_status_page_new()!))
    set(icon: icon, title: title, description: description)
  }

  /// Says something else.
  public func set(icon: String, title: String, description: String) {
    adw_status_page_set_icon_name(handle(), icon)
    setEscaped(title) { adw_status_page_set_title(handle(), $0) }
    setEscaped(description) { adw_status_page_set_description(handle(), $0) }
  }

  /// What stands below the text.
  public func setChild(_ child: Widget) {
    adw_status_page_set_child(handle(), child.handle())
  }
}

/// Hands over `text` so that it is not taken for markup.
func setEscaped(_ text: String, _ body: (UnsafePointer<CChar>?) -> Void) {
  let escaped = g_markup_escape_text(text, -1)
  defer { g_free(escaped) }
  body(escaped)
}

/// Hands over `text` as markup of itself alone, broken without hyphens: at the end of a line they
/// would seem to belong to a name or a digest.
func setUnhyphenated(_ text: String, _ body: (UnsafePointer<CChar>?) -> Void) {
  setEscaped(text) { escaped in
    let plain = escaped.map { String(cString: $0) } ?? ""
    body(plain.isEmpty ? "" : "<span insert_hyphens=\"false\">\(plain)</span>")
  }
}

/// A widget of no height that tells how wide its window is.
@MainActor public final class WidthProbe: Widget {
  /// Calls `body` with the width in points whenever it changed, after the layout is done.
  public init(_ body: @escaping @MainActor (Int) -> Void) {
    super.init(sinking: Handle(gtk_drawing_area_new()!))
    gtk_widget_set_hexpand(handle(), 1)
    connect(
      "resize",
      answering: { values in
        let width = values.integer(1)
        Task { @MainActor in body(width) }
        return false
      })
  }
}
