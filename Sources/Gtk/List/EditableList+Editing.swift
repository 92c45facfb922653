internal import CGtk
internal import CGtkShim

/// An entry in the place of a text. It is an object, because another entry may come to lie where one
/// that went lay in memory.
@MainActor final class ListEdit<Row: Hashable & Sendable> {
  let cell: ListCell<Row>
  let line: ListCell<Row>.Line
  let entry: Handle
  /// How often the pointer was pressed in the list before it was opened.
  let pressCount: Int

  init(cell: ListCell<Row>, line: ListCell<Row>.Line, entry: Handle, pressCount: Int) {
    self.cell = cell
    self.line = line
    self.entry = entry
    self.pressCount = pressCount
  }
}

extension EditableList {
  /// What becomes of an entry.
  enum EditEnd {
    /// The text is taken over; where it is refused the entry stays open.
    case commit
    /// The text is taken over if it is not refused.
    case leave
    case cancel
  }

  /// Opens an entry in the place of a text.
  ///
  /// - Parameter name: which text, by its field; nil for the first that can be changed.
  /// - Returns: whether that text can be changed and its row can be seen.
  @discardableResult public func edit(_ row: Row, field name: String? = nil) -> Bool {
    endEditing(.leave)
    guard let (cell, line) = place(of: name, in: row) else { return false }
    let entry = Handle(gtk_entry_new()!)
    gtk_editable_set_text(entry(), line.field.text(row))
    gtk_editable_set_width_chars(entry(), 3)
    gtk_entry_set_alignment(entry(), cell.column.isTrailing ? 1 : 0)
    gtk_widget_set_hexpand(entry(), 1)
    gtk_widget_add_css_class(entry(), "in-row")
    shim_accessible_set_label(entry.raw, line.field.name)
    gtk_widget_set_visible(line.label(), 0)
    gtk_box_prepend(line.box(), entry())
    let edit = ListEdit(cell: cell, line: line, entry: entry, pressCount: pressCount)
    editing = edit
    follow(edit)
    gtk_widget_grab_focus(entry())
    gtk_editable_select_region(entry(), 0, -1)
    return true
  }

  /// Return, or a double click beside a text, changes the first text.
  func edit(at position: Int) {
    if rows.indices.contains(position) { edit(rows[position]) }
  }

  /// Ends what is typed now.
  ///
  /// - Returns: false if the text was refused and the entry stays.
  @discardableResult func endEditing(_ end: EditEnd) -> Bool {
    guard let edit = editing else { return true }
    let text = String(cString: gtk_editable_get_text(edit.entry()))
    let row = edit.cell.row
    // The list may be told of the change before this function goes on.
    editing = nil
    let isTaken =
      end == .cancel || text == edit.line.field.text(row)
      || edit.line.field.edit?.commit(row, text) ?? true
    if !isTaken, end == .commit {
      editing = edit
      gtk_widget_add_css_class(edit.entry(), "error")
      gtk_editable_select_region(edit.entry(), 0, -1)
      return false
    }
    close(edit)
    return true
  }

  private func close(_ edit: ListEdit<Row>) {
    // The focus goes before the entry does: GTK would look for another place for it in the next
    // frame, whatever has it then. A row that holds what takes the focus does not take it itself.
    let hadFocus = containsFocus
    gtk_widget_set_can_focus(edit.entry(), 0)
    if hadFocus, let widget = edit.cell.rowWidget { gtk_widget_grab_focus(widget()) }
    gtk_box_remove(edit.line.box(), edit.entry())
    gtk_widget_set_visible(edit.line.label(), 1)
    show(edit.cell)
  }

  private func follow(_ edit: ListEdit<Row>) {
    let entry = edit.entry
    Signals.connect(entry, "activate") { [weak self] _ in
      self?.endEditing(.commit)
      return false
    }
    Signals.connect(entry, "changed") { _ in
      gtk_widget_remove_css_class(entry(), "error")
      return false
    }
    let keys = Handle(gtk_event_controller_key_new()!)
    gtk_event_controller_set_propagation_phase(keys(), GTK_PHASE_CAPTURE)
    Signals.connect(keys, "key-pressed") { [weak self] values in
      self?.press(Int32(values.unsigned(1)), inEntry: entry) ?? false
    }
    gtk_widget_add_controller(entry(), keys())
    let focus = Handle(gtk_event_controller_focus_new()!)
    Signals.connect(focus, "leave") { [weak self, weak edit] _ in
      // The entry cannot go while the focus is on its way.
      Task { @MainActor in
        if let self, let edit, self.editing === edit { self.focusLeft(edit) }
      }
      return false
    }
    gtk_widget_add_controller(entry(), focus())
  }

  /// Where a text just changed, GTK may still look for a widget to give the focus to that the entry
  /// before had: then the user did not leave this one.
  private func focusLeft(_ edit: ListEdit<Row>) {
    let focus = gtk_widget_get_root(handle()).flatMap { gtk_root_get_focus($0) }
    let isInEntry = focus.map { gtk_widget_is_ancestor($0, edit.entry()) != 0 } ?? false
    guard !isInEntry else { return }
    let isElsewhere = focus.map { gtk_widget_is_ancestor($0, handle()) == 0 } ?? false
    if isElsewhere || edit.pressCount != pressCount {
      endEditing(.leave)
    } else {
      gtk_entry_grab_focus_without_selecting(edit.entry())
    }
  }

  private func press(_ key: Int32, inEntry entry: Handle) -> Bool {
    switch key {
    case GDK_KEY_Escape: return endEditing(.cancel)
    case GDK_KEY_Tab, GDK_KEY_KP_Tab: goOn(1)
    case GDK_KEY_ISO_Left_Tab: goOn(-1)
    default: return false
    }
    return true
  }

  /// Takes the text over and opens the next one, or the one before, in this row or the one beside it.
  func goOn(_ step: Int) {
    guard let edit = editing else { return }
    let row = edit.cell.row
    let name = edit.line.field.name
    guard endEditing(.commit) else { return }
    let places = rows.flatMap { row in editableFields(of: row).map { (row, $0.name) } }
    guard let place = places.firstIndex(where: { $0 == row && $1 == name }),
      places.indices.contains(place + step)
    else { return }
    let (next, field) = places[place + step]
    if next != row { select([next]) }
    self.edit(next, field: field)
  }

  private func editableFields(of row: Row) -> [Field] {
    columns.flatMap { $0.fields(isCompact: isCompact) }
      .filter { $0.edit?.isPossible(row) ?? false }
  }

  private func place(
    of name: String?, in row: Row
  ) -> (cell: ListCell<Row>, line: ListCell<Row>.Line)? {
    let fields = editableFields(of: row)
    guard let field = name == nil ? fields.first : fields.first(where: { $0.name == name }) else {
      return nil
    }
    // A text may stand in a column of its own and in the second line of another one. Only one of them
    // is seen.
    for cell in cells.values where cell.row == row {
      let seen = isCompact ? cell.lines : Array(cell.lines.prefix(1))
      if let line = seen.first(where: { $0.field.name == field.name }) { return (cell, line) }
    }
    return nil
  }

  /// F2 changes a text, Space is the caller's, the menu key opens the menu; presses are counted.
  func followInput() {
    let keys = Handle(gtk_event_controller_key_new()!)
    gtk_event_controller_set_propagation_phase(keys(), GTK_PHASE_CAPTURE)
    Signals.connect(keys, "key-pressed") { [weak self] values in
      guard let self, editing == nil else { return false }
      return press(Int32(values.unsigned(1)), modifiers: g_value_get_flags(values.values + 3))
    }
    gtk_widget_add_controller(handle(), keys())
    let click = Handle(gtk_gesture_click_new()!)
    gtk_event_controller_set_propagation_phase(click(), GTK_PHASE_CAPTURE)
    Signals.connect(click, "pressed") { [weak self] _ in
      self?.pressCount += 1
      return false
    }
    gtk_widget_add_controller(handle(), click())
  }

  private func press(_ key: Int32, modifiers: guint) -> Bool {
    let isShifted = modifiers & GDK_SHIFT_MASK.rawValue != 0
    let isPlain = modifiers & (GDK_CONTROL_MASK.rawValue | GDK_ALT_MASK.rawValue) == 0
    switch key {
    case GDK_KEY_F2 where isPlain: return currentRow.map { edit($0) } ?? false
    case GDK_KEY_space where isPlain && !isShifted:
      guard let onSpace, let row = currentRow else { return false }
      onSpace(row)
      return true
    case GDK_KEY_Menu: return menu?.openAtFocus() ?? false
    case GDK_KEY_F10 where isShifted: return menu?.openAtFocus() ?? false
    default: return false
    }
  }
}
