internal import CGtk

extension TreeView {
  /// How many rows are selected.
  public var selectionCount: Int {
    let chosen = gtk_selection_model_get_selection(selectionModel.handle())
    defer { gtk_bitset_unref(chosen) }
    return Int(gtk_bitset_get_size(chosen))
  }

  /// The selected rows, from top to bottom.
  public var selectedRows: [Row] {
    selectedPositions.compactMap { position in
      treeRow(at: position).flatMap { Self.row(of: $0.handle) }
    }
  }

  /// Whether the first selected row is a folder that is open.
  public var isSelectionOpen: Bool {
    guard let position = selectedPositions.first, let row = treeRow(at: position) else {
      return false
    }
    return gtk_tree_list_row_get_expanded(row.handle()) != 0
  }

  /// The row at a height of the tree's own, as of a drop; nil below the last.
  public func row(atY y: Double) -> Row? {
    cells.values.first { cell in
      var top = 0.0
      var left = 0.0
      guard gtk_widget_get_mapped(cell.label()) != 0,
        gtk_widget_translate_coordinates(cell.label(), handle(), 0, 0, &left, &top) != 0
      else { return false }
      // A row is somewhat higher than the text in it.
      let margin = 8.0
      return (top - margin...top + Double(gtk_widget_get_height(cell.label())) + margin)
        .contains(y)
    }?.row
  }

  /// The place of the first selected row in the list as it is seen.
  public var firstSelectedPosition: Int? { selectedPositions.first }

  var selectedPositions: [Int] {
    let chosen = gtk_selection_model_get_selection(selectionModel.handle())
    defer { gtk_bitset_unref(chosen) }
    return (0..<gtk_bitset_get_size(chosen)).map {
      Int(gtk_bitset_get_nth(chosen, guint($0)))
    }
  }

  func treeRow(at position: Int) -> Object? {
    gtk_tree_list_model_get_row(treeModel.handle(), guint(position))
      .map { Object(owning: Handle($0)) }
  }

  /// Selects the row at this place, or the last one where there are fewer.
  public func select(position: Int) {
    let count = g_list_model_get_n_items(treeModel.handle())
    guard count > 0 else { return }
    let nearest = min(guint(position), count - 1)
    gtk_selection_model_select_item(selectionModel.handle(), nearest, 1)
  }

  /// Selects all rows that are seen.
  public func selectAll() {
    gtk_selection_model_select_all(selectionModel.handle())
  }

  /// Selects the row at the end of `path`, a list of rows from the root down, opens the folders
  /// above it and scrolls there.
  public func reveal(path: [Row]) {
    var row: Object?
    for id in path {
      if let parent = row { gtk_tree_list_row_set_expanded(parent.handle(), 1) }
      guard let next = child(of: row, id: id) else { return }
      row = next
    }
    guard let row else { return }
    let position = gtk_tree_list_row_get_position(row.handle())
    gtk_selection_model_select_item(selectionModel.handle(), position, 1)
    let argument = g_variant_new_uint32(position)
    // The action is that of the list inside; it scrolls as little as needed.
    if let list = gtk_widget_get_last_child(handle()) {
      gtk_widget_activate_action_variant(list, "list.scroll-to-item", argument)
    }
  }

  private func child(of parent: Object?, id: Row) -> Object? {
    let folder = parent.flatMap { Self.row(of: $0.handle) } ?? root
    guard let index = models.live(of: folder).first?.rows.firstIndex(of: id) else { return nil }
    let row =
      parent.map { gtk_tree_list_row_get_child_row($0.handle(), guint(index)) }
      ?? gtk_tree_list_model_get_child_row(treeModel.handle(), guint(index))
    return row.map { Object(owning: Handle($0)) }
  }

  /// Opens or closes a folder.
  func toggle(at position: Int) {
    guard let row = treeRow(at: position),
      gtk_tree_list_row_is_expandable(row.handle()) != 0
    else { return }
    let isOpen = gtk_tree_list_row_get_expanded(row.handle()) != 0
    gtk_tree_list_row_set_expanded(row.handle(), isOpen ? 0 : 1)
  }
}
