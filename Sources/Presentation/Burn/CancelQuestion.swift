public import Burning
public import DiscModel

/// The question before a job is cancelled: it says what that costs at this moment.
public struct CancelQuestion: Hashable, Sendable {
  public let title: String
  public let body: String
  /// The button that cancels.
  public let confirm: String
  /// The button that lets the job go on; the default.
  public let goOn: String
  /// Cancelling costs a disc, so that the button is coloured as a warning.
  public let isDestructive: Bool

  public init(phase: BurnSnapshot.Phase, profile: MediumProfile, isVirtual: Bool = false) {
    let name = isVirtual ? tr("virtual %s", DriveText.profile(profile)) : DriveText.profile(profile)
    switch phase {
    case .preparing:
      title = tr("Cancel burning?")
      body = tr("Nothing has been written yet: the disc stays as it is.")
    case .writing where profile.isOverwritable || profile.isErasable:
      title = tr("Cancel burning?")
      body = tr(
        "Cancelling now leaves a part of your files on this %s. It can be erased and burned again.",
        name)
    case .writing:
      title = tr("Cancel burning?")
      body = tr(
        "Cancelling now spoils this %s: what is on it stays, your files will not be complete, and you will need another disc.",
        name)
    case .closing:
      title = tr("Cancel burning?")
      body = tr(
        "Everything is written, and the drive is finishing this %s. That cannot be broken off: the disc will be complete, but not checked.",
        name)
    case .verifying:
      title = tr("Cancel the check?")
      body = tr(
        "Everything is written on this %s. Without the check nobody knows whether it is good.", name
      )
    }
    isDestructive = phase == .writing
    confirm = phase == .verifying ? tr("Cancel the Check") : tr("Cancel Burning")
    goOn = tr("Continue")
  }
}
