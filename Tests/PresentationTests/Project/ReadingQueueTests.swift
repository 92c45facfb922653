import Presentation
import Testing

@Suite("What a window still has to read") struct ReadingQueueTests {
  /// A queue, and all that its answers were.
  private struct Bench {
    var queue = ReadingQueue<Int>()
    /// "start" where a run had to be started, and each thing that a run read or that was dropped.
    var told: [String] = []

    mutating func add(_ item: Int) { if queue.add(item) { told.append("start") } }
    mutating func next() { told.append(queue.next().map { "read \($0)" } ?? "end") }
    mutating func stop() { told += queue.stop().map { "dropped \($0)" } }
    mutating func runEnded() { if queue.runEnded() { told.append("start") } }

    /// Lets the run read until it has to end.
    mutating func finish() {
      while let item = queue.next() { told.append("read \(item)") }
      runEnded()
    }
  }

  @Test func `is read by one run, whatever comes in meanwhile`() {
    var bench = Bench()
    bench.add(1)
    bench.add(2)
    bench.next()
    bench.add(3)
    bench.finish()
    bench.add(4)
    bench.finish()
    #expect(bench.told == ["start", "read 1", "read 2", "read 3", "start", "read 4"])
  }

  @Test func `stays out when it is stopped`() {
    var bench = Bench()
    bench.add(1)
    bench.add(2)
    bench.next()
    bench.stop()
    bench.next()
    bench.runEnded()
    #expect(bench.told == ["start", "read 1", "dropped 2", "end"])
  }

  @Test func `is read by another run where it came after the stop`() {
    var bench = Bench()
    bench.add(1)
    bench.next()
    bench.stop()
    // The run is still at 1.
    bench.add(2)
    bench.next()
    bench.runEnded()
    bench.finish()
    #expect(bench.told == ["start", "read 1", "end", "start", "read 2"])
  }

  @Test func `is not stopped before it began`() {
    var bench = Bench()
    bench.stop()
    bench.add(1)
    bench.next()
    #expect(bench.told == ["start", "read 1"])
  }

  @Test func `is stopped a second time, too`() {
    var bench = Bench()
    bench.add(1)
    bench.stop()
    bench.add(2)
    bench.stop()
    bench.runEnded()
    bench.add(3)
    #expect(bench.told == ["start", "dropped 1", "dropped 2", "start"])
  }
}
