public import Burning
internal import DiscModel
public import VirtualDrive

extension ErrorText {
  /// Why a disc was not erased or formatted, what became of it, and what helps.
  ///
  /// - Parameter storage: what the system refused to the files of a virtual drive meanwhile.
  public static func message(
    for error: EraseError, storage: VirtualDriveError? = nil
  ) -> UserMessage {
    let message = drivesMessage(for: error)
    return error.cause == nil ? message : message.blaming(storage)
  }

  private static func drivesMessage(for error: EraseError) -> UserMessage {
    let cause = error.cause.map(message(for:))
    let (title, explanation) = text(for: error)
    // That there is no disc in the drive is said already.
    let more = error.code == .mediumRemoved ? nil : cause?.explanation
    return UserMessage(
      title: title, explanation: [explanation, more].compactMap(\.self).joined(separator: " "),
      disc: disc(error.medium), advice: advice(for: error, cause: cause),
      details: cause?.details ?? [])
  }

  /// Why a disc cannot be erased or formatted.
  public static func message(for problem: EraseProblem) -> UserMessage {
    let (title, explanation, advice) = text(for: problem)
    return UserMessage(title: title, explanation: explanation, advice: advice)
  }

  private static func text(for error: EraseError) -> (String, String?) {
    switch error.code {
    case .cancelled: (tr("Cancelled"), cancelled(error.medium))
    case .notErasable(let problems):
      (
        tr("The disc does not suit"),
        problems.map { message(for: $0).explanation }.joined(separator: " ")
      )
    case .mediumChanged:
      (
        tr("The disc was changed"),
        tr("Another disc lies in the drive than the one that was chosen.")
      )
    case .driveNotAvailable:
      (tr("The drive is not available"), tr("The drive could not be claimed for erasing."))
    case .refused(let choice?) where choice.depth == .full:
      (
        tr("The drive cannot do it quickly"),
        tr("The drive does not do this quickly with this disc.")
      )
    case .refused:
      (tr("The drive refuses"), tr("The drive does not do this with this disc."))
    case .erasingFailed: (tr("Erasing failed"), tr("The drive could not erase the disc."))
    case .formattingFailed: (tr("Formatting failed"), tr("The drive could not format the disc."))
    case .notAsWanted:
      (
        tr("The disc is not as it should be"),
        tr("The drive said that it was done, but the disc does not show it.")
      )
    case .mediumRemoved:
      (tr("The disc was taken out"), tr("The disc was taken out before the drive was done."))
    case .driveLost: (tr("The drive was lost"), tr("The drive stopped answering while it worked."))
    case .driveFailed: (tr("The drive failed"), tr("A command that erasing needs failed."))
    }
  }

  private static func cancelled(_ medium: MediumCondition) -> String? {
    switch medium {
    case .untouched: tr("You cancelled before anything was written.")
    case .beingErased: tr("You no longer wait for the drive.")
    case .unknown: tr("You cancelled before the disc was read.")
    default: tr("You cancelled while the drive was at work.")
    }
  }

  private static func advice(for error: EraseError, cause: UserMessage?) -> String? {
    switch error.recovery {
    case .none:
      error.medium == .beingErased ? tr("Leave the disc in the drive until it is done.") : nil
    case .choose(let choice):
      choice.depth == .full
        ? tr("Do it in full: %s.", EraseText.duration(choice)) : EraseText.title(choice)
    case .insertAnotherMedium where error.code == .mediumChanged: discChanged
    case .insertAnotherMedium:
      cause?.advice ?? problemAdvice(error) ?? tr("Insert another disc, then try again.")
    case .retry: tr("Do it once more in full. If that does not help, the disc is worn out.")
    case .insertAgain: tr("Put the disc back and erase it again.")
    case .checkConnection: cause?.advice ?? tr("Check the drive and its cable, then try again.")
    case .closeOtherProgram:
      cause?.advice ?? tr("Close other programs that use the drive, then try again.")
    }
  }

  private static func problemAdvice(_ error: EraseError) -> String? {
    guard case .notErasable(let problems) = error.code else { return nil }
    return problems.lazy.compactMap { message(for: $0).advice }.first
  }

  private static func text(for problem: EraseProblem) -> (String, String, String?) {
    switch problem {
    case .noMedium:
      (tr("No disc"), tr("There is no disc in the drive."), tr("Insert a disc that can be erased."))
    case .trayOpen:
      (
        tr("The tray is open"), tr("The drive's tray is open."),
        tr("Insert a disc that can be erased and close the tray.")
      )
    case .pressed(let profile):
      (
        cannotBeUsedAnew, tr("%s discs come from a factory and can only be read.", name(profile)),
        otherDisc
      )
    case .writtenOnce(let profile):
      (cannotBeUsedAnew, tr("%s discs can be written only once.", name(profile)), otherDisc)
    case .writeProtected:
      (
        tr("This disc is write-protected"), tr("The disc or its cartridge forbids writing."),
        tr("Slide the switch of the cartridge, or insert another disc.")
      )
    case .driveCannot(let profile):
      (
        tr("This drive cannot write this disc"),
        tr("The drive can read but not write: %s.", name(profile)),
        tr("Use another drive or another kind of disc.")
      )
    case .driveDoesNotTell(let profile):
      (
        tr("It is not known whether this drive can write this disc"),
        tr(
          "The drive is too old to tell Spindle whether it can write this kind of disc: %s.",
          name(profile)),
        tr("Use another drive or another kind of disc.")
      )
    case .unknownMedium(let profile):
      (
        cannotBeUsedAnew, tr("Spindle does not know this kind of disc: %s.", name(profile)),
        otherDisc
      )
    default: formatText(for: problem)
    }
  }

  private static func formatText(for problem: EraseProblem) -> (String, String, String?) {
    switch problem {
    case .unformatted(let profile):
      (
        tr("Nothing to erase"),
        tr("This %s is new: it must be formatted, not erased.", name(profile)),
        tr("Format it.")
      )
    case .needsNoFormat(let profile):
      (cannotBeFormatted, tr("%s discs are used as they are.", name(profile)), nil)
    case .formattedBefore(let profile):
      (cannotBeFormatted, tr("A %s is formatted once, and this one was.", name(profile)), nil)
    case .noFormatOffered(let profile):
      (
        cannotBeFormatted, tr("The drive offers no format for this %s.", name(profile)),
        tr("Try another drive or another disc.")
      )
    case .wayNotOffered(let profile):
      (
        tr("Not with this disc"), tr("This cannot be done with this %s.", name(profile)),
        tr("Choose another way.")
      )
    case .noSpareAreaToChoose(let profile):
      (
        tr("No spare area to choose"),
        tr("The size of the spare area of this %s cannot be chosen.", name(profile)), nil
      )
    case .spareAreaOutOfRange(let range):
      (
        tr("This spare area is not possible"),
        tr(
          "The spare area may have %1$s to %2$s blocks.",
          Format.count(Int(range.lowerBound.rawValue)),
          Format.count(Int(range.upperBound.rawValue))), tr("Choose a size between.")
      )
    default: (cannotBeUsedAnew, tr("This cannot be done."), nil)
    }
  }

  private static func name(_ profile: MediumProfile) -> String { DriveText.profile(profile) }
  /// Whether it was to be erased or formatted.
  private static var cannotBeUsedAnew: String { tr("This disc cannot be used anew") }
  private static var cannotBeFormatted: String { tr("This disc cannot be formatted") }
  private static var otherDisc: String {
    tr("Insert a rewritable disc: CD-RW, DVD-RW, DVD+RW, DVD-RAM or BD-RE.")
  }
}
