internal import Glibc

/// Which optical drives there are, and what changes.
///
/// Drives are known by udev's `ID_CDROM` alone, never by the name of their node. That there are
/// none, or that no udev runs, is an ordinary answer: an empty list.
public struct DriveCatalog: Sendable {
  /// A view of the system's drives.
  public init() {}

  /// The drives there are now, by node.
  public func current() -> [DriveRecord] {
    guard let context = UdevContext() else { return [] }
    return context.drives()
  }

  /// What happens to drives from now on.
  ///
  /// Take the stream first and ``current()`` afterwards: then nothing is missed, and at worst
  /// something is told twice. Events that come together are told together. The stream ends at once
  /// where the system has no udev; the listening ends with the stream.
  public func changes() -> AsyncStream<DriveChange> {
    let (stream, continuation) = AsyncStream.makeStream(of: DriveChange.self)
    guard let stop = StopSignal(), let monitor = UdevMonitor() else {
      continuation.finish()
      return stream
    }
    continuation.onTermination = { _ in stop.raise() }
    ListeningThread.start(monitor, until: stop, continuation)
    return stream
  }
}

/// The thread that listens for one stream.
private final class ListeningThread {
  private var monitor: UdevMonitor
  private let stop: StopSignal
  private let continuation: AsyncStream<DriveChange>.Continuation

  private init(
    _ monitor: consuming UdevMonitor, until stop: StopSignal,
    _ continuation: AsyncStream<DriveChange>.Continuation
  ) {
    self.monitor = monitor
    self.stop = stop
    self.continuation = continuation
  }

  /// Hands `monitor` to a new thread; without one the stream ends.
  static func start(
    _ monitor: consuming UdevMonitor, until stop: StopSignal,
    _ continuation: AsyncStream<DriveChange>.Continuation
  ) {
    let context = Unmanaged.passRetained(ListeningThread(monitor, until: stop, continuation))
    var thread = pthread_t()
    let failure = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<ListeningThread>.fromOpaque(context).takeRetainedValue().listen()
        return nil
      }, context.toOpaque())
    guard failure == 0 else {
      context.release()
      return continuation.finish()
    }
    pthread_detach(thread)
  }

  private func listen() {
    monitor.run(until: stop) { continuation.yield($0) }
    continuation.finish()
  }
}
