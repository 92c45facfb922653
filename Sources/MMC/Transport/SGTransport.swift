internal import CLinuxSCSI
internal import Glibc
public import SystemPackage

/// The way to a real drive: the kernel's `SG_IO` request on `/dev/srN`.
///
/// Opened without waiting for a medium, so that an empty drive answers too. Exclusive access is
/// `O_RDWR|O_EXCL`: it keeps mounts and other careful programs away, and while it lasts, the kernel
/// does not poll the drive for media, so that the button on its front reaches nobody. With it goes a
/// lock (`flock`), which keeps udev from probing the drive when something else wakes it. All that
/// ends with the process at the latest: the kernel then unlocks the tray, too.
///
/// The corresponding C type is `struct sg_io_hdr`.
/// Source: systemd, "Locking Block Device Access"; Linux, `block/disk-events.c`, `disk_block_events`,
/// and `drivers/cdrom/cdrom.c`, `cdrom_release`.
public final class SGTransport: CommandTransport {
  /// How often an exclusive opening is tried, one second apart: after a medium came in, the system
  /// itself holds the drive for a moment. Mounts and other burns are not waited for.
  static let openingTries = 5

  /// Room for sense data; the fixed format fills 18 bytes of it.
  private static let senseByteCount = 64

  private let descriptor: FileDescriptor
  private let path: String
  /// What the kernel carries at once; beyond that it refuses a command.
  public let maximumByteCount: Int?

  /// Opens the drive behind `node`.
  ///
  /// - Throws: ``DriveError/opening(_:)`` with the reason; also if what lies there is no optical
  ///   drive, which is asked with INQUIRY before anything else.
  public init(opening node: FilePath, access: DriveAccess) throws(DriveError) {
    path = node.string
    maximumByteCount = DeviceNumber(node: node).flatMap {
      TransferLimits(of: $0, at: node).commandByteCount
    }
    do throws(OpeningError) {
      descriptor = try Self.patiently(
        path: path, isHeld: { HolderSearch().isHeldForLong(node) },
        trying: { try Self.open(node, access: access) })
    } catch {
      throw .opening(error)
    }
    guard try isOpticalDrive() else { throw .opening(.notADrive(path: path)) }
  }

  deinit {
    try? descriptor.close()
  }

  /// Sends one command; blocks until the drive has done it.
  public func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    // One piece of memory for the sense and, behind it, the command.
    let scratch = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Self.senseByteCount + command.byteCount, alignment: 16)
    defer { scratch.deallocate() }
    scratch.initializeMemory(as: UInt8.self, repeating: 0)
    let block = UnsafeMutableRawBufferPointer(rebasing: scratch[Self.senseByteCount...])
    block.copyBytes(from: command.array)
    var request = sg_io_hdr(data: data, timeout: timeout)
    request.cmd_len = UInt8(command.byteCount)
    request.cmdp = block.baseAddress?.assumingMemoryBound(to: UInt8.self)
    request.mx_sb_len = UInt8(Self.senseByteCount)
    request.sbp = scratch.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let result = spindle_sg_io(descriptor.rawValue, &request)
    let errorNumber = result == -1 ? errno : 0
    return try request.completion(
      errorNumber: errorNumber,
      sense: UnsafeRawBufferPointer(rebasing: scratch[..<Self.senseByteCount]))
  }
}

extension SGTransport {
  private static func open(
    _ node: FilePath, access: DriveAccess
  ) throws -> FileDescriptor {
    switch access {
    case .shared:
      try FileDescriptor.open(node, .readOnly, options: [.nonBlocking, .closeOnExec])
    case .exclusive:
      try locked(
        FileDescriptor.open(
          node, .readWrite, options: [.exclusiveCreate, .nonBlocking, .closeOnExec]))
    }
  }

  /// Takes the lock that udev respects. Who holds it already is at work on the drive.
  static func locked(_ descriptor: FileDescriptor) throws -> FileDescriptor {
    while flock(descriptor.rawValue, LOCK_EX | LOCK_NB) != 0 {
      let error = Errno(rawValue: errno)
      if error == .interrupted { continue }
      try? descriptor.close()
      throw error == .wouldBlock ? Errno.resourceBusy : error
    }
    return descriptor
  }

  /// Does `attempt`, and does it again while others hold the drive, unless `isHeld` says that they
  /// will for long.
  static func patiently<Opened>(
    path: String, pausing: (Duration) -> Void = Pause.real, isHeld: () -> Bool = { false },
    trying attempt: () throws -> Opened
  ) throws(OpeningError) -> Opened {
    var triesLeft = openingTries
    while true {
      triesLeft -= 1
      do {
        return try attempt()
      } catch let error as Errno where error == .resourceBusy && triesLeft > 0 && !isHeld() {
        pausing(.seconds(1))
      } catch {
        throw OpeningError(error, path: path)
      }
    }
  }

  /// Whether INQUIRY names device type 5. Files, folders and devices without SCSI do not even know
  /// the request.
  private func isOpticalDrive() throws(DriveError) -> Bool {
    do throws(DriveError) {
      return try CommandChannel(transport: self).send(Inquiry()).deviceType == 0x05
    } catch {
      guard case .transport(_, .failed(let errorNumber, 0)) = error,
        errorNumber == ENOTTY || errorNumber == EINVAL
      else { throw error }
      return false
    }
  }
}

extension OpeningError {
  /// Why `path` could not be opened.
  init(_ error: any Error, path: String) {
    switch error as? Errno {
    case .noSuchFileOrDirectory?, .noSuchAddressOrDevice?, .notDirectory?,
      .operationNotSupportedByDevice?:
      self = .notFound(path: path)
    case .permissionDenied?, .notPermitted?: self = .notPermitted(path: path)
    case .resourceBusy?: self = .busy(path: path)
    case .isDirectory?: self = .notADrive(path: path)
    case let number: self = .failed(path: path, errorNumber: number?.rawValue ?? 0)
    }
  }
}
