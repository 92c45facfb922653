import DiscModel
import Foundation
import MMC
import Synchronization
import Testing
import VirtualDrive

@testable import Burning

/// The job is cancelled from the drive's own thread, just before a given command: always at the
/// same place, without clocks.
@Suite("A burn that is cancelled", .timeLimit(.minutes(5))) struct CancelTests {
  @Test(arguments: MediumKind.burnable)
  func `leaves the disc as it was while it prepares`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    let plan = try await bench.plan()
    bench.observer.before(0x46, cancelCurrentTask)
    let outcome = try await bench.run(plan)
    #expect(outcome.error == BurnError(code: .cancelled, medium: .untouched))
    #expect(outcome.error?.recovery == BurnError.Recovery.none)
    #expect(outcome.commands(0x2A).isEmpty)
    #expect(try MediumFiles(bench.mediumFolder) == outcome.before)
  }

  @Test func `leaves the disc as it was before it begins`() async throws {
    let bench = try BurnBench(.cdR)
    let job = BurnJob(try await bench.plan(), on: bench.reference())
    let task = Task { () -> BurnError? in
      withUnsafeCurrentTask { $0?.cancel() }
      do throws(BurnError) {
        _ = try await job.run()
        return nil
      } catch {
        return error
      }
    }
    #expect(await task.value == BurnError(code: .cancelled, medium: .untouched))
    #expect(!bench.observer.entries.contains { $0.operationCode == 0x2A })
  }

  @Test(arguments: MediumKind.burnable)
  func `while it writes closes what is there, so that it can be read and more can follow`(
    kind: MediumKind
  ) async throws {
    let bench = try BurnBench(kind)
    let plan = try await bench.plan()
    // The chunk that is on its way is still written.
    bench.observer.before(0x2A, call: 15, cancelCurrentTask)
    let outcome = try await bench.run(plan)
    let free = try #require(try await bench.reference().inspect().medium?.freeBlocks)
    #expect(
      outcome.error
        == BurnError(
          code: .cancelled,
          medium: .partlyWritten(blocks: BlockCount(15 * 32), freeBlocks: free, isErasable: false)))
    #expect(free > .zero)
    try await Self.expectReadable(bench, plan, blocks: 15 * 32)
  }

  @Test func `fills a CD of less than four seconds, so that it can be closed`() async throws {
    let bench = try BurnBench(.cdR)
    let plan = try await bench.plan()
    bench.observer.before(0x2A, call: 2, cancelCurrentTask)
    let outcome = try await bench.run(plan)
    let error = try #require(outcome.error)
    #expect(error.code == .cancelled)
    guard case .partlyWritten(BlockCount(64), let free, _) = error.medium else {
      Issue.record("\(error.medium)")
      return
    }
    #expect(free > .zero)
    // 64 blocks of the image, and 236 of zeros.
    #expect(outcome.commands(0x2A).map(\.range.upperBound).last == 300)
    let track = try Image(of: plan.request.layout).track(on: bench)
    #expect(track.count == 300 * 2048)
    #expect(track.dropFirst(64 * 2048).allSatisfy { $0 == 0 })
    try await Self.expectReadable(bench, plan, blocks: 64)
  }

  @Test func `fills a short CD though the drive's buffer is full again and again`() async throws {
    let bench = try BurnBench(.cdR)
    let plan = try await bench.plan()
    bench.observer.before(0x2A, call: 2, cancelCurrentTask)
    let outcome = try await bench.run(
      plan, options: VirtualDriveOptions(bufferByteCount: 65_536, fullBuffer: .answersBusy))
    guard case .partlyWritten? = outcome.error?.medium else {
      Issue.record("\(outcome.condition)")
      return
    }
  }

  @Test func `loses the disc if that cannot be closed`() async throws {
    let bench = try BurnBench(.dvdPlusR)
    let plan = try await bench.plan()
    bench.observer.before(0x2A, call: 5, cancelCurrentTask)
    let outcome = try await bench.run(
      plan, faults: [.onClose(calls: nil, .sense(.sessionFixationError))])
    #expect(outcome.error == BurnError(code: .cancelled, medium: .lost))
  }

  @Test func `knows nothing of the disc if the drive vanishes while it closes`() async throws {
    let bench = try BurnBench(.dvdPlusR)
    let plan = try await bench.plan()
    bench.observer.before(0x2A, call: 5, cancelCurrentTask)
    let outcome = try await bench.run(plan, faults: [.onClose(.vanish)])
    #expect(outcome.error == BurnError(code: .cancelled, medium: .unknown))
  }

  @Test func `waits not out a drive that is busy`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    bench.observer.before(0x2A, call: 4, cancelCurrentTask)
    let outcome = try await bench.run(
      plan, faults: [.on(0x2A, call: 3, calls: nil, .sense(.longWriteInProgress))])
    #expect(outcome.error?.code == .cancelled)
    #expect(outcome.commands(0x2A).count == 4)
  }

  @Test(arguments: MediumKind.burnable, [0x35, 0x5B] as [UInt8])
  func `while it closes finishes that, for a disc that is done though not proven`(
    kind: MediumKind, operation: UInt8
  ) async throws {
    let bench = try BurnBench(kind)
    let plan = try await bench.plan()
    bench.observer.before(operation, cancelCurrentTask)
    let outcome = try await bench.run(plan)
    #expect(outcome.error == BurnError(code: .cancelled, medium: .closed))
    #expect(outcome.commands(0x28).isEmpty)
  }

  @Test func `while it verifies leaves a disc that is done though not proven`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan(.appendable)
    bench.observer.before(0x28, call: 3, cancelCurrentTask)
    let outcome = try await bench.run(plan)
    let free = try #require(try await bench.reference().inspect().medium?.freeBlocks)
    #expect(
      outcome.error == BurnError(code: .cancelled, medium: .appendable(freeBlocks: free)))
    #expect(outcome.commands(0x28).count == 3)
    #expect(outcome.events.contains(.cancelRequested))
  }

  @Test func `does not hide that the disc is known to be bad`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    bench.observer.before(0x28, call: 3, cancelCurrentTask)
    let outcome = try await bench.run(plan, faults: [.onRead(of: 40..<41, .corruption)])
    guard case .verificationFailed(let mismatches)? = outcome.error?.code else {
      Issue.record("\(String(describing: outcome.error))")
      return
    }
    #expect(mismatches.map(\.start.rawValue) == [40])
  }

  @Test func `does not try all sectors of a chunk that cannot be read`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    bench.observer.before(0x28, call: 5, cancelCurrentTask)
    let outcome = try await bench.run(plan, faults: [.onRead(of: 0..<32, .sense(.readError))])
    #expect(outcome.error == BurnError(code: .cancelled, medium: .closed))
    // The chunk, the first sector three times, and the second.
    #expect(outcome.commands(0x28).count <= 7)
  }

  @Test func `does not wait for a file that never comes, before the first write`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    let hangs = DispatchSemaphore(value: 0)
    let job = BurnJob(
      plan, on: bench.reference(),
      source: bench.source { feeder in
        hang(on: hangs)
        return feeder.run()
      })
    let task = Task { await Self.error(of: job) }
    while bench.feeders.withLock({ $0 }) == 0 { try await Task.sleep(for: .milliseconds(1)) }
    task.cancel()
    #expect(await task.value == BurnError(code: .cancelled, medium: .untouched))
    // The source still hangs; now it may go on, and finds that nobody wants it.
    #expect(bench.feeders.withLock { $0 } == 1)
    hangs.signal()
  }

  @Test func `does not wait for a file that never comes, in the midst of writing`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    let hangs = DispatchSemaphore(value: 0)
    // Half the buffer is there, and no more.
    let job = BurnJob(
      plan, on: bench.reference(),
      source: bench.source(bufferByteCount: 4 * 65_536) { feeder in
        for chunk in 0..<3 {
          _ = feeder.buffer.put(.zeros(from: BlockCount(chunk * 32), blocks: BlockCount(32)))
        }
        hang(on: hangs)
        return nil
      })
    let task = Task { await Self.error(of: job) }
    Task {
      while bench.observer.entries.count(where: { $0.operationCode == 0x2A }) < 3 {
        try await Task.sleep(for: .milliseconds(1))
      }
      task.cancel()
    }
    let error = try #require(await task.value)
    #expect(error.code == .cancelled)
    guard case .partlyWritten(BlockCount(96), _, _) = error.medium else {
      Issue.record("\(error.medium)")
      return
    }
    hangs.signal()
  }

  private static func error(of job: BurnJob) async -> BurnError? {
    do throws(BurnError) {
      _ = try await job.run()
      return nil
    } catch {
      return error
    }
  }

  /// The first `blocks` of the image can be read from the disc by another job.
  private static func expectReadable(
    _ bench: BurnBench, _ plan: BurnPlan, blocks: Int
  ) async throws {
    let image = try Image(of: plan.request.layout)
    let medium = try #require(try await bench.reference().inspect().medium)
    #expect(medium.condition == .appendable)
    let read = try await bench.reference().withExclusiveAccess { (drive) throws(DriveError) in
      let buffer = PageBuffer(byteCount: blocks * 2048)
      try drive.waitUntilReady(limit: .seconds(60))
      try drive.read(at: .zero, blocks: BlockCount(blocks), into: buffer.bytes)
      return Array(buffer.bytes)
    }
    #expect(read == Array(image.bytes.prefix(blocks * 2048)))
  }
}

/// Hangs as a dead network folder does, though not for ever if the test goes wrong.
private func hang(on semaphore: DispatchSemaphore) {
  _ = semaphore.wait(timeout: .now() + .seconds(30))
}
