internal import CGtk
internal import CGtkShim

/// The rows of one open folder, as GTK knows them.
@MainActor final class FolderModel {
  let folder: UInt32
  private(set) var rows: [UInt32]
  /// GTK's list; it owns this object, so it lives as long.
  private var list: Handle?

  init(folder: UInt32, rows: [UInt32]) {
    self.folder = folder
    self.rows = rows
  }

  /// A new list for GTK, whose reference is the caller's.
  func makeList() -> OpaquePointer {
    let list = Handle(
      shim_list_model_new(
        Unmanaged.passRetained(self).toOpaque(),
        { box in
          nonisolated(unsafe) let box = box
          return MainActor.assumeIsolated { guint(FolderModel.from(box).rows.count) }
        },
        { box, position in
          nonisolated(unsafe) let box = box
          return MainActor.assumeIsolated { FolderModel.from(box).rows[Int(position)] }
        },
        Callback.release)!)
    self.list = list
    return list()
  }

  private static func from(_ box: UnsafeMutableRawPointer?) -> FolderModel {
    // The list was made with a box and keeps it to its end.
    Unmanaged<FolderModel>.fromOpaque(box!).takeUnretainedValue()
  }

  /// Brings the list to `new`, telling GTK each step.
  func update(to new: [UInt32], changed: Set<UInt32>) {
    guard let list else { return }
    for edit in ListEdits.between(rows, new, changed: changed) {
      rows.replaceSubrange(
        edit.position..<edit.position + edit.removedCount, with: new[edit.added])
      g_list_model_items_changed(
        list(), guint(edit.position), guint(edit.removedCount), guint(edit.added.count))
    }
  }
}

/// The open folders of a tree.
@MainActor final class FolderModels {
  private struct Weak {
    weak var model: FolderModel?
  }

  private var models: [UInt32: [Weak]] = [:]

  func add(_ model: FolderModel) {
    var known = models[model.folder, default: []]
    known.removeAll { $0.model == nil }
    known.append(Weak(model: model))
    models[model.folder] = known
  }

  /// The lists that GTK holds of this folder.
  func live(of folder: UInt32) -> [FolderModel] {
    (models[folder] ?? []).compactMap(\.model)
  }

  /// The folders of which GTK holds a list.
  var folders: [UInt32] {
    models.compactMap { folder, known in known.contains { $0.model != nil } ? folder : nil }
  }
}
