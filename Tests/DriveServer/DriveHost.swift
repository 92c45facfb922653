import Glibc
import MMC
import Synchronization
import VirtualDrive

/// The drive with what a computer does around it: commands in turn, and who has it for himself.
final class DriveHost: Sendable {
  let drive: VirtualDrive
  /// The connection that has the drive for itself.
  private let owner = Mutex<Int?>(nil)
  /// Held while a command runs, also while it only takes its time.
  private let turn: Mutex<CommandLogFile>

  init(_ options: ServerOptions) throws {
    drive = try VirtualDrive(
      folder: options.folder, access: .exclusive, faults: options.faults, clock: options.clock,
      options: options.drive)
    turn = Mutex(try CommandLogFile(options.log))
  }

  /// Does what a message asks for.
  func answer(_ request: Request, _ data: [UInt8], from connection: Int) -> Reply {
    switch request.kind {
    case .command: run(request, data)
    case .claim: Reply(errorNumber: claim(for: connection) ? 0 : EBUSY)
    case .words: Hands.answer(data, on: drive)
    }
  }

  /// Gives the drive to one connection for itself, as opening a node with O_EXCL does: it keeps away
  /// others that want the same, and nobody else.
  private func claim(for connection: Int) -> Bool {
    owner.withLock { owner in
      owner = owner ?? connection
      return owner == connection
    }
  }

  func release(by connection: Int) {
    owner.withLock { if $0 == connection { $0 = nil } }
  }

  private func run(_ request: Request, _ data: [UInt8]) -> Reply {
    turn.withLock { log in
      let start = ContinuousClock.now
      var reply = execute(request, data)
      reply.duration = ContinuousClock.now - start
      log.write(request, data, reply)
      return reply
    }
  }

  private func execute(_ request: Request, _ data: [UInt8]) -> Reply {
    var block = CommandDescriptorBlock(
      operationCode: request.command[0], byteCount: request.command.count)
    for (offset, byte) in request.command.enumerated() { block[offset] = byte }
    let count = request.dataByteCount
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { buffer.deallocate() }
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    buffer.copyBytes(from: data)
    let phase: DataPhase =
      switch request.direction {
      case .none: .none
      case .toDrive: .toDrive(UnsafeRawBufferPointer(buffer))
      case .fromDrive: .fromDrive(buffer)
      }
    do throws(TransportError) {
      let completion = try drive.execute(block, data: phase, timeout: request.timeout)
      let moved = min(max(completion.transferredByteCount, 0), count)
      return Reply(
        status: completion.status.rawValue, sense: completion.sense, residual: count - moved,
        data: request.direction == .fromDrive ? Array(buffer.prefix(moved)) : [])
    } catch {
      return Reply(error, residual: count)
    }
  }
}

extension Reply {
  /// What the kernel says of a command that did not reach the drive or whose end it did not learn.
  ///
  /// Source: Linux, `scsi_status.h`, "host byte codes".
  fileprivate init(_ error: TransportError, residual: Int) {
    self.init(residual: residual)
    switch error {
    case .deviceVanished: errorNumber = ENODEV
    case .timedOut: hostStatus = 3
    case .notPermitted: errorNumber = EPERM
    case .reset: hostStatus = 8
    case .transferTooLarge: errorNumber = EINVAL
    case .failed(let number, let status):
      errorNumber = number
      hostStatus = status
    }
  }
}
