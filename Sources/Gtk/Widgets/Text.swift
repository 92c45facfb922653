internal import CGtk

/// A line of text, or some.
@MainActor public final class Label: Widget {
  /// What gives way when the room is too small.
  public enum Overflow {
    case wrap, cutEnd, cutMiddle
    /// The text is always seen as a whole, in one line.
    case never
  }

  /// A text; it stands at the start of its room unless `isCentered`.
  public init(_ text: String = "", overflow: Overflow = .wrap, isCentered: Bool = false) {
    super.init(sinking: Handle(gtk_label_new(text)!))
    gtk_label_set_xalign(handle(), isCentered ? 0.5 : 0)
    switch overflow {
    case .wrap:
      gtk_label_set_wrap(handle(), 1)
      gtk_label_set_wrap_mode(handle(), PANGO_WRAP_WORD_CHAR)
      forbidHyphens()
      if isCentered { gtk_label_set_justify(handle(), GTK_JUSTIFY_CENTER) }
    case .cutEnd: gtk_label_set_ellipsize(handle(), PANGO_ELLIPSIZE_END)
    case .cutMiddle: gtk_label_set_ellipsize(handle(), PANGO_ELLIPSIZE_MIDDLE)
    case .never: break
    }
  }

  /// A hyphen at the end of a line would seem to belong to a name or a digest.
  private func forbidHyphens() {
    let attributes = pango_attr_list_new()
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0))
    gtk_label_set_attributes(handle(), attributes)
    pango_attr_list_unref(attributes)
  }

  /// The text.
  public var text: String {
    get { String(cString: gtk_label_get_text(handle())) }
    set {
      guard newValue != text else { return }
      gtk_label_set_text(handle(), newValue)
    }
  }

  /// Puts the text at the end of its room, as before a field.
  @discardableResult public func trailing() -> Self {
    gtk_label_set_xalign(handle(), 1)
    return self
  }

  /// Lets the user mark and copy the text.
  @discardableResult public func selectable() -> Self {
    gtk_label_set_selectable(handle(), 1)
    return self
  }

  /// Asks for the room of at least this many characters, and of no more than that.
  @discardableResult public func width(characters: Int, atMost: Int? = nil) -> Self {
    gtk_label_set_width_chars(handle(), Int32(characters))
    if let atMost { gtk_label_set_max_width_chars(handle(), Int32(atMost)) }
    return self
  }
}

/// A field for one line of text.
@MainActor public final class Entry: Widget {
  /// An empty field.
  public init(placeholder: String = "") {
    super.init(sinking: Handle(gtk_entry_new()!))
    gtk_entry_set_placeholder_text(handle(), placeholder)
  }

  /// What stands in the field. Setting the same text keeps the cursor where it is.
  public var text: String {
    get { String(cString: gtk_editable_get_text(handle())) }
    set {
      guard newValue != text else { return }
      gtk_editable_set_text(handle(), newValue)
    }
  }

  /// What an empty field shows.
  public func setPlaceholder(_ text: String) {
    gtk_entry_set_placeholder_text(handle(), text)
  }

  /// Lets Return do what the window's default button does.
  public func returnActivatesDefault() {
    gtk_entry_set_activates_default(handle(), 1)
  }

  /// The most characters it takes.
  public func limit(characters: Int) {
    gtk_entry_set_max_length(handle(), Int32(characters))
  }

  /// Marks characters, such as a name without its extension.
  public func select(characters: Range<Int>) {
    gtk_editable_select_region(
      handle(), Int32(characters.lowerBound), Int32(characters.upperBound))
  }

  /// Calls `body` after each change, by the user or not.
  public func onChange(_ body: @escaping @MainActor () -> Void) {
    connect("changed", body)
  }

  /// An entry that is wide enough for this many characters.
  @discardableResult public func width(characters: Int) -> Self {
    gtk_editable_set_width_chars(handle(), Int32(characters))
    return self
  }
}

/// Several lines of text that can be read, marked and copied.
@MainActor public final class TextView: Widget {
  /// A text of fixed width, as a log wants it.
  public init(monospaced text: String = "") {
    super.init(sinking: Handle(gtk_text_view_new()!))
    gtk_text_view_set_editable(handle(), 0)
    gtk_text_view_set_cursor_visible(handle(), 0)
    gtk_text_view_set_monospace(handle(), 1)
    gtk_text_view_set_wrap_mode(handle(), GTK_WRAP_WORD_CHAR)
    gtk_text_view_set_left_margin(handle(), 12)
    gtk_text_view_set_right_margin(handle(), 12)
    gtk_text_view_set_top_margin(handle(), 12)
    gtk_text_view_set_bottom_margin(handle(), 12)
    self.text = text
  }

  /// The whole text.
  public var text: String = "" {
    didSet { gtk_text_buffer_set_text(gtk_text_view_get_buffer(handle()), text, -1) }
  }
}

/// Two lines in the middle of a header bar.
@MainActor public final class WindowTitle: Widget {
  /// A title with nothing below it.
  public init(_ title: String) {
    super.init(sinking: Handle(adw_window_title_new(title, "")!))
  }

  /// Sets both lines.
  public func set(title: String, subtitle: String) {
    adw_window_title_set_title(handle(), title)
    adw_window_title_set_subtitle(handle(), subtitle)
  }
}

/// The text store that is shared by all programs of the desktop.
@MainActor public enum Clipboard {
  /// Puts a text there.
  public static func copy(_ text: String) {
    guard let display = gdk_display_get_default() else { return }
    gdk_clipboard_set_text(gdk_display_get_clipboard(display), text)
  }
}
