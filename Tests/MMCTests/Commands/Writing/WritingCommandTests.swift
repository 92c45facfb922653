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

@Suite("READ (10) (28h)") struct Read10Tests {
  @Test func `encodes address and count`() {
    #expect(
      Read10(at: LogicalBlockAddress(0x102), blocks: 16).bytes == "28 00 00 00 01 02 00 00 10 00")
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
      (CloseTrackSession(.session, isImmediate: true), "5B 01 02 00*7"),
      (CloseTrackSession(.discWithMinimalRadius, isImmediate: true), "5B 01 05 00*7"),
      (CloseTrackSession(.disc, isImmediate: true), "5B 01 06 00*7"),
    ] as [(CloseTrackSession, HexFixture)])
  func `encodes function and track`(command: CloseTrackSession, expected: HexFixture) {
    #expect(command.bytes == expected)
    #expect(command.timeout == .seconds(command.isImmediate ? 200 : 3600))
    #expect(!command.retriesUnitAttention)
  }
}

@Suite("START STOP UNIT (1Bh)") struct StartStopUnitTests {
  @Test(
    arguments: [
      (.stop, "1B 00 00 00 00 00", 60), (.start, "1B 00 00 00 01 00", 300),
      (.eject, "1B 00 00 00 02 00", 60), (.load, "1B 00 00 00 03 00", 300),
    ] as [(StartStopUnit.Action, HexFixture, Int)])
  func `encodes what moves, never at once`(
    action: StartStopUnit.Action, expected: HexFixture, seconds: Int
  ) {
    #expect(StartStopUnit(action).bytes == expected)
    #expect(StartStopUnit(action).timeout == .seconds(seconds))
  }
}

@Suite("PREVENT ALLOW MEDIUM REMOVAL (1Eh)") struct PreventAllowMediumRemovalTests {
  @Test(
    arguments: [
      (.allow, "1E 00 00 00 00 00"), (.prevent, "1E 00 00 00 01 00"),
      (.persistentAllow, "1E 00 00 00 02 00"),
    ] as [(PreventAllowMediumRemoval.Lock, HexFixture)])
  func `encodes the lock`(lock: PreventAllowMediumRemoval.Lock, expected: HexFixture) {
    #expect(PreventAllowMediumRemoval(lock).bytes == expected)
  }
}

@Suite("SET CD SPEED (BBh)") struct SetCDSpeedTests {
  @Test(
    arguments: [
      (SetCDSpeed(writeRate: .cd(16)), "BB 00 FF FF 0B 08 00*6"),
      (SetCDSpeed(writeRate: nil), "BB 00 FF FF FF FF 00*6"),
      (SetCDSpeed(readRate: .cd(4), writeRate: .cd(8)), "BB 00 02 C3 05 85 00*6"),
      (SetCDSpeed(writeRate: TransferRate(kilobytesPerSecond: 100_000)), "BB 00 FF FF FF FF 00*6"),
      (SetCDSpeed(writeRate: TransferRate(kilobytesPerSecond: -1)), "BB 00 FF FF 00 02 00*6"),
      (SetCDSpeed(writeRate: TransferRate(kilobytesPerSecond: .max)), "BB 00 FF FF FF FF 00*6"),
    ] as [(SetCDSpeed, HexFixture)])
  func `asks for two more than wanted, since drives round down`(
    command: SetCDSpeed, expected: HexFixture
  ) {
    #expect(command.bytes == expected)
  }
}

@Suite("SET STREAMING (B6h)") struct SetStreamingTests {
  @Test func `asks for a speed over the whole medium`() {
    let command = SetStreaming(.dvd(8), lastAddress: LogicalBlockAddress(2_295_103))
    #expect(command.bytes == "B6 00*8 00 1C 00")
    expectBytes(
      command.parameterData,
      equal: """
        00 00 00 00 00 00 00 00 00 23 05 3F   # from 0 to the last address
        00 00 2B 48 00 00 03 E8               # reading 11,080 kB in 1,000 ms
        00 00 2B 48 00 00 03 E8               # writing likewise
        """)
  }

  @Test func `gives the choice back to the drive`() {
    let command = SetStreaming(nil, lastAddress: LogicalBlockAddress(255))
    expectBytes(command.parameterData, equal: "04 00*7 00 00 00 FF 00*16")
  }
}

@Suite("GET PERFORMANCE (ACh), type 3") struct GetPerformanceTests {
  static let golden: HexFixture = """
    00 00 00 24 00 00 00 00                            # 36 bytes follow
    00 00 00 00 00 23 05 3F 00 00 56 90 00 00 56 90    # 22,160 kB/s
    00 00 00 00 00 23 05 3F 00 00 2B 48 00 00 2B 48    # 11,080 kB/s
    """

  @Test func `asks for the write speeds`() {
    #expect(GetPerformance().bytes == "AC 00 00 00 00 00 00 00 00 20 03 00")
    #expect(GetPerformance().replyByteCount == 520)
  }

  @Test func `reads each speed`() throws {
    let speeds = try GetPerformance.parse(Self.golden)
    #expect(speeds.map(\.writeRate) == [.dvd(16), .dvd(8)])
    #expect(speeds.map(\.readRate) == [.dvd(16), .dvd(8)])
    #expect(speeds.first?.lastAddress == LogicalBlockAddress(2_295_103))
  }

  @Test func `leaves out a cut speed and an address that no medium has`() throws {
    var bytes = Self.golden.bytes.dropLast()
    bytes[12] = 0xFF
    let speeds = try GetPerformance.parse(bytes: Array(bytes))
    #expect(speeds.count == 1)
    #expect(speeds.first?.lastAddress == nil)
  }

  @Test(
    arguments: ["00 00 00 00", "00 00 00 04 00 00 00 00", "FF FF FF FF 00 00 00 00"] as [HexFixture]
  )
  func `reads a list without speeds`(reply: HexFixture) throws {
    #expect(try GetPerformance.parse(reply) == [])
  }

  @Test func `refuses a reply without a length`() {
    #expect(throws: ReplyError.truncated(needed: 4, available: 0)) { try GetPerformance.parse("") }
  }
}

@Suite("READ BUFFER CAPACITY (5Ch)") struct ReadBufferCapacityTests {
  @Test func `asks in bytes`() {
    #expect(ReadBufferCapacity().bytes == "5C 00 00 00 00 00 00 00 0C 00")
  }

  @Test func `reads size and free bytes`() throws {
    let reply = try ReadBufferCapacity.parse("00 0A 00 00 00 20 00 00 00 08 00 00")
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

@Suite("READ DISC STRUCTURE (ADh)") struct ReadDiscStructureTests {
  static let adip: HexFixture = """
    01 02 00 00                                  # 258 bytes follow
    A1 0F 02 00 00 03 00 00 00 26 05 3F 00*7     # DVD+R, sectors 30000h to 26053Fh
    43 4D 43 20 4D 41 47 00 4D 30 31 00 00*97    # CMC MAG, M01, 0
    """
  static let bluray: HexFixture = """
    10 02 00 00                                  # 4,098 bytes follow
    44 49 01 0F 00*96                            # DI
    56 45 52 42 41 54 49 4D 65 00 00 01 00*16    # VERBAT, IMe, 1
    """

  @Test(
    arguments: [
      (.adip, "AD 00 00 00 00 00 00 11 00 84 00 00"),
      (.blurayDiscInformation, "AD 01 00 00 00 00 00 00 00 84 00 00"),
    ] as [(ReadDiscStructure.Format, HexFixture)])
  func `encodes medium and format`(format: ReadDiscStructure.Format, expected: HexFixture) {
    #expect(ReadDiscStructure(format).bytes == expected)
  }

  @Test func `reads the maker and the size of a DVD+R`() throws {
    let structure = try ReadDiscStructure.parse(Self.adip)
    #expect(structure.adipManufacturerID == "CMC MAG/M01/0")
    #expect(structure.adipBlocks == BlockCount(2_295_104))
  }

  @Test func `reads the maker of a BD-R`() throws {
    #expect(try ReadDiscStructure.parse(Self.bluray).blurayManufacturerID == "VERBAT/IMe/1")
  }

  @Test func `has no maker where the structure is empty, foreign or short`() throws {
    #expect(try ReadDiscStructure.parse("01 02 00 00 00*128").adipManufacturerID == nil)
    #expect(try ReadDiscStructure.parse("01 02 00 00 00*128").adipBlocks == nil)
    #expect(try ReadDiscStructure.parse(Self.adip).blurayManufacturerID == nil)
    let short = try ReadDiscStructure.parse("00 06 00 00 44 49 01 0F")
    #expect(short.blurayManufacturerID == nil)
    #expect(short.adipManufacturerID == nil)
    #expect(short.adipBlocks == nil)
  }

  @Test(arguments: ["00 00 00 00", "00 02"] as [HexFixture])
  func `refuses a reply without its header`(reply: HexFixture) {
    #expect(throws: ReplyError.truncated(needed: 4, available: 2)) {
      try ReadDiscStructure.parse(reply)
    }
  }
}
