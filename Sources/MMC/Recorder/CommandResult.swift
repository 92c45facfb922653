/// What came of a command that the caller made from bytes.
public struct CommandResult: Hashable, Sendable {
  /// How the drive ended the command.
  public enum Status: Hashable, Sendable {
    case good
    /// The drive has something to say; an error more often than not.
    case checkCondition(SenseData)
    /// Another status, or CHECK CONDITION without sense data that can be read.
    case other(SCSIStatus)
  }

  public var status: Status
  /// The sense bytes as they came; they may come with ``Status/good`` too. Empty if none came.
  public var senseBytes: [UInt8]
  /// What the drive sent, as far as it was moved.
  public var data: [UInt8]
  /// How many bytes were moved, in whichever direction.
  public var transferredByteCount: Int
}

extension CommandResult {
  /// The data of a command that goes to the drive or comes from it.
  public enum Transfer: Hashable, Sendable {
    case none
    case send([UInt8])
    /// Up to so many bytes.
    case receive(Int)
  }
}

/// For callers that know what they do.
extension ExclusiveDrive {
  /// How long a command of one's own may take unless told otherwise.
  public static let commandTimeout = Duration.seconds(10)

  /// Sends a command made from bytes, once, and tells how it ended.
  ///
  /// Nothing is judged or tried again: what the drive reports, an error too, is in the result. The
  /// length of the command was checked when the block was made.
  ///
  /// - Throws: ``DriveError/transport(command:_:)`` if the command did not reach the drive, or its end
  ///   is not known.
  public borrowing func execute(
    _ command: CommandDescriptorBlock, _ transfer: CommandResult.Transfer = .none,
    timeout: Duration = commandTimeout
  ) throws(DriveError) -> CommandResult {
    let byteCount =
      switch transfer {
      case .none: 0
      case .send(let bytes): bytes.count
      case .receive(let limit): max(limit, 0)
      }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 4096)
    defer { buffer.deallocate() }
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    var phase = DataPhase.none
    switch transfer {
    case .send(let bytes) where !bytes.isEmpty:
      buffer.copyBytes(from: bytes)
      phase = .toDrive(UnsafeRawBufferPointer(buffer))
    case .receive where byteCount > 0: phase = .fromDrive(buffer)
    default: break
    }
    let completion: CommandCompletion
    do throws(TransportError) {
      completion = try channel.transport.execute(command, data: phase, timeout: timeout)
    } catch {
      throw .transport(command: command.operationCode, error)
    }
    let moved = min(max(completion.transferredByteCount, 0), byteCount)
    var received: [UInt8] = []
    if case .receive = transfer { received = Array(buffer.prefix(moved)) }
    return CommandResult(
      status: CommandResult.Status(completion), senseBytes: completion.sense, data: received,
      transferredByteCount: moved)
  }
}

extension CommandResult.Status {
  fileprivate init(_ completion: CommandCompletion) {
    switch completion.status {
    case .good: self = .good
    case .checkCondition:
      self =
        SenseData(decoding: completion.sense).map { .checkCondition($0) }
        ?? .other(.checkCondition)
    case let status: self = .other(status)
    }
  }
}
