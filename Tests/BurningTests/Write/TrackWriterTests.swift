import DiscModel
import MMC
import Testing

@testable import Burning

@Suite("Writing a track") struct TrackWriterTests {
  private static func writer(total: Int64 = 100, start: Int32 = 0) -> TrackWriter {
    TrackWriter(
      start: LogicalBlockAddress(start), total: BlockCount(total), chunk: BlockCount(32))
  }

  private static func refusal(_ key: SenseData.Key, _ asc: UInt8, _ ascq: UInt8) -> DriveError {
    .refused(command: 0x2A, sense: SenseData(key: key, asc: asc, ascq: ascq))
  }

  private static let bufferFull = refusal(.notReady, 0x04, 0x08)
  private static let mediumError = refusal(.mediumError, 0x0C, 0x00)

  @Test func `writes chunk after chunk and a shorter last one`() {
    var writer = Self.writer(total: 70)
    #expect(writer.begin() == .write(at: .zero, BlockCount(32)))
    #expect(writer.wrote() == .write(at: LogicalBlockAddress(32), BlockCount(32)))
    #expect(writer.wrote() == .write(at: LogicalBlockAddress(64), BlockCount(6)))
    #expect(writer.wrote() == .finished)
    #expect(writer.written == BlockCount(70))
  }

  @Test func `sends a chunk in parts where one command cannot move it`() {
    var writer = Self.writer(total: 70)
    writer.commandBlocks = BlockCount(13)
    var sent: [Int64] = []
    var action = writer.begin()
    while case .write(let address, let blocks) = action {
      #expect(address == LogicalBlockAddress(0) + writer.written)
      sent.append(blocks.rawValue)
      action = writer.wrote()
    }
    #expect(sent == [13, 13, 6, 13, 13, 6, 6])
  }

  @Test func `ends a part that the drive took a piece of`() {
    var writer = Self.writer()
    writer.commandBlocks = BlockCount(16)
    #expect(writer.begin() == .write(at: .zero, BlockCount(16)))
    #expect(writer.failed(Self.refusal(.illegalRequest, 0x21, 0x02)) == .readNextWritableAddress)
    #expect(
      writer.found(nextWritableAddress: LogicalBlockAddress(10))
        == .write(at: LogicalBlockAddress(10), BlockCount(6)))
    #expect(writer.wrote() == .write(at: LogicalBlockAddress(16), BlockCount(16)))
  }

  @Test func `comes to an end at the last address that there is`() {
    var writer = Self.writer(total: 96, start: .max - 40)
    #expect(writer.wrote() == .write(at: LogicalBlockAddress(.max - 8), BlockCount(32)))
    #expect(writer.wrote() == .write(at: LogicalBlockAddress(.max), BlockCount(32)))
    #expect(writer.wrote() == .finished)
  }

  @Test func `begins where the track begins`() {
    let writer = Self.writer(start: 11_400)
    #expect(writer.begin() == .write(at: LogicalBlockAddress(11_400), BlockCount(32)))
    #expect(writer.written == .zero)
  }

  @Test func `waits longer each time the drive's buffer stays full, up to 200 ms`() {
    var writer = Self.writer()
    var pauses: [Duration] = []
    for _ in 0..<9 {
      guard case .pause(let pause) = writer.failed(Self.bufferFull) else { break }
      pauses.append(pause)
      #expect(writer.paused() == .write(at: .zero, BlockCount(32)))
    }
    #expect(pauses == [2, 4, 8, 16, 32, 64, 128, 200, 200].map { .milliseconds($0) })
  }

  @Test func `starts with short waits again once the drive took a chunk`() {
    var writer = Self.writer()
    for _ in 0..<5 { _ = writer.failed(Self.bufferFull) }
    _ = writer.wrote()
    #expect(writer.failed(Self.bufferFull) == .pause(.milliseconds(2)))
  }

  @Test func `gives up when the drive takes nothing for two minutes`() {
    var writer = Self.writer()
    var waited = Duration.zero
    while case .pause(let pause) = writer.failed(Self.bufferFull) { waited += pause }
    #expect(waited >= .seconds(120))
    #expect(waited < .seconds(121))
    #expect(writer.failed(Self.bufferFull) == .stop(Self.bufferFull))
  }

  @Test func `treats the status BUSY like a full buffer`() {
    var writer = Self.writer()
    #expect(writer.failed(.status(command: 0x2A, .busy)) == .pause(.milliseconds(2)))
  }

  @Test(
    arguments: [(0x2, 0x04, 0x07), (0x2, 0x04, 0x04), (0x5, 0x2C, 0x00)]
      as [(UInt8, UInt8, UInt8)])
  func `lets the drive empty its buffer once, then asks every five seconds`(
    key: UInt8, asc: UInt8, ascq: UInt8
  ) {
    let error = Self.refusal(SenseData.Key(rawValue: key), asc, ascq)
    var writer = Self.writer()
    #expect(writer.failed(error) == .synchronizeCache)
    #expect(writer.synchronized() == .pause(.seconds(5)))
    #expect(writer.paused() == .write(at: .zero, BlockCount(32)))
    for _ in 0..<36 { #expect(writer.failed(error) == .pause(.seconds(5))) }
    #expect(writer.failed(error) == .stop(error))
  }

  @Test func `waits for a drive that still gets ready, without touching its buffer`() {
    var writer = Self.writer()
    #expect(writer.failed(Self.refusal(.notReady, 0x04, 0x01)) == .pause(.seconds(5)))
  }

  @Test(arguments: [(0x2E, 0x00), (0x2F, 0x00), (0x5A, 0x03), (0x5E, 0x41)] as [(UInt8, UInt8)])
  func `sends a chunk again after a message that nothing follows from`(asc: UInt8, ascq: UInt8) {
    var writer = Self.writer()
    #expect(writer.failed(Self.refusal(.unitAttention, asc, ascq)) == .pause(.milliseconds(2)))
    #expect(writer.paused() == .write(at: .zero, BlockCount(32)))
  }

  @Test(arguments: [0x28, 0x29, 0x2A] as [UInt8])
  func `stops at a message that something follows from`(asc: UInt8) {
    var writer = Self.writer()
    let error = Self.refusal(.unitAttention, asc, 0)
    #expect(writer.failed(error) == .stop(error))
  }

  @Test func `goes on inside a chunk that the drive took in part`() {
    var writer = Self.writer()
    #expect(writer.failed(Self.refusal(.illegalRequest, 0x21, 0x02)) == .readNextWritableAddress)
    #expect(
      writer.found(nextWritableAddress: LogicalBlockAddress(10))
        == .write(at: LogicalBlockAddress(10), BlockCount(22)))
    #expect(writer.wrote() == .write(at: LogicalBlockAddress(32), BlockCount(32)))
  }

  @Test(arguments: [nil, 0, 33, 5000] as [Int32?])
  func `stops when the drive wants to write somewhere else`(address: Int32?) {
    let error = Self.refusal(.illegalRequest, 0x21, 0x02)
    var writer = Self.writer()
    _ = writer.failed(error)
    #expect(
      writer.found(nextWritableAddress: address.map { LogicalBlockAddress($0) }) == .stop(error))
  }

  @Test func `takes a recovered error as written`() {
    var writer = Self.writer()
    #expect(
      writer.failed(Self.refusal(.recoveredError, 0x0C, 0x00))
        == .write(at: LogicalBlockAddress(32), BlockCount(32)))
  }

  @Test func `sends a chunk again that the drive left undone to tell of a recovered one`() {
    let error = DriveError.refused(
      command: 0x2A, sense: SenseData(key: .recoveredError, asc: 0x0C, ascq: 1, isDeferred: true))
    var writer = Self.writer()
    _ = writer.wrote()
    #expect(writer.failed(error) == .pause(.milliseconds(2)))
    #expect(writer.paused() == .write(at: LogicalBlockAddress(32), BlockCount(32)))
  }

  @Test(arguments: [
    mediumError,
    .transport(command: 0x2A, .timedOut),
    .transport(command: 0x2A, .deviceVanished),
    .refused(
      command: 0x2A, sense: SenseData(key: .notReady, asc: 0x04, ascq: 0x08, isDeferred: true)),
  ])
  func `stops at what waiting does not mend`(error: DriveError) {
    var writer = Self.writer()
    _ = writer.wrote()
    #expect(writer.failed(error) == .stop(error))
    #expect(writer.position == LogicalBlockAddress(32))
  }
}
