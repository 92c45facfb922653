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
  /// Where the next block goes.
  private(set) var position: LogicalBlockAddress

  private var pauseLength = Duration.zero
  private var waited = Duration.zero
  private var slowTries = 0
  private var hasSynchronized = false
  private var pending: DriveError?

  init(start: LogicalBlockAddress, total: BlockCount, chunk: BlockCount) {
    self.start = start
    self.total = total
    self.chunk = chunk
    position = start
  }

  var written: BlockCount { position - start }

  func begin() -> Action { nextWrite }

  /// The drive took the chunk.
  mutating func wrote() -> Action {
    position += nextBlocks
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
    case .refused(_, let sense) where sense.key == .recoveredError: waitForSpace(error)
    default: .stop(error)
    }
  }

  /// After "invalid address for write": a drive may have taken a part of the chunk before it stopped.
  mutating func found(nextWritableAddress address: LogicalBlockAddress?) -> Action {
    let error = pending ?? .refused(command: 0x2A, sense: Self.invalidAddress)
    guard let address, address > position, address <= position + nextBlocks else {
      return .stop(error)
    }
    position = address
    forgetTrouble()
    return nextWrite
  }

  private static let invalidAddress = SenseData(key: .illegalRequest, asc: 0x21, ascq: 0x02)

  /// Chunks keep their place in the stream, so that one the drive took in part is ended first.
  private var nextBlocks: BlockCount {
    let behindChunk = BlockCount(chunk.rawValue - written.rawValue % chunk.rawValue)
    return min(behindChunk, total - written)
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
    switch (sense.key, sense.asc, sense.ascq) {
    case (.recoveredError, _, _):
      return wrote()
    case (.notReady, 0x04, 0x08):
      return waitForSpace(error)
    case (.notReady, 0x04, 0x01):
      return waitForOperation(error)
    case (.notReady, 0x04, 0x04), (.notReady, 0x04, 0x07), (.illegalRequest, 0x2C, 0x00):
      guard hasSynchronized else {
        hasSynchronized = true
        return .synchronizeCache
      }
      return waitForOperation(error)
    case (.illegalRequest, 0x21, 0x02):
      pending = error
      return .readNextWritableAddress
    default:
      return .stop(error)
    }
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
