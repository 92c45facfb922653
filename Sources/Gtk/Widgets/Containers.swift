internal import CGtk

/// Widgets in a row, or one above the other.
@MainActor public final class Box: Widget {
  /// The direction in which a box grows.
  public enum Direction {
    case horizontal, vertical
  }

  /// A box with `spacing` points between the children.
  public init(_ direction: Direction, spacing: Int = 0, _ children: Widget...) {
    let orientation =
      direction == .horizontal ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL
    super.init(sinking: Handle(gtk_box_new(orientation, Int32(spacing))!))
    for child in children { append(child) }
  }

  /// Adds a widget at the end.
  public func append(_ child: Widget) {
    gtk_box_append(handle(), child.handle())
  }

  /// Takes all children out.
  public func removeAll() {
    while let child = gtk_widget_get_first_child(handle()) {
      gtk_box_remove(handle(), child)
    }
  }
}

/// What scrolls where its content is larger than the room.
@MainActor public final class ScrolledWindow: Widget {
  /// Scrolls `content`, sideways too if `horizontally`.
  public init(_ content: Widget, horizontally: Bool = false) {
    super.init(sinking: Handle(gtk_scrolled_window_new()!))
    gtk_scrolled_window_set_child(handle(), content.handle())
    gtk_scrolled_window_set_policy(
      handle(), horizontally ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC)
  }

  /// As high as its content, between these limits.
  public func fitHeight(minimum: Int, maximum: Int) {
    gtk_scrolled_window_set_propagate_natural_height(handle(), 1)
    gtk_scrolled_window_set_min_content_height(handle(), Int32(minimum))
    gtk_scrolled_window_set_max_content_height(handle(), Int32(maximum))
  }
}

/// Pages of which one is shown.
@MainActor public final class Stack: Widget {
  /// A stack without pages, that fades from one to the next.
  public init() {
    super.init(sinking: Handle(gtk_stack_new()!))
    gtk_stack_set_transition_type(handle(), GTK_STACK_TRANSITION_TYPE_CROSSFADE)
    gtk_stack_set_vhomogeneous(handle(), 0)
  }

  /// Adds a page; the first is shown.
  public func add(_ page: Widget, name: String) {
    gtk_stack_add_named(handle(), page.handle(), name)
  }

  /// The name of the page that is shown.
  public var page: String {
    get { gtk_stack_get_visible_child_name(handle()).map { String(cString: $0) } ?? "" }
    set {
      guard newValue != page else { return }
      gtk_stack_set_visible_child_name(handle(), newValue)
    }
  }
}

/// A place for a widget that slides in and out.
@MainActor public final class Revealer: Widget {
  /// Hides `child` until ``isRevealed`` is set.
  public init(_ child: Widget) {
    super.init(sinking: Handle(gtk_revealer_new()!))
    gtk_revealer_set_child(handle(), child.handle())
  }

  /// Whether the child is to be seen.
  public var isRevealed: Bool {
    get { gtk_revealer_get_reveal_child(handle()) != 0 }
    set { gtk_revealer_set_reveal_child(handle(), newValue ? 1 : 0) }
  }
}

/// Keeps its child from growing wider than reads well.
@MainActor public final class Clamp: Widget {
  /// At most `width` points for `child`.
  public init(_ child: Widget, width: Int) {
    super.init(sinking: Handle(adw_clamp_new()!))
    adw_clamp_set_child(handle(), child.handle())
    adw_clamp_set_maximum_size(handle(), Int32(width))
    adw_clamp_set_tightening_threshold(handle(), Int32(width * 3 / 4))
  }
}

/// The bar at a window's upper edge.
@MainActor public final class HeaderBar: Widget {
  /// A bar with the window's buttons.
  public init() {
    super.init(sinking: Handle(adw_header_bar_new()!))
  }

  /// Adds a widget at the start.
  public func packStart(_ child: Widget) {
    adw_header_bar_pack_start(handle(), child.handle())
  }

  /// Adds a widget at the end.
  public func packEnd(_ child: Widget) {
    adw_header_bar_pack_end(handle(), child.handle())
  }

  /// What stands in the middle.
  public func setTitle(_ title: Widget) {
    adw_header_bar_set_title_widget(handle(), title.handle())
  }

  /// Whether it has the window's own buttons, close and others.
  public var showsWindowButtons: Bool {
    get { adw_header_bar_get_show_end_title_buttons(handle()) != 0 }
    set {
      adw_header_bar_set_show_end_title_buttons(handle(), newValue ? 1 : 0)
      adw_header_bar_set_show_start_title_buttons(handle(), newValue ? 1 : 0)
    }
  }
}

/// Where short messages come up for a moment.
@MainActor public final class ToastOverlay: Widget {
  /// How long a message stays, in seconds.
  private static let timeout: UInt32 = 4
  /// The newest message, which may be gone already.
  private var last: Object?

  /// Shows messages above `child`.
  public init(_ child: Widget) {
    super.init(sinking: Handle(adw_toast_overlay_new()!))
    adw_toast_overlay_set_child(handle(), child.handle())
  }

  /// Shows a message, in as many lines as it takes, in place of one that is still there.
  public func show(_ text: String) {
    if let last { adw_toast_dismiss(last.handle()) }
    let toast = Handle(adw_toast_new("")!)
    let label = Label(text, isCentered: true).style("heading")
    label.width(characters: 0, atMost: characters)
    adw_toast_set_custom_title(toast(), label.handle())
    adw_toast_set_timeout(toast(), Self.timeout)
    // A reference of our own: the overlay takes the one that came with the message.
    last = Object(sinking: toast)
    adw_toast_overlay_add_toast(handle(), toast())
  }

  /// How wide a line may be beside the button that closes the message: libadwaita 1.2 gives the text all
  /// that it asks for, and would push the button out.
  private var characters: Int {
    min(max((Int(gtk_widget_get_width(handle())) - 120) / 9, 20), 60)
  }
}
