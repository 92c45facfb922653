import Foundation
import Synchronization
import Testing
import VirtualDrive

@testable import Burning

@Suite("The threads of a burn", .timeLimit(.minutes(5))) struct ThreadTests {
  /// A drive blocks for minutes; on a shared thread it would stop the whole program.
  @Test func `send every command from one thread, also after the source was awaited`()
    async throws
  {
    let bench = try BurnBench(.cdR)
    let plan = try await bench.plan()
    let threads = Mutex<Set<pthread_t>>([])
    for operation in UInt8.min...UInt8.max {
      for call in 1...3 {
        bench.observer.before(operation, call: call) {
          threads.withLock { _ = $0.insert(pthread_self()) }
        }
      }
    }
    _ = try await bench.run(plan).report()
    #expect(threads.withLock { $0.count } == 1)
  }

  /// On shared threads, as many burns as there are of these would starve their own sources.
  @Test func `let many burns wait for their sources at the same time`() async throws {
    try await withThrowingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          let bench = try BurnBench(.bdR, files: ["a": 5])
          let source = bench.source { feeder in
            usleep(300_000)
            return feeder.run()
          }
          return try await bench.run(try await bench.plan(), source: source).report().proof
        }
      }
      for try await proof in group { #expect(proof == .everyBlock) }
    }
  }
}
