internal import CGtk
internal import CGtkShim

/// A tree of rows in columns, of which only the rows that are seen exist for GTK.
///
/// What a row is, the tree does not know: it asks ``Source`` for a folder's rows when the folder is
/// opened, and is told by ``replace(in:at:removing:inserting:)`` what changes later.
@MainActor public final class TreeView<Row: Hashable & Sendable>: Widget {
  /// What the tree shows.
  public struct Source {
    /// The rows of a folder, in order.
    public var children: @MainActor (Row) -> [Row]
    /// Whether a row can be opened.
    public var isFolder: @MainActor (Row) -> Bool

    /// The rows as these functions tell them.
    public init(
      children: @escaping @MainActor (Row) -> [Row], isFolder: @escaping @MainActor (Row) -> Bool
    ) {
      self.children = children
      self.isFolder = isFolder
    }
  }

  /// What a cell shows.
  public struct Content {
    /// The text.
    public var text: String
    /// The name of a symbolic icon; only the first column shows one.
    public var icon: String?

    /// A text with an icon before it, or without.
    public init(_ text: String, icon: String? = nil) {
      self.text = text
      self.icon = icon
    }
  }

  /// One column.
  public struct Column {
    var title: String
    var isTrailing: Bool
    var width: Int?
    var content: @MainActor (Row) -> Content

    /// A column `width` points wide; without a width it takes what the others leave.
    public init(
      _ title: String, width: Int? = nil, isTrailing: Bool = false,
      content: @escaping @MainActor (Row) -> Content
    ) {
      self.title = title
      self.width = width
      self.isTrailing = isTrailing
      self.content = content
    }
  }

  let root: Row
  let models = FolderModels<Row>()
  let treeModel: Object
  let selectionModel: Object
  private var columns: [Object] = []
  var cells: [UnsafeMutableRawPointer: Cell] = [:]
  var menu: PopupMenu?

  /// A tree of what lies in `root`.
  public init(root: Row, source: Source, columns: [Column]) {
    self.root = root
    let rootModel = FolderModel(folder: root, rows: source.children(root))
    models.add(rootModel)
    let openFolder = OpenFolder(source, models)
    treeModel = Object(
      owning: Handle(
        gtk_tree_list_model_new(
          rootModel.makeNative(), 0, 0, ChildrenBox.makeList,
          Unmanaged.passRetained(ChildrenBox(openFolder.list(of:))).toOpaque(), Callback.release)!))
    // The selection takes over a reference that it is given here.
    g_object_ref(treeModel.handle.raw)
    selectionModel = Object(owning: Handle(gtk_multi_selection_new(treeModel.handle())!))
    super.init(sinking: Handle(gtk_column_view_new(nil)!))
    gtk_column_view_set_model(handle(), selectionModel.handle())
    for (index, column) in columns.enumerated() { add(column, isFirst: index == 0) }
    handleKeys()
    connect(
      "activate",
      answering: { [weak self] values in
        self?.toggle(at: values.unsigned(1))
        return false
      })
  }

  private func add(_ column: Column, isFirst: Bool) {
    let factory = makeFactory(column, isFirst: isFirst)
    let native = Object(owning: Handle(gtk_column_view_column_new(column.title, factory)!))
    if let width = column.width {
      gtk_column_view_column_set_fixed_width(native.handle(), Int32(width))
    } else {
      gtk_column_view_column_set_expand(native.handle(), 1)
    }
    gtk_column_view_append_column(handle(), native.handle())
    columns.append(native)
    if column.isTrailing { alignTitle(number: columns.count - 1) }
  }

  /// Puts a column's title above its right-aligned values; GTK has no function for that.
  private func alignTitle(number: Int) {
    var title = gtk_widget_get_first_child(handle()).flatMap { gtk_widget_get_first_child($0) }
    for _ in 0..<number { title = title.flatMap { gtk_widget_get_next_sibling($0) } }
    guard let content = title.flatMap({ gtk_widget_get_first_child($0) }) else { return }
    gtk_widget_set_halign(content, GTK_ALIGN_END)
  }

  /// Shows or hides the last column. A column that is only made invisible keeps its room in GTK 4.8.
  public var showsLastColumn = true {
    didSet {
      guard showsLastColumn != oldValue, let last = columns.last else { return }
      if showsLastColumn {
        gtk_column_view_append_column(handle(), last.handle())
      } else {
        gtk_column_view_remove_column(handle(), last.handle())
      }
    }
  }

  /// Says that a run of a folder's rows is another now. A folder that GTK never opened needs no word.
  public func replace(
    in folder: Row, at position: Int, removing count: Int, inserting rows: some Collection<Row>
  ) {
    for model in models.live(of: folder) {
      model.replace(at: position, removing: count, inserting: rows)
    }
  }

  /// Reads the texts of the cells that are seen again.
  public func refreshTexts() {
    for cell in cells.values { cell.show() }
  }

  /// Calls `body` when other rows are selected, by the user or not.
  public func onSelectionChange(_ body: @escaping @MainActor () -> Void) {
    selectionModel.connect("selection-changed", body)
    treeModel.connect("items-changed", body)
  }
}

/// Makes the lists of folders that are opened. It does not hold the tree, which GTK may outlive.
@MainActor private final class OpenFolder<Row: Hashable & Sendable> {
  private let source: TreeView<Row>.Source
  private let models: FolderModels<Row>

  init(_ source: TreeView<Row>.Source, _ models: FolderModels<Row>) {
    self.source = source
    self.models = models
  }

  func list(of row: AnyObject) -> Handle? {
    guard let row = (row as? RowBox<Row>)?.row, source.isFolder(row) else { return nil }
    let model = FolderModel(folder: row, rows: source.children(row))
    models.add(model)
    return Handle(model.makeNative())
  }
}

/// What GTK hands back when it asks for the rows of a folder.
@MainActor private final class ChildrenBox {
  private let list: @MainActor (AnyObject) -> Handle?

  init(_ list: @escaping @MainActor (AnyObject) -> Handle?) {
    self.list = list
  }

  static let makeList:
    @convention(c) (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> OpaquePointer? = {
      item, box in
      nonisolated(unsafe) let item = item
      nonisolated(unsafe) let box = box
      nonisolated(unsafe) var list: OpaquePointer?
      MainActor.assumeIsolated {
        guard let item, let box, let content = shim_row_get_box(OpaquePointer(item)) else { return }
        let row = Unmanaged<AnyObject>.fromOpaque(content).takeUnretainedValue()
        list = Unmanaged<ChildrenBox>.fromOpaque(box).takeUnretainedValue().list(row)?()
      }
      return list
    }
}
