internal import CGtk
internal import CGtkShim

extension TreeView {
  /// A cell that shows a row now.
  struct Cell {
    var row: Row
    var label: Handle
    var image: Handle?
    var column: Column

    @MainActor func show() {
      let content = column.content(row)
      gtk_label_set_text(label(), content.text)
      if let image, let icon = content.icon { gtk_image_set_from_icon_name(image(), icon) }
    }
  }

  /// What makes a column's cells. Its reference is the caller's.
  func makeFactory(_ column: Column, isFirst: Bool) -> OpaquePointer {
    let factory = Handle(gtk_signal_list_item_factory_new()!)
    Signals.connect(factory, "setup") { [weak self] values in
      guard let item = values.object(1) else { return false }
      let content = isFirst ? TreeCells.withExpander() : TreeCells.plain(column.isTrailing)
      gtk_list_item_set_child(item(), content())
      self?.openMenuOnSecondaryClick(content, item: item)
      return false
    }
    Signals.connect(factory, "bind") { [weak self] values in
      guard let self, let item = values.object(1) else { return false }
      bind(item, column, isFirst: isFirst)
      return false
    }
    Signals.connect(factory, "unbind") { [weak self] values in
      guard let item = values.object(1) else { return false }
      self?.cells[item.raw] = nil
      if isFirst, let expander = gtk_list_item_get_child(item()) {
        gtk_tree_expander_set_list_row(Handle(expander)(), nil)
      }
      return false
    }
    return factory()
  }

  private func bind(_ item: Handle, _ column: Column, isFirst: Bool) {
    guard let child = gtk_list_item_get_child(item()).map({ Handle($0) }),
      let treeRow = gtk_list_item_get_item(item()).map({ Handle($0) }),
      let row = Self.row(of: treeRow)
    else { return }
    var content = child
    if isFirst {
      gtk_tree_expander_set_list_row(child(), treeRow())
      guard let inner = gtk_tree_expander_get_child(child()) else { return }
      content = Handle(inner)
    }
    guard let last = isFirst ? gtk_widget_get_last_child(content()) : content() else { return }
    let image = isFirst ? gtk_widget_get_first_child(content()).map { Handle($0) } : nil
    let cell = Cell(row: row, label: Handle(last), image: image, column: column)
    cells[item.raw] = cell
    cell.show()
  }

  /// What row it is, from the tree's own object for it.
  static func row(of treeRow: Handle) -> Row? {
    guard let item = gtk_tree_list_row_get_item(treeRow()) else { return nil }
    defer { g_object_unref(item) }
    guard let box = shim_row_get_box(OpaquePointer(item)) else { return nil }
    let content = Unmanaged<AnyObject>.fromOpaque(box).takeUnretainedValue()
    return (content as? RowBox<Row>)?.row
  }
}

/// New cells.
@MainActor private enum TreeCells {
  static func plain(_ isTrailing: Bool) -> Handle {
    let label = Handle(gtk_label_new(nil)!)
    gtk_label_set_xalign(label(), isTrailing ? 1 : 0)
    gtk_label_set_ellipsize(label(), PANGO_ELLIPSIZE_END)
    gtk_widget_add_css_class(label(), "dim-label")
    if isTrailing { gtk_widget_add_css_class(label(), "numeric") }
    return label
  }

  static func withExpander() -> Handle {
    let box = Handle(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 8)!)
    let label = Handle(gtk_label_new(nil)!)
    gtk_label_set_xalign(label(), 0)
    gtk_label_set_ellipsize(label(), PANGO_ELLIPSIZE_MIDDLE)
    gtk_box_append(box(), gtk_image_new())
    gtk_box_append(box(), label())
    let expander = Handle(gtk_tree_expander_new()!)
    gtk_tree_expander_set_child(expander(), box())
    return expander
  }
}
