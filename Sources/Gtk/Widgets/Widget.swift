internal import CGtk
internal import CGtkShim

/// What can stand in a window.
@MainActor public class Widget: Object {
  /// Where a widget stands in the room it gets, in one direction.
  public enum Alignment {
    case fill, start, center, end

    var native: GtkAlign {
      switch self {
      case .fill: GTK_ALIGN_FILL
      case .start: GTK_ALIGN_START
      case .center: GTK_ALIGN_CENTER
      case .end: GTK_ALIGN_END
      }
    }
  }

  /// Whether it is shown at all.
  public var isVisible: Bool {
    get { gtk_widget_get_visible(handle()) != 0 }
    set { gtk_widget_set_visible(handle(), newValue ? 1 : 0) }
  }

  /// Whether it can be used; dim where not.
  public var isSensitive: Bool {
    get { gtk_widget_get_sensitive(handle()) != 0 }
    set { gtk_widget_set_sensitive(handle(), newValue ? 1 : 0) }
  }

  /// Whether it takes the width that others leave.
  public var expandsHorizontally: Bool {
    get { gtk_widget_get_hexpand(handle()) != 0 }
    set { gtk_widget_set_hexpand(handle(), newValue ? 1 : 0) }
  }

  /// Whether it takes the height that others leave.
  public var expandsVertically: Bool {
    get { gtk_widget_get_vexpand(handle()) != 0 }
    set { gtk_widget_set_vexpand(handle(), newValue ? 1 : 0) }
  }

  /// Places it in the room it gets.
  @discardableResult public func align(
    horizontal: Alignment = .fill, vertical: Alignment = .fill
  ) -> Self {
    gtk_widget_set_halign(handle(), horizontal.native)
    gtk_widget_set_valign(handle(), vertical.native)
    return self
  }

  /// Keeps this many points free on each side.
  @discardableResult public func margins(_ all: Int) -> Self {
    margins(horizontal: all, vertical: all)
  }

  /// Keeps this many points free, left and right, above and below.
  @discardableResult public func margins(horizontal: Int, vertical: Int) -> Self {
    gtk_widget_set_margin_start(handle(), Int32(horizontal))
    gtk_widget_set_margin_end(handle(), Int32(horizontal))
    gtk_widget_set_margin_top(handle(), Int32(vertical))
    gtk_widget_set_margin_bottom(handle(), Int32(vertical))
    return self
  }

  /// The least size, in points; -1 for what the content needs.
  @discardableResult public func minimum(width: Int = -1, height: Int = -1) -> Self {
    gtk_widget_set_size_request(handle(), Int32(width), Int32(height))
    return self
  }

  /// Gives it classes of the style sheet.
  @discardableResult public func style(_ classes: String...) -> Self {
    for name in classes { gtk_widget_add_css_class(handle(), name) }
    return self
  }

  /// Gives or takes a class of the style sheet.
  public func setStyle(_ name: String, _ isOn: Bool) {
    if isOn {
      gtk_widget_add_css_class(handle(), name)
    } else {
      gtk_widget_remove_css_class(handle(), name)
    }
  }

  /// What the pointer shows, and what screen readers say of a widget without text.
  @discardableResult public func named(_ text: String) -> Self {
    gtk_widget_set_tooltip_text(handle(), text)
    shim_accessible_set_label(handle.raw, text)
    return self
  }

  /// What screen readers say, where nothing visible says it.
  @discardableResult public func accessibleName(_ text: String) -> Self {
    shim_accessible_set_label(handle.raw, text)
    return self
  }

  /// What screen readers add to the name.
  @discardableResult public func accessibleDescription(_ text: String) -> Self {
    shim_accessible_set_description(handle.raw, text)
    return self
  }

  /// What the pointer shows.
  public func setToolTip(_ text: String?) {
    gtk_widget_set_tooltip_text(handle(), text)
  }

  /// Whether the keyboard focus is here or on something inside.
  public var containsFocus: Bool {
    guard let root = gtk_widget_get_root(handle()), let focus = gtk_root_get_focus(root) else {
      return false
    }
    return focus == handle() || gtk_widget_is_ancestor(focus, handle()) != 0
  }

  /// Moves the keyboard focus here.
  public func grabFocus() {
    _ = gtk_widget_grab_focus(handle())
  }

  /// Moves the keyboard focus to the first thing in here that takes it.
  public func focusFirst() {
    _ = gtk_widget_child_focus(handle(), GTK_DIR_TAB_FORWARD)
  }

  /// Performs the action, such as "win.remove", when `key` is pressed with the focus in here and
  /// nothing inside wants the key.
  public func addShortcut(_ key: String, action: String) {
    let controller = Handle(gtk_shortcut_controller_new()!)
    gtk_shortcut_controller_set_scope(controller(), GTK_SHORTCUT_SCOPE_LOCAL)
    gtk_shortcut_controller_add_shortcut(
      controller(),
      gtk_shortcut_new(
        gtk_shortcut_trigger_parse_string(key), gtk_named_action_new(action)))
    gtk_widget_add_controller(handle(), controller())
  }
}
