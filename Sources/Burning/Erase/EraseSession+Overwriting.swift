internal import DiscImage
internal import DiscModel
internal import MMC

/// Zeros over what is on the disc.
extension EraseSession {
  /// The memory between the one who makes zeros and the drive.
  private static let bufferByteCount = 4 << 20

  mutating func overwrite(
    _ ranges: [Range<BlockCount>], on drive: borrowing ExclusiveDrive
  ) throws(EraseError) {
    let total = ranges.reduce(BlockCount.zero) { $0 + ($1.upperBound - $1.lowerBound) }
    meter.begin(.overwriting, canBeStopped: true)
    var done = BlockCount.zero
    for range in ranges {
      try overwrite(range, behind: done, of: total, on: drive)
      done += range.upperBound - range.lowerBound
    }
    do throws(DriveError) {
      try drive.synchronizeCacheAndWait(limit: Self.limit)
    } catch {
      throw explained(error, .erasingFailed)
    }
  }

  private mutating func overwrite(
    _ range: Range<BlockCount>, behind done: BlockCount, of total: BlockCount,
    on drive: borrowing ExclusiveDrive
  ) throws(EraseError) {
    let blocks = range.upperBound - range.lowerBound
    let buffer = ChunkBuffer<StreamFailure>(capacityByteCount: Self.bufferByteCount)
    // Detached, so that it does not inherit the drive's thread, which the write loop blocks.
    Task.detached {
      await BlockingWork.run(named: "spindle-zeros") { _ in
        buffer.fillWithZeros(blocks, by: SectorFormat.data.chunkBlocks)
      }
    }
    defer { buffer.abandon() }
    let run = BurnRun(start: .zero + range.lowerBound, blocks: blocks, format: .data)
    var loop = WriteLoop(run, on: choice.medium.profile, from: buffer, log: log)
    let end = loop.run(
      on: drive, isCancelled: { Task.isCancelled },
      advanced: { written, _ in
        meter.advance(to: Double((done + written).rawValue) / Double(total.rawValue))
      })
    hasTouchedMedium = hasTouchedMedium || loop.written > .zero
    switch end {
    case .finished: break
    case .driveFailed(let error): throw explained(error, .erasingFailed)
    case .cancelled, .sourceFailed:
      log.append(.cancelRequested)
      try? drive.synchronizeCacheAndWait(limit: BurnSession.salvageLimit)
      throw EraseError(code: .cancelled, medium: hasTouchedMedium ? .partlyErased : .untouched)
    }
  }
}

extension ChunkBuffer<StreamFailure> {
  /// Puts zeros into the buffer until `total` blocks are there or nobody wants them any more.
  fileprivate func fillWithZeros(_ total: BlockCount, by chunk: BlockCount) {
    let zeros = SectorChunk.zeros(from: .zero, blocks: min(chunk, total))
    var start = BlockCount.zero
    while start < total {
      let blocks = min(chunk, total - start)
      // All chunks share their bytes but for the last, which may be shorter.
      let next =
        blocks == zeros.blocks
        ? SectorChunk(start: start, format: .data, storage: zeros.storage)
        : SectorChunk.zeros(from: start, blocks: blocks)
      guard put(next) else { return }
      start += blocks
    }
    finish()
  }
}
