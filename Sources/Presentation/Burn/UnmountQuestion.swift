public import DriveMounts
internal import SystemPackage

/// The question before a mounted disc is unmounted.
public struct UnmountQuestion: Hashable, Sendable {
  public let title: String
  public let body: String
  /// The button that unmounts.
  public let unmount: String
  /// The button that leaves everything as it is.
  public let leave: String

  public init(_ disc: MountedDisc) {
    let places = disc.mountPoints.map { tr("“%s”", $0.string) }.joined(separator: ", ")
    title = tr("Unmount the disc?")
    body = tr(
      "The disc in %1$s is mounted at %2$s. Spindle needs it alone, so files on it cannot be open meanwhile.",
      disc.drive, places)
    unmount = tr("_Unmount")
    leave = tr("_Cancel")
  }

  /// The question on a terminal, with the letters that answer it.
  public var terminalPrompt: String { tr("Unmount the disc? Type y for yes, n for no:") }
}
