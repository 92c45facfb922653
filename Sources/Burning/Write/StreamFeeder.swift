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
    var changedFiles: [ChangedFile]
  }

  let content: BurnContent
  let runs: [BurnRun]
  let buffer: ChunkBuffer<StreamFailure>

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
    switch content {
    case .image(let image): fed = try feed(image)
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
