import MMC
import Synchronization

/// A drive behind an adapter that moves only so many bytes at once, and refuses more as the kernel does.
final class NarrowDrive: CommandTransport {
  let maximumByteCount: Int?
  private let limit: Int
  private let drive: any CommandTransport
  private let refused = Mutex(0)

  /// - Parameter tells: whether the limit is known to the host.
  init(_ drive: any CommandTransport, limit: Int, tells: Bool = true) {
    self.drive = drive
    self.limit = limit
    maximumByteCount = tells ? limit : nil
  }

  func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    let byteCount =
      switch data {
      case .none: 0
      case .fromDrive(let buffer): buffer.count
      case .toDrive(let bytes): bytes.count
      }
    guard byteCount <= limit else { throw .transferTooLarge(byteCount: byteCount) }
    return try drive.execute(command, data: data, timeout: timeout)
  }

  func pause(_ duration: Duration) { drive.pause(duration) }
}
