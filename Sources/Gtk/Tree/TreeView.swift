internal import CGtk
internal import CGtkShim

/// A tree of rows in columns, of which only the rows that are seen exist for GTK.
///
/// A row is a number that means something to ``Source``. The tree asks for a folder's rows when the
/// folder is opened, and again when ``reload(folders:changed:)`` says that they changed.
@MainActor public final class TreeView: Widget {
  /// What the tree shows.
  public struct Source {
    /// The rows of a folder, in order.
    public var children: @MainActor (UInt32) -> [UInt32]
    /// Whether a row can be opened.
    public var isFolder: @MainActor (UInt32) -> Bool

    /// The rows as these functions tell them.
    public init(
      children: @escaping @MainActor (UInt32) -> [UInt32],
      isFolder: @escaping @MainActor (UInt32) -> Bool
    ) {
      self.children = children
      self.isFolder = isFolder
    }
  }

  /// One column.
  public struct Column {
    var title: String
    var isTrailing: Bool
    var width: Int?
    var icon: (@MainActor (UInt32) -> String)?
    var text: @MainActor (UInt32) -> String

    /// A column `width` points wide; without a width it takes what the others leave.
    public init(
      _ title: String, width: Int? = nil, isTrailing: Bool = false,
      icon: (@MainActor (UInt32) -> String)? = nil, text: @escaping @MainActor (UInt32) -> String
    ) {
      self.title = title
      self.width = width
      self.isTrailing = isTrailing
      self.icon = icon
      self.text = text
    }
  }

  let root: UInt32
  let source: Source
  let models = FolderModels()
  let treeModel: Object
  let selectionModel: Object
  private var columns: [Object] = []
  var cells: [UnsafeMutableRawPointer: Cell] = [:]
  var menu: Object?
  /// While the rows change, selections come and go that no user made.
  private var isReloading = false

  /// A tree of what lies in `root`.
  public init(root: UInt32, source: Source, columns: [Column]) {
    self.root = root
    self.source = source
    let rootModel = FolderModel(folder: root, rows: source.children(root))
    models.add(rootModel)
    let children = ChildrenBox(source: source, models: models)
    treeModel = Object(
      owning: Handle(
        gtk_tree_list_model_new(
          rootModel.makeList(), 0, 0, ChildrenBox.makeList,
          Unmanaged.passRetained(children).toOpaque(), Callback.release)!))
    g_object_ref(treeModel.handle.raw)
    selectionModel = Object(owning: Handle(gtk_multi_selection_new(treeModel.handle())!))
    super.init(sinking: Handle(gtk_column_view_new(nil)!))
    g_object_ref(selectionModel.handle.raw)
    gtk_column_view_set_model(handle(), selectionModel.handle())
    g_object_unref(selectionModel.handle.raw)
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
  }

  /// Shows or hides the column with this number.
  public func setColumn(_ index: Int, isVisible: Bool) {
    gtk_column_view_column_set_visible(columns[index].handle(), isVisible ? 1 : 0)
  }

  /// Reads the rows of these folders again, where they are open; `changed` rows have other texts or
  /// another place now. All other texts that are seen are read again too.
  public func reload(folders: some Sequence<UInt32>, changed: Set<UInt32> = []) {
    isReloading = true
    for folder in folders {
      for model in models.live(of: folder) {
        model.update(to: source.children(folder), changed: changed)
      }
    }
    refreshTexts()
    isReloading = false
    selectionChanged()
  }

  /// Reads the rows of all open folders again.
  public func reloadAll(changed: Set<UInt32> = []) {
    reload(folders: models.folders.sorted(), changed: changed)
  }

  private var selectionBody: (@MainActor () -> Void)?

  /// Calls `body` when other rows are selected.
  public func onSelectionChange(_ body: @escaping @MainActor () -> Void) {
    selectionBody = body
    selectionModel.connect("selection-changed") { [weak self] in self?.selectionChanged() }
  }

  private func selectionChanged() {
    if !isReloading { selectionBody?() }
  }
}

/// What GTK asks for the rows of a folder; it outlives the tree's wrapper, so it does not hold it.
@MainActor private final class ChildrenBox {
  private let source: TreeView.Source
  private let models: FolderModels

  init(source: TreeView.Source, models: FolderModels) {
    self.source = source
    self.models = models
  }

  private func list(of row: UInt32) -> OpaquePointer? {
    guard source.isFolder(row) else { return nil }
    let model = FolderModel(folder: row, rows: source.children(row))
    models.add(model)
    return model.makeList()
  }

  static let makeList:
    @convention(c) (UnsafeMutableRawPointer?, UnsafeMutableRawPointer?) -> OpaquePointer? = {
      item, box in
      nonisolated(unsafe) let item = item
      nonisolated(unsafe) let box = box
      nonisolated(unsafe) var list: OpaquePointer?
      MainActor.assumeIsolated {
        guard let item, let box else { return }
        let row = shim_row_get_id(OpaquePointer(item))
        list = Unmanaged<ChildrenBox>.fromOpaque(box).takeUnretainedValue().list(of: row)
      }
      return list
    }
}
