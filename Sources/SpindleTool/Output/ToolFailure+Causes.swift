internal import Burning
internal import CompactDisc
internal import DiscImage
internal import DiscModel
internal import MMC
internal import Presentation
internal import VirtualDrive

extension ToolFailure {
  /// The user ended the command before it did anything.
  static var cancelled: Self {
    Self(.cancelled, code: "cancelled", ToolText.cancelled)
  }

  init(_ error: PlanError) {
    self.init(
      .notFit, code: error.problems.first?.code ?? "notFit", ErrorText.message(for: error),
      reasons: error.problems.map(ReasonField.init))
    switch error.problems.first {
    case .sessionAtOnceMissing: message.advice = ToolText.acceptLossesAdvice
    case .text, .textNotPossible: message.advice = ToolText.noTextAdvice
    default: break
    }
  }

  /// - Parameter storage: what the system refused to the files of a virtual drive.
  init(_ error: BurnError, storage: VirtualDriveError? = nil) {
    var reasons: [ReasonField] = []
    switch error.code {
    case .notFit(let problems): reasons = problems.map(ReasonField.init)
    case .driveNotAvailable: reasons = [ReasonField(error.cause)].compactMap(\.self)
    default: break
    }
    self.init(
      ExitStatus(error), code: error.code.word,
      ErrorText.message(for: error, storage: storage), reasons: reasons)
    medium = error.medium.fields.word
    switch error.code {
    case .sessionAtOnceRefused: message.advice = ToolText.acceptLossesAdvice
    case .textRefused: message.advice = ToolText.noTextAdvice
    default: break
    }
  }

  /// A drive that could not be asked or told something.
  init(_ error: DriveError) {
    let (status, code): (ExitStatus, String) =
      if case .opening(let error) = error { (.notFit, error.word) } else {
        (.failed, "driveFailed")
      }
    self.init(
      status, code: code, ErrorText.message(for: error),
      reasons: [ReasonField(error)].compactMap(\.self))
  }

  init(_ error: VerifyError) {
    let status: ExitStatus =
      switch error {
      case .cancelled: .cancelled
      case .driveNotAvailable, .noMedium, .nothingOnDisc: .notFit
      case .volume, .unreadable: .verificationFailed
      case .drive, .tracksUnknown: .failed
      }
    var reasons: [ReasonField] = []
    if case .driveNotAvailable(let cause) = error {
      reasons = [ReasonField(cause)].compactMap(\.self)
    }
    self.init(status, code: error.word, ErrorText.message(for: error), reasons: reasons)
  }

  init(_ error: VirtualDriveError) {
    let (status, code): (ExitStatus, String) =
      switch error {
      case .notFound: (.notFit, "driveNotFound")
      case .notADrive: (.notFit, "notADrive")
      case .alreadyExists: (.failed, "folderNotEmpty")
      case .busy: (.notFit, "busy")
      case .damagedDescription: (.notFit, "damagedDescription")
      case .newerVersion: (.notFit, "newerVersion")
      case .nameEmpty: (.usage, "nameEmpty")
      case .trayLocked: (.notFit, "trayLocked")
      case .noMedium: (.notFit, "noMedium")
      case .mediumIsBlank: (.notFit, "mediumIsBlank")
      case .notOnlyData: (.notFit, "notOnlyData")
      case .notACompactDisc: (.notFit, "notACompactDisc")
      case .impossibleCapacity: (.usage, "impossibleCapacity")
      case .impossibleLayers: (.usage, "impossibleLayers")
      case .destinationNotAFile: (.failed, "destinationNotAFile")
      case .cancelled: (.cancelled, "cancelled")
      case .system: (.failed, "system")
      }
    self.init(status, code: code, ErrorText.message(for: error))
  }
}

extension PlanProblem {
  /// The problem as one word.
  var code: String {
    switch self {
    case .nothingToWrite: "nothingToWrite"
    case .noMedium: "noMedium"
    case .trayOpen: "trayOpen"
    case .mediumNotWritable: "mediumNotWritable"
    case .mediumMustBeErased: "mediumMustBeErased"
    case .mediumTakesOneSession: "mediumTakesOneSession"
    case .mediumWriteProtected: "mediumWriteProtected"
    case .driveCannotWrite: "driveCannotWrite"
    case .driveDoesNotTell: "driveDoesNotTell"
    case .mediumClosed: "mediumClosed"
    case .mediumHoldsData: "mediumHoldsData"
    case .mediumTooSmall: "mediumTooSmall"
    case .audioNeedsCD: "audioNeedsCD"
    case .audioNeedsBlankDisc: "audioNeedsBlankDisc"
    case .audio(.tooLong(required: _, available: _)): "mediumTooSmall"
    case .audio: "audioNotPossible"
    case .text: "textNotPossible"
    case .textNotPossible: "textNotPossible"
    case .sessionAtOnceMissing: "sessionAtOnceMissing"
    }
  }
}

extension OpeningError {
  /// The error as one word.
  var word: String {
    switch self {
    case .notFound: "driveNotFound"
    case .notPermitted: "notPermitted"
    case .busy: "busy"
    case .notADrive: "notADrive"
    case .failed: "driveFailed"
    }
  }
}

extension BurnError.Code {
  /// The code as one word.
  var word: String {
    switch self {
    case .cancelled: "cancelled"
    case .notFit(let problems): problems.first?.code ?? "notFit"
    case .mediumChanged: "mediumChanged"
    case .driveNotAvailable: "driveNotAvailable"
    case .writingFailed: "writingFailed"
    case .formattingFailed: "formattingFailed"
    case .closingFailed: "closingFailed"
    case .driveLost: "driveLost"
    case .sourceFailed, .trackFailed: "sourceFailed"
    case .sessionAtOnceRefused: "sessionAtOnceRefused"
    case .textRefused: "textRefused"
    case .contentsDiffer: "contentsDiffer"
    case .verificationFailed: "verificationFailed"
    case .driveFailed: "driveFailed"
    }
  }
}

extension VerifyError {
  /// The error as one word.
  var word: String {
    switch self {
    case .cancelled: "cancelled"
    case .driveNotAvailable: "driveNotAvailable"
    case .noMedium: "noMedium"
    case .nothingOnDisc: "nothingOnDisc"
    case .tracksUnknown: "tracksUnknown"
    case .volume: "notAVolume"
    case .unreadable: "unreadable"
    case .drive: "driveFailed"
    }
  }
}
