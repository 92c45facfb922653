internal import CGtk
internal import CGtkShim

/// A cell that shows a row now.
@MainActor final class ListCell<Row: Hashable & Sendable> {
  /// One text of the cell, and where an entry takes its place.
  struct Line {
    let field: EditableList<Row>.Field
    let box: Handle
    let label: Handle
    let sign: Handle?
  }

  let item: Handle
  let content: Handle
  let column: EditableList<Row>.Column
  var row: Row
  private(set) var lines: [Line] = []

  init(_ row: Row, item: Handle, content: Handle, column: EditableList<Row>.Column) {
    self.row = row
    self.item = item
    self.content = content
    self.column = column
    guard case .texts(let field, let below, _) = column.content else { return }
    var next = gtk_widget_get_first_child(content())
    for field in [field, below].compactMap(\.self) {
      guard let box = next, let label = gtk_widget_get_first_child(box) else { return }
      let sign = gtk_widget_get_next_sibling(label)
      lines.append(
        Line(
          field: field, box: Handle(box), label: Handle(label), sign: sign.map { Handle($0) }))
      next = gtk_widget_get_next_sibling(box)
    }
  }

  /// The row of the list that the cell lies in: of the cell's own widget, then of that of the row.
  var rowWidget: Handle? {
    gtk_widget_get_parent(content()).flatMap { gtk_widget_get_parent($0) }.map { Handle($0) }
  }

  /// The number of the row.
  var position: Int { Int(gtk_list_item_get_position(item())) }

  func show(isCompact: Bool) {
    switch column.content {
    case .texts(_, _, let sign):
      for (index, line) in lines.enumerated() {
        let text = index == 0 ? line.field.text : line.field.textBelow
        gtk_label_set_text(line.label(), text(row))
        if index > 0 { gtk_widget_set_visible(line.box(), isCompact ? 1 : 0) }
      }
      if let image = lines.first?.sign { show(sign?(row), in: image) }
    case .press(let press):
      let look = press.look(row)
      gtk_widget_set_visible(content(), look == nil ? 0 : 1)
      guard let look else { return }
      gtk_button_set_icon_name(content(), look.icon)
      gtk_widget_set_tooltip_text(content(), look.name)
      shim_accessible_set_label(content.raw, look.name)
    }
  }

  private func show(_ sign: (icon: String, meaning: String)?, in image: Handle) {
    gtk_widget_set_visible(image(), sign == nil ? 0 : 1)
    guard let sign else { return }
    gtk_image_set_from_icon_name(image(), sign.icon)
    gtk_widget_set_tooltip_text(image(), sign.meaning)
  }
}

/// New cells.
@MainActor enum ListCells {
  /// One box a line, one above the other; in each a label, in the first a sign, too.
  static func texts(lines: Int, hasSign: Bool, isTrailing: Bool, isDim: Bool) -> Handle {
    let content = Handle(gtk_box_new(GTK_ORIENTATION_VERTICAL, 0)!)
    gtk_widget_set_valign(content(), GTK_ALIGN_CENTER)
    for number in 0..<lines {
      let box = Handle(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 6)!)
      gtk_box_append(box(), label(isTrailing: isTrailing, isDim: isDim || number > 0, number))
      if hasSign, number == 0 {
        let sign = Handle(gtk_image_new()!)
        gtk_widget_add_css_class(sign(), "warning")
        gtk_box_append(box(), sign())
      }
      gtk_box_append(content(), box())
    }
    return content
  }

  private static func label(
    isTrailing: Bool, isDim: Bool, _ number: Int
  ) -> UnsafeMutablePointer<GtkWidget> {
    let label = Handle(gtk_label_new(nil)!)
    gtk_label_set_xalign(label(), isTrailing ? 1 : 0)
    gtk_label_set_ellipsize(label(), PANGO_ELLIPSIZE_END)
    gtk_widget_set_hexpand(label(), 1)
    if isDim { gtk_widget_add_css_class(label(), "dim-label") }
    if isTrailing { gtk_widget_add_css_class(label(), "numeric") }
    if number > 0 { gtk_widget_add_css_class(label(), "caption") }
    return label()
  }

  /// A button that the pointer presses. The keyboard stays on the row, which has keys for it.
  static func button() -> Handle {
    let button = Handle(gtk_button_new()!)
    gtk_widget_set_focusable(button(), 0)
    gtk_widget_set_focus_on_click(button(), 0)
    gtk_widget_set_valign(button(), GTK_ALIGN_CENTER)
    for name in ["flat", "circular", "in-row"] { gtk_widget_add_css_class(button(), name) }
    return button
  }
}
