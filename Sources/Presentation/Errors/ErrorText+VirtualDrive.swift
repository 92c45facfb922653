internal import Burning
internal import SystemPackage
public import VirtualDrive

extension ErrorText {
  /// Why something could not be done with a virtual drive or its media.
  public static func message(for error: VirtualDriveError) -> UserMessage {
    switch error {
    case .notFound(let path):
      virtual(tr("There is no virtual drive in “%s”.", path), tr("Add one there first."))
    case .notADrive(let path):
      virtual(
        tr("What lies in “%s” is no virtual drive.", path),
        tr("Choose a folder that a virtual drive was made in."))
    case .alreadyExists(let path):
      virtual(
        tr("There are other files in “%s”.", path), tr("Choose an empty folder or a new one."))
    case .busy(let path):
      virtual(
        tr("The virtual drive in “%s” is in use.", path), tr("Wait until the other job is done."))
    case .damagedDescription(let path, let detail):
      virtual(
        tr("The description in “%s” cannot be understood.", path),
        tr("Restore the file from a copy."), details: [detail])
    case .newerVersion(let path, let version):
      virtual(
        tr("“%s” was made by a newer version of Spindle.", path), tr("Update Spindle."),
        details: ["version \(version)"])
    case .nameEmpty: virtual(tr("A virtual drive needs a name."), tr("Type one."))
    case .trayLocked(let path):
      virtual(
        tr("The tray of the virtual drive in “%s” is locked.", path),
        tr("Wait until the disc is written, or eject it."))
    case .noMedium: message(for: PlanProblem.noMedium)
    case .mediumIsBlank(let path):
      virtual(tr("There is nothing on the disc in “%s”.", path), tr("Burn something first."))
    case .notOnlyData(let path):
      virtual(
        tr("The disc in “%s” holds more than data, such as audio, so it has no image.", path),
        tr("Choose a name that ends in “.cue”."))
    case .notACompactDisc(let path):
      virtual(
        tr("The disc in “%s” is no CD, so it has no cue sheet.", path),
        tr("Choose a name that ends in “.iso”."))
    case .impossibleCapacity(let kind, let blocks, let possible):
      virtual(
        tr("A %1$s cannot have %2$s blocks.", kind.rawValue, blocks),
        tr("Choose %1$s to %2$s blocks.", possible.lowerBound, possible.upperBound))
    case .impossibleLayers(let kind, let layers, let possible):
      virtual(
        tr("A %1$s cannot have %2$s layers.", kind.rawValue, layers),
        possible.count == 1
          ? trn("It always has %s layer.", "It always has %s layers.", possible.lowerBound)
          : tr("Choose %1$s to %2$s layers.", possible.lowerBound, possible.upperBound))
    case .destinationNotAFile(let path):
      virtual(
        tr("“%s” is no ordinary file, so nothing is written there.", path),
        tr("Choose another name."))
    case .cancelled:
      UserMessage(title: tr("Cancelled"), explanation: tr("Nothing was changed."))
    case .system(let path, let number) where isLackOfRoom(number):
      virtual(
        tr("There is no room left in “%s”, where the virtual disc is kept.", folder(of: path)),
        tr("Make room there, then try again."))
    case .system(let path, let number):
      virtual(
        tr("“%1$s” cannot be used: %2$s.", path, systemText(number)),
        tr("Look at the folder's permissions and at the free space."))
    }
  }

  /// Whether the disk or the user's share of it is full.
  private static func isLackOfRoom(_ number: Int32) -> Bool {
    [.noSpace, .diskQuotaExceeded].contains(Errno(rawValue: number))
  }

  private static func folder(of path: String) -> String {
    FilePath(path).removingLastComponent().string
  }

  private static func virtual(
    _ explanation: String, _ advice: String, details: [String] = []
  ) -> UserMessage {
    UserMessage(
      title: tr("The virtual drive cannot do this"), explanation: explanation, advice: advice,
      details: details)
  }
}

extension UserMessage {
  /// The same with the true reason where a virtual disc failed because of the disk it is kept on: what
  /// the drive said, which sounds like a bad disc, is left to the details.
  func blaming(_ storage: VirtualDriveError?) -> UserMessage {
    guard let storage else { return self }
    let cause = ErrorText.message(for: storage)
    var message = self
    message.explanation = cause.explanation
    message.advice = cause.advice
    return message
  }
}
