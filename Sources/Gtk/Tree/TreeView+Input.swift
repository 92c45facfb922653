internal import CGtk

extension TreeView {
  /// The menu of a row, for the secondary button of the pointer and the menu key.
  public func setMenu(_ menu: Menu) {
    self.menu = PopupMenu(menu, on: self)
  }

  func openMenuOnSecondaryClick(_ content: Handle, item: Handle) {
    PopupMenu.onSecondaryClick(on: content) { [weak self] x, y in
      self?.openMenu(from: content, position: gtk_list_item_get_position(item()), x: x, y: y)
    }
  }

  private func openMenu(from content: Handle, position: guint, x: Double, y: Double) {
    guard position != guint.max else { return }
    if gtk_selection_model_is_selected(selectionModel.handle(), position) == 0 {
      gtk_selection_model_select_item(selectionModel.handle(), position, 1)
    }
    menu?.open(at: x, y, in: content)
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
    case GDK_KEY_Menu: return menu?.openAtFocus() ?? false
    case GDK_KEY_F10 where isShifted: return menu?.openAtFocus() ?? false
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
}
