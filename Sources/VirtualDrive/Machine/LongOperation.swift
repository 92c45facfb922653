/// Something that keeps the drive busy after its command has ended.
struct LongOperation: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case spinningUp, writingOn, closing, formatting, blanking
  }

  var kind: Kind
  var start: Duration
  var end: Duration

  var duration: Duration { end - start }

  /// What the drive says meanwhile, with how far it is.
  func sense(at now: Duration) -> VirtualSense {
    var sense: VirtualSense =
      switch kind {
      case .spinningUp: .becomingReady
      case .writingOn: .longWriteInProgress
      case .closing, .blanking: .operationInProgress
      case .formatting: .formatInProgress
      }
    if kind != .spinningUp { sense.progress = (now - start) / max(duration, .nanoseconds(1)) }
    return sense
  }
}

/// What will be wrong with a block that is still in the buffer.
struct LatentFailure: Hashable, Sendable {
  var sense: VirtualSense
  /// The block.
  var address: Int64
  /// When the laser comes to the block.
  var due: Duration
}

/// The memory between host and laser: writes fill it, the laser drains it.
struct WriteBuffer: Hashable, Sendable {
  /// Its size in bytes.
  let capacity: Int64
  private var level: Int64 = 0
  private var measured = Duration.zero

  init(capacity: Int64) {
    self.capacity = capacity
  }

  /// The bytes that are free when the laser takes `rate` bytes a second.
  mutating func freeBytes(at now: Duration, rate: Double) -> Int64 {
    let drained = max((now - measured) / .seconds(1), 0) * rate
    level = drained >= Double(level) ? 0 : level - Int64(drained)
    measured = now
    return capacity - level
  }

  mutating func add(_ bytes: Int64) {
    level += bytes
  }

  /// The time until all is on the medium.
  mutating func drainTime(at now: Duration, rate: Double) -> Duration {
    let used = capacity - freeBytes(at: now, rate: rate)
    return .seconds(Double(used) / rate)
  }

  mutating func empty() {
    level = 0
  }
}
