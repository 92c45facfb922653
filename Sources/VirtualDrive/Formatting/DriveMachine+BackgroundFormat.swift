/// The format of a DVD+RW that goes on while nothing else is to do.
struct BackgroundFormat: Hashable, Sendable {
  /// 2.4x, in bytes a second.
  static let rate = 3_324_000.0

  var start: Duration
  /// What was formatted at the start.
  var formattedBlocks: Int64
}

extension DriveMachine {
  /// Begins to count anew, if the medium is one that is being formatted.
  mutating func restartBackgroundFormat() {
    backgroundFormat = nil
    guard case .background(_, let blocks, isRunning: true)? = medium?.record.overwritable else {
      return
    }
    backgroundFormat = BackgroundFormat(start: clock.now, formattedBlocks: blocks)
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
      medium?.note { $0.overwritable = .formatted(extent) }
    } else {
      medium?.note {
        $0.overwritable = .background(extent, formattedBlocks: done, isRunning: true)
      }
    }
  }

  /// Leaves off where it is, until the host wants to go on.
  mutating func stopBackgroundFormat() {
    continueBackgroundFormat()
    backgroundFormat = nil
    medium?.note { $0.overwritable = $0.overwritable?.stopped }
  }

  /// How long the rest takes.
  var restOfBackgroundFormat: Duration {
    guard case .background(let extent, let blocks, _)? = medium?.record.overwritable else {
      return .zero
    }
    return .seconds(Double((extent.blocks - blocks) * 2048) / BackgroundFormat.rate)
  }
}
