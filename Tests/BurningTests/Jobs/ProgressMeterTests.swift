import DiscModel
import Synchronization
import Testing

@testable import Burning

@Suite("Measuring progress") struct ProgressMeterTests {
  /// A clock that the test sets, and what was published.
  private final class Bench: Sendable {
    let now = Mutex(Duration.zero)
    let published = Mutex<[BurnSnapshot]>([])

    func meter() -> ProgressMeter {
      ProgressMeter(
        clock: { self.now.withLock { $0 } },
        publish: { snapshot in self.published.withLock { $0.append(snapshot) } })
    }

    func set(_ milliseconds: Int) { now.withLock { $0 = .milliseconds(milliseconds) } }
    var last: BurnSnapshot? { published.withLock { $0.last } }
  }

  @Test func `tells the speed of the last seconds and the time left`() throws {
    let bench = Bench()
    var meter = bench.meter()
    meter.begin(.writing, total: BlockCount(10_000))
    for step in 1...40 {
      bench.set(step * 100)
      meter.advance(to: BlockCount(step * 50), bufferFill: 0.5)
    }
    let last = try #require(bench.last)
    // 500 blocks of 2,048 bytes a second, 8,000 blocks to go.
    #expect(last.rate == TransferRate(kilobytesPerSecond: 1024))
    #expect(last.remaining == .seconds(16))
    #expect(last.elapsed == .seconds(4))
    #expect(last.bufferFill == 0.5)
    #expect(last.fraction == 0.2)
  }

  @Test func `counts what a later phase moves into the time left`() throws {
    let bench = Bench()
    var meter = bench.meter()
    meter.begin(.writing, total: BlockCount(1000), following: BlockCount(500))
    bench.set(2000)
    meter.advance(to: BlockCount(500), bufferFill: 1)
    // 250 blocks a second, 500 to write and 500 to read back.
    #expect(try #require(bench.last).remaining == .seconds(4))
  }

  @Test func `publishes at most ten times a second, but always the end of a phase`() {
    let bench = Bench()
    var meter = bench.meter()
    meter.begin(.writing, total: BlockCount(250))
    for step in 1...250 {
      bench.set(step)
      meter.advance(to: BlockCount(step), bufferFill: 1)
    }
    #expect(bench.published.withLock { $0.map(\.doneBlocks.rawValue) } == [0, 100, 200, 250])
  }

  @Test func `tells no speed while nothing moves`() throws {
    let bench = Bench()
    var meter = bench.meter()
    meter.begin(.preparing)
    bench.set(500)
    meter.advance(to: .zero, bufferFill: 0.26)
    let last = try #require(bench.last)
    #expect(last.rate == nil)
    #expect(last.bufferFill == 0.26)
  }

  @Test func `tells nothing it does not know yet`() throws {
    let bench = Bench()
    var meter = bench.meter()
    meter.begin(.closing)
    let first = try #require(bench.last)
    #expect(first.phase == .closing)
    #expect(first.rate == nil)
    #expect(first.remaining == nil)
    #expect(first.fraction == nil)
  }
}
