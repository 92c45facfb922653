internal import CGio
internal import SystemPackage

/// UDisks2 on a bus. Each call has a connection and a thread of its own, so that it blocks nobody
/// and needs no main loop.
///
/// Source: UDisks2 Reference Manual, "org.freedesktop.UDisks2.Manager" and
/// "org.freedesktop.UDisks2.Filesystem".
struct StorageService: Sendable {
  private static let name = "org.freedesktop.UDisks2"
  /// How long the service may take where nobody has to be asked. In milliseconds.
  private static let patience: Int32 = 60_000

  let bus: BusAddress

  /// Takes away one place where the file system of the device at `node` is mounted.
  ///
  /// Cancelling the task ends the waiting, not what the service is at.
  func unmount(_ node: FilePath, allowsAuthentication: Bool) async throws(BusFailure) {
    let (bus, path) = (bus, node.string)
    try await BusThread.run { cancellable throws(BusFailure) in
      let connection = try BusConnection(to: bus, cancellable)
      let devices = try connection.call(
        Self.name, "/org/freedesktop/UDisks2/Manager", "org.freedesktop.UDisks2.Manager",
        "ResolveDevice", BusValue.tuple([.options(["path": .text(path)]), .options([:])]),
        timeout: Self.patience, cancellable)
      guard let device = devices.firstPath else {
        throw .error(name: "org.freedesktop.DBus.Error.UnknownObject", message: path)
      }
      _ = try connection.call(
        Self.name, device, "org.freedesktop.UDisks2.Filesystem", "Unmount",
        BusValue.tuple([
          .options(["auth.no_user_interaction": .flag(!allowsAuthentication)])
        ]),
        timeout: allowsAuthentication ? .max : Self.patience, cancellable)
    }
  }
}

/// A value to send, of the few kinds that are needed.
indirect enum BusValue {
  case text(String)
  case flag(Bool)
  /// `a{sv}`
  case options([String: BusValue])
  case tuple([BusValue])

  /// The corresponding C type, floating.
  func makeVariant() -> OpaquePointer? {
    switch self {
    case .text(let text): return g_variant_new_string(text)
    case .flag(let flag): return g_variant_new_boolean(flag ? 1 : 0)
    case .options(let options):
      let entries: [OpaquePointer?] = options.sorted { $0.key < $1.key }.map { key, value in
        g_variant_new_dict_entry(
          g_variant_new_string(key), g_variant_new_variant(value.makeVariant()))
      }
      let type = g_variant_type_new("{sv}")
      defer { g_variant_type_free(type) }
      return g_variant_new_array(type, entries, gsize(entries.count))
    case .tuple(let values):
      return g_variant_new_tuple(values.map { $0.makeVariant() }, gsize(values.count))
    }
  }
}

/// A reply, which lives as long as this.
struct BusReply: ~Copyable {
  fileprivate let variant: OpaquePointer

  deinit {
    g_variant_unref(variant)
  }

  /// The first path of a reply of type `(ao)`; nil if it has another type or no path.
  var firstPath: String? {
    guard String(cString: g_variant_get_type_string(variant)) == "(ao)" else { return nil }
    let paths = g_variant_get_child_value(variant, 0)
    defer { g_variant_unref(paths) }
    guard g_variant_n_children(paths) > 0 else { return nil }
    let path = g_variant_get_child_value(paths, 0)
    defer { g_variant_unref(path) }
    return g_variant_get_string(path, nil).map { String(cString: $0) }
  }
}

/// A connection to a bus, closed at its end.
struct BusConnection: ~Copyable {
  private let connection: OpaquePointer

  init(to address: BusAddress, _ cancellable: BusCancellable) throws(BusFailure) {
    var error: UnsafeMutablePointer<GError>?
    guard let text = address.makeText(&error) else { throw BusFailure(connecting: error) }
    defer { g_free(text) }
    let flags = GDBusConnectionFlags(
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT.rawValue
        | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION.rawValue)
    guard
      let connection = g_dbus_connection_new_for_address_sync(
        text, flags, nil, cancellable.pointer, &error)
    else { throw BusFailure(connecting: error) }
    self.connection = connection
  }

  deinit {
    g_dbus_connection_close_sync(connection, nil, nil)
    g_object_unref(UnsafeMutableRawPointer(connection))
  }

  /// Calls a method and waits for its reply.
  func call(
    _ service: String, _ object: String, _ interface: String, _ method: String,
    _ arguments: BusValue, timeout: Int32, _ cancellable: BusCancellable
  ) throws(BusFailure) -> BusReply {
    var error: UnsafeMutablePointer<GError>?
    guard
      let reply = g_dbus_connection_call_sync(
        connection, service, object, interface, method, arguments.makeVariant(), nil,
        G_DBUS_CALL_FLAGS_ALLOW_INTERACTIVE_AUTHORIZATION, timeout, cancellable.pointer, &error)
    else { throw BusFailure(error) }
    return BusReply(variant: reply)
  }
}
