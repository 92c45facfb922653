internal import DiscImage
internal import DiscModel

/// Reads the image, notes what it sends, pads it to the length of the track, and fills the buffer.
struct StreamFeeder: Sendable {
  /// What was fed.
  struct Fed: Sendable {
    /// Of the image itself, without the padding.
    var digest: SHA256Digest
    /// Of everything that was sent.
    var ledger: StreamLedger
    var changedFiles: [ChangedFile]
  }

  let layout: ImageLayout
  let changedFiles: ChangedFilePolicy
  /// The track's length: the image and the padding behind it.
  let total: BlockCount
  let buffer: ChunkBuffer<ImageStreamError>

  /// Feeds until the track's end. Blocks while files are read and while the buffer is full.
  ///
  /// - Returns: nil if the buffer was abandoned or the source failed; the buffer then knows.
  func run() -> Fed? {
    do throws(ImageStreamError) {
      return try feed()
    } catch {
      buffer.fail(error)
      return nil
    }
  }

  private func feed() throws(ImageStreamError) -> Fed? {
    var stream = ImageStream(
      layout, changedFiles: changedFiles, chunkBlocks: StreamLedger.chunkBlocks)
    var digest = StreamDigest()
    var ledger = StreamLedger()
    ledger.reserve(blocks: total)
    while let chunk = try stream.next() {
      chunk.storage.withUnsafeBytes { digest.update($0) }
      guard send(padded(chunk), noting: &ledger) else { return nil }
    }
    while ledger.blocks < total {
      let blocks = min(StreamLedger.chunkBlocks, total - ledger.blocks)
      guard send(.zeros(from: ledger.blocks, blocks: blocks), noting: &ledger) else { return nil }
    }
    buffer.finish()
    return Fed(digest: digest.finish(), ledger: ledger, changedFiles: stream.changedFiles)
  }

  private func send(_ chunk: SectorChunk, noting ledger: inout StreamLedger) -> Bool {
    chunk.storage.withUnsafeBytes { ledger.append($0) }
    return buffer.put(chunk)
  }

  /// The chunk with zeros behind it, up to a whole chunk or the track's end.
  private func padded(_ chunk: SectorChunk) -> SectorChunk {
    let wanted = min(StreamLedger.chunkBlocks, total - chunk.start)
    guard chunk.blocks < wanted else { return chunk }
    let storage = SectorStorage(byteCount: Int(wanted.byteCount())) { bytes in
      chunk.storage.withUnsafeBytes { bytes.copyMemory(from: $0) }
      UnsafeMutableRawBufferPointer(rebasing: bytes[chunk.storage.byteCount...])
        .initializeMemory(as: UInt8.self, repeating: 0)
    }
    return SectorChunk(start: chunk.start, format: .data, storage: storage)
  }
}

extension SectorChunk {
  /// Sectors of zeros for a data track.
  static func zeros(from start: BlockCount, blocks: BlockCount) -> SectorChunk {
    let storage = SectorStorage(byteCount: Int(blocks.byteCount())) { bytes in
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }
    return SectorChunk(start: start, format: .data, storage: storage)
  }
}
