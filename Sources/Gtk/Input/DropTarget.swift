internal import CGtk

extension Widget {
  /// Calls `body` with the files that are dropped here from another program, and where.
  ///
  /// It comes before what stands inside, so that files dropped on an entry do not become text in it.
  public func onFileDrop(
    _ body: @escaping @MainActor ([PlatformPath], DropPlace) -> Void
  ) {
    let target = Handle(gtk_drop_target_new(gdk_file_list_get_type(), GDK_ACTION_COPY)!)
    gtk_event_controller_set_propagation_phase(target(), GTK_PHASE_CAPTURE)
    let area = handle
    Signals.connect(target, "drop") { values in
      guard let list = g_value_get_boxed(values.value(1)) else { return false }
      let paths = FileList.paths(of: OpaquePointer(list))
      guard !paths.isEmpty else { return false }
      body(paths, DropPlace(widget: area, x: values.double(2), y: values.double(3)))
      return true
    }
    gtk_widget_add_controller(handle(), target())
  }
}

/// Where something was dropped. It is good for as long as the handler of the drop runs.
@MainActor public struct DropPlace {
  let widget: Handle
  let x: Double
  let y: Double

  /// The height of the place as another widget of the same window counts it; nil if it is in none.
  public func y(in other: Widget) -> Double? {
    var place = (x: 0.0, y: 0.0)
    let isPossible = gtk_widget_translate_coordinates(
      widget(), other.handle(), x, y, &place.x, &place.y)
    return isPossible != 0 ? place.y : nil
  }
}

/// The files of a drop or a command line.
@MainActor enum FileList {
  /// The paths of a GdkFileList; files that have none, such as on a phone, are left out.
  static func paths(of list: OpaquePointer) -> [PlatformPath] {
    let files = gdk_file_list_get_files(list)
    defer { g_slist_free(files) }
    var paths: [PlatformPath] = []
    var next = files
    while let node = next {
      if let path = path(of: OpaquePointer(node.pointee.data)) { paths.append(path) }
      next = node.pointee.next
    }
    return paths
  }

  static func path(of file: OpaquePointer?) -> PlatformPath? {
    guard let file, let path = g_file_get_path(file) else { return nil }
    defer { g_free(path) }
    return PlatformPath(copying: path)
  }
}
