public import DiscModel
public import MMC
public import SystemPackage

/// What can be done with a drive that nobody has opened, by its folder.
extension VirtualDrive {
  /// Whether `folder` holds a virtual drive.
  public static func exists(at folder: FilePath) -> Bool {
    (try? DriveFolder(path: folder).readRecord()) != nil
  }

  /// The peculiarities that the drive in `folder` has each time it is opened.
  ///
  /// - Throws: ``VirtualDriveError/notFound(path:)`` or ``VirtualDriveError/notADrive(path:)`` if there
  ///   is none.
  public static func quirks(
    ofDriveAt folder: FilePath
  ) throws(VirtualDriveError) -> Set<VirtualDriveQuirk> {
    Set(try DriveFolder(path: folder).readRecord().quirks ?? [])
  }

  /// The drive in `folder`, to be passed around as a real one.
  ///
  /// - Parameters:
  ///   - name: what to call it before it is opened.
  ///   - clock: how time passes in it each time it is opened.
  ///   - failures: where it notes what the system refuses to its files.
  public static func reference(
    to folder: FilePath, name: String, clock: VirtualClock = .instant,
    failures: StorageFailures = StorageFailures()
  ) -> DriveReference {
    DriveReference(name: name, location: folder) { (access) throws(DriveError) in
      try transport(at: folder, access: access, clock: clock, failures: failures)
    }
  }

  /// A transport as ``DriveReference`` wants it from its closure.
  ///
  /// - Throws: ``DriveError/opening(_:)`` with the reason.
  public static func transport(
    at folder: FilePath, access: DriveAccess, faults: FaultScript = .none,
    clock: VirtualClock = .instant, failures: StorageFailures = StorageFailures()
  ) throws(DriveError) -> VirtualDrive {
    do throws(VirtualDriveError) {
      return try VirtualDrive(
        folder: folder, access: access, faults: faults, clock: clock, failures: failures)
    } catch {
      throw error.asDriveError
    }
  }

  /// Puts a new blank medium into the drive in `folder` and closes the tray. The medium that was in
  /// it keeps its folder.
  ///
  /// - Returns: the new medium's folder.
  /// - Throws: ``VirtualDriveError/busy(path:)``, ``VirtualDriveError/trayLocked(path:)``, and what
  ///   making a medium throws.
  @discardableResult
  public static func insert(
    _ kind: MediumKind, blocks: BlockCount? = nil, layers: Int? = nil, isRawSpeed: Bool = false,
    isWriteProtected: Bool = false,
    inDriveAt folder: FilePath
  ) throws(VirtualDriveError) -> FilePath {
    try VirtualDrive(folder: folder, access: .exclusive)
      .insert(
        kind, blocks: blocks, layers: layers, isRawSpeed: isRawSpeed,
        isWriteProtected: isWriteProtected
      ).folder
  }

  /// Copies what is on the medium in the drive in `folder` into an image file, holes and all.
  ///
  /// If the name ends in `.cue`, a compact disc is written as a cue sheet, with its sectors of 2,352
  /// bytes in a file beside it that ends in `.bin`. Otherwise there must be nothing but blocks of
  /// 2,048 bytes on the medium.
  /// A plain file at `image` is replaced when the copy is complete, and untouched if it fails.
  /// - Parameter isCancelled: asked once in a while; then nothing is left of the copy.
  /// - Throws: ``VirtualDriveError/noMedium(path:)``, ``VirtualDriveError/mediumIsBlank(path:)``,
  ///   ``VirtualDriveError/notOnlyData(path:)``, ``VirtualDriveError/notACompactDisc(path:)``,
  ///   ``VirtualDriveError/destinationNotAFile(path:)``, ``VirtualDriveError/busy(path:)``,
  ///   ``VirtualDriveError/cancelled``, and why the medium cannot be read.
  public static func exportMedium(
    ofDriveAt folder: FilePath, to image: FilePath, isCancelled: () -> Bool = { false }
  ) throws(VirtualDriveError) {
    try VirtualDrive(folder: folder, access: .shared)
      .exportMedium(to: image, isCancelled: isCancelled)
  }
}

extension VirtualDrive {
  /// Copies what is on the medium into an image file, as ``exportMedium(ofDriveAt:to:)`` does; of
  /// an open track what was synchronised.
  public func exportMedium(
    to image: FilePath, isCancelled: () -> Bool = { false }
  ) throws(VirtualDriveError) {
    guard let medium, let loaded = read({ $0.medium }) else {
      throw mediumError ?? .noMedium(path: folder.string)
    }
    guard medium.recordedBlocks > .zero else { throw .mediumIsBlank(path: medium.folder.string) }
    if image.extension?.lowercased() == "cue" {
      guard medium.kind.isCompactDisc else { throw .notACompactDisc(path: medium.folder.string) }
      return try CueExport.copy(loaded, to: image, isCancelled: isCancelled)
    }
    guard loaded.stored.tracks.allSatisfy({ $0.content == .mode1 || $0.content == .extended })
    else { throw .notOnlyData(path: medium.folder.string) }
    try ImageExport.copy(
      MediumFolder(path: medium.folder).sectors, blocks: medium.recordedBlocks.rawValue, to: image,
      isCancelled: isCancelled)
  }
}
