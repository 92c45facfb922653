internal import CGtk
internal import CGtkShim

/// A window with content that reaches to its upper edge, such as a dialog.
@MainActor public class Window: Widget {
  /// A window of its own; modal above `parent` where there is one, with which it goes.
  public init(title: String, parent: Window? = nil, width: Int, height: Int = -1) {
    super.init(sinking: Handle(adw_window_new()!))
    setUp(title: title, width: width, height: height)
    if let parent {
      gtk_window_set_transient_for(handle(), parent.handle())
      gtk_window_set_modal(handle(), 1)
      shim_go_with(handle(), parent.handle())
      setProperty(
        "accessible-role", of: gtk_accessible_role_get_type(),
        toCase: Int32(bitPattern: GTK_ACCESSIBLE_ROLE_DIALOG.rawValue))
    }
  }

  override init(sinking handle: Handle) {
    super.init(sinking: handle)
  }

  func setUp(title: String, width: Int, height: Int) {
    gtk_window_set_title(handle(), title)
    gtk_window_set_default_size(handle(), Int32(width), Int32(height))
  }

  /// Puts `content` in; it fills the window, header bar and all.
  public func setContent(_ content: Widget) {
    adw_window_set_content(handle(), content.handle())
  }

  /// The title in the window list, and the name for screen readers.
  public var title: String {
    get { gtk_window_get_title(handle()).map { String(cString: $0) } ?? "" }
    set { gtk_window_set_title(handle(), newValue) }
  }

  /// Whether it is the window that the user works in.
  public var isActive: Bool { gtk_window_is_active(handle()) != 0 }

  /// Calls `body` when the user wants to close the window; it stays open when `body` answers false.
  public func onClose(_ body: @escaping @MainActor () -> Bool) {
    connect("close-request", answering: { _ in !body() })
  }

  /// Calls `body` when the window becomes the one the user works in, or no longer is.
  public func onActivityChange(_ body: @escaping @MainActor () -> Void) {
    connect("notify::is-active", body)
  }

  /// Keeps `owner`, the page or dialog whose window this is, until the window is destroyed.
  ///
  /// The owner holds this wrapper, so handlers must not hold the owner: they take it unowned.
  public func keep(_ owner: AnyObject) {
    Self.owners[handle.raw] = owner
    let key = handle.raw
    connect("unrealize") { Window.forget(key) }
  }

  private static var owners: [UnsafeMutableRawPointer: AnyObject] = [:]

  /// Lets the owner go, but not while one of its own handlers may be at work.
  private static func forget(_ key: UnsafeMutableRawPointer) {
    guard let owner = owners.removeValue(forKey: key) else { return }
    Task { @MainActor in withExtendedLifetime(owner) {} }
  }

  /// Shows the window and brings it to the front.
  public func present() {
    gtk_window_present(handle())
  }

  /// Closes as if the user did.
  public func close() {
    gtk_window_close(handle())
  }

  /// Closes without asking.
  public func destroy() {
    gtk_window_destroy(handle())
    Self.forget(handle.raw)
  }

  /// Makes the window at least this high, in points.
  public func grow(toHeight height: Int) {
    var (ownWidth, ownHeight): (Int32, Int32) = (0, 0)
    gtk_window_get_default_size(handle(), &ownWidth, &ownHeight)
    gtk_window_set_default_size(handle(), ownWidth, max(ownHeight, Int32(height)))
  }

  /// What Return does wherever the focus is.
  public func setDefault(_ widget: Widget) {
    gtk_window_set_default_widget(handle(), widget.handle())
  }

  /// Moves the keyboard focus.
  public func focus(_ widget: Widget) {
    gtk_window_set_focus(handle(), widget.handle())
  }
}

/// A main window of the application, with actions of its own.
@MainActor public final class ApplicationWindow: Window {
  /// An empty window of `application`, which the dialogs of its other windows do not block.
  public init(_ application: Application, title: String, width: Int, height: Int) {
    super.init(sinking: Handle(adw_application_window_new(application.handle())!))
    setUp(title: title, width: width, height: height)
    // The window takes a reference to its group.
    let group = Handle(gtk_window_group_new()!)
    gtk_window_group_add_window(group(), handle())
    g_object_unref(group.raw)
  }

  /// Puts `content` in; it fills the window, header bar and all.
  public override func setContent(_ content: Widget) {
    adw_application_window_set_content(handle(), content.handle())
  }

  /// Makes an action of the name `win.NAME`.
  public func add(_ action: Action) {
    g_action_map_add_action(handle(), action.handle())
  }

  /// Takes the action of the name `win.NAME` away.
  public func removeAction(_ name: String) {
    g_action_map_remove_action(handle(), name)
  }
}
