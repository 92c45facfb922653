/// The rows of one folder that GTK holds.
@MainActor final class FolderModel<Row: Hashable & Sendable>: RowModel<Row> {
  let folder: Row

  init(folder: Row, rows: [Row]) {
    self.folder = folder
    super.init(rows)
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
