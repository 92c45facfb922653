internal import Burning
internal import DriveDiscovery
internal import MMC
internal import Presentation
internal import SystemPackage
internal import VirtualDrive

/// A drive that the user named, real or virtual.
struct FoundDrive: Sendable {
  var known: KnownDrive
  var reference: DriveReference
  /// Where a virtual drive is kept; nil for a real one.
  var virtualFolder: FilePath?
  /// Why the medium in a virtual drive cannot be read; nil if it can, and for a real drive.
  var mediumError: VirtualDriveError?
  /// What the system refuses to the files of a virtual drive.
  let storageFailures = StorageFailures()

  /// The drive behind a device node.
  init(node: FilePath, record: DriveRecord? = nil) {
    known = KnownDrive(
      id: record?.id ?? node.string, vendor: record?.vendor ?? "", product: record?.model ?? "",
      location: node.string, isVirtual: false)
    reference = DriveReference(node: node)
  }

  /// The virtual drive kept in `folder`.
  init(virtual folder: FilePath, name: String, mediumError: VirtualDriveError? = nil) {
    known = KnownDrive(
      id: Self.virtualPrefix + folder.string, vendor: "", product: name, location: folder.string,
      isVirtual: true)
    reference = VirtualDrive.reference(to: folder, name: name, failures: storageFailures)
    virtualFolder = folder
    self.mediumError = mediumError
  }

  /// The node of a real drive; nil for a virtual one.
  var node: FilePath? { virtualFolder == nil ? FilePath(known.location) : nil }

  /// What an id of a virtual drive begins with.
  static let virtualPrefix = "virtual:"
}

extension FoundDrive {
  /// All drives: the real ones that udev knows, then the virtual ones that the user added.
  static func all() throws(ToolFailure) -> [FoundDrive] {
    let real = DriveCatalog().current().map { record in
      FoundDrive(node: FilePath(record.node), record: record)
    }
    return try real + registered().map { FoundDrive(virtual: $0.folder, name: $0.name) }
  }

  /// The drive that the user calls `argument`: a node, an id from `devices`, or `virtual:DIR`.
  static func find(_ argument: String) throws(ToolFailure) -> FoundDrive {
    if argument.hasPrefix(virtualPrefix) { return try virtual(folder(ofVirtual: argument)) }
    let records = DriveCatalog().current()
    if let record = records.first(where: { [$0.id, $0.node].contains(argument) }) {
      return FoundDrive(node: FilePath(record.node), record: record)
    }
    if VirtualDrive.exists(at: FilePath(word: argument).absolute) {
      throw ToolFailure(.notFit, code: "driveNotFound", ToolText.driveWithoutPrefix(argument.shown))
    }
    guard argument.hasPrefix("/") else {
      throw ToolFailure(.notFit, code: "driveNotFound", ToolText.unknownDrive(argument.shown))
    }
    return FoundDrive(node: FilePath(word: argument))
  }

  /// The folder of a virtual drive, named with or without the prefix.
  static func folder(ofVirtual argument: String) -> FilePath {
    let hasPrefix = argument.hasPrefix(virtualPrefix)
    let folder = hasPrefix ? String(argument.dropFirst(virtualPrefix.count)) : argument
    return FilePath(word: folder).absolute
  }

  /// The virtual drive in a folder, whether it is on the user's list or not.
  private static func virtual(_ folder: FilePath) throws(ToolFailure) -> FoundDrive {
    do throws(VirtualDriveError) {
      let drive = try VirtualDrive(folder: folder, access: .shared)
      return FoundDrive(virtual: folder, name: drive.name, mediumError: drive.mediumError)
    } catch .busy {
      let listed = try registered().first { $0.folder == folder }?.name
      let name = listed ?? folder.lastComponent?.string ?? folder.string
      return FoundDrive(virtual: folder, name: name)
    } catch {
      throw ToolFailure(error)
    }
  }

  private static func registered() throws(ToolFailure) -> [VirtualDriveRegistry.Entry] {
    do throws(VirtualDriveError) {
      return try VirtualDriveRegistry().drives()
    } catch {
      throw ToolFailure(error)
    }
  }

  /// Refuses a medium whose files are damaged, with what is wrong with them: the drive's answers
  /// only tell that the disc cannot be read.
  func checkMedium() throws(ToolFailure) {
    if let mediumError { throw ToolFailure(mediumError) }
  }

  /// The folder of a virtual drive, for commands that only these know.
  func requireVirtual() throws(ToolFailure) -> FilePath {
    guard let virtualFolder else {
      throw ToolFailure(.notFit, code: "notVirtual", ToolText.notVirtual(known.location))
    }
    return virtualFolder
  }
}
