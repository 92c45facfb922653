public import Burning
internal import CompactDisc
internal import DiscImage
internal import DiscModel
internal import MMC

/// A job's log as lines. They are for the one who is asked for help, so they are not translated.
public enum LogText {
  /// "  12.3 s  writing began".
  public static func line(for entry: LogEntry) -> String {
    let tenths = max(0, Int(clamping: Int64(entry.elapsed / .milliseconds(100))))
    let time = "\(tenths / 10).\(tenths % 10) s"
    return String(repeating: " ", count: max(0, 9 - time.count)) + time + "  " + text(entry.event)
  }

  /// All lines of a log, each ended, to be copied or kept in a file.
  public static func text(_ log: [LogEntry]) -> String {
    log.map { line(for: $0) + "\n" }.joined()
  }

  private static func text(_ event: LogEvent) -> String {
    switch event {
    case .driveClaimed(let name): "drive claimed: \(name)"
    case .mediumFound(let medium): text(medium)
    case .stepBegan(let step): "step: \(text(step))"
    case .stepRefused(let step, let error): "refused, going on: \(text(step)): \(text(error))"
    case .driveWasBusy(let address, let sense):
      "drive busy at block \(address): \(ErrorText.details(of: sense, command: 0x2A))"
    case .writingResumed(let address): "writing resumed at block \(address)"
    case .written(let blocks): "\(blocks) blocks written"
    case .fileChanged(let file):
      "file changed: \(ErrorText.details(of: file.reason, path: file.path))"
    case .readAgain(let address, let attempt): "block \(address) was read on attempt \(attempt)"
    case .mismatchFound(let mismatch): ErrorText.line(for: mismatch)
    case .sessionAtOnceRefused(let error):
      "session at once refused, going on track by track: \(text(error))"
    case .textRefused(let error): "CD-TEXT refused, going on without: \(text(error))"
    case .readOffsetFound(let offset): "the drive reads \(offset) samples late"
    case .mediumLeft(let condition): "medium: \(text(condition))"
    case .cancelRequested: "cancel requested"
    case .eraseBegan(let choice): "began: \(text(choice))"
    case .eraseFailed(let code): "failed: \(name(of: code))"
    case .failed(let code): "failed: \(name(of: code))"
    }
  }

  private static func text(_ medium: Medium) -> String {
    let name = medium.profile.name ?? "profile \(hexadecimal(medium.profile.rawValue, digits: 4))h"
    var line = "medium: \(name), \(medium.condition), \(medium.freeBlocks) of "
    line += "\(medium.capacity) blocks free, \(medium.sessionCount) sessions"
    if let next = medium.nextWritableAddress { line += ", next block \(next)" }
    if let manufacturer = medium.manufacturerID { line += ", made by \(manufacturer)" }
    return line
  }

  private static func text(_ error: DriveError) -> String {
    let message = ErrorText.message(for: error)
    return message.details.isEmpty ? message.explanation : message.details.joined(separator: "; ")
  }

  /// A step of a plan in a few words, for logs and scripts.
  public static func text(_ step: BurnStep) -> String {
    switch step {
    case .setWriteParameters(.lastSession): "set write parameters, last session"
    case .setWriteParameters(.moreSessionsAllowed): "set write parameters, more sessions allowed"
    case .setSessionParameters: "set write parameters, session at once"
    case .setTrackParameters(let track): "set write parameters, track \(track)"
    case .sendCueSheet: "send cue sheet"
    case .setRecording(.incremental(.lastSession)):
      "set write parameters, incremental, last session"
    case .setRecording(.incremental(.moreSessionsAllowed)):
      "set write parameters, incremental, more sessions allowed"
    case .setRecording(.discAtOnce): "set write parameters, disc at once"
    case .setRecording(.restrictedOverwrite): "set write parameters, restricted overwrite"
    case .format(let format):
      switch format.purpose {
      case .firstUse: "format"
      case .finish: "go on with the format"
      case .grow: "make the format larger"
      }
    case .reserveTrack(let blocks): "reserve a track of \(blocks) blocks"
    case .setSpeed(let rate): "set speed \(rate.kilobytesPerSecond) kB/s"
    case .write(run: 0): "write"
    case .write(let run): "write run \(run + 1)"
    case .synchronizeCache: "synchronize cache"
    case .closeTrack: "close track"
    case .closeSession: "close session"
    case .finalize: "finalize"
    case .finishDiscAtOnce: "finish the disc at once"
    case .stopBackgroundFormat: "stop the background format"
    case .verify(let verification): "verify \(verification)"
    case .eject: "eject"
    }
  }

  private static func text(_ condition: MediumCondition) -> String {
    switch condition {
    case .untouched: "untouched"
    case .appendable(let free): "appendable, \(free) blocks free"
    case .closed: "closed"
    case .partlyWritten(let blocks, let free, _):
      "partly written, \(blocks) blocks, \(free) blocks free"
    case .overwritable: "overwritable"
    case .partlyOverwritten(let blocks): "partly overwritten, \(blocks) blocks"
    case .partlyErased: "partly erased"
    case .beingErased: "being erased by the drive"
    case .lost: "lost"
    case .unknown: "unknown"
    }
  }

  private static func name(of code: some Hashable) -> String {
    let text = "\(code)"
    return String(text.prefix { $0 != "(" })
  }

  /// A way to erase or format, for logs and scripts: "blank, quick".
  public static func text(_ choice: EraseChoice) -> String {
    let deed =
      switch choice.deed {
      case .blank: "blank"
      case .restrictedOverwrite: "format for restricted overwrite"
      case .format(nil): "format"
      case .format(.usual): "format with the usual spare area"
      case .format(.nothing): "format without spare area"
      case .format(.chosen(let blocks)): "format with \(blocks) spare blocks"
      case .finishFormat: "finish the format"
      case .pseudoOverwrite: "format for pseudo-overwrite"
      case .clear: "write zeros"
      }
    return "\(deed), \(choice.depth)"
  }
}
