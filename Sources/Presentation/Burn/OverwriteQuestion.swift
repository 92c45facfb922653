public import DiscModel

/// The question before a disc is burned over what may be on it. It names the disc and the drive.
public struct OverwriteQuestion: Hashable, Sendable {
  public let title: String
  public let body: String
  /// The button that burns.
  public let confirm: String
  /// The button that leaves everything as it is; the default.
  public let cancel: String

  /// - Parameter drive: the drive's name, as ``DriveItem/title``.
  public init(_ medium: Medium, drive: String) {
    let name = DriveText.profile(medium.profile)
    title = tr("Overwrite this %s?", name)
    body = [
      tr("In “%1$s” lies: %2$s.", drive, DriveText.medium(medium)),
      tr("What is on this %s now will be overwritten.", name),
    ].joined(separator: " ")
    confirm = tr("_Overwrite")
    cancel = tr("_Cancel")
  }

  /// The question on a terminal, with the letters that answer it.
  public var terminalPrompt: String { tr("Overwrite the disc? Type y for yes, n for no:") }
}
