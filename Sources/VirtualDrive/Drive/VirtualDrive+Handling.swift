public import DiscModel
internal import MMC
public import SystemPackage

/// What hands do with the drive: media, tray, button. None of it is a command.
extension VirtualDrive {
  /// Makes a drive in `folder`, without a medium and with its tray closed.
  ///
  /// The folder is made if it does not exist; it must be empty otherwise.
  /// - Parameter quirks: the peculiarities that it has each time it is opened.
  /// - Throws: ``VirtualDriveError/alreadyExists(path:)``, ``VirtualDriveError/nameEmpty``,
  ///   ``VirtualDriveError/system(path:errorNumber:)``.
  public static func create(
    at folder: FilePath, name: String, quirks: Set<VirtualDriveQuirk> = []
  ) throws(VirtualDriveError) {
    guard !name.isEmpty else { throw .nameEmpty }
    let place = DriveFolder(path: folder)
    do throws(VirtualDriveError) {
      try Folder.makeAll(folder)
    } catch .alreadyExists {
      guard try Folder.isEmpty(folder) else { throw .alreadyExists(path: folder.string) }
    }
    try Folder.make(place.media)
    let digits = String(UInt32.random(in: 0...99_999_999))
    let serial = String(repeating: "0", count: 8 - digits.count) + digits
    var record = DriveRecord(name: name, serial: serial)
    if !quirks.isEmpty { record.quirks = quirks.sorted { $0.rawValue < $1.rawValue } }
    try record.write(place.description)
  }

  /// Puts a new blank medium on the tray and closes it. The medium that lay there is taken out;
  /// its folder stays.
  ///
  /// - Throws: ``VirtualDriveError/trayLocked(path:)``, ``VirtualDriveError/busy(path:)`` if it was
  ///   opened for questions only or is still writing, and what making a medium throws.
  /// - Parameters:
  ///   - blocks: the medium's capacity; nil for that of the media in the shops.
  ///   - layers: how many it has; nil for the fewest that hold it.
  ///   - isRawSpeed: whether the drive, each time it is opened while this medium is in it, works in
  ///     real time, whatever clock it is opened with.
  ///   - isWriteProtected: whether the switch of its cartridge forbids writing; only a DVD-RAM has one.
  @discardableResult
  public func insert(
    _ kind: MediumKind, blocks: BlockCount? = nil, layers: Int? = nil, isRawSpeed: Bool = false,
    isWriteProtected: Bool = false
  ) throws(VirtualDriveError) -> VirtualMedium {
    try withMachine { (machine) throws(VirtualDriveError) in
      try machine.checkFree()
      try Folder.makeIfMissing(machine.folder.media)
      let number =
        try Folder.names(in: machine.folder.media)
        .compactMap { $0.split(separator: "-").first.flatMap { UInt32($0) } }.max() ?? 0
      let name = "\(UInt64(number) + 1)-\(kind.rawValue)"
      let medium = try VirtualMedium.create(
        at: machine.folder.media.appending(name), kind: kind, blocks: blocks,
        layers: layers, isWriteProtected: isWriteProtected)
      try machine.put(name, pace: isRawSpeed ? .realTime : nil)
      return medium
    }
  }

  /// Puts a medium that was in the drive before on the tray and closes it.
  ///
  /// - Parameter name: the name of its folder, such as "1-cd-r".
  public func insertMedium(named name: String) throws(VirtualDriveError) {
    try withMachine { (machine) throws(VirtualDriveError) in
      try machine.checkFree()
      _ = try VirtualMedium(folder: machine.folder.media.appending(name))
      try machine.put(name)
    }
  }

  /// Takes the medium out and leaves the tray open. Its folder stays.
  public func removeMedium() throws(VirtualDriveError) {
    try withMachine { (machine) throws(VirtualDriveError) in
      try machine.checkFree()
      try machine.openTray()
      try machine.takeOut()
    }
  }

  /// Opens the tray as the button on the front does, but never closes it.
  ///
  /// - Throws: ``VirtualDriveError/trayLocked(path:)``.
  public func openTray() throws(VirtualDriveError) {
    try withMachine { (machine) throws(VirtualDriveError) in
      try machine.checkFree()
      try machine.openTray()
    }
  }

  /// Pushes the tray in; a medium on it begins to spin.
  public func closeTray() throws(VirtualDriveError) {
    try withMachine { (machine) throws(VirtualDriveError) in
      try machine.checkExclusive()
      try machine.closeTray()
    }
  }

  /// Presses the button on the front: it moves the tray, or asks the program that locked it.
  public func pressEjectButton() throws(VirtualDriveError) {
    try withMachine { (machine) throws(VirtualDriveError) in
      try machine.checkExclusive()
      try machine.pressEjectButton()
    }
  }
}

extension DriveMachine {
  fileprivate func checkExclusive() throws(VirtualDriveError) {
    if access == .shared { throw .busy(path: folder.path.string) }
  }

  fileprivate mutating func checkFree() throws(VirtualDriveError) {
    try checkExclusive()
    if record.isLocked { throw .trayLocked(path: folder.path.string) }
    finishOperationIfDue()
    if let operation, operation.kind != .spinningUp { throw .busy(path: folder.path.string) }
  }

  /// Takes the medium from the open tray.
  fileprivate mutating func takeOut() throws(VirtualDriveError) {
    medium = nil
    mediumError = nil
    try save { $0.medium = nil }
  }

  /// Changes the medium on the tray and closes it.
  fileprivate mutating func put(
    _ name: String, pace: DriveRecord.Pace? = nil
  ) throws(VirtualDriveError) {
    try openTray(isKept: false)
    medium = try LoadedMedium(folder.medium(name), writable: true)
    // It may come out of a drive that had not stopped it.
    stopBackgroundFormat()
    mediumError = nil
    try closeTray {
      $0.medium = name
      $0.pace = pace
    }
  }
}
