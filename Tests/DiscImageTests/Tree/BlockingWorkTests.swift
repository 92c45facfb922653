import DiscImage
import Foundation
import Synchronization
import Testing

@Suite("Work on a thread of its own") struct BlockingWorkTests {
  private struct Failed: Error, Equatable {}

  @Test func `returns what the work returns`() async throws {
    let sum = try await BlockingWork.run(named: "sum") { _ throws(Failed) in 1 + 2 }
    #expect(sum == 3)
  }

  @Test func `throws what the work throws`() async {
    await #expect(throws: Failed.self) {
      try await BlockingWork.run(named: "fails") { _ throws(Failed) in throw Failed() }
    }
  }

  @Test func `names the thread with the first 15 bytes`() async {
    let name = await BlockingWork.run(named: "a rather long name") { _ in
      try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
    }
    #expect(name == "a rather long n\n")
  }

  @Test func `runs more at a time than there are processors`() async {
    // Each waits until all are there: threads that were shared would wait for ever.
    let count = ProcessInfo.processInfo.activeProcessorCount + 6
    let arrived = Arrivals()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<count {
        group.addTask {
          await BlockingWork.run(named: "waits") { _ in
            arrived.number.add(1, ordering: .relaxed)
            while arrived.number.load(ordering: .relaxed) < count { usleep(1000) }
          }
        }
      }
    }
    #expect(arrived.number.load(ordering: .relaxed) == count)
  }

  @Test func `tells the work that its task was cancelled`() async {
    let task = Task {
      await BlockingWork.run(named: "cancelled") { cancellation in
        while !cancellation.isCancelled { usleep(1000) }
        return cancellation.isCancelled
      }
    }
    task.cancel()
    #expect(await task.value)
  }

  private final class Arrivals: Sendable {
    let number = Atomic(0)
  }
}
