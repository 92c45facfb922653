internal import CGtk
internal import CGtkShim

/// A reference to a GTK object.
///
/// The wrapper owns one reference and is no more than that: the object may outlive it, in the
/// window's widget tree, say. What a handler captures lives as long as the object; so a handler
/// takes the page that owns the widget with `[weak self]` or `[unowned self]`, never strongly.
@MainActor public class Object {
  let handle: Handle

  /// Takes the floating reference that a constructor of widgets returns, or one of its own.
  init(sinking handle: Handle) {
    self.handle = handle
    g_object_ref_sink(handle.raw)
  }

  /// Takes over a reference that is the caller's.
  init(owning handle: Handle) {
    self.handle = handle
  }

  isolated deinit {
    g_object_unref(handle.raw)
  }

  /// Calls `body` at each emission of `signal`.
  func connect(_ signal: String, _ body: @escaping @MainActor () -> Void) {
    connect(
      signal,
      answering: { _ in
        body()
        return false
      })
  }

  /// Calls `body` with the values of each emission of `signal` and answers with what it returns.
  func connect(_ signal: String, answering body: @escaping @MainActor (SignalValues) -> Bool) {
    Signals.connect(handle, signal, body)
  }

  /// Sets a property that has no function of its own in the oldest GTK.
  func setProperty(_ name: String, to value: Bool) {
    setProperty(name, of: SHIM_TYPE_BOOLEAN) { g_value_set_boolean($0, value ? 1 : 0) }
  }

  /// Sets a property of an enumeration type by its number.
  func setProperty(_ name: String, of type: GType, toCase number: Int32) {
    setProperty(name, of: type) { g_value_set_enum($0, number) }
  }

  private func setProperty(
    _ name: String, of type: GType, _ fill: (UnsafeMutablePointer<GValue>) -> Void
  ) {
    var value = GValue()
    g_value_init(&value, type)
    fill(&value)
    g_object_set_property(handle(), name, &value)
    g_value_unset(&value)
  }
}

/// The style of the whole application, and what has to happen before the first widget.
@MainActor public enum Style {
  /// Whether the desktop, or the user, asks for the dark style now.
  public static var isDark: Bool {
    adw_style_manager_get_dark(adw_style_manager_get_default()) != 0
  }

  static func load() {
    shim_load_style()
  }
}
