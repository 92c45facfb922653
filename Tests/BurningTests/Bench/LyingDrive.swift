import MMC
import Synchronization
import TestSupport

/// A drive whose replies are changed at random on their way: one in six, the same ones in every run with
/// one seed.
///
/// Sectors go through as they are. A reply may have a bit turned over, a number in it at one of its ends,
/// rubbish in all of it, or too few bytes.
final class LyingDrive: CommandTransport {
  private let drive: any CommandTransport
  private let random: Mutex<SeededGenerator>

  init(_ drive: any CommandTransport, seed: UInt64) {
    self.drive = drive
    random = Mutex(SeededGenerator(seed: seed))
  }

  func execute(
    _ command: CommandDescriptorBlock, data: DataPhase, timeout: Duration
  ) throws(TransportError) -> CommandCompletion {
    var completion = try drive.execute(command, data: data, timeout: timeout)
    let byteCount = completion.transferredByteCount
    guard completion.status == .good, case .fromDrive(let buffer) = data, byteCount > 0,
      !Self.readsSectors.contains(command.operationCode) || byteCount < 2048
    else { return completion }
    random.withLock { random in
      guard Int.random(in: 0..<6, using: &random) == 0 else { return }
      let place = Int.random(in: 0..<byteCount, using: &random)
      let reply = UnsafeMutableRawBufferPointer(rebasing: buffer[..<byteCount])
      switch Int.random(in: 0..<8, using: &random) {
      case 0: reply[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1: Self.store([0xFF, 0xFF, 0xFF, 0xFF], in: reply, at: place)
      case 2: Self.store([0x7F, 0xFF, 0xFF, 0xFF], in: reply, at: place)
      case 3: Self.store([0x80, 0x00, 0x00, 0x00], in: reply, at: place)
      case 4: Self.store([0x00, 0x00, 0x00, 0x00], in: reply, at: place)
      case 5: completion.transferredByteCount = place
      case 6: reply[place] = UInt8.random(in: 0...255, using: &random)
      default: reply.copyBytes(from: random.bytes(byteCount))
      }
    }
    return completion
  }

  func pause(_ duration: Duration) { drive.pause(duration) }

  private static let readsSectors: Set<UInt8> = [0x28, 0xA8, 0xBE]

  /// A number of four bytes, as most are, at its place in a row of such.
  private static func store(
    _ bytes: [UInt8], in reply: UnsafeMutableRawBufferPointer, at place: Int
  ) {
    for (offset, byte) in bytes.enumerated() where place / 4 * 4 + offset < reply.count {
      reply[place / 4 * 4 + offset] = byte
    }
  }
}
