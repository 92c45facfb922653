internal import Burning
internal import Presentation

/// How `spindlectl` ends, for scripts.
enum ExitStatus: Int32 {
  /// Done, and proven as far as asked.
  case done = 0
  case failed = 1
  /// The words of the command line are wrong, or too few.
  case usage = 2
  /// The drive or the medium does not suit; nothing was changed.
  case notFit = 3
  /// What was read back is not what it should be.
  case verificationFailed = 4
  case cancelled = 130

  init(_ error: BurnError) {
    self =
      switch error.code {
      case .cancelled: .cancelled
      case .notFit, .driveNotAvailable, .mediumChanged, .sessionAtOnceRefused, .textRefused: .notFit
      case .verificationFailed, .contentsDiffer: .verificationFailed
      default: .failed
      }
  }
}

/// The end of a command without success: what to tell, and the status for the shell.
struct ToolFailure: Error {
  var status: ExitStatus
  /// A word for scripts, such as "mediumTooSmall".
  var code: String
  var message: UserMessage
  /// All reasons, where something does not suit; never empty then.
  var reasons: [ReasonField]
  /// What became of the medium, in a word; nil where none is concerned.
  var medium: String?

  init(_ status: ExitStatus, code: String, _ message: UserMessage, reasons: [ReasonField] = []) {
    self.status = status
    self.code = code
    self.message = message
    self.reasons =
      reasons.isEmpty && status == .notFit
      ? [ReasonField(code: code, text: message.explanation)] : reasons
    medium = nil
  }
}
