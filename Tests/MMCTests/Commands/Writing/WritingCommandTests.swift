import DiscModel
import MMC
import TestSupport
import Testing

@Suite("WRITE (10) (2Ah)") struct Write10Tests {
  @Test(
    arguments: [
      (Write10(at: LogicalBlockAddress(0x12345), blocks: 32), "2A 00 00 01 23 45 00 00 20 00"),
      (Write10(at: LogicalBlockAddress(-150), blocks: 27), "2A 00 FF FF FF 6A 00 00 1B 00"),
      (Write10(at: .zero, blocks: 65_535), "2A 00 00 00 00 00 00 FF FF 00"),
    ] as [(Write10, HexFixture)])
  func `encodes address and count`(command: Write10, expected: HexFixture) {
    #expect(command.bytes == expected)
  }

  @Test func `is never sent again by itself and has 200 seconds`() {
    #expect(!Write10(at: .zero, blocks: 1).retriesUnitAttention)
    #expect(Write10(at: .zero, blocks: 1).timeout == .seconds(200))
  }
}

@Suite("SYNCHRONIZE CACHE (35h)") struct SynchronizeCacheTests {
  @Test func `answers at once or when it is done`() {
    #expect(SynchronizeCache(isImmediate: true).bytes == "35 02 00*8")
    #expect(SynchronizeCache(isImmediate: false).bytes == "35 00*9")
    #expect(SynchronizeCache(isImmediate: true).timeout == .seconds(200))
    #expect(SynchronizeCache(isImmediate: false).timeout == .seconds(3600))
    #expect(!SynchronizeCache(isImmediate: true).retriesUnitAttention)
  }
}

@Suite("CLOSE TRACK/SESSION (5Bh)") struct CloseTrackSessionTests {
  @Test(
    arguments: [
      (CloseTrackSession(.track(0x102), isImmediate: false), "5B 00 01 00 01 02 00 00 00 00"),
      (CloseTrackSession(.backgroundFormat, isImmediate: true), "5B 01 00 00*7"),
      (CloseTrackSession(.session, isImmediate: true), "5B 01 02 00*7"),
      (CloseTrackSession(.lastBorder, isImmediate: false), "5B 00 03 00*7"),
      (CloseTrackSession(.discWithMinimalRadius, isImmediate: true), "5B 01 05 00*7"),
      (CloseTrackSession(.disc, isImmediate: true), "5B 01 06 00*7"),
    ] as [(CloseTrackSession, HexFixture)])
  func `encodes function and track`(command: CloseTrackSession, expected: HexFixture) {
    #expect(command.bytes == expected)
    #expect(command.timeout == .seconds(command.isImmediate ? 200 : 3600))
    #expect(!command.retriesUnitAttention)
  }
}

@Suite("READ BUFFER CAPACITY (5Ch)") struct ReadBufferCapacityTests {
  @Test func `asks in bytes`() {
    #expect(ReadBufferCapacity().bytes == "5C 00 00 00 00 00 00 00 0C 00")
  }

  @Test func `reads size and free bytes`() throws {
    let reply = try ReadBufferCapacity.parse("00 0A 00 00 00 20 00 00 00 08 00 00")
    #expect(reply == .bytes(size: 2_097_152, free: 524_288))
    #expect(reply.byteCount == 2_097_152)
    #expect(reply.freeByteCount == 524_288)
  }

  @Test func `has never more free than there is`() throws {
    let reply = try ReadBufferCapacity.parse("00 0A 00 00 00 00 10 00 FF FF FF FF")
    #expect(reply.freeByteCount == 4096)
  }

  @Test func `refuses a reply without the free bytes`() {
    #expect(throws: ReplyError.truncated(needed: 12, available: 8)) {
      try ReadBufferCapacity.parse("00 0A 00 00 00 20 00 00")
    }
  }
}
