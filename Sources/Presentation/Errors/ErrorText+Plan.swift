public import Burning
internal import DiscModel

extension ErrorText {
  /// Why a burn cannot be done as asked.
  public static func message(for problem: PlanProblem) -> UserMessage {
    switch problem {
    case .nothingToWrite:
      UserMessage(
        title: tr("Nothing to burn"), explanation: tr("There are no files on the disc yet."),
        advice: tr("Add files or folders."))
    case .noMedium:
      UserMessage(
        title: tr("No disc"), explanation: tr("There is no disc in the drive."),
        advice: tr("Insert a blank disc."))
    case .trayOpen:
      UserMessage(
        title: tr("The tray is open"), explanation: tr("The drive's tray is open."),
        advice: tr("Insert a blank disc and close the tray."))
    case .mediumNotWritable(let profile):
      UserMessage(
        title: tr("This disc cannot be written"),
        explanation: tr("Spindle cannot write this kind of disc: %s.", DriveText.profile(profile)),
        advice: tr("Insert a blank or rewritable disc."),
        details: ["profile \(hexadecimal(profile.rawValue, digits: 4))h"])
    case .mediumMustBeErased(let profile):
      UserMessage(
        title: tr("This disc must be erased first"),
        explanation: tr("This %s already holds something.", DriveText.profile(profile)),
        advice: tr("Erase it first."))
    case .mediumTakesOneSession(let profile):
      UserMessage(
        title: tr("This disc is written in one go"),
        explanation: tr("Nothing can be added later to this %s.", DriveText.profile(profile)),
        advice: tr("Let the disc be finished."))
    case .mediumWriteProtected:
      UserMessage(
        title: tr("This disc is write-protected"),
        explanation: tr("The disc or its cartridge forbids writing."),
        advice: tr("Slide the switch of the cartridge, or insert another disc."))
    case .driveCannotWrite(let profile):
      UserMessage(
        title: tr("This drive cannot write this disc"),
        explanation: tr("The drive can read but not write: %s.", DriveText.profile(profile)),
        advice: tr("Use another drive or another kind of disc."),
        details: ["profile \(hexadecimal(profile.rawValue, digits: 4))h is not writable here"])
    case .driveDoesNotTell(let profile):
      UserMessage(
        title: tr("It is not known whether this drive can write this disc"),
        explanation: tr(
          "The drive is too old to tell Spindle whether it can write this kind of disc: %s.",
          DriveText.profile(profile)),
        advice: tr("Use another drive or another kind of disc."),
        details: ["profile \(hexadecimal(profile.rawValue, digits: 4))h is not told of"])
    case .mediumClosed:
      UserMessage(
        title: tr("This disc is finished"),
        explanation: tr("Nothing more can be written on this disc."),
        advice: tr("Insert a blank disc."))
    case .mediumHoldsData:
      UserMessage(
        title: tr("This disc is not blank"),
        explanation: tr(
          "This disc already holds files, and they could not be seen any more after burning."),
        advice: tr("Insert a blank disc."))
    case .mediumTooSmall(let required, let available):
      UserMessage(
        title: tr("This disc is too small"),
        explanation: tr(
          "The files need %1$s more than the disc has room for.",
          Format.size(required - available, rounding: .up)),
        advice: tr("Insert a larger disc or remove some files."),
        details: ["\(required) blocks are needed, \(available) are free"])
    case .audioNeedsCD(let profile): audioNeedsCD(profile)
    case .audioNeedsBlankDisc: audioNeedsBlankDisc
    case .audio(let problem): message(for: problem)
    case .text(let problem): message(for: problem)
    case .textNotPossible: textNotPossible
    case .sessionAtOnceMissing(let losses): sessionAtOnceMissing(losses)
    }
  }

  /// All the reasons why a burn cannot be done, as one message.
  public static func message(for error: PlanError) -> UserMessage {
    let messages = error.problems.map(message(for:))
    guard messages.count > 1 else {
      return messages.first
        ?? UserMessage(
          title: tr("The disc does not suit"),
          explanation: tr("This cannot be burned onto this disc."))
    }
    return UserMessage(
      title: tr("The disc does not suit"),
      explanation: messages.map(\.explanation).joined(separator: " "),
      advice: messages.lazy.compactMap(\.advice).first, details: messages.flatMap(\.details))
  }
}
