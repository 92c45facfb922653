internal import CGtk

extension TreeView {
  /// The menu of a row, for the secondary button of the pointer and the menu key.
  public func setMenu(_ menu: Menu) {
    let popover = Handle(gtk_popover_menu_new_from_model(menu.handle())!)
    gtk_popover_set_has_arrow(popover(), 0)
    gtk_widget_set_halign(popover(), GTK_ALIGN_START)
    gtk_widget_set_parent(popover(), handle())
    self.menu = Object(sinking: popover)
    // A child that was set by hand must go by hand, before its parent is finalized.
    connect("destroy") { [weak owner = self.menu] in
      if let owner { gtk_widget_unparent(owner.handle()) }
    }
  }

  func openMenuOnSecondaryClick(_ content: Handle, item: Handle) {
    let click = Handle(gtk_gesture_click_new()!)
    gtk_gesture_single_set_button(click(), guint(GDK_BUTTON_SECONDARY))
    Signals.connect(click, "pressed") { [weak self] values in
      self?.openMenu(
        from: content, position: gtk_list_item_get_position(item()), x: values.double(2),
        y: values.double(3))
      return false
    }
    gtk_widget_add_controller(content(), click())
  }

  private func openMenu(from content: Handle, position: guint, x: Double, y: Double) {
    guard position != guint.max else { return }
    if gtk_selection_model_is_selected(selectionModel.handle(), position) == 0 {
      gtk_selection_model_select_item(selectionModel.handle(), position, 1)
    }
    var ownX = 0.0
    var ownY = 0.0
    gtk_widget_translate_coordinates(content(), handle(), x, y, &ownX, &ownY)
    openMenu(atX: Int32(ownX), y: Int32(ownY))
  }

  private func openMenu(atX x: Int32, y: Int32) {
    guard let menu else { return }
    var point = GdkRectangle(x: x, y: y, width: 1, height: 1)
    gtk_popover_set_pointing_to(menu.handle(), &point)
    gtk_popover_popup(menu.handle())
  }

  /// Right opens a folder, Left closes it or goes to the folder above, the menu key opens the menu.
  func handleKeys() {
    let keys = Handle(gtk_event_controller_key_new()!)
    gtk_event_controller_set_propagation_phase(keys(), GTK_PHASE_CAPTURE)
    Signals.connect(keys, "key-pressed") { [weak self] values in
      guard let self else { return false }
      let modifiers = g_value_get_flags(values.values + 3)
      return press(key: Int32(values.unsigned(1)), modifiers: modifiers)
    }
    gtk_widget_add_controller(handle(), keys())
  }

  private func press(key: Int32, modifiers: guint) -> Bool {
    let relevant = modifiers & (GDK_CONTROL_MASK.rawValue | GDK_ALT_MASK.rawValue)
    let isShifted = modifiers & GDK_SHIFT_MASK.rawValue != 0
    switch key {
    case GDK_KEY_Right where relevant == 0 && !isShifted: return setExpanded(true)
    case GDK_KEY_Left where relevant == 0 && !isShifted: return setExpanded(false)
    case GDK_KEY_Menu: return openMenuAtFocus()
    case GDK_KEY_F10 where isShifted: return openMenuAtFocus()
    default: return false
    }
  }

  private func setExpanded(_ open: Bool) -> Bool {
    let positions = selectedPositions
    guard positions.count == 1, let row = treeRow(at: positions[0]) else { return false }
    let isOpen = gtk_tree_list_row_get_expanded(row.handle()) != 0
    if gtk_tree_list_row_is_expandable(row.handle()) != 0, isOpen != open {
      gtk_tree_list_row_set_expanded(row.handle(), open ? 1 : 0)
      return true
    }
    guard !open, let parent = gtk_tree_list_row_get_parent(row.handle()) else { return false }
    let position = gtk_tree_list_row_get_position(parent)
    g_object_unref(UnsafeMutableRawPointer(parent))
    gtk_selection_model_select_item(selectionModel.handle(), position, 1)
    return true
  }

  private func openMenuAtFocus() -> Bool {
    guard menu != nil, let root = gtk_widget_get_root(handle()),
      let focus = gtk_root_get_focus(root),
      gtk_widget_is_ancestor(focus, handle()) != 0
    else { return false }
    var x = 0.0
    var y = 0.0
    let height = Double(gtk_widget_get_height(focus))
    gtk_widget_translate_coordinates(focus, handle(), 24, height / 2, &x, &y)
    openMenu(atX: Int32(x), y: Int32(y))
    return true
  }
}
