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

  let capacityByteCount: Int
  // All three are touched only between `pthread_mutex_lock` and `pthread_mutex_unlock`. The state is
  // behind a pointer because another thread changes it in the midst of a wait, which an `inout`
  // access would forbid.
  private let state: UnsafeMutablePointer<State>
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  init(capacityByteCount: Int) {
    self.capacityByteCount = capacityByteCount
    state = .allocate(capacity: 1)
    state.initialize(to: State())
    mutex = .allocate(capacity: 1)
    changed = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    // Somebody may set the clock on the wall while a disc is burnt.
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// How full the buffer is, 0…1. It counts as full once the source has ended.
  var fill: Double {
    locked {
      state.pointee.isEnded
        ? 1 : min(1, Double(state.pointee.byteCount) / Double(capacityByteCount))
    }
  }

  /// Appends a chunk, waiting while the buffer is full.
  ///
  /// - Returns: false if the buffer was abandoned and the chunk is not wanted.
  func put(_ chunk: SectorChunk) -> Bool {
    locked {
      while state.pointee.byteCount >= capacityByteCount, !state.pointee.isAbandoned { wait() }
      guard !state.pointee.isAbandoned else { return false }
      state.pointee.chunks.append(chunk)
      state.pointee.byteCount += chunk.storage.byteCount
      pthread_cond_broadcast(changed)
      return true
    }
  }

  /// Says that no more chunks follow.
  func finish() {
    locked {
      state.pointee.isEnded = true
      pthread_cond_broadcast(changed)
    }
  }

  /// Says that the source failed; the chunks before are still given out.
  func fail(_ failure: Failure) {
    locked {
      state.pointee.failure = failure
      state.pointee.isEnded = true
      pthread_cond_broadcast(changed)
    }
  }

  /// Empties the buffer and lets both sides see its end.
  func abandon() {
    locked {
      state.pointee = State()
      state.pointee.isAbandoned = true
      pthread_cond_broadcast(changed)
    }
  }

  /// The next chunk, waiting until there is one.
  func take() -> Taken {
    locked {
      while !hasAnswer { wait() }
      if !state.pointee.isEmpty {
        pthread_cond_broadcast(changed)
        return .chunk(state.pointee.removeFirst())
      }
      return state.pointee.failure.map(Taken.failure) ?? .end
    }
  }

  /// Waits until ``take()`` need not wait, but not longer than `milliseconds`.
  ///
  /// - Returns: whether it need not.
  func waitForChunk(milliseconds: Int) -> Bool {
    locked {
      if !hasAnswer { wait(milliseconds: milliseconds) }
      return hasAnswer
    }
  }

  /// Why the source ended, as soon as it is known, even if chunks before are still to be taken.
  var failure: Failure? {
    locked { state.pointee.failure }
  }

  /// Waits until the buffer is at least half full or the source has ended, but not longer than
  /// `milliseconds`.
  ///
  /// - Returns: whether it is.
  func waitUntilPrimed(milliseconds: Int) -> Bool {
    locked {
      if !isPrimed { wait(milliseconds: milliseconds) }
      return isPrimed
    }
  }

  private var hasAnswer: Bool {
    !state.pointee.isEmpty || state.pointee.isEnded || state.pointee.isAbandoned
  }

  private var isPrimed: Bool {
    state.pointee.isEnded || state.pointee.isAbandoned
      || state.pointee.byteCount * 2 >= capacityByteCount
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  private func wait() {
    pthread_cond_wait(changed, mutex)
  }

  private func wait(milliseconds: Int) {
    var deadline = timespec()
    clock_gettime(CLOCK_MONOTONIC, &deadline)
    deadline.tv_nsec += milliseconds % 1000 * 1_000_000
    deadline.tv_sec += milliseconds / 1000 + deadline.tv_nsec / 1_000_000_000
    deadline.tv_nsec %= 1_000_000_000
    pthread_cond_timedwait(changed, mutex, &deadline)
  }
}

extension ChunkBuffer {
  private struct State {
    var chunks: [SectorChunk] = []
    var head = 0
    var byteCount = 0
    var isEnded = false
    var failure: Failure?
    var isAbandoned = false

    var isEmpty: Bool { head == chunks.count }

    mutating func removeFirst() -> SectorChunk {
      let chunk = chunks[head]
      head += 1
      byteCount -= chunk.storage.byteCount
      // Chunks are dropped in bulk, so that taking one does not shift the array each time.
      if head >= 64 || head == chunks.count {
        chunks.removeFirst(head)
        head = 0
      }
      return chunk
    }
  }
}
