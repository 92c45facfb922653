public import DriveMounts
internal import SystemPackage

extension ErrorText {
  /// Why a disc is still mounted.
  public static func message(for error: UnmountError) -> UserMessage {
    let place = error.disc.mountPoints.first?.string ?? error.disc.drive
    let details = error.details.isEmpty ? [] : ["unmount \(error.disc.drive): \(error.details)"]
    let title = tr("The disc is mounted")
    switch error.code {
    case .declined:
      return UserMessage(
        title: title, explanation: tr("The disc is mounted at %s.", place),
        advice: tr("Unmount the disc, then try again."), details: details)
    case .noService:
      return UserMessage(
        title: title,
        explanation: tr(
          "The disc is mounted at %s, and there is no service (UDisks2) that could unmount it.",
          place),
        advice: tr("Unmount it with: umount “%s”", place), details: details)
    case .notAuthorized:
      return UserMessage(
        title: title, explanation: tr("You may not unmount the disc at %s.", place),
        advice: tr("Whoever mounted it can unmount it, and so can the administrator."),
        details: details)
    case .inUse:
      return UserMessage(
        title: title, explanation: tr("A program has files on the disc at %s open.", place),
        advice: tr("Close the files and the folders of the disc, then try again."),
        details: details)
    case .cancelled:
      return UserMessage(
        title: tr("Cancelled"), explanation: tr("The disc is still mounted at %s.", place),
        details: details)
    case .failed:
      return UserMessage(
        title: tr("The disc could not be unmounted"),
        explanation: tr("The system could not unmount the disc at %s.", place),
        advice: tr("Unmount the disc, then try again."), details: details)
    }
  }
}
