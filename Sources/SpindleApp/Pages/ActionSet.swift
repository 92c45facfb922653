import Gtk

/// The actions of a window or of one of its pages, by their names without "win.".
final class ActionSet {
  private var actions: [String: Action] = [:]
  private var keys: [String: [String]] = [:]

  /// Adds something the user can do, with the keys that do it.
  func add(_ name: String, keys: [String] = [], _ body: @escaping @MainActor () -> Void) {
    actions[name] = Action(name, body)
    if !keys.isEmpty { self.keys[name] = keys }
  }

  /// Adds something that is done with a text, such as a path.
  func add(_ name: String, takingString body: @escaping @MainActor (String) -> Void) {
    actions[name] = Action(name, takingString: body)
  }

  /// Whether something can be done now.
  func enable(_ name: String, _ isEnabled: Bool) {
    actions[name]?.isEnabled = isEnabled
  }

  /// Offers everything in a window. What is offered there under the same name gives way.
  func offer(in window: ApplicationWindow, of application: Application) {
    for action in actions.values { window.add(action) }
    for (name, keys) in keys { application.setKeys(keys, for: "win." + name) }
  }

  /// Takes everything back.
  func withdraw(from window: ApplicationWindow) {
    for name in actions.keys { window.removeAction(name) }
  }
}
