internal import CGtk
internal import CGtkShim

/// What a GTK row carries.
final class RowBox<Row: Hashable & Sendable>: Sendable {
  let row: Row

  init(_ row: Row) {
    self.row = row
  }
}

/// A list of rows as GTK asks for it; what the rows are is the subclass's.
@MainActor class RowList {
  var count: Int { 0 }

  /// What the row at `position` carries.
  func box(at position: Int) -> AnyObject? { nil }

  /// A new list for GTK, which owns this object from now on. Its reference is the caller's.
  func makeNative() -> OpaquePointer {
    shim_list_model_new(
      Unmanaged.passRetained(self).toOpaque(),
      { box in
        nonisolated(unsafe) let box = box
        return MainActor.assumeIsolated { guint(RowList.from(box)?.count ?? 0) }
      },
      { box, position in
        nonisolated(unsafe) let box = box
        nonisolated(unsafe) var row: OpaquePointer?
        MainActor.assumeIsolated {
          guard let content = RowList.from(box)?.box(at: Int(position)) else { return }
          row = shim_row_new(Unmanaged.passRetained(content).toOpaque(), Callback.release)
        }
        return row
      },
      Callback.release)!
  }

  private static func from(_ box: UnsafeMutableRawPointer?) -> RowList? {
    box.map { Unmanaged<RowList>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// The rows of one folder that GTK holds.
@MainActor final class FolderModel<Row: Hashable & Sendable>: RowList {
  let folder: Row
  private(set) var rows: [Row]
  /// GTK's list. It owns this object, so it is there as long.
  private var native: Handle?

  init(folder: Row, rows: [Row]) {
    self.folder = folder
    self.rows = rows
  }

  override var count: Int { rows.count }

  override func box(at position: Int) -> AnyObject? { RowBox(rows[position]) }

  override func makeNative() -> OpaquePointer {
    let native = super.makeNative()
    self.native = Handle(native)
    return native
  }

  /// Replaces a run of rows, and tells GTK.
  func replace(at position: Int, removing count: Int, inserting new: some Collection<Row>) {
    guard let native, position + count <= rows.count else { return }
    rows.replaceSubrange(position..<position + count, with: new)
    g_list_model_items_changed(native(), guint(position), guint(count), guint(new.count))
  }
}

/// The folders that GTK holds, open ones and some that were.
@MainActor final class FolderModels<Row: Hashable & Sendable> {
  private struct Weak {
    weak var model: FolderModel<Row>?
  }

  private var models: [Row: [Weak]] = [:]

  func add(_ model: FolderModel<Row>) {
    var known = models[model.folder, default: []]
    known.removeAll { $0.model == nil }
    known.append(Weak(model: model))
    models[model.folder] = known
  }

  /// The lists that GTK holds of this folder.
  func live(of folder: Row) -> [FolderModel<Row>] {
    (models[folder] ?? []).compactMap(\.model)
  }
}
