internal import DiscImage
internal import DiscModel

/// Makes what a plan sends, run after run, notes it, and fills the buffer.
struct StreamFeeder: Sendable {
  /// What was fed.
  struct Fed: Sendable {
    /// Of the content itself, without the padding.
    var digest: SHA256Digest
    /// Of everything that was sent, by run.
    var ledgers: [StreamLedger]
    /// The same of samples, by run of audio.
    var samples: [SampleLedger] = []
    var changedFiles: [ChangedFile]
  }

  let plan: BurnPlan
  let buffer: ChunkBuffer<StreamFailure>

  var isReadBack: Bool { plan.request.verification != .none }

  /// Feeds until the last run's end. Blocks while files are read and while the buffer is full.
  ///
  /// - Returns: nil if the buffer was abandoned or the source failed; the buffer then knows.
  func run() -> Fed? {
    do throws(StreamFailure) {
      return try feed()
    } catch {
      buffer.fail(error)
      return nil
    }
  }

  private func feed() throws(StreamFailure) -> Fed? {
    let fed: Fed?
    switch (plan.request.content, plan.audio) {
    case (.image(let image), _): fed = try feed(image, blocks: plan.blocks)
    case (.audio(let audio), let recording?): fed = try feed(audio, as: recording)
    case (.audio, nil): fed = nil
    }
    if fed != nil { buffer.finish() }
    return fed
  }

  /// - Returns: false if nobody wants the chunk any more.
  func send(_ chunk: SectorChunk, noting ledger: inout StreamLedger) -> Bool {
    chunk.storage.withUnsafeBytes { ledger.append($0) }
    return buffer.put(chunk)
  }
}
