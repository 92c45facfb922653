internal import CGtk
internal import Glibc

/// Keeps the computer from going to sleep or shutting down, by systemd's login manager.
///
/// It works on every desktop, also where ``Application/inhibitLogout(for:reason:)`` finds no session
/// manager. The lock is a file descriptor; it ends when the value does.
public struct SleepLock: ~Copyable {
  private let descriptor: Int32

  /// Asks for the lock; nil where there is no login manager or it refuses.
  @MainActor public init?(program: String, reason: String) {
    let connection = g_bus_get_sync(G_BUS_TYPE_SYSTEM, nil, nil)
    guard let connection else { return nil }
    defer { g_object_unref(UnsafeMutableRawPointer(connection)) }
    let texts: [String] = ["shutdown:sleep:idle:handle-lid-switch", program, reason, "block"]
    var arguments: [OpaquePointer?] = texts.map { g_variant_new_string($0) }
    var descriptors: UnsafeMutablePointer<GUnixFDList>?
    let reply = g_dbus_connection_call_with_unix_fd_list_sync(
      connection, "org.freedesktop.login1", "/org/freedesktop/login1",
      "org.freedesktop.login1.Manager", "Inhibit", g_variant_new_tuple(&arguments, 4), nil,
      G_DBUS_CALL_FLAGS_NONE, 1000, nil, &descriptors, nil, nil)
    guard let reply else { return nil }
    g_variant_unref(reply)
    guard let descriptors else { return nil }
    defer { g_object_unref(UnsafeMutableRawPointer(descriptors)) }
    let descriptor = g_unix_fd_list_get(descriptors, 0, nil)
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }
}
