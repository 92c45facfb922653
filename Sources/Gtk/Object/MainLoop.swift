internal import CGtkShim

/// The one bridge between Swift's main actor and GLib's main loop.
///
/// libdispatch tells by an event descriptor that its main queue has work. A GLib source on that
/// descriptor drains the queue, so that `@MainActor`, `await`, `Task.sleep` and `AsyncStream` work
/// while GTK runs the loop, without polling. The drain is not re-entrant: never run a nested loop.
@MainActor enum MainLoop {
  private static let attachment: Void = shim_attach_dispatch_main_queue()

  /// Connects the two, once in a process.
  static func attach() {
    attachment
  }
}
