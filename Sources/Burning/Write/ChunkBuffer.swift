internal import DiscModel
internal import Glibc

/// A bounded queue of chunks between the thread that reads the files and the thread that feeds the
/// drive, so that a slow source does not starve the drive at once.
///
/// The reader calls ``put(_:)`` and then ``finish()`` or ``fail(_:)``; the writer calls ``take()``
/// until it gives nil. Either side may ``abandon()``, after which both are woken and see the end.
final class ChunkBuffer<Failure: Error & Sendable>: @unchecked Sendable {
  enum Taken {
    case chunk(SectorChunk)
    case end
    case failure(Failure)
  }

  private struct State {
    var chunks: [SectorChunk] = []
    var head = 0
    var byteCount = 0
    var isEnded = false
    var failure: Failure?
    var isAbandoned = false
  }

  let capacityByteCount: Int
  // Guarded by `mutex`; the condition is signalled at each change that another side waits for.
  private var state = State()
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  init(capacityByteCount: Int) {
    self.capacityByteCount = capacityByteCount
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// How full the buffer is, 0…1. It counts as full once the source has ended.
  var fill: Double {
    locked { state in
      state.isEnded ? 1 : min(1, Double(state.byteCount) / Double(capacityByteCount))
    }
  }

  /// Appends a chunk, waiting while the buffer is full.
  ///
  /// - Returns: false if the buffer was abandoned and the chunk is not wanted.
  func put(_ chunk: SectorChunk) -> Bool {
    locked { state in
      while state.byteCount >= capacityByteCount, !state.isAbandoned { wait() }
      guard !state.isAbandoned else { return false }
      state.chunks.append(chunk)
      state.byteCount += chunk.storage.byteCount
      pthread_cond_broadcast(changed)
      return true
    }
  }

  /// Says that no more chunks follow.
  func finish() {
    locked { state in
      state.isEnded = true
      pthread_cond_broadcast(changed)
    }
  }

  /// Says that the source failed; the chunks before are still given out.
  func fail(_ failure: Failure) {
    locked { state in
      state.failure = failure
      state.isEnded = true
      pthread_cond_broadcast(changed)
    }
  }

  /// Empties the buffer and lets both sides see its end.
  func abandon() {
    locked { state in
      state.isAbandoned = true
      state.chunks = []
      state.head = 0
      state.byteCount = 0
      pthread_cond_broadcast(changed)
    }
  }

  /// The next chunk, waiting until there is one.
  func take() -> Taken {
    locked { state in
      while state.head == state.chunks.count, !state.isEnded, !state.isAbandoned { wait() }
      if state.head < state.chunks.count { return .chunk(removeFirst(&state)) }
      if let failure = state.failure { return .failure(failure) }
      return .end
    }
  }

  /// Waits until the buffer is at least half full or the source has ended, but not longer than
  /// `milliseconds`.
  ///
  /// - Returns: whether it is.
  func waitUntilPrimed(milliseconds: Int) -> Bool {
    locked { state in
      if !isPrimed(state) { wait(milliseconds: milliseconds) }
      return isPrimed(state)
    }
  }

  private func isPrimed(_ state: State) -> Bool {
    state.isEnded || state.isAbandoned || state.byteCount * 2 >= capacityByteCount
  }

  private func removeFirst(_ state: inout State) -> SectorChunk {
    let chunk = state.chunks[state.head]
    state.head += 1
    state.byteCount -= chunk.storage.byteCount
    // Given-out chunks are dropped in bulk, so that taking one costs no shift of the array.
    if state.head >= 64 || state.head == state.chunks.count {
      state.chunks.removeFirst(state.head)
      state.head = 0
    }
    pthread_cond_broadcast(changed)
    return chunk
  }

  private func locked<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&state)
  }

  private func wait() {
    pthread_cond_wait(changed, mutex)
  }

  private func wait(milliseconds: Int) {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_nsec += milliseconds % 1000 * 1_000_000
    deadline.tv_sec += milliseconds / 1000 + deadline.tv_nsec / 1_000_000_000
    deadline.tv_nsec %= 1_000_000_000
    pthread_cond_timedwait(changed, mutex, &deadline)
  }
}
