internal import Glibc
internal import Synchronization

/// Work that waits for disks and drives, on a thread of its own, so that it never holds up the few
/// threads that all tasks share.
public enum BlockingWork {
  /// Tells the work that its task was cancelled. It should then end soon.
  public struct Cancellation: Sendable {
    fileprivate final class Flag: Sendable {
      let value = Atomic(false)
    }
    fileprivate let flag = Flag()

    public var isCancelled: Bool { flag.value.load(ordering: .relaxed) }
  }

  /// Runs `body` on a new thread and waits for what comes of it without holding a shared thread.
  ///
  /// - Parameter name: the thread's name, for debuggers; Linux shows the first 15 bytes.
  public static func run<Success: Sendable, Failure: Error>(
    named name: String, _ body: @escaping @Sendable (Cancellation) throws(Failure) -> Success
  ) async throws(Failure) -> Success {
    let cancellation = Cancellation()
    let result: Result<Success, Failure> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        startThread(named: name) {
          do throws(Failure) {
            continuation.resume(returning: .success(try body(cancellation)))
          } catch {
            continuation.resume(returning: .failure(error))
          }
        }
      }
    } onCancel: {
      cancellation.flag.value.store(true, ordering: .relaxed)
    }
    return try result.get()
  }

  private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(name: String, body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// If the system has no more threads to give, the work is done on this one.
  private static func startThread(named name: String, _ body: @escaping @Sendable () -> Void) {
    let start = Start(name: name, body: body)
    let pointer = Unmanaged.passRetained(start).toOpaque()
    var thread = pthread_t()
    if pthread_create(&thread, nil, runThread, pointer) == 0 {
      pthread_detach(thread)
    } else {
      Unmanaged<Start>.fromOpaque(pointer).release()
      body()
    }
  }

  private static let runThread:
    @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { pointer in
      guard let pointer else { return nil }
      let start = Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue()
      nameThread(start.name)
      start.body()
      return nil
    }

  /// Swift does not see `pthread_setname_np`, so the kernel is asked as it offers it in files.
  private static func nameThread(_ name: String) {
    let file = open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = write(file, name, min(name.utf8.count, 15))
    close(file)
  }
}
