internal import Burning
internal import DiscModel
internal import MMC
internal import Presentation
internal import VirtualDrive

/// How a disc will be erased or formatted.
struct ErasePlanEvent: ToolEvent {
  static let name = "erasePlan"

  /// "blank", "clear", "restrictedOverwrite", "format", "finishFormat" or "pseudoOverwrite".
  var deed: String
  /// "quick" or "full".
  var depth: String
  /// What becomes of the data: "none" if there are none, "hidden", "erased", "uncertain" or "kept".
  var contents: String
  var title: String
  var text: String
  var estimatedSeconds: Double
  /// How large the disc becomes and what is set aside, where a format decides it.
  var formattedBlocks: Int64?
  var spareBlocks: Int64?
  var medium: MediumField

  init(_ choice: EraseChoice) {
    deed = choice.deed.word
    depth = choice.depth == .quick ? "quick" : "full"
    contents =
      switch choice.contents {
      case .none: "none"
      case .hidden: "hidden"
      case .erased: "erased"
      case .uncertain: "uncertain"
      case .kept: "kept"
      }
    title = EraseText.title(choice)
    text = EraseText.explanation(choice)
    estimatedSeconds = choice.duration.seconds
    formattedBlocks = choice.formattedBlocks?.rawValue
    spareBlocks = choice.spareBlocks?.rawValue
    medium = MediumField(choice.medium)
  }
}

/// How far erasing or formatting is.
struct EraseProgressEvent: ToolEvent {
  static let name = "eraseProgress"

  /// "preparing", "erasing", "formatting", "overwriting" or "checking".
  var phase: String
  /// Of the phase, 0 to 1; missing where the drive does not tell.
  var fraction: Double?
  var elapsedSeconds: Double
  var remainingSeconds: Double?
  /// False while the drive would go on by itself after a cancel.
  var canBeStopped: Bool

  init(_ snapshot: EraseSnapshot) {
    phase =
      switch snapshot.phase {
      case .preparing: "preparing"
      case .erasing: "erasing"
      case .formatting: "formatting"
      case .overwriting: "overwriting"
      case .checking: "checking"
      }
    fraction = snapshot.fraction
    elapsedSeconds = snapshot.elapsed.seconds
    remainingSeconds = snapshot.remaining?.seconds
    canBeStopped = snapshot.canBeStopped
  }
}

/// A disc that was erased or formatted, and what was read from it afterwards.
struct ErasedEvent: ToolEvent {
  static let name = "erased"

  var deed: String
  var depth: String
  /// "blank", "formatted" or "readsAsZeros".
  var proof: String
  /// The blocks that the disc holds, or that were read and are zeros: all of them if the depth is
  /// "full", else those at both ends. Missing with "blank".
  var blocks: Int64?
  var medium: MediumField
  var totalSeconds: Double

  init(_ report: EraseReport) {
    deed = report.choice.deed.word
    depth = report.choice.depth == .quick ? "quick" : "full"
    switch report.proof {
    case .blank: proof = "blank"
    case .formatted(let count): (proof, blocks) = ("formatted", count.rawValue)
    case .endsAreZeros(let count), .allAreZeros(let count):
      (proof, blocks) = ("readsAsZeros", count.rawValue)
    }
    medium = MediumField(report.medium)
    totalSeconds = report.totalTime.seconds
  }
}

extension EraseChoice.Deed {
  fileprivate var word: String {
    switch self {
    case .blank: "blank"
    case .restrictedOverwrite: "restrictedOverwrite"
    case .format: "format"
    case .finishFormat: "finishFormat"
    case .pseudoOverwrite: "pseudoOverwrite"
    case .clear: "clear"
    }
  }
}

extension ExitStatus {
  init(_ error: EraseError) {
    self =
      switch error.code {
      case .cancelled: .cancelled
      case .notErasable, .mediumChanged, .driveNotAvailable, .refused: .notFit
      case .notAsWanted: .verificationFailed
      case .erasingFailed, .formattingFailed, .mediumRemoved, .driveLost, .driveFailed: .failed
      }
  }
}

extension ToolFailure {
  /// - Parameter storage: what the system refused to the files of a virtual drive.
  init(_ error: EraseError, storage: VirtualDriveError? = nil) {
    var reasons: [ReasonField] = []
    switch error.code {
    case .notErasable(let problems): reasons = problems.map(ReasonField.init)
    case .driveNotAvailable: reasons = [ReasonField(error.cause)].compactMap(\.self)
    default: break
    }
    self.init(
      ExitStatus(error), code: error.code.word,
      ErrorText.message(for: error, storage: storage), reasons: reasons)
    medium = error.medium.fields.word
  }

  /// What stands in the way before a job was begun.
  init(_ problem: EraseProblem) {
    self.init(
      .notFit, code: problem.word, ErrorText.message(for: problem), reasons: [ReasonField(problem)])
  }

  /// The same with other advice.
  func advising(_ advice: String) -> Self {
    var failure = self
    failure.message.advice = advice
    return failure
  }
}

extension ReasonField {
  init(_ problem: EraseProblem) {
    self.init(code: problem.word, text: ErrorText.message(for: problem).explanation)
  }
}

extension EraseProblem {
  /// The problem as one word.
  fileprivate var word: String {
    switch self {
    case .noMedium: "noMedium"
    case .trayOpen: "trayOpen"
    case .pressed: "pressed"
    case .writtenOnce: "writtenOnce"
    case .writeProtected: "mediumWriteProtected"
    case .driveCannot: "driveCannotWrite"
    case .driveDoesNotTell: "driveDoesNotTell"
    case .unknownMedium: "unknownMedium"
    case .unformatted: "mediumUnformatted"
    case .needsNoFormat: "needsNoFormat"
    case .formattedBefore: "formattedBefore"
    case .noFormatOffered: "noFormatOffered"
    case .wayNotOffered: "wayNotOffered"
    case .noSpareAreaToChoose: "noSpareArea"
    case .spareAreaOutOfRange: "spareAreaOutOfRange"
    }
  }
}

extension EraseError.Code {
  /// The code as one word.
  fileprivate var word: String {
    switch self {
    case .cancelled: "cancelled"
    case .notErasable(let problems): problems.first?.word ?? "notFit"
    case .mediumChanged: "mediumChanged"
    case .driveNotAvailable: "driveNotAvailable"
    case .refused(let instead): instead == nil ? "refused" : "quickRefused"
    case .erasingFailed: "erasingFailed"
    case .formattingFailed: "formattingFailed"
    case .notAsWanted: "notAsWanted"
    case .mediumRemoved: "mediumRemoved"
    case .driveLost: "driveLost"
    case .driveFailed: "driveFailed"
    }
  }
}
