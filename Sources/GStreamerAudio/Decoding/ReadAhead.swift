internal import CGStreamer

/// The memory that decoders may fill before they are read, shared by all that have the same one.
///
/// A decoder that waits to be read may take as much as is left, so that a whole track is ready when
/// the one before it ends. A decoder always has a little of its own, so that none waits for another.
public final class ReadAhead: Sendable {
  /// What each decoder has, however full the rest is.
  static let ownByteCount = 1 << 20

  public let byteCount: Int
  private nonisolated(unsafe) let mutex: UnsafeMutablePointer<GMutex>
  private nonisolated(unsafe) let changed: UnsafeMutablePointer<GCond>
  // Behind a pointer, because another thread changes it in the midst of a wait.
  private nonisolated(unsafe) let used: UnsafeMutablePointer<Int>

  /// - Parameter byteCount: 42.4 MB hold four minutes.
  public init(byteCount: Int = 42_400_000) {
    self.byteCount = byteCount
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    used = .allocate(capacity: 1)
    g_mutex_init(mutex)
    g_cond_init(changed)
    used.initialize(to: 0)
  }

  deinit {
    g_mutex_clear(mutex)
    g_cond_clear(changed)
    mutex.deallocate()
    changed.deallocate()
    used.deallocate()
  }

  /// How much the decoders hold now.
  var filledByteCount: Int {
    locked { used.pointee }
  }

  func locked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    g_mutex_lock(mutex)
    defer { g_mutex_unlock(mutex) }
    return try body()
  }

  // What follows is called with the lock held.

  func wait() {
    g_cond_wait(changed, mutex)
  }

  func wakeAll() {
    g_cond_broadcast(changed)
  }

  /// Whether a decoder that holds `own` bytes may take more.
  func hasRoom(beside own: Int) -> Bool {
    own < Self.ownByteCount || used.pointee < byteCount
  }

  func add(_ bytes: Int) {
    used.pointee += bytes
    wakeAll()
  }
}
