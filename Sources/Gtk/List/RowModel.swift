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

/// Rows that are kept here, and that GTK is told of when they change.
@MainActor class RowModel<Row: Hashable & Sendable>: RowList {
  private(set) var rows: [Row]
  /// GTK's list. It owns this object, so it is there as long.
  private var native: Handle?

  init(_ rows: [Row] = []) {
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
