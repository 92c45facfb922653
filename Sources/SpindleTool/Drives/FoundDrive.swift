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

  /// The drive behind a device node.
  init(node: FilePath, record: DriveRecord? = nil) {
    known = KnownDrive(
      id: record?.id ?? node.string, vendor: record?.vendor ?? "", product: record?.model ?? "",
      location: node.string, isVirtual: false)
    reference = DriveReference(node: node)
  }

  /// The virtual drive kept in `folder`.
  init(virtual folder: FilePath, name: String) {
    known = KnownDrive(
      id: Self.virtualPrefix + folder.string, vendor: "", product: name, location: folder.string,
      isVirtual: true)
    reference = VirtualDrive.reference(to: folder, name: name)
    virtualFolder = folder
  }

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
    if let drive = try all().first(where: { $0.known.id == argument }) { return drive }
    if argument.hasPrefix(virtualPrefix) {
      let folder = FilePath(String(argument.dropFirst(virtualPrefix.count))).absolute
      return FoundDrive(virtual: folder, name: folder.lastComponent?.string ?? folder.string)
    }
    if argument.hasPrefix("/") {
      let node = FilePath(argument)
      let record = DriveCatalog().current().first { $0.node == node.string }
      return FoundDrive(node: node, record: record)
    }
    throw ToolFailure(
      .notFit, code: "driveNotFound", ErrorText.message(for: OpeningError.notFound(path: argument)))
  }

  private static func registered() throws(ToolFailure) -> [VirtualDriveRegistry.Entry] {
    do throws(VirtualDriveError) {
      return try VirtualDriveRegistry().drives()
    } catch {
      throw ToolFailure(error)
    }
  }

  /// The folder of a virtual drive, for commands that only these know.
  func requireVirtual() throws(ToolFailure) -> FilePath {
    guard let virtualFolder else {
      throw ToolFailure(.notFit, code: "notVirtual", ToolText.notVirtual(known.location))
    }
    return virtualFolder
  }
}
