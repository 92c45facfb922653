internal import CLinuxSCSI
internal import Glibc

extension sg_io_hdr {
  /// A request with its data and its time; the command and the sense buffer are still missing.
  init(data: DataPhase, timeout: Duration) {
    self.init()
    interface_id = Int32(UInt8(ascii: "S"))
    let milliseconds = timeout / .milliseconds(1)
    self.timeout = UInt32(min(max(milliseconds, 1), Double(UInt32.max)))
    switch data {
    case .none:
      dxfer_direction = SG_DXFER_NONE
    case .fromDrive(let buffer):
      dxfer_direction = SG_DXFER_FROM_DEV
      dxfer_len = UInt32(clamping: buffer.count)
      dxferp = buffer.baseAddress
    case .toDrive(let buffer):
      dxfer_direction = SG_DXFER_TO_DEV
      dxfer_len = UInt32(clamping: buffer.count)
      dxferp = UnsafeMutableRawPointer(mutating: buffer.baseAddress)
    }
  }

  /// What came of the request, after the call.
  ///
  /// Three levels, and each counts only when the one before is clean: the system call's error, the
  /// host's status, the drive's status with its sense. A host status that is not zero is never a
  /// success, whatever the drive's status says.
  /// Source: Linux SCSI Generic HOWTO, "struct sg_io_hdr"; Linux, `scsi_status.h`, "host byte codes".
  func completion(
    errorNumber: Int32, sense: UnsafeRawBufferPointer
  ) throws(TransportError) -> CommandCompletion {
    guard errorNumber == 0 else { throw TransportError(of: self, errorNumber: errorNumber) }
    guard host_status == 0 else { throw TransportError(hostStatus: host_status) }
    let moved = Int(dxfer_len) - Int(resid)
    return CommandCompletion(
      status: SCSIStatus(rawValue: status), sense: Array(sense.prefix(Int(sb_len_wr))),
      transferredByteCount: min(max(moved, 0), Int(dxfer_len)))
  }
}

extension TransportError {
  /// The smallest limit that a host sets to one transfer (some USB bridges); what is not longer was
  /// refused for another reason.
  private static let alwaysAllowedByteCount: UInt32 = 32_768

  /// Why the system call failed.
  fileprivate init(of request: sg_io_hdr, errorNumber: Int32) {
    switch errorNumber {
    case EPERM, EACCES: self = .notPermitted
    case ENODEV, ENXIO: self = .deviceVanished
    case EIO where request.dxfer_len > Self.alwaysAllowedByteCount:
      self = .transferTooLarge(byteCount: Int(request.dxfer_len))
    default: self = .failed(errorNumber: errorNumber, hostStatus: 0)
    }
  }

  /// Why the host could not do the command: 1 and 4 no such device, 3 no answer in time, 8 reset.
  fileprivate init(hostStatus: UInt16) {
    switch hostStatus {
    case 1, 4: self = .deviceVanished
    case 3: self = .timedOut
    case 8: self = .reset
    default: self = .failed(errorNumber: 0, hostStatus: hostStatus)
    }
  }
}
