import Glibc
import Synchronization
import TestSupport
import Testing

@testable import MMC

@Suite("The drive's own thread") struct DriveThreadTests {
  /// The threads on which things happened, in order.
  private final class Witness: Sendable {
    private let threads = Mutex<[UInt]>([])

    func note() {
      let thread = UInt(pthread_self())
      threads.withLock { $0.append(thread) }
    }

    var seen: [UInt] { threads.withLock { $0 } }
  }

  @MainActor @Test func `opens, runs and closes on one thread that is not the caller's`()
    async throws
  {
    let witness = Witness()
    let caller = UInt(pthread_self())
    let reference = DriveReference(name: "threads") { _ in
      witness.note()
      return ScriptedTransport { witness.note() }
    }
    try await reference.withExclusiveAccess { _ in
      witness.note()
      await Task.yield()
      witness.note()
      try? await Task.sleep(for: .milliseconds(2))
      witness.note()
    }
    #expect(witness.seen.count == 5)
    #expect(Set(witness.seen).count == 1)
    #expect(!witness.seen.contains(caller))
    #expect(UInt(pthread_self()) == caller)
  }

  @Test func `is another for each open drive, so that one does not wait for the other`()
    async throws
  {
    let barrier = Barrier(count: 3)
    let reference = DriveReference(name: "many") { _ in ScriptedTransport() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask {
          try await reference.withExclusiveAccess { _ in barrier.arriveAndWait() }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `is closed before the access returns`() async throws {
    let isClosed = Mutex(false)
    let witness = Witness()
    let reference = DriveReference(name: "closing") { _ in
      ScriptedTransport { witness.note() }
    }
    try await reference.withExclusiveAccess { _ in }
    isClosed.withLock { $0 = !witness.seen.isEmpty }
    #expect(isClosed.withLock { $0 })
  }

  @Test func `carries a hundred accesses without leaving threads behind`() async throws {
    let reference = DriveReference(name: "often") { _ in ScriptedTransport() }
    let before = try threadCount()
    for _ in 0..<100 { try await reference.withExclusiveAccess { _ in } }
    for _ in 0..<100 where try threadCount() > before + 10 { usleep(10_000) }
    #expect(try threadCount() <= before + 10)
  }

  @Test func `passes cancellation on to its body`() async {
    let reference = DriveReference(name: "cancelled") { _ in ScriptedTransport() }
    let task = Task {
      try await reference.withExclusiveAccess { _ in
        while !Task.isCancelled { await Task.yield() }
        return true
      }
    }
    task.cancel()
    await #expect(throws: Never.self) { try await task.value }
  }

  private func threadCount() throws -> Int {
    let folder = try #require(opendir("/proc/self/task"))
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count
  }
}

/// Lets threads go on when so many of them are there.
private final class Barrier: @unchecked Sendable {
  private let pointer = UnsafeMutablePointer<pthread_barrier_t>.allocate(capacity: 1)

  init(count: UInt32) {
    pthread_barrier_init(pointer, nil, count)
  }

  deinit {
    pthread_barrier_destroy(pointer)
    pointer.deallocate()
  }

  func arriveAndWait() {
    pthread_barrier_wait(pointer)
  }
}
