internal import CGtk
internal import CGtkShim

/// Rows that belong together, with a heading.
@MainActor public final class PreferencesGroup: Widget {
  /// A group without rows.
  public init(title: String = "", description: String? = nil) {
    super.init(sinking: Handle(adw_preferences_group_new()!))
    setEscaped(title) { adw_preferences_group_set_title(handle(), $0) }
    if let description {
      setEscaped(description) { adw_preferences_group_set_description(handle(), $0) }
    }
  }

  /// Adds a row at the end.
  public func add(_ row: Widget) {
    adw_preferences_group_add(handle(), row.handle())
  }

  /// Takes a row out.
  public func remove(_ row: Widget) {
    adw_preferences_group_remove(handle(), row.handle())
  }
}

/// A row with a title, a smaller line below it, and widgets at both ends.
@MainActor public class ActionRow: Widget {
  /// A row that shows two texts.
  public init(title: String, subtitle: String = "") {
    super.init(sinking: Handle(adw_action_row_new()!))
    self.title = title
    self.subtitle = subtitle
    applyTitle()
    applySubtitle()
  }

  init(sinking handle: Handle, title: String) {
    super.init(sinking: handle)
    self.title = title
    applyTitle()
  }

  /// The upper line.
  public var title = "" {
    didSet { if title != oldValue { applyTitle() } }
  }

  /// The lower line.
  public var subtitle = "" {
    didSet { if subtitle != oldValue { applySubtitle() } }
  }

  private func applyTitle() {
    // Some kinds of row take their title as it is.
    guard adw_preferences_row_get_use_markup(handle()) != 0 else {
      adw_preferences_row_set_title(handle(), title)
      return
    }
    setUnhyphenated(title) { adw_preferences_row_set_title(handle(), $0) }
  }

  private func applySubtitle() {
    setUnhyphenated(subtitle) { adw_action_row_set_subtitle(handle(), $0) }
  }

  /// Lets the whole row do `action` when it is pressed; an underscore in the title marks the access
  /// key.
  @discardableResult public func perform(_ action: String) -> Self {
    adw_preferences_row_set_use_underline(handle(), 1)
    gtk_list_box_row_set_activatable(handle(), 1)
    gtk_actionable_set_action_name(handle(), action)
    return self
  }

  /// Calls `body` when the row is pressed.
  @discardableResult public func onActivate(_ body: @escaping @MainActor () -> Void) -> Self {
    gtk_list_box_row_set_activatable(handle(), 1)
    connect("activated", body)
    return self
  }

  /// Adds a widget before the texts.
  @discardableResult public func prefix(_ child: Widget) -> Self {
    adw_action_row_add_prefix(handle(), child.handle())
    return self
  }

  /// Adds a widget behind the texts.
  @discardableResult public func suffix(_ child: Widget) -> Self {
    adw_action_row_add_suffix(handle(), child.handle())
    return self
  }

  /// The most lines of each text; 0 for as many as it needs.
  @discardableResult public func lines(title: Int, subtitle: Int) -> Self {
    adw_action_row_set_title_lines(handle(), Int32(title))
    adw_action_row_set_subtitle_lines(handle(), Int32(subtitle))
    return self
  }
}

/// A row with a switch; a press anywhere on it turns the switch.
@MainActor public final class SwitchRow: ActionRow {
  private let toggle: Object

  /// A row whose switch is as `isOn` says.
  public init(title: String, subtitle: String, isOn: Bool) {
    let handle = Handle(gtk_switch_new()!)
    toggle = Object(sinking: handle)
    super.init(sinking: Handle(adw_action_row_new()!), title: title)
    self.subtitle = subtitle
    gtk_widget_set_valign(handle(), GTK_ALIGN_CENTER)
    gtk_switch_set_active(handle(), isOn ? 1 : 0)
    adw_action_row_add_suffix(self.handle(), handle())
    adw_action_row_set_activatable_widget(self.handle(), handle())
  }

  /// Whether the switch is on.
  public var isOn: Bool {
    get { gtk_switch_get_active(toggle.handle()) != 0 }
    set { gtk_switch_set_active(toggle.handle(), newValue ? 1 : 0) }
  }

  /// Calls `body` when the switch was turned, by the user or not.
  public func onChange(_ body: @escaping @MainActor () -> Void) {
    toggle.connect("notify::active", body)
  }
}

/// A row with a choice of one text out of some.
@MainActor public final class ComboRow: ActionRow {
  /// A row in which the entry `selected` is chosen.
  public init(title: String, subtitle: String = "", items: [String], selected: Int) {
    super.init(sinking: Handle(adw_combo_row_new()!), title: title)
    self.subtitle = subtitle
    let list = withCStrings(items) { Handle(gtk_string_list_new($0)!) }
    adw_combo_row_set_model(handle(), list())
    g_object_unref(list.raw)
    adw_combo_row_set_selected(handle(), guint(selected))
  }

  /// The number of the chosen entry.
  public var selected: Int { Int(adw_combo_row_get_selected(handle())) }

  /// Calls `body` when another entry is chosen, by the user or not.
  public func onSelect(_ body: @escaping @MainActor () -> Void) {
    connect("notify::selected", body)
  }
}

/// A row that opens to show others, or any widget.
@MainActor public final class ExpanderRow: Widget {
  /// A closed row.
  public init(title: String, subtitle: String = "") {
    super.init(sinking: Handle(adw_expander_row_new()!))
    setUnhyphenated(title) { adw_preferences_row_set_title(handle(), $0) }
    setEscaped(subtitle) { adw_expander_row_set_subtitle(handle(), $0) }
  }

  /// Adds what is shown when it is open.
  public func add(_ child: Widget) {
    adw_expander_row_add_row(handle(), child.handle())
  }

  /// Whether it is open.
  public var isExpanded: Bool {
    get { adw_expander_row_get_expanded(handle()) != 0 }
    set { adw_expander_row_set_expanded(handle(), newValue ? 1 : 0) }
  }
}

/// A row that is one of several choices; a press anywhere on it makes it the chosen one.
@MainActor public final class ChoiceRow: ActionRow {
  private let button: Object

  /// A choice beside `other` and those it stands beside; the first, with nothing beside it, is chosen.
  public init(title: String, subtitle: String, besides other: ChoiceRow?) {
    let handle = Handle(gtk_check_button_new()!)
    button = Object(sinking: handle)
    super.init(sinking: Handle(adw_action_row_new()!), title: title)
    self.subtitle = subtitle
    gtk_widget_set_valign(handle(), GTK_ALIGN_CENTER)
    if let other {
      gtk_check_button_set_group(handle(), other.button.handle())
    } else {
      gtk_check_button_set_active(handle(), 1)
    }
    // The row says what the choice is; the button in it would say nothing.
    shim_accessible_set_label(handle.raw, title)
    adw_action_row_add_prefix(self.handle(), handle())
    adw_action_row_set_activatable_widget(self.handle(), handle())
  }

  /// Whether it is the chosen one.
  public var isChosen: Bool {
    get { gtk_check_button_get_active(button.handle()) != 0 }
    set { gtk_check_button_set_active(button.handle(), newValue ? 1 : 0) }
  }

  /// Calls `body` when it became the chosen one, or no longer is.
  public func onChange(_ body: @escaping @MainActor () -> Void) {
    button.connect("toggled", body)
  }
}
