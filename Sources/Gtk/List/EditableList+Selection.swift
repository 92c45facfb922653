internal import CGtk

extension EditableList {
  /// How many rows are selected.
  public var selectionCount: Int { selectedPositions.count }

  /// The selected rows, from top to bottom.
  public var selectedRows: [Row] {
    selectedPositions.compactMap { rows.indices.contains($0) ? rows[$0] : nil }
  }

  /// The place of the first selected row.
  public var firstSelectedPosition: Int? { selectedPositions.first }

  private var selectedPositions: [Int] {
    let chosen = gtk_selection_model_get_selection(selectionModel.handle())
    defer { gtk_bitset_unref(chosen) }
    return (0..<gtk_bitset_get_size(chosen)).map { Int(gtk_bitset_get_nth(chosen, guint($0))) }
  }

  /// Selects these rows and no others, and scrolls to the first.
  public func select(_ chosen: [Row]) {
    let wanted = Set(chosen)
    let positions = rows.indices.filter { wanted.contains(rows[$0]) }
    let all = gtk_bitset_new_range(0, guint(rows.count))
    let set = gtk_bitset_new_empty()
    for position in positions { gtk_bitset_add(set, guint(position)) }
    gtk_selection_model_set_selection(selectionModel.handle(), set, all)
    gtk_bitset_unref(set)
    gtk_bitset_unref(all)
    if let first = positions.first { scroll(to: first) }
  }

  /// Selects the row at this place, or the last one where there are fewer.
  public func select(position: Int) {
    guard !rows.isEmpty else { return }
    select([rows[min(position, rows.count - 1)]])
  }

  /// Selects all rows.
  public func selectAll() {
    gtk_selection_model_select_all(selectionModel.handle())
  }

  /// Calls `body` when other rows are selected, by the user or not.
  public func onSelectionChange(_ body: @escaping @MainActor () -> Void) {
    selectionModel.connect("selection-changed", body)
    selectionModel.connect("items-changed", body)
  }

  /// The row that has the keyboard focus; without one the first that is selected.
  public var currentRow: Row? {
    if let root = gtk_widget_get_root(handle()), let focus = gtk_root_get_focus(root) {
      let cell = cells.values.first { cell in
        gtk_widget_is_ancestor(cell.content(), focus) != 0
          || gtk_widget_is_ancestor(focus, cell.content()) != 0
      }
      if focus != handle(), gtk_widget_is_ancestor(focus, handle()) != 0, let cell {
        return cell.row
      }
    }
    return selectedRows.first
  }

  /// Moves the keyboard focus to the first selected row. By itself GTK 4.8 would take the row that
  /// had it before, wherever that is now.
  func focusSelection() -> Bool {
    guard let row = selectedRows.first,
      let widget = cells.values.first(where: { $0.row == row })?.rowWidget
    else { return false }
    return gtk_widget_grab_focus(widget()) != 0
  }

  /// Scrolls as little as needed. The list inside has an action for that.
  func scroll(to position: Int) {
    guard let list = gtk_widget_get_last_child(handle()) else { return }
    gtk_widget_activate_action_variant(
      list, "list.scroll-to-item", g_variant_new_uint32(guint(position)))
  }
}
