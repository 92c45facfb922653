import DiscModel
import MMC
import TestSupport
import Testing

@Suite("READ CAPACITY (25h)") struct ReadCapacityTests {
  @Test func `is ten bytes, all but the first zero`() {
    #expect(ReadCapacity().bytes == "25 00*9")
  }

  @Test func `counts one block more than the last address`() throws {
    let reply = try ReadCapacity.parse("00 05 7D A8 00 00 08 00")
    #expect(reply.lastAddress == LogicalBlockAddress(359_848))
    #expect(reply.blocks == BlockCount(359_849))
    #expect(reply.blockByteCount == 2048)
  }

  @Test func `counts up to the last address that fits`() throws {
    let reply = try ReadCapacity.parse("7F FF FF FF 00 00 08 00")
    #expect(reply.blocks == BlockCount(2_147_483_648))
  }

  @Test func `refuses an address that no medium has`() {
    #expect(throws: ReplyError.invalid(field: "last block address")) {
      try ReadCapacity.parse("FF FF FF FF 00 00 08 00")
    }
  }

  @Test func `refuses a reply without the block length`() {
    #expect(throws: ReplyError.truncated(needed: 8, available: 4)) {
      try ReadCapacity.parse("00 05 7D A8")
    }
  }
}

@Suite("READ FORMAT CAPACITIES (23h)") struct ReadFormatCapacitiesTests {
  @Test func `asks for as much as a length byte can announce`() {
    #expect(ReadFormatCapacities().bytes == "23 00 00 00 00 00 00 01 04 00")
  }

  @Test(
    arguments: [
      ("00 00 00 08 00 BA 74 00 01 00 08 00", 12_219_392, false),
      ("00 00 00 08 00 BA 74 00 02 00 08 00", 12_219_392, true),
      ("00 00 00 08 00 BA 74 00 03 00 08 00", nil, false),
      ("00 00 00 08 00 BA 74 00 00 00 08 00", nil, false),
    ] as [(HexFixture, Int64?, Bool)])
  func `reads what the first descriptor means`(
    reply: HexFixture, blocks: Int64?, isFormatted: Bool
  ) throws {
    let parsed = try ReadFormatCapacities.parse(reply)
    #expect(parsed.blocks == blocks.map { BlockCount($0) })
    #expect(parsed.isFormatted == isFormatted)
  }

  @Test func `refuses a header without a descriptor`() {
    #expect(throws: ReplyError.truncated(needed: 9, available: 4)) {
      try ReadFormatCapacities.parse("00 00 00 00")
    }
  }

  /// What a formatted BD-RE offers, and a DVD-RW that was formatted quickly.
  static let bdRE: HexFixture = """
    00 00 00 30
    00 B4 74 00 02 00 08 00      # formatted, 11,826,176 blocks
    00 B4 74 00 00 00 08 00      # 00h
    00 B4 74 00 C0 00 40 00      # 30h, spare area of 16,384
    00 B0 74 00 C3 00 80 00      # 30h with quick certification
    00 B8 74 00 C2 00 00 00      # 30h with full certification
    00 BA 74 00 C4 00 08 00      # 31h
    """

  @Test func `reads every format`() throws {
    let reply = try ReadFormatCapacities.parse(Self.bdRE)
    #expect(reply.state == .formatted && reply.currentBlocks == BlockCount(11_826_176))
    #expect(
      reply.formats.map(\.type) == [
        .full, .bdREWithSpareArea, .bdREWithSpareArea, .bdREWithSpareArea, .bdREWithoutSpareArea,
      ])
    #expect(reply.formats.map(\.subtype) == [0, 0, 3, 2, 0])
    #expect(
      reply.formats.map(\.blocks.rawValue) == [
        11_826_176, 11_826_176, 11_564_032, 12_088_320, 12_219_392,
      ])
    #expect(reply.formats.map(\.parameter) == [0x800, 0x4000, 0x8000, 0, 0x800])
  }

  @Test func `keeps the size of a disc whose session is open`() throws {
    let reply = try ReadFormatCapacities.parse(
      "00 00 00 10 00 01 00 00 03 00 08 00 00 23 10 00 54 00 00 10")
    #expect(reply.state == .noneOrIntermediate && reply.currentBlocks == BlockCount(65_536))
    #expect(reply.blocks == nil)
    #expect(reply.formats.map(\.type) == [.quick])
    #expect(reply.formats.map(\.parameter) == [16])
  }

  @Test func `leaves out formats that are cut or not announced`() throws {
    #expect(try ReadFormatCapacities.parse(bytes: Self.bdRE.bytes.dropLast()).formats.count == 4)
    var bytes = Self.bdRE.bytes
    bytes[3] = 0x17
    #expect(try ReadFormatCapacities.parse(bytes: bytes).formats.count == 1)
    bytes[3] = 0xFF
    #expect(try ReadFormatCapacities.parse(bytes: bytes).formats.count == 5)
  }
}
