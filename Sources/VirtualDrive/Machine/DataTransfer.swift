internal import MMC

/// How a command ends that does not end well.
enum Ending: Error, Hashable {
  case check(VirtualSense)
  case status(SCSIStatus)
  case transport(TransportError)
  /// The system refused what the drive's files needed.
  case storage(VirtualDriveError)
}

/// The data phase of one command, with the limits that a host adapter sets.
///
/// The drive sends as much as the command's allocation length allows. If that is more than the host
/// has room for, or if host and drive do not agree on the direction, the transfer breaks down as on
/// a real bus; if it is less, the host learns how much came.
struct DataTransfer {
  /// DID_ERROR: the host adapter gives up.
  private static let brokenDown = Ending.transport(.failed(errorNumber: 0, hostStatus: 7))

  private let phase: DataPhase
  /// What the drive's quirks make of a reply.
  var quirk: QuirkyReply?
  private(set) var transferredByteCount = 0

  init(_ phase: DataPhase) {
    self.phase = phase
  }

  /// Sends a reply, cut to the allocation length.
  mutating func send(_ reply: [UInt8], allocation: Int) throws(Ending) {
    let reply = quirk?.distorted(reply) ?? reply
    let count = min(reply.count, allocation)
    guard count > 0 else { return }
    let buffer = try roomForReply(byteCount: count)
    reply.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[..<count])) }
  }

  /// The host's buffer for exactly `byteCount` bytes, which the caller fills.
  mutating func roomForReply(byteCount: Int) throws(Ending) -> UnsafeMutableRawBufferPointer {
    guard case .fromDrive(let buffer) = phase, buffer.count >= byteCount else {
      throw Self.brokenDown
    }
    transferredByteCount = byteCount
    return UnsafeMutableRawBufferPointer(rebasing: buffer[..<byteCount])
  }

  /// The `byteCount` bytes that the host sends.
  mutating func receive(byteCount: Int) throws(Ending) -> UnsafeRawBufferPointer {
    guard byteCount > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard case .toDrive(let buffer) = phase, buffer.count >= byteCount else {
      throw Self.brokenDown
    }
    transferredByteCount = byteCount
    return UnsafeRawBufferPointer(rebasing: buffer[..<byteCount])
  }
}
