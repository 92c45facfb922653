extension CommandChannel {
  /// Asks twice a second whether the medium can be used, until it can.
  ///
  /// - Parameter endsAtReset: whether a reset is an error, because the drive held something that it
  ///   then lost.
  /// - Returns: false if it was cancelled before.
  /// - Throws: what the drive said last when `limit` has passed or when waiting does not help; no
  ///   medium is one of these.
  func waitUntilReady(
    limit: Duration, endsAtReset: Bool = false, isCancelled: () -> Bool,
    progress: (Double?) -> Void
  ) throws(DriveError) -> Bool {
    var patience = Patience(limit: limit, endsAtReset: endsAtReset)
    let question = TestUnitReady(retriesUnitAttention: !endsAtReset)
    while true {
      do throws(DriveError) {
        try patience.timing { () throws(DriveError) in try send(question) }
        return true
      } catch {
        switch patience.answer(to: error) {
        case .giveUp: throw error
        case .start:
          _ = try patience.timing { () throws(DriveError) in
            try send(StartStopUnit(.start))
          }
        case .wait(let isLong):
          if isCancelled() { return false }
          progress(isLong ? self.progress(after: error) : nil)
        }
      }
      patience.elapsed += Patience.pause
      transport.pause(Patience.pause)
    }
  }

  /// How far the operation is that made the drive answer `error`: from its sense, or else from
  /// REQUEST SENSE.
  private func progress(after error: DriveError) -> Double? {
    if case .refused(_, let sense) = error, let progress = sense.progress { return progress }
    return (try? send(RequestSense()))?.progress
  }
}

/// Decides how long an unready drive is waited for; knows no drive and no clock of its own.
struct Patience {
  enum Answer: Equatable {
    /// Ask again after a pause. In a long operation the drive may know how far it is.
    case wait(isLong: Bool)
    /// Start the disc, then ask again.
    case start
    case giveUp
  }

  /// The time between two questions.
  static let pause = Duration.milliseconds(500)
  /// How long "not ready" without a reason is borne.
  static let unexplainedLimit = Duration.seconds(5)

  let limit: Duration
  let endsAtReset: Bool
  /// The pauses made, and the time the drive took to answer.
  var elapsed = Duration.zero
  private var unexplainedSince: Duration?
  private var hasStarted = false
  /// How often a bad connection, or a remark in the place of an answer, is still borne.
  private var triesLeft = 3
  private var unitAttentions: Set<UInt8> = []

  init(limit: Duration, endsAtReset: Bool = false) {
    self.limit = limit
    self.endsAtReset = endsAtReset
  }

  /// Does `body` and counts the time it took.
  mutating func timing<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(Failure) {
    let start = ContinuousClock.now
    defer { elapsed += ContinuousClock.now - start }
    try body()
  }

  /// What to do after the drive answered `error`.
  mutating func answer(to error: DriveError) -> Answer {
    guard elapsed < limit else { return .giveUp }
    if case .status(_, let status) = error {
      return status == .busy || status == .taskSetFull ? .wait(isLong: false) : .giveUp
    }
    guard case .refused(_, let sense) = error else { return .giveUp }
    if sense.kind != .wait { unexplainedSince = nil }
    // Where the question itself was not done, it is put again. A failure of what it asks about is its
    // answer.
    switch (sense.kind, sense.key) {
    case (.wait, _): return answer(toDelay: sense.meaning)
    case (_, .unitAttention): return answer(toAttention: sense)
    case (.ignore, .noSense), (.ignore, .recoveredError): return .wait(isLong: false)
    case (.retry, .notReady), (.retry, .abortedCommand), (.ignore, _):
      triesLeft -= 1
      return triesLeft >= 0 ? .wait(isLong: false) : .giveUp
    default: return .giveUp
    }
  }

  /// What to do while the drive is at work, or does not say what it does.
  private mutating func answer(toDelay meaning: SenseMeaning) -> Answer {
    switch meaning {
    case .becomingReady:
      unexplainedSince = nil
      return .wait(isLong: false)
    case .formatInProgress, .operationInProgress, .longWriteInProgress:
      unexplainedSince = nil
      return .wait(isLong: true)
    case .startRequired:
      unexplainedSince = nil
      defer { hasStarted = true }
      return hasStarted ? .giveUp : .start
    default:
      let since = unexplainedSince ?? elapsed
      unexplainedSince = since
      return elapsed - since < Self.unexplainedLimit ? .wait(isLong: false) : .giveUp
    }
  }

  /// What to do after a message that came instead of an answer.
  ///
  /// One that means nothing is borne as often as it comes: drives exist that send it all the time
  /// while they close a session.
  private mutating func answer(toAttention sense: SenseData) -> Answer {
    switch sense.meaning {
    case .passingAttention: return .wait(isLong: false)
    case .reset where endsAtReset: return .giveUp
    case .mediumChanged, .reset, .otherUnitAttention:
      return unitAttentions.insert(sense.asc).inserted ? .wait(isLong: false) : .giveUp
    default: return .giveUp
    }
  }
}
