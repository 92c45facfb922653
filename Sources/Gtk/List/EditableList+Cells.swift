internal import CGtk
internal import CGtkShim

extension EditableList {
  /// What makes a column's cells. Its reference is the caller's.
  func makeFactory(_ column: Column) -> OpaquePointer {
    let factory = Handle(gtk_signal_list_item_factory_new()!)
    Signals.connect(factory, "setup") { [weak self] values in
      guard let self, let item = values.object(1) else { return false }
      gtk_list_item_set_child(item(), makeContent(column, item: item)())
      return false
    }
    Signals.connect(factory, "bind") { [weak self] values in
      guard let self, let item = values.object(1) else { return false }
      bind(item, column)
      return false
    }
    Signals.connect(factory, "unbind") { [weak self] values in
      guard let self, let item = values.object(1) else { return false }
      if let cell = cells[item.raw], editing?.cell === cell { endEditing(.cancel) }
      cells[item.raw] = nil
      return false
    }
    return factory()
  }

  private func makeContent(_ column: Column, item: Handle) -> Handle {
    let content: Handle
    switch column.content {
    case .texts(_, let below, let sign):
      content = ListCells.texts(
        lines: below == nil ? 1 : 2, hasSign: sign != nil, isTrailing: column.isTrailing,
        isDim: column.isDim)
      editOnDoubleClick(content, item: item)
    case .press(let press):
      content = ListCells.button()
      Signals.connect(content, "clicked") { [weak self] _ in
        if let cell = self?.cells[item.raw] { press.body(cell.row) }
        return false
      }
    }
    PopupMenu.onSecondaryClick(on: content) { [weak self] x, y in
      self?.openMenu(from: content, position: gtk_list_item_get_position(item()), x: x, y: y)
    }
    return content
  }

  private func bind(_ item: Handle, _ column: Column) {
    guard let content = gtk_list_item_get_child(item()).map({ Handle($0) }),
      let object = gtk_list_item_get_item(item()), let row = Self.row(of: Handle(object))
    else { return }
    let cell = ListCell(row, item: item, content: content, column: column)
    cells[item.raw] = cell
    show(cell)
  }

  private static func row(of object: Handle) -> Row? {
    guard let box = shim_row_get_box(object()) else { return nil }
    let content = Unmanaged<AnyObject>.fromOpaque(box).takeUnretainedValue()
    return (content as? RowBox<Row>)?.row
  }

  private func openMenu(from content: Handle, position: guint, x: Double, y: Double) {
    guard position != guint.max else { return }
    if gtk_selection_model_is_selected(selectionModel.handle(), position) == 0 {
      gtk_selection_model_select_item(selectionModel.handle(), position, 1)
    }
    menu?.open(at: x, y, in: content)
  }

  private func editOnDoubleClick(_ content: Handle, item: Handle) {
    let click = Handle(gtk_gesture_click_new()!)
    Signals.connect(click, "pressed") { [weak self] values in
      guard let self, values.integer(1) == 2, let cell = cells[item.raw],
        let field = line(of: cell, atY: values.double(3)), edit(cell.row, field: field)
      else { return false }
      gtk_gesture_set_state(click(), GTK_EVENT_SEQUENCE_CLAIMED)
      return false
    }
    gtk_widget_add_controller(content(), click())
  }

  private func line(of cell: ListCell<Row>, atY y: Double) -> String? {
    cell.lines.last { line in
      var (left, top) = (0.0, 0.0)
      return gtk_widget_get_visible(line.box()) != 0
        && gtk_widget_translate_coordinates(line.box(), cell.content(), 0, 0, &left, &top) != 0
        && top <= y
    }?.field.name
  }
}
