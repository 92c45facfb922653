internal import SystemPackage

/// What a drive remembers while no program uses it: the content of `drive.json`.
struct DriveRecord: Hashable, Sendable, Description {
  static let formatName = "spindle-virtual-drive"
  static let currentVersion = 1

  var format = Self.formatName
  var version = Self.currentVersion
  var name: String
  /// Eight digits that tell drives of the same name apart.
  var serial: String
  var trayIsOpen = false
  /// A program forbade to open the tray.
  var isLocked = false
  /// How time passes in it, whatever the program that opens it says; nil leaves it to the program.
  var pace: Pace?
  /// The peculiarities it has each time it is opened; nil is none.
  var quirks: [VirtualDriveQuirk]?
  /// The folder, below `media`, of the medium on the tray, open or closed.
  var medium: String?

  enum Pace: String, Hashable, Sendable, Codable {
    /// Everything takes as long as on a real drive.
    case realTime = "real-time"
  }

  init(name: String, serial: String) {
    self.name = name
    self.serial = serial
  }

  /// The serial number goes into replies that tell its length in a byte, and the medium's name must
  /// not lead out of the drive's folder.
  var fault: String? {
    if !(1...64).contains(serial.utf8.count) { return "serial" }
    guard let medium else { return nil }
    let isName = FilePath.Component(medium)?.kind == .regular
    return isName ? nil : "medium"
  }
}

/// Where the parts of a drive lie below its folder.
struct DriveFolder: Hashable, Sendable {
  var path: FilePath

  var description: FilePath { path.appending("drive.json") }
  var media: FilePath { path.appending("media") }

  func medium(_ name: String) -> MediumFolder {
    MediumFolder(path: media.appending(name))
  }

  /// - Throws: ``VirtualDriveError/notFound(path:)`` without a folder,
  ///   ``VirtualDriveError/notADrive(path:)`` if it holds no drive.
  func readRecord() throws(VirtualDriveError) -> DriveRecord {
    do throws(VirtualDriveError) {
      return try DriveRecord.read(description)
    } catch  where error.isAbsence {
      throw path.isThere ? .notADrive(path: path.string) : .notFound(path: path.string)
    } catch {
      throw error
    }
  }
}

/// Where the parts of a medium lie below its folder.
struct MediumFolder: Hashable, Sendable {
  var path: FilePath

  var description: FilePath { path.appending("medium.json") }
  var sectors: FilePath { path.appending("sectors.iso") }
  /// Of a compact disc: sectors of 2,352 bytes that cannot be made from 2,048, such as audio.
  var wholeSectors: FilePath { path.appending("sectors.bin") }
  /// Of a compact disc: 96 bytes a block of what the host wrote in the sub-channels.
  var subchannels: FilePath { path.appending("subchannels.bin") }
  /// Of a compact disc: the packs of CD-TEXT, 18 bytes each.
  var text: FilePath { path.appending("cd-text.bin") }

  /// Removes what a program left that was killed while it replaced a file.
  func removeAbandonedFiles() {
    for file in [description, text] { TemporaryFile.removeAbandoned(for: file) }
  }
}
