internal import DiscImage

/// Where the data of a burn come from: a thread that reads the files, and the memory before the
/// drive. A test may put another source in its place.
struct StreamSource: Sendable {
  /// More than ten seconds of a 48× CD or of 4× BD.
  var bufferByteCount = 64 << 20
  var run: @Sendable (StreamFeeder) -> StreamFeeder.Fed? = { $0.run() }

  /// Begins to make what `plan` burns.
  func feed(_ plan: BurnPlan) -> RunningFeed {
    let buffer = ChunkBuffer<StreamFailure>(capacityByteCount: bufferByteCount)
    let feeder = StreamFeeder(plan: plan, buffer: buffer)
    let run = run
    // Detached, so that it does not inherit the drive's thread, which the write loop blocks.
    let result = Task.detached {
      await BlockingWork.run(named: "spindle-source") { _ in run(feeder) }
    }
    return RunningFeed(buffer: buffer, result: result)
  }
}

/// The feeding of one plan, from its first run to its last.
struct RunningFeed: Sendable {
  let buffer: ChunkBuffer<StreamFailure>
  /// What was fed in the end. Whoever does not need it need not wait for it: a thread that hangs in a
  /// read ends when that returns and sees that the buffer is abandoned.
  let result: Task<StreamFeeder.Fed?, Never>
}
