internal import CGtk

/// Watches one file or folder; it stops when the value goes.
@MainActor public final class FileMonitor: Object {
  /// Calls `body` some time after the file, or an entry of the folder, was changed; nil where the
  /// system cannot watch it.
  public init?(path: String, _ body: @escaping @MainActor () -> Void) {
    let file = Handle(g_file_new_for_path(path)!)
    defer { g_object_unref(file.raw) }
    guard let monitor = g_file_monitor(file(), G_FILE_MONITOR_NONE, nil, nil) else { return nil }
    super.init(owning: Handle(monitor))
    connect("changed", body)
  }

  isolated deinit {
    g_file_monitor_cancel(handle())
  }
}
