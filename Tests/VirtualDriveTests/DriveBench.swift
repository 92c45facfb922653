import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

/// What came back from a command in a test.
struct Outcome: Hashable {
  var status: UInt8
  /// Key, code and qualifier as "5/24/00"; empty without sense.
  var sense: String
  var senseBytes: [UInt8]
  /// What the drive sent.
  var bytes: [UInt8]

  /// The big-endian number of 32 bits at `offset` of the reply.
  func long(_ offset: Int) -> Int {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }
}

/// A virtual drive in a folder of its own, spoken to in bytes.
final class DriveBench {
  let root: TemporaryFolder
  private var opened: VirtualDrive?

  var drive: VirtualDrive { opened! }
  var folder: FilePath { root.path("drive") }

  /// A drive with a medium that spins, and nothing to tell.
  convenience init(
    _ kind: MediumKind, blocks: Int64? = nil, faults: FaultScript = .none,
    clock: VirtualClock = .instant, options: VirtualDriveOptions = .init()
  ) throws {
    try self.init(empty: (), faults: faults, clock: clock, options: options)
    try drive.insert(kind, blocks: blocks.map { BlockCount($0) })
    settle()
    drive.setFaults(faults)
  }

  /// A drive without a medium, fresh from power on.
  init(
    empty: Void, faults: FaultScript = .none, clock: VirtualClock = .instant,
    options: VirtualDriveOptions = .init()
  ) throws {
    root = try TemporaryFolder()
    try VirtualDrive.create(at: root.path("drive"), name: "Test")
    opened = try VirtualDrive(
      folder: root.path("drive"), access: .exclusive, faults: faults, clock: clock,
      options: options)
  }

  /// Lets go of the drive as a program that is killed does, and opens it again.
  func reopen(
    access: DriveAccess = .exclusive, faults: FaultScript = .none, clock: VirtualClock = .instant
  ) throws {
    opened = nil
    opened = try VirtualDrive(folder: folder, access: access, faults: faults, clock: clock)
  }

  /// Lets go of the drive.
  func close() { opened = nil }

  /// Asks once a second until the drive is ready, for three minutes at most.
  func settle() {
    for _ in 0..<180 where test().status != 0 { drive.pause(.seconds(1)) }
  }

  func test() -> Outcome { send("00 00 00 00 00 00") }

  /// Sends a command that wants a reply of `reply` bytes at most.
  func send(_ command: HexFixture, reply: Int = 0) -> Outcome {
    orFailed { () throws(TransportError) in try trySend(command, reply: reply) }
  }

  /// Sends a command that wants a reply, or none.
  func trySend(
    _ command: HexFixture, reply: Int = 0, timeout: Duration = .seconds(3600)
  ) throws(TransportError) -> Outcome {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(reply, 1), alignment: 8)
    buffer.initializeMemory(as: UInt8.self, repeating: 0xEE)
    defer { buffer.deallocate() }
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<reply])
    let completion = try drive.execute(
      Self.block(command), data: reply == 0 ? .none : .fromDrive(room), timeout: timeout)
    return Outcome(completion, bytes: Array(room[..<completion.transferredByteCount]))
  }

  /// Sends a command with bytes for the drive.
  func send(_ command: HexFixture, data: [UInt8]) -> Outcome {
    orFailed { () throws(TransportError) in try trySend(command, data: data) }
  }

  /// A command whose end is not learnt is a failure of the test, with status FFh.
  private func orFailed(_ body: () throws(TransportError) -> Outcome) -> Outcome {
    do {
      return try body()
    } catch {
      Issue.record(error)
      return Outcome(status: 0xFF, sense: "", senseBytes: [], bytes: [])
    }
  }

  func trySend(
    _ command: HexFixture, data: [UInt8], timeout: Duration = .seconds(3600)
  ) throws(TransportError) -> Outcome {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 8)
    buffer.copyBytes(from: data)
    defer { buffer.deallocate() }
    let completion = try drive.execute(
      Self.block(command), data: .toDrive(UnsafeRawBufferPointer(buffer)), timeout: timeout)
    return Outcome(completion, bytes: [])
  }

  static func block(_ command: HexFixture) -> CommandDescriptorBlock {
    var block = CommandDescriptorBlock(
      operationCode: command.bytes[0], byteCount: command.bytes.count)
    for (offset, byte) in command.bytes.enumerated() { block[offset] = byte }
    return block
  }
}

extension Outcome {
  init(_ completion: CommandCompletion, bytes: [UInt8]) {
    let sense = completion.sense
    self.init(
      status: completion.status.rawValue,
      sense: sense.count < 14
        ? "" : String(format: "%X/%02X/%02X", sense[2] & 0x0F, sense[12], sense[13]),
      senseBytes: sense, bytes: bytes)
  }
}

extension MediumKind {
  /// The media that are written once, from address 0 on, in tracks that are closed one by one.
  static let plainWriteOnce: [Self] = [.cdR, .dvdPlusR, .bdR]
}

/// The steps of burning, in bytes.
extension DriveBench {
  /// Blocks that tell where they belong: block n is filled with the low byte of n + 1.
  static func pattern(_ range: Range<Int>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: range.count * 2048) { bytes, count in
      for (index, block) in range.enumerated() {
        let start = bytes.baseAddress! + index * 2048
        start.initialize(repeating: UInt8(truncatingIfNeeded: block + 1), count: 2048)
      }
      count = range.count * 2048
    }
  }

  /// WRITE(10) of such blocks.
  @discardableResult
  func write(_ range: Range<Int>) -> Outcome {
    send(Self.transfer(0x2A, range), data: Self.pattern(range))
  }

  /// READ(10).
  func read(_ range: Range<Int>) -> Outcome {
    send(Self.transfer(0x28, range), reply: range.count * 2048)
  }

  private static func transfer(_ operation: UInt8, _ range: Range<Int>) -> HexFixture {
    let start = UInt32(bitPattern: Int32(range.lowerBound))
    return HexFixture(bytes: [
      operation, 0, UInt8(start >> 24), UInt8(start >> 16 & 0xFF), UInt8(start >> 8 & 0xFF),
      UInt8(start & 0xFF), 0, UInt8(range.count >> 8), UInt8(range.count & 0xFF), 0,
    ])
  }

  /// Writes `range` in pieces of 32 blocks; stops at the first that is refused.
  @discardableResult
  func burn(_ range: Range<Int>) -> Outcome {
    var last = Outcome(status: 0, sense: "", senseBytes: [], bytes: [])
    for start in stride(from: range.lowerBound, to: range.upperBound, by: 32) {
      last = write(start..<min(start + 32, range.upperBound))
      if last.status != 0 { break }
    }
    return last
  }

  /// MODE SELECT of page 05h for a data track at once.
  @discardableResult
  func selectTrackAtOnce(multiSession: UInt8 = 0, testWrite: Bool = false) -> Outcome {
    send(
      "55 10 00 00 00 00 00 00 3C 00",
      data: Self.writeParameters(
        type: testWrite ? 0x51 : 0x41, mode: multiSession << 6 | 0x04))
  }

  static func writeParameters(
    type: UInt8 = 0x41, mode: UInt8 = 0x04, block: UInt8 = 0x08, format: UInt8 = 0
  ) -> [UInt8] {
    let page: [UInt8] = [0x05, 0x32, type, mode, block, 0, 0, 0, format, 0, 0, 0, 0, 0, 0, 150]
    return [UInt8](repeating: 0, count: 8) + page + [UInt8](repeating: 0, count: 36)
  }

  @discardableResult
  func synchronize() -> Outcome { send("35 00 00 00 00 00 00 00 00 00") }

  @discardableResult
  func close(_ function: UInt8, track: UInt8 = 0) -> Outcome {
    send(HexFixture(bytes: [0x5B, 0, function, 0, 0, track, 0, 0, 0, 0]))
  }

  /// READ TRACK INFORMATION of the track that can be written.
  func openTrack() -> Outcome { send("52 01 00 00 00 FF 00 00 30 00", reply: 48) }

  /// The next writable address; nil when the drive marks it invalid.
  func nextWritableAddress() -> Int? {
    let track = openTrack()
    return track.status == 0 && track.bytes[7] & 1 != 0 ? track.long(12) : nil
  }

  func discInformation() -> Outcome { send("51 00 00 00 00 00 00 00 22 00", reply: 34) }
}
