internal import Glibc

/// A thread that belongs to one open drive.
///
/// Commands block for seconds to minutes, which the cooperative pool must not. With
/// `withTaskExecutorPreference`, nonisolated asynchronous code runs here.
final class DriveThread: TaskExecutor {
  private let queue: JobQueue

  /// Starts the thread.
  ///
  /// - Throws: the error number, if the system has no thread left.
  init() throws(SystemFailure) {
    queue = JobQueue()
    var thread = pthread_t()
    let context = Unmanaged.passRetained(queue)
    let failure = pthread_create(&thread, nil, DriveThread.main, context.toOpaque())
    guard failure == 0 else {
      context.release()
      throw SystemFailure(errorNumber: failure)
    }
    pthread_detach(thread)
  }

  /// Runs on the thread until the queue is closed.
  private static let main: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = {
    context in
    guard let context else { return nil }
    let queue = Unmanaged<JobQueue>.fromOpaque(context).takeRetainedValue()
    while let next = queue.next() {
      next.job.runSynchronously(on: next.executor.asUnownedTaskExecutor())
    }
    return nil
  }

  func enqueue(_ job: consuming ExecutorJob) {
    queue.append(JobQueue.Entry(job: UnownedJob(job), executor: self))
  }

  /// Lets the thread end when it has done what it was given.
  func stop() {
    queue.close()
  }

  /// What the system would not do.
  struct SystemFailure: Error {
    var errorNumber: Int32
  }
}

/// Jobs in the order they came, and a thread that waits for them.
private final class JobQueue: @unchecked Sendable {
  struct Entry {
    var job: UnownedJob
    var executor: DriveThread
  }

  // Both are guarded by `mutex`.
  private var entries: [Entry] = []
  private var isClosed = false
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let arrival = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(arrival, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(arrival)
    mutex.deallocate()
    arrival.deallocate()
  }

  func append(_ entry: Entry) {
    locked { entries.append(entry) }
  }

  func close() {
    locked { isClosed = true }
  }

  /// The next job, or nil when the queue is closed and empty; waits for one of the two.
  func next() -> Entry? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while entries.isEmpty, !isClosed { pthread_cond_wait(arrival, mutex) }
    return entries.isEmpty ? nil : entries.removeFirst()
  }

  private func locked(_ body: () -> Void) {
    pthread_mutex_lock(mutex)
    body()
    pthread_cond_signal(arrival)
    pthread_mutex_unlock(mutex)
  }
}
