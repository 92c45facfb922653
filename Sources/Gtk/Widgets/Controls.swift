internal import CGtk

/// A picture of the icon theme, for decoration; screen readers pass over it.
@MainActor public final class Image: Widget {
  /// The icon of that name, `points` wide, or as wide as text is high.
  public init(icon: String, points: Int? = nil) {
    super.init(sinking: Handle(gtk_image_new_from_icon_name(icon)!))
    if let points { gtk_image_set_pixel_size(handle(), Int32(points)) }
  }

  /// Shows another icon.
  public func set(icon: String) {
    gtk_image_set_from_icon_name(handle(), icon)
  }
}

/// What is pressed.
@MainActor public final class Button: Widget {
  /// A button with a text, in which an underscore marks the access key.
  public init(_ label: String) {
    super.init(sinking: Handle(gtk_button_new_with_mnemonic(label)!))
    // GTK 4.8 would tell screen readers the text with the underscore, and then the text again.
    accessibleName(label.filter { $0 != "_" })
    gtk_accessible_reset_relation(handle(), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
  }

  /// A button with an icon, and with `name` for pointer and screen reader.
  public init(icon: String, name: String) {
    super.init(sinking: Handle(gtk_button_new_from_icon_name(icon)!))
    named(name)
  }

  /// A button that does `action`, and can be used whenever that can.
  public convenience init(_ label: String, action: String) {
    self.init(label)
    perform(action)
  }

  /// A button with an icon that does `action`.
  public convenience init(icon: String, name: String, action: String) {
    self.init(icon: icon, name: name)
    perform(action)
  }

  /// Shows another text, in which an underscore marks the access key.
  public func setLabel(_ label: String) {
    gtk_button_set_label(handle(), label)
    accessibleName(label.filter { $0 != "_" })
  }

  private func perform(_ action: String) {
    gtk_actionable_set_action_name(handle(), action)
  }

  /// Calls `body` when it is pressed, by pointer or key.
  public func onClick(_ body: @escaping @MainActor () -> Void) {
    connect("clicked", body)
  }
}

/// What is pressed and opens a menu.
@MainActor public final class MenuButton: Widget {
  /// A button with an icon, and with `name` for pointer and screen reader.
  public init(icon: String, name: String, menu: Menu, isPrimary: Bool = false) {
    super.init(sinking: Handle(gtk_menu_button_new()!))
    gtk_menu_button_set_icon_name(handle(), icon)
    gtk_menu_button_set_menu_model(handle(), menu.handle())
    gtk_menu_button_set_primary(handle(), isPrimary ? 1 : 0)
    named(name)
  }

  /// Shows another menu.
  public func setMenu(_ menu: Menu) {
    gtk_menu_button_set_menu_model(handle(), menu.handle())
  }

  /// Opens the menu.
  public func open() {
    gtk_menu_button_popup(handle())
  }
}

/// A choice of one text out of some.
@MainActor public final class DropDown: Widget {
  private let strings: Object

  /// A list without entries.
  public init() {
    let list = Handle(gtk_string_list_new(nil)!)
    strings = Object(sinking: list)
    super.init(sinking: Handle(gtk_drop_down_new(list(), nil)!))
    let factory = DropDown.factory()
    gtk_drop_down_set_factory(handle(), factory.handle())
  }

  /// Shows entries that give way when the room is too small.
  private static func factory() -> Object {
    let template = """
      <interface><template class="GtkListItem"><property name="child"><object class="GtkLabel">\
      <property name="xalign">0</property><property name="ellipsize">end</property>\
      <property name="max-width-chars">44</property>\
      <binding name="label"><lookup name="string" type="GtkStringObject">\
      <lookup name="item">GtkListItem</lookup></lookup></binding>\
      </object></property></template></interface>
      """
    let bytes = g_bytes_new(template, gsize(template.utf8.count))
    defer { g_bytes_unref(bytes) }
    return Object(owning: Handle(gtk_builder_list_item_factory_new_from_bytes(nil, bytes)!))
  }

  /// The entries; setting them keeps the choice by its number.
  public var items: [String] = [] {
    didSet {
      guard items != oldValue else { return }
      let chosen = selected
      withCStrings(items) {
        gtk_string_list_splice(strings.handle(), 0, guint(oldValue.count), $0)
      }
      if let chosen, chosen < items.count { selected = chosen }
    }
  }

  /// The number of the chosen entry; nil where there is none.
  public var selected: Int? {
    get {
      let position = gtk_drop_down_get_selected(handle())
      return position == guint.max ? nil : Int(position)
    }
    set {
      guard newValue != selected else { return }
      gtk_drop_down_set_selected(handle(), newValue.map { guint($0) } ?? guint.max)
    }
  }

  /// Calls `body` when another entry is chosen, by the user or not.
  public func onSelect(_ body: @escaping @MainActor () -> Void) {
    connect("notify::selected", body)
  }
}

/// Something that is so or not, with a text that says what.
@MainActor public final class CheckButton: Widget {
  /// A button that is not checked; an underscore in the text marks the access key.
  public init(_ label: String) {
    super.init(sinking: Handle(gtk_check_button_new_with_mnemonic(label)!))
    accessibleName(label.filter { $0 != "_" })
  }

  /// Whether it is checked.
  public var isOn: Bool {
    get { gtk_check_button_get_active(handle()) != 0 }
    set { gtk_check_button_set_active(handle(), newValue ? 1 : 0) }
  }

  /// Calls `body` when it was checked or no longer is, by the user or not.
  public func onChange(_ body: @escaping @MainActor () -> Void) {
    connect("toggled", body)
  }
}

/// A line between widgets.
@MainActor public final class Separator: Widget {
  /// A horizontal line.
  public init() {
    super.init(sinking: Handle(gtk_separator_new(GTK_ORIENTATION_HORIZONTAL)!))
  }
}
