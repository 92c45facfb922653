internal import DiscImage
internal import DiscModel

/// Reading an image, and padding it to the length of its track.
extension StreamFeeder {
  func feed(_ image: ImageContent, blocks total: BlockCount) throws(StreamFailure) -> Fed? {
    var stream = ImageStream(
      image.layout, changedFiles: image.changedFiles, chunkBlocks: SectorFormat.data.chunkBlocks)
    var digest = StreamDigest()
    var ledger = StreamLedger(.data, isKept: isReadBack)
    ledger.reserve(blocks: total)
    while let chunk = try next(of: &stream) {
      chunk.storage.withUnsafeBytes { digest.update($0) }
      guard send(padded(chunk, to: total), noting: &ledger) else { return nil }
    }
    while ledger.blocks < total {
      let blocks = min(SectorFormat.data.chunkBlocks, total - ledger.blocks)
      guard send(.zeros(from: ledger.blocks, blocks: blocks), noting: &ledger) else { return nil }
    }
    return Fed(digest: digest.finish(), ledgers: [ledger], changedFiles: stream.changedFiles)
  }

  private func next(of stream: inout ImageStream) throws(StreamFailure) -> SectorChunk? {
    do throws(ImageStreamError) {
      return try stream.next()
    } catch {
      throw .file(error)
    }
  }

  /// The chunk with zeros behind it, up to a whole chunk or the track's end.
  private func padded(_ chunk: SectorChunk, to total: BlockCount) -> SectorChunk {
    let wanted = min(SectorFormat.data.chunkBlocks, total - chunk.start)
    guard chunk.blocks < wanted else { return chunk }
    let storage = SectorStorage(byteCount: Int(wanted.byteCount())) { bytes in
      chunk.storage.withUnsafeBytes { bytes.copyMemory(from: $0) }
      UnsafeMutableRawBufferPointer(rebasing: bytes[chunk.storage.byteCount...])
        .initializeMemory(as: UInt8.self, repeating: 0)
    }
    return SectorChunk(start: chunk.start, format: .data, storage: storage)
  }
}
