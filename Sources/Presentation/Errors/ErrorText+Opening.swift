public import MMC
internal import SystemPackage

extension ErrorText {
  /// Why a drive could not be opened.
  public static func message(for error: OpeningError) -> UserMessage {
    switch error {
    case .notFound(let path):
      UserMessage(
        title: tr("The drive is not there"),
        explanation: tr("There is no drive at %s.", path),
        advice: tr("Check the cable and the power supply."))
    case .notPermitted(let path, let missing): denial(path, missing)
    case .busy(let path, let holders): occupation(path, holders)
    case .notADrive(let path):
      UserMessage(
        title: tr("Not a disc drive"),
        explanation: tr("What lies at %s is not a disc drive.", path))
    case .failed(let path, let number):
      UserMessage(
        title: tr("The drive could not be opened"),
        explanation: tr("The system could not open %1$s: %2$s.", path, systemText(number)),
        details: ["open \(path): errno \(number)"])
    }
  }

  private static func occupation(_ path: String, _ holders: [DriveHolder]) -> UserMessage {
    guard let first = holders.first else {
      return UserMessage(
        title: tr("The drive is in use"),
        explanation: tr("Another program or an opened disc holds the drive at %s.", path),
        advice: tr("Close the other program, or unmount the disc, then try again."))
    }
    return UserMessage(
      title: title(for: first),
      explanation: holders.prefix(4).map { sentence(for: $0) }.joined(separator: " "),
      advice: advice(for: first), details: ["open \(path): busy"])
  }

  private static func title(for holder: DriveHolder) -> String {
    if case .mount = holder { tr("The disc is mounted") } else { tr("The drive is in use") }
  }

  /// Who holds a drive, and how.
  static func sentence(for holder: DriveHolder) -> String {
    switch holder {
    case .mount(let folder): tr("The disc is mounted at %s.", folder.string)
    case .spindle(let claim):
      switch claim.activity {
      case .burning:
        tr("%1$s (process %2$s) is burning on the drive.", claim.client, claim.processID)
      case .verifying:
        tr("%1$s (process %2$s) is checking a disc in the drive.", claim.client, claim.processID)
      case .erasing:
        tr("%1$s (process %2$s) is erasing a disc in the drive.", claim.client, claim.processID)
      case .formatting:
        tr("%1$s (process %2$s) is formatting a disc in the drive.", claim.client, claim.processID)
      case .movingTray:
        tr("%1$s (process %2$s) is moving the tray.", claim.client, claim.processID)
      case .using: tr("%1$s (process %2$s) is using the drive.", claim.client, claim.processID)
      }
    case .program(let name, let processID):
      tr("%1$s (process %2$s) is using the drive.", name, processID)
    case .device(let name): tr("The system uses the disc as the device %s.", name)
    }
  }

  /// What helps against a holder.
  static func advice(for holder: DriveHolder) -> String {
    switch holder {
    case .mount: tr("Unmount the disc, then try again.")
    case .spindle: tr("Wait until that is done, then try again.")
    case .program: tr("Close that program, then try again.")
    case .device: tr("Remove that device, then try again.")
    }
  }

  private static func denial(_ path: String, _ missing: DrivePermission?) -> UserMessage {
    UserMessage(
      title: tr("No permission to use the drive"),
      explanation: tr("You may not use the drive at %s.", path)
        + (missing.map { " " + sentence(for: $0) } ?? ""),
      advice: advice(for: missing))
  }

  /// What a user lacks to use a drive.
  static func sentence(for missing: DrivePermission) -> String {
    guard missing.groupMayUse else {
      return tr("The group “%s” of its node may not use it either.", missing.group)
    }
    return switch missing.membership {
    case .none: tr("The members of the group “%s” may, and you are not one of them.", missing.group)
    case .afterNextLogin:
      tr("You became a member of the group “%s” after you logged in.", missing.group)
    case .member: tr("You are in the group “%s”; something else forbids it.", missing.group)
    }
  }

  /// What helps a user who may not use a drive.
  static func advice(for missing: DrivePermission?) -> String? {
    guard let missing else {
      return tr(
        "Log in at the computer itself, or ask the administrator to add you to the group “cdrom”.")
    }
    switch (missing.groupMayUse, missing.membership, missing.isForSeat) {
    case (true, .afterNextLogin, _): return tr("Log out, then log in again.")
    case (true, .none, true):
      return tr(
        "Log in at the computer itself, or ask the administrator to add you to the group “%s”.",
        missing.group)
    case (true, .none, false):
      return tr("Ask the administrator to add you to the group “%s”.", missing.group)
    case (_, _, true): return tr("Log in at the computer itself.")
    case (_, _, false): return tr("Ask the administrator.")
    }
  }
}

extension ErrorText {
  /// Whether there are drives to work with; nil if there are.
  public static func message(for environment: DriveEnvironment) -> UserMessage? {
    switch environment {
    case .usable: nil
    case .noDrive:
      UserMessage(
        title: tr("No drive"), explanation: tr("This computer has no disc drive."),
        advice: tr("Connect a disc drive, or add a virtual one to try."))
    case .noPermission(let denials):
      UserMessage(
        title: tr("No permission to use a drive"),
        explanation: denials.map { denial($0.node.string, $0.permission).explanation }
          .joined(separator: " "),
        advice: denials.first.flatMap { advice(for: $0.permission) })
    }
  }
}
