internal import DiscModel

extension SectorFormat {
  /// How many sectors of this format are made and sent at a time: 64 KiB at most. Where the way to the
  /// drive carries less, several commands move them.
  ///
  /// Six chunks of 25 sectors of audio are the 150 before the first track.
  var chunkBlocks: BlockCount {
    switch self {
    case .data: BlockCount(32)
    case .audio: BlockCount(25)
    case .leadInText: BlockCount(64)
    }
  }
}

extension SectorChunk {
  /// Sectors of zeros: for audio, silence.
  static func zeros(
    from start: BlockCount, blocks: BlockCount, format: SectorFormat = .data
  ) -> SectorChunk {
    let storage = SectorStorage(byteCount: Int(blocks.byteCount(as: format))) { bytes in
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
    }
    return SectorChunk(start: start, format: format, storage: storage)
  }
}
