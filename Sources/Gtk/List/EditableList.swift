internal import CGtk
internal import CGtkShim

/// A list of rows in columns, whose texts are changed in their place and whose rows are dragged to
/// another one.
///
/// What a row is, the list does not know: it is given values that tell rows apart, asks its columns
/// for texts, and says what the user wants.
@MainActor public final class EditableList<Row: Hashable & Sendable>: Widget {
  let model = RowModel<Row>()
  let selectionModel: Object
  let columns: [Column]
  private var natives: [Object] = []
  /// What a screen reader says of a row as a whole.
  let summary: @MainActor (Row) -> String
  var cells: [UnsafeMutableRawPointer: ListCell<Row>] = [:]
  var menu: PopupMenu?
  /// The entry that is open now.
  var editing: ListEdit<Row>?
  /// How often the pointer was pressed here.
  var pressCount = 0
  var onSpace: (@MainActor (Row) -> Void)?
  var onMove: (@MainActor ([Row], Int) -> Void)?
  var drag = ListDrag<Row>()

  /// An empty list.
  ///
  /// - Parameter summary: what a screen reader says of a row.
  public init(columns: [Column], summary: @escaping @MainActor (Row) -> String) {
    self.columns = columns
    self.summary = summary
    // The selection takes over the reference that it is given here.
    selectionModel = Object(owning: Handle(gtk_multi_selection_new(model.makeNative())!))
    super.init(sinking: Handle(gtk_column_view_new(nil)!))
    gtk_column_view_set_model(handle(), selectionModel.handle())
    for column in columns { add(column) }
    followInput()
    connect(
      "activate",
      answering: { [weak self] values in
        self?.edit(at: values.unsigned(1))
        return false
      })
  }

  private func add(_ column: Column) {
    let factory = makeFactory(column)
    let native = Object(owning: Handle(gtk_column_view_column_new(column.title, factory)!))
    if let width = column.width {
      gtk_column_view_column_set_fixed_width(native.handle(), Int32(width))
    } else {
      gtk_column_view_column_set_expand(native.handle(), 1)
    }
    gtk_column_view_append_column(handle(), native.handle())
    natives.append(native)
    if column.isTrailing { alignTitle(number: natives.count - 1) }
  }

  /// Puts a column's title above its right-aligned values; GTK has no function for that.
  private func alignTitle(number: Int) {
    var title = gtk_widget_get_first_child(handle()).flatMap { gtk_widget_get_first_child($0) }
    for _ in 0..<number { title = title.flatMap { gtk_widget_get_next_sibling($0) } }
    guard let content = title.flatMap({ gtk_widget_get_first_child($0) }) else { return }
    gtk_widget_set_halign(content, GTK_ALIGN_END)
  }

  /// Shows fewer columns, and second lines instead. A column that is only made invisible keeps its
  /// room in GTK 4.8.
  public var isCompact = false {
    didSet {
      guard isCompact != oldValue else { return }
      endEditing(.cancel)
      for (index, column) in columns.enumerated() where column.isWideOnly {
        if isCompact {
          gtk_column_view_remove_column(handle(), natives[index].handle())
        } else {
          gtk_column_view_insert_column(handle(), guint(index), natives[index].handle())
        }
      }
      refresh()
    }
  }

  /// The rows, from top to bottom.
  public var rows: [Row] { model.rows }

  /// Says that a run of rows is another now.
  public func replace(
    at position: Int, removing count: Int, inserting rows: some Collection<Row>
  ) {
    model.replace(at: position, removing: count, inserting: rows)
  }

  /// Reads the texts of the cells that are seen again.
  public func refresh() {
    for cell in cells.values { show(cell) }
  }

  func show(_ cell: ListCell<Row>) {
    cell.show(isCompact: isCompact)
    guard cell.column.title == columns.first?.title, let widget = cell.rowWidget else { return }
    shim_accessible_set_label(widget.raw, summary(cell.row))
  }

  public override func grabFocus() {
    if !focusSelection() { super.grabFocus() }
  }

  /// The menu of a row, for the secondary button of the pointer and the menu key.
  public func setMenu(_ menu: Menu) {
    self.menu = PopupMenu(menu, on: self)
  }

  /// Calls `body` when Space is pressed on a row.
  public func onSpace(_ body: @escaping @MainActor (Row) -> Void) {
    onSpace = body
  }
}
