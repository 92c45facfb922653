internal import DiscModel
internal import MMC

/// Does what ``TrackWriter`` says, on the drive's thread.
struct WriteLoop {
  enum End {
    case finished
    case cancelled
    case sourceFailed(StreamFailure)
    case driveFailed(DriveError)
  }

  private var writer: TrackWriter
  private let run: BurnRun
  /// What the medium records at a time.
  private let unit: BlockCount
  private let buffer: ChunkBuffer<StreamFailure>
  private let log: JobLog
  /// The chunk that is being written.
  private var chunk: SectorChunk?
  /// With what the drive was last noted to be busy.
  private var lastNoted: SenseMeaning?
  /// A WRITE was sent; from then on the medium may have changed.
  private(set) var hasTouchedMedium = false

  init(
    _ run: BurnRun, on profile: MediumProfile, from buffer: ChunkBuffer<StreamFailure>, log: JobLog
  ) {
    self.run = run
    unit = profile.writeUnit
    writer = TrackWriter(start: run.start, total: run.blocks, chunk: run.format.chunkBlocks)
    self.buffer = buffer
    self.log = log
  }

  var written: BlockCount { writer.written }
  var position: LogicalBlockAddress { writer.position }

  /// Writes until the track's end, the user's cancel or a failure. Blocks.
  mutating func run(
    on drive: borrowing ExclusiveDrive, isCancelled: () -> Bool,
    advanced: (BlockCount, Double) -> Void
  ) -> End {
    writer.commandBlocks = drive.commandBlocks(
      of: run.format, upTo: run.format.chunkBlocks, unit: unit)
    var action = writer.begin()
    while true {
      if isCancelled() { return .cancelled }
      switch action {
      case .write(let address, let blocks):
        if let end = fetchChunk(isCancelled: isCancelled) { return end }
        action = write(blocks, at: address, on: drive)
        advanced(writer.written, buffer.fill)
      case .pause(let duration):
        pause(duration, on: drive, isCancelled: isCancelled)
        action = writer.paused()
      case .synchronizeCache:
        action = synchronize(drive)
      case .readNextWritableAddress:
        action = resume(on: drive)
      case .finished:
        return .finished
      case .stop(let error):
        return .driveFailed(error)
      }
    }
  }

  /// In slices, so that a cancel does not wait for the end of a long pause.
  private func pause(
    _ duration: Duration, on drive: borrowing ExclusiveDrive, isCancelled: () -> Bool
  ) {
    var left = duration
    while left > .zero, !isCancelled() {
      let slice = min(left, .milliseconds(200))
      drive.pause(slice)
      left -= slice
    }
  }

  /// Takes the next chunk once the current one is written; a source may be slow, or never answer.
  private mutating func fetchChunk(isCancelled: () -> Bool) -> End? {
    let offset = writer.written
    if let chunk, offset >= chunk.start, offset < chunk.start + chunk.blocks { return nil }
    while !buffer.waitForChunk(milliseconds: 100) {
      if isCancelled() { return .cancelled }
    }
    switch buffer.take() {
    case .chunk(let next): chunk = next
    case .failure(let error): return .sourceFailed(error)
    case .end: return .cancelled
    }
    return nil
  }

  private mutating func write(
    _ blocks: BlockCount, at address: LogicalBlockAddress, on drive: borrowing ExclusiveDrive
  ) -> TrackWriter.Action {
    guard let chunk else { return .finished }
    let first = Int((writer.written - chunk.start).byteCount(as: chunk.format))
    let last = first + Int(blocks.byteCount(as: chunk.format))
    hasTouchedMedium = true
    do throws(DriveError) {
      try chunk.storage.withUnsafeBytes { (bytes) throws(DriveError) in
        try drive.write(
          UnsafeRawBufferPointer(rebasing: bytes[first..<last]), at: address, blocks: blocks)
      }
      return writer.wrote()
    } catch {
      let action = writer.failed(error)
      note(error, at: address, leadingTo: action)
      return action
    }
  }

  /// Not again as long as it is the same: a drive may be busy at every chunk, and is then asked many
  /// times a second.
  private mutating func note(
    _ error: DriveError, at address: LogicalBlockAddress, leadingTo action: TrackWriter.Action
  ) {
    guard case .refused(_, let sense) = error, lastNoted != sense.meaning else { return }
    if case .stop = action { return }
    lastNoted = sense.meaning
    log.append(.driveWasBusy(at: address, sense))
  }

  private mutating func synchronize(_ drive: borrowing ExclusiveDrive) -> TrackWriter.Action {
    do throws(DriveError) {
      try drive.send(SynchronizeCache(isImmediate: false))
      return writer.synchronized()
    } catch {
      return writer.synchronized(error)
    }
  }

  private mutating func resume(on drive: borrowing ExclusiveDrive) -> TrackWriter.Action {
    let track = try? drive.send(ReadTrackInformation(.openTrack))
    let action = writer.found(nextWritableAddress: track?.nextWritableAddress)
    if case .write(let address, _) = action { log.append(.writingResumed(at: address)) }
    return action
  }
}
