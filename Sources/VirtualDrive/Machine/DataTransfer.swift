internal import MMC

/// How a command ends that does not end well.
enum Ending: Error, Hashable {
  case check(VirtualSense)
  case status(SCSIStatus)
  case transport(TransportError)
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
  /// What the length field of the reply is off by, and where the field's lower two bytes lie.
  private let lengthError: (offset: Int, place: Int)
  private(set) var transferredByteCount = 0

  init(_ phase: DataPhase, lengthError: (offset: Int, place: Int) = (0, 0)) {
    self.phase = phase
    self.lengthError = lengthError
  }

  /// Sends a reply, cut to the allocation length.
  mutating func send(_ reply: [UInt8], allocation: Int) throws(Ending) {
    let reply = lengthError.offset == 0 ? reply : distorted(reply)
    let count = min(reply.count, allocation)
    guard count > 0 else { return }
    let buffer = try roomForReply(byteCount: count)
    reply.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[..<count])) }
  }

  private func distorted(_ reply: [UInt8]) -> [UInt8] {
    let place = lengthError.place
    guard place + 2 <= reply.count else { return reply }
    let length = Int(reply[place]) << 8 | Int(reply[place + 1])
    var reply = reply
    reply.store(UInt16(truncatingIfNeeded: length + lengthError.offset), at: place)
    return reply
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
