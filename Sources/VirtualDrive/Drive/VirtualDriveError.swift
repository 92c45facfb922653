public import MMC

/// Why something could not be done with a virtual drive, its media, or the list of drives.
public enum VirtualDriveError: Error, Hashable, Sendable {
  /// There is no such folder.
  case notFound(path: String)
  /// The folder holds no virtual drive: it has no `drive.json`.
  case notADrive(path: String)
  /// There is something already where a drive was to be made.
  case alreadyExists(path: String)
  /// Another program, or another part of this one, uses the drive.
  case busy(path: String)
  /// The description of a drive, a medium or the list cannot be understood.
  case damagedDescription(path: String, detail: String)
  /// A newer version of this program wrote the description.
  case newerVersion(path: String, version: Int)
  /// The name of a drive is empty.
  case nameEmpty
  /// A program locked the tray and did not unlock it.
  case trayLocked(path: String)
  /// No medium lies in the drive.
  case noMedium(path: String)
  /// Nothing was written on the medium yet, so there is nothing to export.
  case mediumIsBlank(path: String)
  /// The medium has tracks that are no blocks of 2,048 bytes, such as audio, so it has no image; it
  /// can be exported as a cue sheet.
  case notOnlyData(path: String)
  /// Only compact discs have cue sheets.
  case notACompactDisc(path: String)
  /// No such medium is made; `possible` tells the least and the most blocks.
  case impossibleCapacity(kind: MediumKind, blocks: Int64, possible: ClosedRange<Int64>)
  /// No such medium is made; `possible` tells the fewest and the most layers.
  case impossibleLayers(kind: MediumKind, layers: Int, possible: ClosedRange<Int>)
  /// What lies at the destination is not a plain file, so it is not overwritten.
  case destinationNotAFile(path: String)
  /// The user did not want it any more; nothing was changed.
  case cancelled
  /// The system refused; `errorNumber` is its `errno`.
  case system(path: String, errorNumber: Int32)
}

extension VirtualDriveError {
  /// What the user can do about it.
  public enum Recovery: Hashable, Sendable {
    /// Name a folder that holds a virtual drive, or make one.
    case chooseAnotherFolder
    /// Wait for the other program, or end it.
    case waitForOtherProgram
    /// Eject the medium, which unlocks the tray.
    case ejectFirst
    /// Insert a medium.
    case insertMedium
    /// Write something on the medium first.
    case burnFirst
    /// Give a name.
    case giveName
    /// Give a number of blocks within the limits.
    case giveCapacity(ClosedRange<Int64>)
    /// Give a number of layers within the limits.
    case giveLayers(ClosedRange<Int>)
    /// Name a destination that ends in `.cue`, or one that does not.
    case chooseAnotherFormat
    /// Name another destination.
    case chooseAnotherDestination
    /// Update this program.
    case update
    /// Remove the damaged file, or restore it from a copy.
    case restore(path: String)
    /// Begin again.
    case beginAgain
    /// See to what the system complains about: permissions, space, the disk.
    case checkSystem
  }

  public var recovery: Recovery {
    switch self {
    case .notFound, .notADrive, .alreadyExists: .chooseAnotherFolder
    case .busy: .waitForOtherProgram
    case .damagedDescription(let path, _): .restore(path: path)
    case .newerVersion: .update
    case .nameEmpty: .giveName
    case .trayLocked: .ejectFirst
    case .noMedium: .insertMedium
    case .mediumIsBlank: .burnFirst
    case .notOnlyData, .notACompactDisc: .chooseAnotherFormat
    case .impossibleCapacity(_, _, let possible): .giveCapacity(possible)
    case .impossibleLayers(_, _, let possible): .giveLayers(possible)
    case .destinationNotAFile: .chooseAnotherDestination
    case .cancelled: .beginAgain
    case .system: .checkSystem
    }
  }

  /// The same as what opening a real drive would have said.
  public var asDriveError: DriveError {
    switch self {
    case .notFound(let path): .opening(.notFound(path: path))
    case .busy(let path): .opening(.busy(path: path))
    case .system(let path, let number) where number == permissionDenied:
      .opening(.notPermitted(path: path))
    case .system(let path, let number): .opening(.failed(path: path, errorNumber: number))
    case .damagedDescription(let path, _):
      .opening(.failed(path: path, errorNumber: structureDamaged))
    case .newerVersion(let path, _): .opening(.failed(path: path, errorNumber: notSupported))
    case .notADrive(let path), .alreadyExists(let path), .trayLocked(let path), .noMedium(let path),
      .mediumIsBlank(let path), .notOnlyData(let path), .notACompactDisc(let path),
      .destinationNotAFile(let path):
      .opening(.notADrive(path: path))
    case .cancelled: .opening(.failed(path: "", errorNumber: operationCancelled))
    case .nameEmpty, .impossibleCapacity, .impossibleLayers: .opening(.notADrive(path: ""))
    }
  }
}

/// `EACCES`.
private let permissionDenied: Int32 = 13
/// `ECANCELED`.
private let operationCancelled: Int32 = 125
/// `EUCLEAN`, what file systems say of their own damaged structures.
private let structureDamaged: Int32 = 117
/// `EOPNOTSUPP`.
private let notSupported: Int32 = 95
