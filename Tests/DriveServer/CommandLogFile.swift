import MMC
import SystemPackage

/// A file with a line for each command and what came of it. Parameters that the drive gets are told,
/// the data of a disc is not.
///
///     2A 00 00 00 00 10 00 00 10 00 out 32768: 00
///     46 00 00 00 00 00 00 00 08 00 in 8 of 256: 00
///     53 00 00 00 00 00 00 00 01 4A none: 02 5/20/00
///     04 11 00 00 00 00 out 12 (00 02 00 08 00 00 9C 40 00 00 00 00): 00
struct CommandLogFile: Sendable {
  private let file: FileDescriptor?

  /// Makes the file at `path`, or forgets everything if there is none.
  init(_ path: String?) throws {
    file = try path.map {
      try FileDescriptor.open(
        FilePath($0), .writeOnly, options: [.create, .append, .truncate, .closeOnExec],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    }
  }

  func write(_ request: Request, _ data: [UInt8], _ reply: Reply) {
    guard let file else { return }
    let line = Self.line(request, data, reply) + "\n"
    // A log that cannot be written is missed by who reads it; the drive goes on.
    _ = try? file.writeAll(line.utf8)
  }

  private static func line(_ request: Request, _ sent: [UInt8], _ reply: Reply) -> String {
    let command = request.command.map(hex).joined(separator: " ")
    let data =
      switch request.direction {
      case .none: "none"
      case .toDrive where sent.count > 512: "out \(sent.count)"
      case .toDrive: "out \(sent.count) (\(sent.map(hex).joined(separator: " ")))"
      case .fromDrive: "in \(reply.data.count) of \(request.dataByteCount)"
      }
    return "\(command) \(data): \(outcome(reply))"
  }

  private static func outcome(_ reply: Reply) -> String {
    if reply.errorNumber != 0 { return "error \(reply.errorNumber)" }
    if reply.hostStatus != 0 { return "host \(reply.hostStatus)" }
    guard reply.sense.count > 13 else { return hex(reply.status) }
    let key = String(reply.sense[2] & 0x0F, radix: 16, uppercase: true)
    return "\(hex(reply.status)) \(key)/\(hex(reply.sense[12]))/\(hex(reply.sense[13]))"
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "0" + digits : digits
  }
}
