internal import CGtk
internal import CGtkShim

/// Rows on their way to another place of the list.
@MainActor struct ListDrag<Row: Hashable & Sendable> {
  /// The rows that are dragged, or would be if the pointer moved now.
  var rows: [Row] = []
  /// The row that shows where they would come, and the class of its line.
  var mark: (widget: Object, style: String)?
}

/// What a drag carries: whose rows they are. It does not hold the list.
private final class DragToken: Sendable {
  let list: ObjectIdentifier

  init(_ list: ObjectIdentifier) {
    self.list = list
  }
}

extension EditableList {
  /// Lets rows be dragged, and calls `body` with them and the number of the row before which they
  /// were dropped, or the number of rows for the end.
  public func onMove(_ body: @escaping @MainActor ([Row], Int) -> Void) {
    onMove = body
    addDragSource()
    addDropTarget()
  }

  /// The number of the row before which something belongs that was dropped at this height; the
  /// number of rows below the last.
  public func insertionPosition(forDropAt place: DropPlace) -> Int {
    place.y(in: self).map(insertionPosition) ?? rows.count
  }

  private func insertionPosition(atY y: Double) -> Int {
    if let (cell, isUpper) = row(atY: y) { return cell.position + (isUpper ? 0 : 1) }
    let isAbove = cells.values.contains { cell in
      extent(of: cell).map { y < $0.lowerBound } ?? false
    }
    return isAbove ? 0 : rows.count
  }

  /// A cell of the row at this height, and whether the place lies in its upper half.
  private func row(atY y: Double) -> (cell: ListCell<Row>, isUpper: Bool)? {
    for cell in cells.values {
      guard let extent = extent(of: cell), extent.contains(y) else { continue }
      return (cell, y < (extent.lowerBound + extent.upperBound) / 2)
    }
    return nil
  }

  /// From where to where the row of a cell reaches, in the list's own height; nil if it is not seen.
  private func extent(of cell: ListCell<Row>) -> Range<Double>? {
    guard let widget = cell.rowWidget, gtk_widget_get_mapped(widget()) != 0 else { return nil }
    var (left, top) = (0.0, 0.0)
    gtk_widget_translate_coordinates(widget(), handle(), 0, 0, &left, &top)
    return top..<top + Double(gtk_widget_get_height(widget()))
  }

  private func addDragSource() {
    let source = Handle(gtk_drag_source_new()!)
    gtk_drag_source_set_actions(source(), GDK_ACTION_MOVE)
    let press = Handle(gtk_gesture_click_new()!)
    gtk_event_controller_set_propagation_phase(press(), GTK_PHASE_CAPTURE)
    Signals.connect(press, "pressed") { [weak self] values in
      self?.prepareDrag(source, fromY: values.double(3))
      return false
    }
    Signals.connect(source, "drag-begin") { [weak self] _ in
      guard let self, let row = drag.rows.first,
        let widget = cells.values.first(where: { $0.row == row })?.rowWidget
      else { return false }
      let picture = Handle(gtk_widget_paintable_new(widget())!)
      gtk_drag_source_set_icon(source(), picture(), 16, 8)
      g_object_unref(picture.raw)
      return false
    }
    gtk_widget_add_controller(handle(), press())
    gtk_widget_add_controller(handle(), source())
  }

  /// What a drag from here would take along: all that is selected, or the row under the pointer.
  private func prepareDrag(_ source: Handle, fromY y: Double) {
    guard editing == nil, let row = row(atY: y)?.cell.row else {
      return gtk_drag_source_set_content(source(), nil)
    }
    drag.rows = selectedRows.contains(row) ? selectedRows : [row]
    let box = Unmanaged.passRetained(DragToken(ObjectIdentifier(self))).toOpaque()
    let token = Object(owning: Handle(shim_row_new(box, Callback.release)!))
    var value = GValue()
    g_value_init(&value, shim_row_get_type())
    g_value_set_object(&value, token.handle.raw)
    let content = Handle(gdk_content_provider_new_for_value(&value)!)
    gtk_drag_source_set_content(source(), content())
    g_object_unref(content.raw)
    g_value_unset(&value)
  }

  private func addDropTarget() {
    let target = Handle(gtk_drop_target_new(shim_row_get_type(), GDK_ACTION_MOVE)!)
    Signals.connect(target, "drop") { [weak self] values in
      guard let self, isOwn(values.value(1)), !drag.rows.isEmpty else { return false }
      mark(nil)
      onMove?(drag.rows, insertionPosition(atY: values.double(3)))
      return true
    }
    gtk_widget_add_controller(handle(), target())
    let motion = Handle(gtk_drop_controller_motion_new()!)
    for signal in ["enter", "motion"] {
      Signals.connect(motion, signal) { [weak self] values in
        self?.mark(values.double(2))
        return false
      }
    }
    Signals.connect(motion, "leave") { [weak self] _ in
      self?.mark(nil)
      return false
    }
    gtk_widget_add_controller(handle(), motion())
  }

  /// Rows of another window's list are another disc's.
  private func isOwn(_ value: UnsafePointer<GValue>) -> Bool {
    guard let token = g_value_get_object(value), let box = shim_row_get_box(OpaquePointer(token))
    else { return false }
    let content = Unmanaged<AnyObject>.fromOpaque(box).takeUnretainedValue()
    return (content as? DragToken)?.list == ObjectIdentifier(self)
  }

  /// Shows by a line between two rows where what is dragged would come.
  private func mark(_ y: Double?) {
    if let (widget, style) = drag.mark { gtk_widget_remove_css_class(widget.handle(), style) }
    drag.mark = nil
    guard let y, let (cell, isUpper) = row(atY: y), let widget = cell.rowWidget else { return }
    let style = isUpper ? "drop-before" : "drop-after"
    gtk_widget_add_css_class(widget(), style)
    g_object_ref(widget.raw)
    drag.mark = (Object(owning: widget), style)
  }
}
