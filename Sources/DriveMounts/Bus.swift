internal import CGio

/// Where a bus listens.
enum BusAddress: Hashable, Sendable {
  case system
  case other(String)

  /// The address for GIO, to be freed by `g_free`.
  func makeText(
    _ error: inout UnsafeMutablePointer<GError>?
  ) -> UnsafeMutablePointer<CChar>? {
    switch self {
    case .system: g_dbus_address_get_for_bus_sync(G_BUS_TYPE_SYSTEM, nil, &error)
    case .other(let address): g_strdup(address)
    }
  }
}

/// Why a call to a service brought nothing.
enum BusFailure: Error, Hashable, Sendable {
  /// No bus answers.
  case noBus(message: String)
  /// The task was cancelled.
  case cancelled
  /// The bus or the service answered with an error of this name.
  case error(name: String, message: String)

  /// Takes over an error of a call.
  init(_ error: UnsafeMutablePointer<GError>?) {
    guard let error else {
      self = .error(name: "", message: "")
      return
    }
    defer { g_error_free(error) }
    if g_error_matches(error, g_io_error_quark(), Int32(G_IO_ERROR_CANCELLED.rawValue)) != 0 {
      self = .cancelled
      return
    }
    let name = g_dbus_error_get_remote_error(error)
    defer { g_free(name) }
    g_dbus_error_strip_remote_error(error)
    let message = error.pointee.message.map { String(cString: $0) } ?? ""
    self = .error(name: name.map { String(cString: $0) } ?? "", message: message)
  }

  /// Takes over an error of connecting.
  init(connecting error: UnsafeMutablePointer<GError>?) {
    switch BusFailure(error) {
    case .cancelled: self = .cancelled
    case .noBus(let message), .error(_, let message): self = .noBus(message: message)
    }
  }
}

/// Ends a call from another thread.
final class BusCancellable: @unchecked Sendable {
  // GCancellable is made for several threads.
  let pointer: UnsafeMutablePointer<GCancellable>

  init() {
    pointer = g_cancellable_new()
  }

  deinit {
    g_object_unref(pointer)
  }

  func cancel() {
    g_cancellable_cancel(pointer)
  }
}

/// Calls that wait, on a thread of their own.
enum BusThread {
  private final class Start: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Runs `body` on a new thread; cancelling the task cancels what it is given.
  static func run(
    _ body: @escaping @Sendable (BusCancellable) throws(BusFailure) -> Void
  ) async throws(BusFailure) {
    let cancellable = BusCancellable()
    let result: Result<Void, BusFailure> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        start {
          do throws(BusFailure) {
            continuation.resume(returning: .success(try body(cancellable)))
          } catch {
            continuation.resume(returning: .failure(error))
          }
        }
      }
    } onCancel: {
      cancellable.cancel()
    }
    try result.get()
  }

  /// If the system has no more threads to give, the work is done on this one.
  private static func start(_ body: @escaping @Sendable () -> Void) {
    let context = Unmanaged.passRetained(Start(body)).toOpaque()
    let thread = g_thread_try_new(
      "spindle-mounts",
      { context in
        guard let context else { return nil }
        Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, context, nil)
    if let thread {
      g_thread_unref(thread)
    } else {
      Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body()
    }
  }
}
