import DiscModel
import MMC
import TestSupport
import Testing

@Suite("WRITE (12) (AAh)") struct Write12Tests {
  @Test(
    arguments: [
      (
        Write12(at: LogicalBlockAddress(0x12345), blocks: 32),
        "AA 00 00 01 23 45 00 00 00 20 00 00"
      ),
      (Write12(at: .zero, blocks: 0x10000, isStreaming: true), "AA 00*5 00 01 00 00 80 00"),
      (
        Write12(at: .zero, blocks: 32, isStreaming: true, leavesOutVerification: true),
        "AA 00*5 00 00 00 20 C0 00"
      ),
    ] as [(Write12, HexFixture)])
  func `encodes address, count and pace`(command: Write12, expected: HexFixture) {
    #expect(command.bytes == expected)
    #expect(!command.retriesUnitAttention && command.timeout == .seconds(200))
  }
}

@Suite("BLANK (A1h)") struct BlankMediumTests {
  @Test(
    arguments: [
      (.disc, "A1 00 00*10"), (.minimal, "A1 01 00*10"), (.track(3), "A1 02 00 00 00 03 00*6"),
      (.reservation, "A1 03 00*10"),
      (.tail(LogicalBlockAddress(0x1000)), "A1 04 00 00 10 00 00*6"), (.sessionEnd, "A1 05 00*10"),
      (.lastSession, "A1 06 00*10"),
    ] as [(BlankMedium.Extent, HexFixture)])
  func `encodes how much`(extent: BlankMedium.Extent, expected: HexFixture) {
    #expect(BlankMedium(extent, isImmediate: false).bytes == expected)
    var immediate = expected.bytes
    immediate[1] |= 0x10
    #expect(BlankMedium(extent, isImmediate: true).bytes == HexFixture(bytes: immediate))
  }

  @Test func `has hours, and is never sent again`() {
    #expect(BlankMedium(.disc, isImmediate: false).timeout == .seconds(18_000))
    #expect(BlankMedium(.disc, isImmediate: true).timeout == .seconds(200))
    #expect(!BlankMedium(.disc, isImmediate: true).retriesUnitAttention)
  }
}

@Suite("FORMAT UNIT (04h)") struct FormatUnitTests {
  private static func format(
    _ type: FormatType, _ subtype: UInt8, _ blocks: Int64, _ parameter: UInt32
  ) -> ReadFormatCapacities.Format {
    .init(type: type, subtype: subtype, blocks: BlockCount(blocks), parameter: parameter)
  }

  /// Types and fields of the standard's table of format types.
  @Test(
    arguments: [
      (format(.full, 0, 2_297_888, 0x800), "00 02 00 08 00 23 10 20 00 00 08 00"),
      (format(.spareAreaExpansion, 0, 4096, 0x800), "00 02 00 08 00 00 10 00 04 00 08 00"),
      (format(.zoneReformat, 0, 0, 1), "00 02 00 08 00 00 00 00 10 00 00 01"),
      (format(.zone, 0, 0, 2), "00 02 00 08 00 00 00 00 14 00 00 02"),
      (format(.packets, 0, 359_849, 32), "00 02 00 08 00 05 7D A9 40 00 00 20"),
      (format(.growSession, 0, 16, 16), "00 02 00 08 00 00 00 10 44 00 00 10"),
      (format(.addSession, 0, 16, 32), "00 02 00 08 00 00 00 10 48 00 00 20"),
      (format(.quickGrowSession, 0, 0, 16), "00 02 00 08 00 00 00 00 4C 00 00 10"),
      (format(.quickAddSession, 0, 0, 16), "00 02 00 08 00 00 00 00 50 00 00 10"),
      (format(.quick, 0, 0, 16), "00 02 00 08 00 00 00 00 54 00 00 10"),
      (format(.fullWithSparing, 0, 16, 0), "00 02 00 08 00 00 00 10 80 00 00 00"),
      (format(.mountRainier, 0, 0xFFFF_FFFF, 0), "00 02 00 08 FF FF FF FF 90 00 00 00"),
      (format(.dvdPlusRW, 0, 0xFFFF_FFFF, 0), "00 02 00 08 FF FF FF FF 98 00 00 00"),
      (format(.bdREWithSpareArea, 3, 11_826_176, 0), "00 02 00 08 00 B4 74 00 C3 00 00 00"),
      (format(.bdREWithoutSpareArea, 1, 12_219_392, 0), "00 02 00 08 00 BA 74 00 C5 00 00 00"),
      (format(.bdRWithSpareArea, 2, 11_826_176, 0x4000), "00 02 00 08 00 B4 74 00 CA 00 40 00"),
    ] as [(ReadFormatCapacities.Format, HexFixture)])
  func `encodes every type`(format: ReadFormatCapacities.Format, expected: HexFixture) {
    let command = FormatUnit(format, isImmediate: true)
    #expect(command.bytes == "04 11 00 00 00 00")
    expectBytes(command.parameterData, equal: expected)
  }

  @Test func `encodes its options`() {
    let quick = FormatUnit(
      Self.format(.full, 0, 2_236_704, 0x800), forgetsDefects: true, leavesOutCertification: true,
      isImmediate: true)
    #expect(quick.bytes == "04 19 00 00 00 00")
    expectBytes(quick.parameterData, equal: "00 A2 00 08 00 22 21 20 00 00 08 00")
    let certified = FormatUnit(
      Self.format(.full, 0, 2_236_704, 0x800), leavesOutCertification: false, isImmediate: false)
    expectBytes(certified.parameterData, equal: "00 80 00 08 00 22 21 20 00 00 08 00")
    #expect(certified.timeout == .seconds(18_000) && quick.timeout == .seconds(200))
    #expect(!quick.retriesUnitAttention)
  }

  @Test func `takes up the format of a DVD+RW again, and makes a DVD-RW overwritable`() {
    expectBytes(
      FormatUnit.dvdPlusRW(isRestart: true, isImmediate: true).parameterData,
      equal: "00 02 00 08 FF FF FF FF 98 00 00 01")
    expectBytes(
      FormatUnit.quickDVDMinusRW(isImmediate: true).parameterData,
      equal: "00 02 00 08 00 00 00 00 54 00 00 10")
  }

  @Test func `keeps each field in its bits whatever it is given`() {
    expectBytes(
      FormatUnit(
        Self.format(.init(rawValue: 0xFF), 0xFF, -1, 0xFFFF_FFFF), isImmediate: false
      ).parameterData,
      equal: "00 00 00 08 00 00 00 00 FF FF FF FF")
  }
}

@Suite("RESERVE TRACK (53h)") struct ReserveTrackTests {
  @Test func `encodes a size or a last address`() {
    #expect(ReserveTrack(.blocks(2_291_024)).bytes == "53 00 00 00 00 00 22 F5 50 00")
    #expect(
      ReserveTrack(.lastAddress(LogicalBlockAddress(4095))).bytes == "53 01 00 00 0F FF 00 00 00 00"
    )
    #expect(!ReserveTrack(.blocks(1)).retriesUnitAttention)
  }
}

@Suite("SEND CUE SHEET (5Dh)") struct SendCueSheetTests {
  @Test func `encodes the size in three bytes and sends the lines`() {
    let lines: HexFixture = "01 00 00 01 00 00 00 00 01 01 00 00 00 00 00 00"
    let command = SendCueSheet(lines.bytes)
    #expect(command.bytes == "5D 00 00 00 00 00 00 00 10 00")
    expectBytes(command.parameterData, equal: lines)
    let long = SendCueSheet([UInt8](repeating: 0, count: 0x12340))
    #expect(long.bytes == "5D 00 00 00 00 00 01 23 40 00")
    #expect(!command.retriesUnitAttention && command.timeout == .seconds(200))
  }
}

@Suite("SEND OPC INFORMATION (54h)") struct SendOPCTests {
  @Test func `lets the drive adjust itself, on all layers or one`() {
    #expect(SendOPC().bytes == "54 01 00*8")
    #expect(SendOPC(excludingLayers: [0]).bytes == "54 03 00*8")
    #expect(SendOPC(excludingLayers: [1]).bytes == "54 05 00*8")
    #expect(SendOPC().timeout == .seconds(200) && !SendOPC().retriesUnitAttention)
  }
}

@Suite("REPAIR TRACK (58h)") struct RepairTrackTests {
  @Test func `encodes the track`() {
    #expect(RepairTrack(0x103, isImmediate: true).bytes == "58 01 00 00 01 03 00 00 00 00")
    #expect(RepairTrack(1, isImmediate: false).bytes == "58 00 00 00 00 01 00 00 00 00")
    #expect(RepairTrack(1, isImmediate: false).timeout == .seconds(3600))
  }
}

@Suite("READ BUFFER CAPACITY (5Ch), in blocks") struct ReadBufferCapacityInBlocksTests {
  @Test func `is asked for by a bit`() {
    #expect(ReadBufferCapacity(countsBlocks: true).bytes == "5C 01 00 00 00 00 00 00 0C 00")
  }

  @Test func `believes what the drive says it counts`() throws {
    let blocks = try ReadBufferCapacity.parse("00 0A 00 01 00 00 00 00 00 00 04 00")
    #expect(blocks == .blocks(free: 1024))
    #expect(blocks.freeByteCount == 2_097_152 && blocks.byteCount == 0)
    let most = try ReadBufferCapacity.parse("00 0A 00 01 00 00 00 00 FF FF FF FF")
    #expect(most.freeByteCount == 8_796_093_020_160)
  }
}
