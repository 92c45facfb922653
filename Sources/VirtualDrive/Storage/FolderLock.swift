internal import Glibc
internal import MMC
internal import SystemPackage

/// The right to use a drive's folder, held until the value is released.
///
/// It is an advisory lock (`flock`) on a file of its own, `drive.lock`: the descriptions are
/// replaced by renaming, which would take a lock on them along.
final class FolderLock: Sendable {
  /// How often the lock is asked for, 50 ms apart: another program that only looks what is in the
  /// drive is done long before.
  private static let attempts = 20

  private let file: OpenFile

  /// Waits up to a second for the folder to be free.
  ///
  /// - Throws: ``VirtualDriveError/busy(path:)`` if the folder is in use by somebody else.
  init(_ folder: FilePath, _ access: DriveAccess) throws(VirtualDriveError) {
    file = try OpenFile(folder.appending("drive.lock"), .readOnly, options: .create)
    let operation = (access == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB
    var attempt = 1
    while flock(file.number, operation) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK where attempt < Self.attempts:
        attempt += 1
        usleep(50_000)
      case EWOULDBLOCK: throw .busy(path: folder.string)
      default: throw .lastSystemError(at: file.path)
      }
    }
  }
}
