internal import CGtk

/// Widgets that are all as wide as the widest of them.
@MainActor public enum SizeGroup {
  /// Gives the widgets one width.
  public static func align(_ widgets: Widget...) {
    let group = Handle(gtk_size_group_new(GTK_SIZE_GROUP_HORIZONTAL)!)
    for widget in widgets { gtk_size_group_add_widget(group(), widget.handle()) }
    g_object_unref(group.raw)
  }
}
