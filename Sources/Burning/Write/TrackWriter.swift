internal import DiscModel
internal import MMC

/// The writing of one track, as a value: it is told what happened and says what to do next.
///
/// It holds no clock and no drive, so that every turn can be tested without them.
struct TrackWriter: Sendable {
  enum Action: Equatable {
    /// Send the blocks that belong there.
    case write(at: LogicalBlockAddress, BlockCount)
    /// Let the drive be for a while, then call ``TrackWriter/paused()``.
    case pause(Duration)
    /// Let the drive empty its buffer, then call ``TrackWriter/synchronized()``.
    case synchronizeCache
    /// Ask where the drive would write next, then call ``TrackWriter/found(nextWritableAddress:)``.
    case readNextWritableAddress
    case finished
    case stop(DriveError)
  }

  /// How long a drive may answer "busy" without taking a block.
  static let patience = Duration.seconds(120)
  /// How often a drive is asked that is calibrating or ends another operation, five seconds apart.
  static let slowAttempts = 36

  let start: LogicalBlockAddress
  let total: BlockCount
  let chunk: BlockCount
  /// The most blocks of one command; a chunk takes several where it is less.
  var commandBlocks: BlockCount
  /// How many blocks the drive took.
  private(set) var written = BlockCount.zero

  private var pauseLength = Duration.zero
  private var waited = Duration.zero
  private var slowTries = 0
  private var hasSynchronized = false
  private var pending: DriveError?

  init(start: LogicalBlockAddress, total: BlockCount, chunk: BlockCount) {
    self.start = start
    self.total = total
    self.chunk = chunk
    commandBlocks = chunk
  }

  /// Where the next block goes.
  var position: LogicalBlockAddress { start + written }

  func begin() -> Action { nextWrite }

  /// The drive took the chunk.
  mutating func wrote() -> Action {
    written += nextBlocks
    forgetTrouble()
    return nextWrite
  }

  mutating func paused() -> Action { nextWrite }

  /// The drive emptied its buffer, or said why it did not.
  ///
  /// That it cannot do so now is no harm. That something it took earlier is lost is the end.
  mutating func synchronized(_ failure: DriveError? = nil) -> Action {
    if let failure, failure.meansDriveLost || failure.meansDataLost { return .stop(failure) }
    return .pause(.seconds(5))
  }

  /// The drive refused the chunk or did not answer.
  mutating func failed(_ error: DriveError) -> Action {
    switch error {
    case .status(_, .busy), .status(_, .taskSetFull): waitForSpace(error)
    case .refused(_, let sense) where !sense.isDeferred: refused(sense, error)
    // An earlier chunk came onto the disc with help, and to say so the drive left this one undone.
    case .refused(_, let sense) where sense.kind == .ignore: waitForSpace(error)
    default: .stop(error)
    }
  }

  /// After "invalid address for write": a drive may have taken a part of the chunk before it stopped.
  mutating func found(nextWritableAddress address: LogicalBlockAddress?) -> Action {
    let error = pending ?? .refused(command: 0x2A, sense: Self.invalidAddress)
    guard let address, address > position, address <= position + nextBlocks else {
      return .stop(error)
    }
    written = address - start
    forgetTrouble()
    return nextWrite
  }

  private static let invalidAddress = SenseData(key: .illegalRequest, asc: 0x21, ascq: 0x02)

  /// Chunks keep their place in the stream, so that one the drive took in part is ended first, and so do
  /// the parts that a chunk is sent in.
  private var nextBlocks: BlockCount {
    let inChunk = written.rawValue % chunk.rawValue
    let behindPart = BlockCount(commandBlocks.rawValue - inChunk % commandBlocks.rawValue)
    return min(behindPart, chunk - BlockCount(inChunk), total - written)
  }

  private var nextWrite: Action {
    written < total ? .write(at: position, nextBlocks) : .finished
  }

  private mutating func forgetTrouble() {
    pauseLength = .zero
    waited = .zero
    slowTries = 0
    hasSynchronized = false
    pending = nil
  }

  private mutating func refused(_ sense: SenseData, _ error: DriveError) -> Action {
    switch (sense.kind, sense.meaning) {
    case (_, .recovered):
      return wrote()
    case (_, .invalidWriteAddress):
      pending = error
      return .readNextWritableAddress
    case (.wait, .longWriteInProgress), (_, .passingAttention):
      return waitForSpace(error)
    case (.wait, .becomingReady):
      return waitForOperation(error)
    case (.wait, .formatInProgress), (.wait, .operationInProgress):
      return endOperation(error)
    case (.retry, _) where sense.isOutOfSequence:
      return endOperation(error)
    default:
      return .stop(error)
    }
  }

  /// The drive is still at something else, which the end of its buffer may end.
  private mutating func endOperation(_ error: DriveError) -> Action {
    guard hasSynchronized else {
      hasSynchronized = true
      return .synchronizeCache
    }
    return waitForOperation(error)
  }

  /// The drive's buffer is full: wait 2 ms, and longer each time, up to 200 ms.
  private mutating func waitForSpace(_ error: DriveError) -> Action {
    guard waited < Self.patience else { return .stop(error) }
    pauseLength = pauseLength == .zero ? .milliseconds(2) : min(pauseLength * 2, .milliseconds(200))
    waited += pauseLength
    return .pause(pauseLength)
  }

  private mutating func waitForOperation(_ error: DriveError) -> Action {
    guard slowTries < Self.slowAttempts else { return .stop(error) }
    slowTries += 1
    return .pause(.seconds(5))
  }
}

extension SenseData {
  /// The drive takes no WRITE as long as something else is not ended (5/2C).
  fileprivate var isOutOfSequence: Bool { key == .illegalRequest && asc == 0x2C }
}
