/// A way to a drive: takes one command, waits for its end, and says what came of it.
///
/// Calls block for as long as the drive takes, so they belong on a thread of the drive's own, and
/// they come one after the other. What the drive answers, an error too, is a ``CommandCompletion``;
/// only a command that did not reach the drive or whose end was not learnt throws.
public protocol CommandTransport: Sendable {
  func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion

  /// The most bytes that one command can move; nil where there is no limit worth knowing.
  var maximumByteCount: Int? { get }

  /// Lets `duration` pass before the next command; a drive with a clock of its own may make it
  /// pass at once.
  func pause(_ duration: Duration)
}

extension CommandTransport {
  /// Nil: no limit is known.
  public var maximumByteCount: Int? { nil }

  /// Blocks the calling thread, which is the drive's own.
  public func pause(_ duration: Duration) {
    Pause.real(duration)
  }
}

/// The data that goes with a command. The buffers are the caller's and live until the call returns.
public enum DataPhase {
  case none
  /// The drive's reply is stored here; its size equals the allocation length in the command.
  case fromDrive(UnsafeMutableRawBufferPointer)
  /// These bytes go to the drive.
  case toDrive(UnsafeRawBufferPointer)
}

/// How a command ended that the drive took.
public struct CommandCompletion: Sendable, Hashable {
  public var status: SCSIStatus
  /// The sense bytes that came with it; empty if none did. They may come with ``SCSIStatus/good``.
  public var sense: [UInt8]
  /// How many bytes of the data phase were moved, as far as the transport knows.
  public var transferredByteCount: Int

  public init(status: SCSIStatus, sense: [UInt8], transferredByteCount: Int) {
    self.status = status
    self.sense = sense
    self.transferredByteCount = transferredByteCount
  }
}

/// The status byte of a command. Source: SAM-5, "Status codes".
public struct SCSIStatus: RawRepresentable, Hashable, Sendable {
  public var rawValue: UInt8

  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  public static let good = Self(rawValue: 0x00)
  public static let checkCondition = Self(rawValue: 0x02)
  public static let busy = Self(rawValue: 0x08)
  public static let reservationConflict = Self(rawValue: 0x18)
  public static let taskSetFull = Self(rawValue: 0x28)
  public static let taskAborted = Self(rawValue: 0x40)
}

/// Why a command did not reach the drive, or why its end is not known.
public enum TransportError: Error, Hashable, Sendable {
  /// The drive is gone: unplugged or switched off.
  case deviceVanished
  /// The drive did not answer within the command's time.
  case timedOut
  /// The host refused the command to this user (the kernel's command filter).
  case notPermitted
  /// The drive was reset while the command ran.
  case reset
  /// The host refused the request before the drive saw it: the transfer was too large.
  case transferTooLarge(byteCount: Int)
  /// Anything else, with the numbers the system gave.
  case failed(errorNumber: Int32, hostStatus: UInt16)
}
