internal import DiscImage

/// Where the data of a burn come from: a thread that reads the files, and the memory before the
/// drive. A test may put another source in its place.
struct StreamSource: Sendable {
  /// More than ten seconds of a 48× CD or of 4× BD.
  var bufferByteCount = 64 << 20
  var run: @Sendable (StreamFeeder) -> StreamFeeder.Fed? = { $0.run() }

  /// Begins to fill `buffer` with what `plan` burns.
  ///
  /// - Returns: what was fed in the end. Whoever does not need it need not wait for it: a thread
  ///   that hangs in a read ends when that returns and sees that the buffer is abandoned.
  func feed(
    _ plan: BurnPlan, into buffer: ChunkBuffer<ImageStreamError>
  ) -> Task<StreamFeeder.Fed?, Never> {
    let feeder = StreamFeeder(
      layout: plan.request.layout, changedFiles: plan.request.changedFiles, total: plan.blocks,
      buffer: buffer)
    let run = run
    // Detached, so that it does not inherit the drive's thread, which the write loop blocks.
    return Task.detached {
      await BlockingWork.run(named: "spindle-source") { _ in run(feeder) }
    }
  }
}
