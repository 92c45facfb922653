internal import CGtk

/// Widgets side by side where there is room, one below the other where there is not.
///
/// A line holds as many children as fit with their natural width; those that expand share what is
/// left of it, and a child that has a line for itself takes all of it.
@MainActor public final class WrapBox: Widget {
  /// A box with these points between children and between lines.
  public init(spacing: Int, lineSpacing: Int, _ children: Widget...) {
    // A box, because that knows how to keep children; only their places are found here.
    super.init(sinking: Handle(gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0)!))
    WrapLayout.install(on: handle, spacing: spacing, lineSpacing: lineSpacing)
    for child in children { append(child) }
  }

  /// Adds a widget at the end.
  public func append(_ child: Widget) {
    gtk_box_append(handle(), child.handle())
  }
}

/// The arithmetic of ``WrapBox``: who stands in which line, and how wide.
struct WrapLines {
  struct Item {
    var minimum: Int32
    var natural: Int32
    var expands: Bool
  }

  struct Place: Equatable {
    var line: Int
    var x: Int32
    var width: Int32
  }

  /// The place of each item in a box of `width` points.
  static func places(_ items: [Item], width: Int32, spacing: Int32) -> [Place] {
    var places: [Place] = []
    for (line, range) in lines(items, width: width, spacing: spacing).enumerated() {
      let gaps = spacing * Int32(range.count - 1)
      let wanted = range.reduce(0) { $0 + items[$1].natural } + gaps
      let growing = range.filter { items[$0].expands }
      var spare = width - wanted
      var x: Int32 = 0
      var left = Int32(growing.count)
      for index in range {
        var own = items[index].natural
        if range.count == 1 {
          own = width
        } else if spare > 0, items[index].expands {
          let share = spare / left
          own += share
          spare -= share
          left -= 1
        }
        places.append(Place(line: line, x: x, width: max(own, items[index].minimum)))
        x += own + spacing
      }
    }
    return places
  }

  private static func lines(_ items: [Item], width: Int32, spacing: Int32) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    var used: Int32 = 0
    for (index, item) in items.enumerated() {
      if index > start, used + spacing + item.natural > width {
        lines.append(start..<index)
        start = index
        used = item.natural
      } else {
        used += item.natural + (index > start ? spacing : 0)
      }
    }
    if start < items.count { lines.append(start..<items.count) }
    return lines
  }
}

/// GTK's side of ``WrapBox``: a layout manager that asks ``WrapLines``.
@MainActor private enum WrapLayout {
  static func install(on widget: Handle, spacing: Int, lineSpacing: Int) {
    g_object_set_data(widget(), "spacing", UnsafeMutableRawPointer(bitPattern: spacing))
    g_object_set_data(widget(), "line-spacing", UnsafeMutableRawPointer(bitPattern: lineSpacing))
    let layout = gtk_custom_layout_new(
      { _ in GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH },
      { widget, orientation, size, minimum, natural, _, _ in
        nonisolated(unsafe) let minimum = minimum
        nonisolated(unsafe) let natural = natural
        nonisolated(unsafe) let widget = widget
        MainActor.assumeIsolated {
          guard let widget else { return }
          let sizes = WrapLayout.measure(Handle(widget), orientation, size)
          minimum?.pointee = sizes.minimum
          natural?.pointee = sizes.natural
        }
      },
      { widget, width, _, _ in
        nonisolated(unsafe) let widget = widget
        MainActor.assumeIsolated {
          guard let widget else { return }
          WrapLayout.allocate(Handle(widget), width)
        }
      })
    gtk_widget_set_layout_manager(widget(), layout)
  }

  private static func gap(_ box: Handle, _ name: String) -> Int32 {
    Int32(Int(bitPattern: g_object_get_data(box(), name)))
  }

  private static func children(_ box: Handle) -> [Handle] {
    var children: [Handle] = []
    var next = gtk_widget_get_first_child(box())
    while let child = next {
      if gtk_widget_should_layout(child) != 0 { children.append(Handle(child)) }
      next = gtk_widget_get_next_sibling(child)
    }
    return children
  }

  private static func item(_ child: Handle) -> WrapLines.Item {
    var minimum: Int32 = 0
    var natural: Int32 = 0
    gtk_widget_measure(child(), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, nil, nil)
    let expands = gtk_widget_compute_expand(child(), GTK_ORIENTATION_HORIZONTAL) != 0
    return WrapLines.Item(minimum: minimum, natural: natural, expands: expands)
  }

  private static func height(_ child: Handle, width: Int32) -> Int32 {
    var natural: Int32 = 0
    gtk_widget_measure(child(), GTK_ORIENTATION_VERTICAL, width, nil, &natural, nil, nil)
    return natural
  }

  private static func measure(
    _ box: Handle, _ orientation: GtkOrientation, _ size: Int32
  ) -> (minimum: Int32, natural: Int32) {
    let children = children(box)
    let items = children.map(item)
    let spacing = gap(box, "spacing")
    let natural = items.reduce(0) { $0 + $1.natural } + spacing * Int32(max(0, items.count - 1))
    guard orientation == GTK_ORIENTATION_VERTICAL else {
      return (items.map(\.minimum).max() ?? 0, natural)
    }
    let places = WrapLines.places(items, width: size < 0 ? natural : size, spacing: spacing)
    let heights = lineHeights(children, places)
    let height =
      heights.reduce(0, +) + gap(box, "line-spacing") * Int32(max(0, heights.count - 1))
    return (height, height)
  }

  private static func lineHeights(_ children: [Handle], _ places: [WrapLines.Place]) -> [Int32] {
    var heights: [Int32] = []
    for (child, place) in zip(children, places) {
      if place.line == heights.count { heights.append(0) }
      heights[place.line] = max(heights[place.line], height(child, width: place.width))
    }
    return heights
  }

  private static func allocate(_ box: Handle, _ width: Int32) {
    let children = children(box)
    let places = WrapLines.places(
      children.map(item), width: width, spacing: gap(box, "spacing"))
    let heights = lineHeights(children, places)
    let lineSpacing = gap(box, "line-spacing")
    let isRightToLeft = gtk_widget_get_direction(box()) == GTK_TEXT_DIR_RTL
    for (child, place) in zip(children, places) {
      let y = heights[..<place.line].reduce(0) { $0 + $1 + lineSpacing }
      var rectangle = GtkAllocation(
        x: isRightToLeft ? width - place.x - place.width : place.x, y: y, width: place.width,
        height: heights[place.line])
      gtk_widget_size_allocate(child(), &rectangle, -1)
    }
  }
}
