import DiscModel
import MMC
import Synchronization
import Testing
import VirtualDrive

@testable import Burning

@Suite("Erasing on its way", .timeLimit(.minutes(2))) struct EraseProgressTests {
  @Test func `tells how far the drive is, while that is at work on a real clock`() async throws {
    // 30 s of the drive's are half a second.
    let bench = try EraseBench(.cdRW, clock: .realTime(speed: 20))
    let outcome = try await bench.run(.blank, .quick)
    _ = try outcome.report()
    let erasing = outcome.snapshots.filter { $0.phase == .erasing }
    let fractions = erasing.compactMap(\.fraction)
    #expect(fractions.count >= 3)
    #expect(zip(fractions, fractions.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(Set(fractions).count >= 3)
    #expect(erasing.allSatisfy { !$0.canBeStopped })
    #expect(erasing.contains { $0.remaining != nil })
  }

  @Test func `goes on though the drive tells of no progress`() async throws {
    let bench = try EraseBench(.cdRW)
    let outcome = try await bench.run(
      .blank, .quick, options: VirtualDriveOptions(quirks: [.noProgress]))
    #expect(try outcome.report().proof == .blank)
    #expect(outcome.snapshots.filter { $0.phase == .erasing }.allSatisfy { $0.fraction == nil })
  }

  @Test func `measures the fraction and what is left, and never runs backwards`() {
    let bench = MeterBench()
    var meter = EraseMeter(
      clock: { bench.now.withLock { $0 } },
      publish: { snapshot in bench.seen.withLock { $0.append(snapshot) } })
    meter.begin(.formatting, canBeStopped: false)
    for (second, fraction) in [(10, 0.1), (20, 0.2), (30, 0.15), (40, 0.4)] {
      bench.now.withLock { $0 = .seconds(second) }
      meter.advance(to: fraction)
    }
    let snapshots = bench.seen.withLock { $0 }
    #expect(snapshots.map(\.fraction) == [nil, 0.1, 0.2, 0.2, 0.4])
    // From 10 % at 10 s to 40 % at 40 s: a percent a second, and 60 are left.
    #expect(snapshots.last?.remaining.map { ($0 / .seconds(1)).rounded() } == 60)
    #expect(snapshots[1].remaining == nil)
  }

  private final class MeterBench: Sendable {
    let now = Mutex(Duration.zero)
    let seen = Mutex<[EraseSnapshot]>([])
  }

  // MARK: Cancelling

  @Test func `is left off before it begins`() async throws {
    let bench = try EraseBench(.cdRW)
    try await bench.fill()
    let choice = try await bench.choice(.blank, .quick)
    bench.observer.before(0x46, cancelCurrentTask)
    let outcome = try await bench.run(choice)
    #expect(outcome.error == EraseError(code: .cancelled, medium: .untouched))
    #expect(outcome.commands(0xA1).isEmpty)
    #expect(try await bench.bytes(at: 5)?.first == EraseBench.pattern)
  }

  @Test func `leaves a drive that cannot stop to itself`() async throws {
    let bench = try EraseBench(.cdRW)
    let choice = try await bench.choice(.blank, .full)
    bench.observer.before(0xA1, cancelCurrentTask)
    let outcome = try await bench.run(choice)
    #expect(outcome.error == EraseError(code: .cancelled, medium: .beingErased))
    // What the drive was told it does.
    #expect(try await bench.medium().condition == .blank)
  }

  @Test func `stops the format of a DVD+RW in the background, which can be taken up again`()
    async throws
  {
    let bench = try EraseBench(.dvdPlusRW, blocks: 2_295_104)
    let choice = try await bench.choice(.format(nil), .full)
    bench.observer.before(0x51, call: 3, cancelCurrentTask)
    let outcome = try await bench.run(choice)
    #expect(outcome.error == EraseError(code: .cancelled, medium: .partlyErased))
    #expect(outcome.listing.last == "5B 01 00 00 00 00 00 00 00 00")
    #expect(try await bench.medium().details.backgroundFormat == .stopped)
    #expect(try await bench.choice(.finishFormat, .full).contents == .kept)
  }

  @Test func `ends the writing of zeros after the chunk`() async throws {
    let bench = try EraseBench(.dvdRAM)
    try await bench.fill()
    let choice = try await bench.choice(.clear, .full)
    bench.observer.before(0x2A, call: 5, cancelCurrentTask)
    let outcome = try await bench.run(choice)
    #expect(outcome.error == EraseError(code: .cancelled, medium: .partlyErased))
    #expect(outcome.commands(0x2A).count == 5)
    #expect(outcome.commands(0x35).count == 2)
  }
  @Test func `ends the reading back of zeros, after which nobody knows the disc`() async throws {
    let bench = try EraseBench(.dvdRAM)
    let choice = try await bench.choice(.clear, .full)
    bench.observer.before(0x28, call: 5, cancelCurrentTask)
    let outcome = try await bench.run(choice)
    #expect(outcome.error == EraseError(code: .cancelled, medium: .unknown))
    #expect(outcome.commands(0x28).count == 5)
  }
}
