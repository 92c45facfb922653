internal import CGtk
internal import CGtkShim

/// The program as the desktop knows it: one process, its windows and its actions.
@MainActor public final class Application: Object {
  /// An application with the reverse-domain `id` that its desktop file and its icon carry too.
  public init(id: String) {
    super.init(owning: Handle(adw_application_new(id, G_APPLICATION_HANDLES_OPEN)!))
    connect("startup") {
      Style.load()
      gtk_window_set_default_icon_name(id)
    }
  }

  /// Runs until the last window is closed, and returns the exit status. The files of the command
  /// line come to ``onOpen(_:)`` as the bytes they are.
  ///
  /// Call it from a synchronous `main`: after an `await` no task would run.
  public func run() -> Int32 {
    MainLoop.attach()
    return g_application_run(handle(), CommandLine.argc, CommandLine.unsafeArgv)
  }

  /// Calls `body` when the program is started without files, again and again in one process.
  public func onActivate(_ body: @escaping @MainActor () -> Void) {
    connect("activate", body)
  }

  /// Calls `body` with the files of a command line or of a file manager.
  public func onOpen(_ body: @escaping @MainActor ([PlatformPath]) -> Void) {
    connect(
      "open",
      answering: { values in
        let count = values.integer(2)
        guard let list = g_value_get_pointer(values.values + 1) else { return false }
        let files = list.assumingMemoryBound(to: OpaquePointer?.self)
        body((0..<count).compactMap { FileList.path(of: files[$0]) })
        return false
      })
  }

  /// The window that was last used, if any is open.
  public var hasWindow: Bool { gtk_application_get_active_window(handle()) != nil }

  /// Brings the last used window to the front.
  public func presentWindow() {
    guard let window = gtk_application_get_active_window(handle()) else { return }
    gtk_window_present(window)
  }

  /// Whether the user worked in this window last.
  public func wasLastUsed(_ window: Window) -> Bool {
    gtk_application_get_active_window(handle()) == window.handle()
  }

  /// Ends the program at once.
  public func quit() {
    g_application_quit(handle())
  }

  /// Makes an action of the name `app.NAME`.
  public func add(_ action: Action) {
    g_action_map_add_action(handle(), action.handle())
  }

  /// The keys that trigger the action, such as "<Control>o", wherever the focus is.
  public func setKeys(_ keys: [String], for action: String) {
    withCStrings(keys) { gtk_application_set_accels_for_action(handle(), action, $0) }
  }

  /// A request to the session that holds until it is taken back.
  public struct Inhibition {
    fileprivate let cookie: UInt32
  }

  /// Asks the session not to log out, switch users or sleep, for the reason that is shown to the user.
  ///
  /// Each request stands for itself and must be taken back by ``release(_:)``.
  public func inhibitLogout(for window: Window, reason: String) -> Inhibition {
    let what = GTK_APPLICATION_INHIBIT_LOGOUT.rawValue | GTK_APPLICATION_INHIBIT_SUSPEND.rawValue
    return Inhibition(
      cookie: gtk_application_inhibit(
        handle(), window.handle(), GtkApplicationInhibitFlags(rawValue: what), reason))
  }

  /// Takes a request back.
  public func release(_ inhibition: Inhibition) {
    // 0: there was no session manager to ask.
    if inhibition.cookie != 0 { gtk_application_uninhibit(handle(), inhibition.cookie) }
  }

  /// Shows a message of the desktop; one with the same `id` replaces the last.
  public func notify(id: String, title: String, body: String, icon: String) {
    let note = Handle(g_notification_new(title)!)
    let image = Handle(g_themed_icon_new(icon)!)
    g_notification_set_body(note(), body)
    g_notification_set_icon(note(), image())
    g_application_send_notification(handle(), id, note())
    g_object_unref(image.raw)
    g_object_unref(note.raw)
  }

  /// Takes the message back.
  public func withdrawNotification(id: String) {
    g_application_withdraw_notification(handle(), id)
  }
}
