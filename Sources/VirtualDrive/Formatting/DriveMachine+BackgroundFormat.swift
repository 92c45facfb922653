/// The format of a DVD+RW that goes on while nothing else is to do.
struct BackgroundFormat: Hashable, Sendable {
  /// 2.4x, in bytes a second.
  static let rate = 3_324_000.0

  var start: Duration
  /// What was formatted at the start.
  var formattedBlocks: Int64
}

/// The format goes on as long as the drive has power, whether a program has it open or not. Where time
/// passes by itself, the medium tells when the format was how far.
extension DriveMachine {
  /// Takes up the format of the medium that was in the drive when it was opened.
  mutating func resumeBackgroundFormat() {
    restartBackgroundFormat(at: medium?.record.formatTime)
    continueBackgroundFormat()
  }

  /// Begins to count anew, if the medium is one that is being formatted.
  ///
  /// - Parameter timeOfDay: when the format was as far as the medium tells; nil for now.
  mutating func restartBackgroundFormat(at timeOfDay: Int64? = nil) {
    backgroundFormat = nil
    guard case .background(_, let blocks, isRunning: true)? = medium?.record.overwritable else {
      return
    }
    let passed = timeOfDay.map(clock.passed) ?? .zero
    backgroundFormat = BackgroundFormat(start: clock.now - passed, formattedBlocks: blocks)
  }

  /// Brings the medium up to what was formatted since.
  mutating func continueBackgroundFormat() {
    guard let format = backgroundFormat,
      case .background(let extent, _, isRunning: true)? = medium?.record.overwritable
    else { return }
    let seconds = max((clock.now - format.start) / .seconds(1), 0)
    let done = format.formattedBlocks + Int64(seconds * BackgroundFormat.rate / 2048)
    if done >= extent.blocks {
      backgroundFormat = nil
      mediaEvents.append(MediaEvent.backgroundFormatCompleted)
      noteFormat(.formatted(extent))
    } else {
      noteFormat(.background(extent, formattedBlocks: done, isRunning: true))
    }
  }

  /// Leaves off where it is, until the host wants to go on.
  mutating func stopBackgroundFormat() {
    continueBackgroundFormat()
    backgroundFormat = nil
    if let state = medium?.record.overwritable?.stopped { noteFormat(state) }
  }

  /// The medium's record keeps the state and its time together.
  private mutating func noteFormat(_ state: OverwritableState) {
    let isRunning = backgroundFormat != nil
    // The format begins when the drive has done what the command asked for.
    let isBegun = backgroundFormat.map { $0.start <= clock.now } ?? false
    let time = isRunning && isBegun ? clock.timeOfDay : nil
    medium?.note {
      $0.overwritable = state
      $0.formatTime = time
    }
  }

  /// How long the rest takes.
  var restOfBackgroundFormat: Duration {
    guard case .background(let extent, let blocks, _)? = medium?.record.overwritable else {
      return .zero
    }
    return .seconds(Double((extent.blocks - blocks) * 2048) / BackgroundFormat.rate)
  }
}
