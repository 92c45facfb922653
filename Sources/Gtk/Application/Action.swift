internal import CGtk
internal import CGtkShim

/// Something the user can do, by menu, key, button or from another program over D-Bus.
@MainActor public final class Action: Object {
  /// An action that `body` performs.
  public init(_ name: String, _ body: @escaping @MainActor () -> Void) {
    super.init(owning: Handle(g_simple_action_new(name, nil)!))
    connect("activate", body)
  }

  /// An action on a string, such as a path.
  public init(_ name: String, takingString body: @escaping @MainActor (String) -> Void) {
    let type = g_variant_type_new("s")
    defer { g_variant_type_free(type) }
    super.init(owning: Handle(g_simple_action_new(name, type)!))
    connect(
      "activate",
      answering: { values in
        if let text = values.variantString(1) { body(text) }
        return false
      })
  }

  /// Whether it can be done now; what stands for it is dim where it cannot.
  public var isEnabled: Bool {
    get { g_action_get_enabled(handle()) != 0 }
    set {
      guard newValue != isEnabled else { return }
      g_simple_action_set_enabled(handle(), newValue ? 1 : 0)
    }
  }
}

/// A menu of actions.
@MainActor public final class Menu: Object {
  /// An empty menu.
  public init() {
    super.init(owning: Handle(g_menu_new()!))
  }

  /// Adds an entry; `key` is shown where the key is not one of ``Application/setKeys(_:for:)``.
  @discardableResult public func add(
    _ label: String, _ action: String, key: String? = nil
  ) -> Menu {
    let item = Handle(g_menu_item_new(label, action)!)
    if let key { g_menu_item_set_attribute_value(item(), "accel", g_variant_new_string(key)) }
    g_menu_append_item(handle(), item())
    g_object_unref(item.raw)
    return self
  }

  /// Adds an entry for an action that takes a string.
  @discardableResult public func add(_ label: String, _ action: String, target: String) -> Menu {
    let item = Handle(g_menu_item_new(label, nil)!)
    g_menu_item_set_action_and_target_value(item(), action, g_variant_new_string(target))
    g_menu_append_item(handle(), item())
    g_object_unref(item.raw)
    return self
  }

  /// Adds entries with a line between them and the others.
  @discardableResult public func add(section: Menu, label: String? = nil) -> Menu {
    g_menu_append_section(handle(), label, section.handle())
    return self
  }

  /// Adds an entry that opens another menu.
  @discardableResult public func add(submenu: Menu, label: String) -> Menu {
    g_menu_append_submenu(handle(), label, submenu.handle())
    return self
  }
}
