import DiscModel
import MMC
import TestSupport
import Testing

@Suite("SET CD SPEED (BBh)") struct SetCDSpeedTests {
  @Test(
    arguments: [
      (SetCDSpeed(writeRate: .cd(16)), "BB 00 FF FF 0B 08 00*6"),
      (
        SetCDSpeed(writeRate: .cd(16), rotation: .constantAngular), "BB 01 FF FF 0B 08 00*6"
      ),
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

  @Test func `sets every field`() {
    let command = SetStreaming(
      .bluRay(4), readRate: .bluRay(2), from: LogicalBlockAddress(32),
      lastAddress: LogicalBlockAddress(12_219_391), rotation: .constantAngular, isExact: true,
      isRandomAccess: true)
    expectBytes(
      command.parameterData,
      equal: """
        0B 00 00 00 00 00 00 20 00 BA 73 FF   # angular, exact, random; 32 to the last
        00 00 23 1F 00 00 03 E8               # reading 8,991 kB
        00 00 46 3E 00 00 03 E8               # writing 17,982 kB
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
    #expect(speeds.first?.rotation == .constantLinear)
  }

  @Test func `reads how the disc turns and what the speed is for`() throws {
    let speeds = try GetPerformance.parse(
      """
      00 00 00 24 00*4 0F 00*15 18 00*15
      """)
    #expect(speeds.map(\.rotation) == [.constantAngular, nil])
    #expect(speeds.map(\.isDefault) == [true, false] && speeds.map(\.isExact) == [true, false])
    #expect(speeds.map(\.isForMixedUse) == [true, false])
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

@Suite("GET PERFORMANCE (ACh), type 0") struct GetNominalPerformanceTests {
  static let golden: HexFixture = """
    00 00 00 14 02 00 00 00                            # 20 bytes follow, of writing
    00 00 00 00 00 00 23 28 00 23 05 3F 00 00 56 90    # 9,000 kB/s at 0, 22,160 at the end
    """

  @Test func `asks in a tolerance of a fifth`() {
    #expect(
      GetNominalPerformance(isForWriting: true).bytes == "AC 14 00 00 00 00 00 00 00 40 00 00")
    #expect(
      GetNominalPerformance(
        .exceptions, isForWriting: false, from: LogicalBlockAddress(256), descriptorLimit: 1
      ).bytes == "AC 12 00 00 01 00 00 00 00 01 00 00")
    #expect(GetNominalPerformance(.all, isForWriting: false).bytes == "AC 11 00*7 40 00 00")
  }

  @Test func `reads speeds over the medium`() throws {
    let reply = try GetNominalPerformance.parse(Self.golden)
    #expect(reply.isForWriting && reply.slowdowns == [])
    let segment = try #require(reply.segments.first)
    #expect(segment.firstAddress == .zero)
    #expect(segment.firstRate == TransferRate(kilobytesPerSecond: 9000))
    #expect(segment.lastAddress == LogicalBlockAddress(2_295_103))
    #expect(segment.lastRate == .dvd(16))
  }

  @Test func `reads places where the drive is slower`() throws {
    let reply = try GetNominalPerformance.parse(
      "00 00 00 10 01 00 00 00 00 00 10 00 00 0A FF FF FF FF 00 01")
    #expect(!reply.isForWriting && reply.segments == [])
    #expect(reply.slowdowns.map(\.address) == [LogicalBlockAddress(4096), nil])
    #expect(reply.slowdowns.map(\.delay) == [.milliseconds(100), .milliseconds(10)])
  }

  @Test func `leaves out what is cut, and survives lengths that are none`() throws {
    #expect(try GetNominalPerformance.parse(bytes: Self.golden.bytes.dropLast()).segments == [])
    #expect(try GetNominalPerformance.parse("FF FF FF FF 02 00 00 00").segments == [])
    #expect(try GetNominalPerformance.parse("00 00 00 00 00").segments == [])
    #expect(throws: ReplyError.truncated(needed: 5, available: 4)) {
      try GetNominalPerformance.parse("00 00 00 04")
    }
  }
}

@Suite("GET PERFORMANCE (ACh), types 1, 2, 4 and 5") struct GetDefectDataTests {
  @Test(
    arguments: [
      (.unusableAreas, "AC 00*7 00 10 01 00", 136), (.defectStatus, "AC 00*7 00 10 02 00", 32_776),
      (.defectiveBlocks, "AC 00*7 00 10 04 00", 136), (.defectCache, "AC 00*7 00 10 05 00", 136),
    ] as [(GetDefectData.Kind, HexFixture, Int)])
  func `encode their type`(kind: GetDefectData.Kind, expected: HexFixture, byteCount: Int) {
    #expect(GetDefectData(kind).bytes == expected)
    #expect(GetDefectData(kind).replyByteCount == byteCount)
  }

  @Test func `bring whole descriptors`() throws {
    let reply = try GetDefectData.parse(
      "00 00 00 14 00*4 00 00 10 00 00 00 00 10 00 00 20 00 00 00 00 20")
    #expect(
      reply.descriptors(of: .unusableAreas).map(Array.init) == [
        [0, 0, 0x10, 0, 0, 0, 0, 0x10], [0, 0, 0x20, 0, 0, 0, 0, 0x20],
      ])
    #expect(reply.descriptors(of: .defectStatus) == [])
  }

  @Test func `tell areas that cannot be used, and what is known of single blocks`() throws {
    let reply = try GetDefectData.parse(
      "00 00 00 14 00*4 00 00 10 00 00 00 00 10 FF FF FF FF 00 00 00 20")
    #expect(reply.unusableAreas.map(\.firstAddress) == [LogicalBlockAddress(4096), nil])
    #expect(reply.unusableAreas.map(\.blocks) == [BlockCount(16), BlockCount(32)])
    #expect(reply.entries.map(\.address) == [LogicalBlockAddress(4096), nil])
    #expect(reply.entries.map(\.detail) == [[0, 0, 0, 16], [0, 0, 0, 32]])
  }

  /// Blocks 1,000 to 1,099, sixteen to a bit, of which the first is bit 5 of byte 10.
  @Test func `tell the defects of a part of the medium`() throws {
    let reply = try GetDefectData.parse(
      "00 00 08 04 00*4 00 00 03 E8 00 00 04 4B 10 05 21 40 00*2036")
    #expect(
      reply.defectStatuses.map(\.defects) == [
        [
          LogicalBlockAddress(1000)..<LogicalBlockAddress(1016),
          LogicalBlockAddress(1080)..<LogicalBlockAddress(1096),
        ]
      ])
    #expect(reply.defectStatuses.first?.blocksPerBit == BlockCount(16))
  }

  @Test(arguments: [
    // No blocks to a bit; the last before the first; an address that is none.
    "00 00 03 E8 00 00 04 4B 00 07 FF*2038", "00 00 04 4B 00 00 03 E8 10 07 FF*2038",
    "FF FF FF FF 00 00 03 E8 10 07 FF*2038",
  ])
  func `tell no defects in a part that makes no sense`(descriptor: HexFixture) throws {
    let reply = try GetDefectData.parse(
      HexFixture(bytes: [0, 0, 8, 4, 0, 0, 0, 0] + descriptor.bytes))
    #expect(reply.defectStatuses.map(\.defects) == [[]])
  }

  @Test func `tell defects up to the end of the part alone`() throws {
    let reply = try GetDefectData.parse(
      "00 00 08 04 00*4 7F FF FF F0 7F FF FF FE 08 07 FF*2038")
    #expect(
      reply.defectStatuses.first?.defects == [
        LogicalBlockAddress(0x7FFF_FFF0)..<LogicalBlockAddress(0x7FFF_FFF8),
        LogicalBlockAddress(0x7FFF_FFF8)..<LogicalBlockAddress(0x7FFF_FFFF),
      ])
  }

  @Test func `bring nothing where lengths contradict each other`() throws {
    #expect(try GetDefectData.parse("00 00 00 00").data == [])
    #expect(try GetDefectData.parse("FF FF FF FF 00 00 00 00 01 02").data == [1, 2])
    #expect(
      try GetDefectData.parse("FF FF FF FF 00 00 00 00 01").descriptors(of: .defectCache) == [])
  }
}
