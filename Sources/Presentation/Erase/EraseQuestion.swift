public import Burning
internal import DiscModel

/// The question before a disc is erased or formatted. It names the disc and the drive.
public struct EraseQuestion: Hashable, Sendable {
  public let title: String
  public let body: String
  /// The button that begins.
  public let confirm: String
  /// The button that leaves everything as it is; the default.
  public let cancel: String
  /// Something on the disc is lost, so that the button is coloured as a warning.
  public let isDestructive: Bool
  private let isFormat: Bool

  /// - Parameter drive: the drive's name, as ``DriveItem/title``.
  public init(_ choice: EraseChoice, drive: String) {
    self.init(choice, drive: drive, beginning: nil)
  }

  /// The question whether a disc may be erased or formatted in full, after the drive refused to do it
  /// quickly.
  public init(insteadOfQuick choice: EraseChoice, drive: String) {
    self.init(
      choice, drive: drive,
      beginning: choice.isFormat
        ? tr("The drive does not format this disc quickly.")
        : tr("The drive does not erase this disc quickly."))
  }

  private init(_ choice: EraseChoice, drive: String, beginning: String?) {
    let name = DriveText.profile(choice.medium.profile)
    isFormat = choice.isFormat
    isDestructive = choice.contents != .none && choice.contents != .kept
    title = isFormat ? tr("Format this %s?", name) : tr("Erase this %s?", name)
    let disc = tr("In “%1$s” lies: %2$s.", drive, DriveText.medium(choice.medium))
    let way = tr("%1$s: %2$s.", EraseText.title(choice), EraseText.duration(choice))
    body = [beginning, disc, EraseText.contents(choice), way].compactMap(\.self)
      .joined(separator: " ")
    confirm = isFormat ? tr("_Format") : tr("_Erase")
    cancel = tr("_Cancel")
  }

  /// The question on a terminal, with the letters that answer it.
  public var terminalPrompt: String {
    isFormat
      ? tr("Format the disc? Type y for yes, n for no:")
      : tr("Erase the disc? Type y for yes, n for no:")
  }
}
