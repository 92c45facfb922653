internal import Glibc
public import SystemPackage

/// The list of the user's virtual drives.
///
/// It is a file, `$XDG_DATA_HOME/spindle/virtual-drives.json` (else below `~/.local/share`), that
/// several programs may change at the same time. It holds no drive: taking one off the list leaves
/// its folder as it is, and a folder that vanished stays on the list until it is taken off.
/// Source of the place: "XDG Base Directory Specification".
public struct VirtualDriveRegistry: Hashable, Sendable {
  /// A drive on the list.
  public struct Entry: Hashable, Sendable {
    public var folder: FilePath
    /// The drive's name; that of the day it was added if the folder cannot be read.
    public var name: String
    /// Whether the folder holds no drive any more, or its disk is not there.
    public var isMissing: Bool

    public init(folder: FilePath, name: String, isMissing: Bool) {
      self.folder = folder
      self.name = name
      self.isMissing = isMissing
    }
  }

  /// Where the list is kept.
  public let file: FilePath

  /// The list of this user.
  public init() {
    self.init(file: Self.dataFolder.appending("spindle").appending("virtual-drives.json"))
  }

  /// The list kept in `file`, which need not exist.
  public init(file: FilePath) {
    self.file = file
  }

  /// The drives in the order in which they were added.
  ///
  /// - Throws: ``VirtualDriveError/damagedDescription(path:detail:)``,
  ///   ``VirtualDriveError/newerVersion(path:version:)``,
  ///   ``VirtualDriveError/system(path:errorNumber:)``. No list is an empty one.
  public func drives() throws(VirtualDriveError) -> [Entry] {
    try read().drives.map { saved in
      let folder = FilePath(saved.folder)
      let record = try? DriveFolder(path: folder).readRecord()
      return Entry(folder: folder, name: record?.name ?? saved.name, isMissing: record == nil)
    }
  }

  /// Puts the drive in `folder` on the list, once.
  ///
  /// - Throws: ``VirtualDriveError/notFound(path:)`` or ``VirtualDriveError/notADrive(path:)`` if
  ///   there is none, and what ``drives()`` throws.
  public func add(_ folder: FilePath) throws(VirtualDriveError) {
    let path = Self.absolute(folder)
    let record = try DriveFolder(path: path).readRecord()
    try change { list in
      list.drives.removeAll { $0.folder == path.string && $0.name != record.name }
      if !list.drives.contains(where: { $0.folder == path.string }) {
        list.drives.append(.init(folder: path.string, name: record.name))
      }
    }
  }

  /// Takes the drive in `folder` off the list. Nothing of the drive is deleted, and it is no error
  /// if it is not on the list.
  public func remove(_ folder: FilePath) throws(VirtualDriveError) {
    let path = Self.absolute(folder).string
    try change { list in list.drives.removeAll { $0.folder == path } }
  }

  private func read() throws(VirtualDriveError) -> DriveList {
    do throws(VirtualDriveError) {
      return try DriveList.read(file)
    } catch  where error.isAbsence {
      return DriveList()
    } catch {
      throw error
    }
  }

  /// Changes the list while nobody else does.
  private func change(_ body: (inout DriveList) -> Void) throws(VirtualDriveError) {
    let folder = file.removingLastComponent()
    do throws(VirtualDriveError) { try Folder.makeAll(folder) } catch .alreadyExists {}
    let lock = try OpenFile(folder.appending(".virtual-drives.lock"), .readOnly, options: .create)
    try lock.check { flock($0, LOCK_EX) }
    TemporaryFile.removeAbandoned(for: file)
    let before = try read()
    var list = before
    body(&list)
    if list != before { try list.write(file) }
  }

  private static var dataFolder: FilePath {
    if let path = environment("XDG_DATA_HOME"), path.isAbsolute { return path }
    let home =
      environment("HOME") ?? getpwuid(getuid()).map { FilePath(platformString: $0.pointee.pw_dir) }
    return (home ?? "/").appending(".local").appending("share")
  }

  private static func environment(_ name: String) -> FilePath? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return FilePath(platformString: value)
  }

  private static func absolute(_ path: FilePath) -> FilePath {
    if path.isAbsolute { return path.lexicallyNormalized() }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard getcwd(&buffer, buffer.count) != nil else { return path.lexicallyNormalized() }
    return buffer.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { FilePath(platformString: $0) } ?? "/"
    }.pushing(path).lexicallyNormalized()
  }
}

/// The content of the list's file.
private struct DriveList: Hashable, Description {
  struct Drive: Hashable, Codable {
    var folder: String
    var name: String
  }

  static let formatName = "spindle-virtual-drives"
  static let currentVersion = 1

  var format = Self.formatName
  var version = Self.currentVersion
  var drives: [Drive] = []
  var fault: String? { nil }
}
