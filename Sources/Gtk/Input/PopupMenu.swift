internal import CGtk

/// The menu of a list's rows, for the secondary button of the pointer and the menu key.
@MainActor final class PopupMenu {
  private let owner: Handle
  private let popover: Object

  init(_ menu: Menu, on widget: Widget) {
    owner = widget.handle
    let popover = Handle(gtk_popover_menu_new_from_model(menu.handle())!)
    gtk_popover_set_has_arrow(popover(), 0)
    gtk_widget_set_halign(popover(), GTK_ALIGN_START)
    gtk_widget_set_parent(popover(), owner())
    self.popover = Object(sinking: popover)
    // A child that was set by hand must go by hand, before its parent is finalized.
    widget.connect("destroy") { [weak popover = self.popover] in
      if let popover { gtk_widget_unparent(popover.handle()) }
    }
  }

  /// Calls `body` when the secondary button is pressed on `content`, and where.
  static func onSecondaryClick(
    on content: Handle, _ body: @escaping @MainActor (_ x: Double, _ y: Double) -> Void
  ) {
    let click = Handle(gtk_gesture_click_new()!)
    gtk_gesture_single_set_button(click(), guint(GDK_BUTTON_SECONDARY))
    Signals.connect(click, "pressed") { values in
      body(values.double(2), values.double(3))
      return false
    }
    gtk_widget_add_controller(content(), click())
  }

  /// Opens at a place that another widget counts.
  func open(at x: Double, _ y: Double, in other: Handle) {
    var place = (x: 0.0, y: 0.0)
    gtk_widget_translate_coordinates(other(), owner(), x, y, &place.x, &place.y)
    var point = GdkRectangle(x: Int32(place.x), y: Int32(place.y), width: 1, height: 1)
    gtk_popover_set_pointing_to(popover.handle(), &point)
    gtk_popover_popup(popover.handle())
  }

  /// Opens at the row that has the keyboard focus; false if none has.
  func openAtFocus() -> Bool {
    guard let root = gtk_widget_get_root(owner()), let focus = gtk_root_get_focus(root),
      gtk_widget_is_ancestor(focus, owner()) != 0
    else { return false }
    open(at: 24, Double(gtk_widget_get_height(focus)) / 2, in: Handle(focus))
    return true
  }
}
