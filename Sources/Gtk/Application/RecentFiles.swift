internal import CGtk

/// A document that was used lately, as the desktop remembers it.
public struct RecentFile: Hashable, Sendable {
  public var path: PlatformPath
  /// The name without the folder.
  public var name: String
  /// When it was opened or saved last, in seconds since 1970.
  public var lastUsed: Int64
  /// Whether the file is still there.
  public var exists: Bool
  /// What the program that added it called its kind; empty if it did not say.
  public var kind: String
}

/// The desktop's list of documents, which all programs share. Where the user wants nothing to be
/// remembered it stays empty.
@MainActor public final class RecentFiles: Object {
  /// The list of this session.
  public init() {
    let manager = Handle(gtk_recent_manager_get_default()!)
    g_object_ref(manager.raw)
    super.init(owning: manager)
  }

  /// Calls `body` when the list is another, also by other programs.
  public func onChange(_ body: @escaping @MainActor () -> Void) {
    connect("changed", body)
  }

  /// The files of a media type, the one that was used last first.
  public func files(of mediaType: String) -> [RecentFile] {
    let list = gtk_recent_manager_get_items(handle())
    defer { g_list_free(list) }
    var files: [RecentFile] = []
    var next = list
    while let node = next {
      if let data = node.pointee.data {
        let info = Handle(data)
        if gtk_recent_info_get_mime_type(info()).map({ String(cString: $0) }) == mediaType,
          let file = Self.file(info)
        {
          files.append(file)
        }
        gtk_recent_info_unref(info())
      }
      next = node.pointee.next
    }
    return files.sorted { $0.lastUsed > $1.lastUsed }
  }

  private static func file(_ info: Handle) -> RecentFile? {
    let file = Handle(g_file_new_for_uri(gtk_recent_info_get_uri(info()))!)
    defer { g_object_unref(file.raw) }
    guard let path = FileList.path(of: file()),
      let name = gtk_recent_info_get_display_name(info()),
      let time = gtk_recent_info_get_modified(info())
    else { return nil }
    var count: gsize = 0
    let groups = gtk_recent_info_get_groups(info(), &count)
    defer { g_strfreev(groups) }
    let kind = count > 0 ? groups?[0].map { String(cString: $0) } : nil
    return RecentFile(
      path: path, name: String(cString: name), lastUsed: Int64(g_date_time_to_unix(time)),
      exists: gtk_recent_info_exists(info()) != 0, kind: kind ?? "")
  }

  /// Puts a file at the head of the list.
  ///
  /// - Parameter command: what opens it, with `%f` for its path.
  public func add(_ path: PlatformPath, mediaType: String, kind: String, command: String) {
    withURI(of: path) { uri in
      let texts: [String] = [mediaType, Self.programName, command, kind]
      let copies = texts.map { g_strdup($0) }
      var groups = [copies[3], nil]
      groups.withUnsafeMutableBufferPointer { groups in
        var data = GtkRecentData()
        data.mime_type = copies[0]
        data.app_name = copies[1]
        data.app_exec = copies[2]
        data.groups = groups.baseAddress
        _ = gtk_recent_manager_add_full(handle(), uri, &data)
      }
      for copy in copies { g_free(copy) }
    }
  }

  /// Takes a file off the list; the file itself stays.
  public func remove(_ path: PlatformPath) {
    withURI(of: path) { _ = gtk_recent_manager_remove_item(handle(), $0, nil) }
  }

  private static var programName: String {
    g_get_application_name().map { String(cString: $0) } ?? "spindle"
  }

  private func withURI(of path: PlatformPath, _ body: (UnsafePointer<CChar>?) -> Void) {
    let file = Handle(g_file_new_for_path(path.characters)!)
    defer { g_object_unref(file.raw) }
    let uri = g_file_get_uri(file())
    defer { g_free(uri) }
    body(uri)
  }
}
