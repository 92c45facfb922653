internal import CGStreamer
internal import CompactDisc

/// Work on a thread of its own, because it waits for disks and for GStreamer.
enum DecodingThread {
  private final class Start {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Starts a thread.
  ///
  /// - Throws: if the system has no more to give.
  static func start(
    named name: String, _ body: @escaping @Sendable () -> Void
  ) throws(DecodingFailure) {
    let pointer = Unmanaged.passRetained(Start(body)).toOpaque()
    var error: UnsafeMutablePointer<GError>?
    let thread = g_thread_try_new(
      name,
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue().body()
        return nil
      }, pointer, &error)
    guard let thread else {
      Unmanaged<Start>.fromOpaque(pointer).release()
      throw DecodingFailure(.decoderFailed(GStreamerLibrary.takeMessage(of: error)))
    }
    g_thread_unref(thread)
  }
}
