import DiscModel
import MMC
import TestSupport
import Testing

@Suite("READ DISC STRUCTURE (ADh)") struct ReadDiscStructureTests {
  static let adip: HexFixture = """
    01 02 00 00                                  # 258 bytes follow
    A1 0F 02 00 00 03 00 00 00 26 05 3F 00*7     # DVD+R, sectors 30000h to 26053Fh
    43 4D 43 20 4D 41 47 00 4D 30 31 00 00*97    # CMC MAG, M01, 0
    """
  static let bluray: HexFixture = """
    10 02 00 00                                  # 4,098 bytes follow
    44 49 01 08 00 00 62 00                      # DI
    42 44 52 12 10 00*87                         # BDR, class 1, version 2, one layer
    56 45 52 42 41 54 49 4D 65 00 00 01 00*16    # VERBAT, IMe, 1
    """

  @Test(
    arguments: [
      (ReadDiscStructure(.adip), "AD 00 00 00 00 00 00 11 10 04 00 00"),
      (ReadDiscStructure(.bdDiscInformation), "AD 01 00 00 00 00 00 00 10 04 00 00"),
      (
        ReadDiscStructure(.recordingManagement, address: 0x12345, layer: 1),
        "AD 00 00 01 23 45 01 0D 10 04 00 00"
      ),
      (ReadDiscStructure(.init(.bluRay, 0xC0)), "AD 01 00 00 00 00 00 C0 10 04 00 00"),
    ] as [(ReadDiscStructure, HexFixture)])
  func `encodes medium, format, address and layer`(command: ReadDiscStructure, expected: HexFixture)
  {
    #expect(command.bytes == expected)
  }

  /// Format codes of the standard's table.
  @Test(
    arguments: [
      (.dvdPhysical, 0, 0x00), (.dvdCopyright, 0, 0x01), (.dvdBurstCuttingArea, 0, 0x03),
      (.dvdManufacturing, 0, 0x04), (.dvdRAMDefinition, 0, 0x08), (.dvdRAMCartridge, 0, 0x09),
      (.dvdRAMSpareArea, 0, 0x0A), (.dvdRAMRecordingType, 0, 0x0B),
      (.lastRecordingManagement, 0, 0x0C), (.recordingManagement, 0, 0x0D),
      (.preRecordedInformation, 0, 0x0E), (.uniqueDiscID, 0, 0x0F), (.dvdLeadInPhysical, 0, 0x10),
      (.adip, 0, 0x11), (.layerBoundary, 0, 0x20), (.shiftedMiddleArea, 0, 0x21),
      (.jumpInterval, 0, 0x22), (.manualLayerJump, 0, 0x23), (.remappingAnchor, 0, 0x24),
      (.dvdDiscControlBlock, 0, 0x30), (.dvdWriteProtection, 0, 0xC0), (.dvdCapabilities, 0, 0xFF),
      (.bdDiscInformation, 1, 0x00), (.bdBurstCuttingArea, 1, 0x03), (.bdDefinition, 1, 0x08),
      (.bdCartridge, 1, 0x09), (.bdSpareArea, 1, 0x0A), (.bdAccessControl, 1, 0x30),
      (.bdWriteProtection, 1, 0xC0), (.bdCapabilities, 1, 0xFF),
    ] as [(DiscStructureFormat, UInt8, UInt8)])
  func `knows the formats of DVD and BD`(format: DiscStructureFormat, media: UInt8, code: UInt8) {
    #expect(format.mediaType.rawValue == media && format.code == code)
  }

  @Test(arguments: ["00 00 00 00", "00 02"] as [HexFixture])
  func `refuses a reply without its header`(reply: HexFixture) {
    #expect(throws: ReplyError.truncated(needed: 4, available: 2)) {
      try ReadDiscStructure.parse(reply)
    }
  }

  @Test func `brings no more than was announced, nor than came`() throws {
    #expect(try ReadDiscStructure.parse("00 04 00 00 01 02 03 04").data == [1, 2])
    #expect(try ReadDiscStructure.parse("FF FF 00 00 01 02").data == [1, 2])
  }
}

@Suite("What a DVD says of itself") struct DVDPhysicalInformationTests {
  private func information(_ reply: HexFixture) throws -> DVDPhysicalInformation? {
    DVDPhysicalInformation(try ReadDiscStructure.parse(reply))
  }

  @Test func `a DVD+R names its maker and its size`() throws {
    let disc = try #require(try information(ReadDiscStructureTests.adip))
    #expect(disc.bookType == .dvdPlusR && disc.partVersion == 1)
    #expect(disc.diameterMillimeters == 120 && disc.maximumRate == 0x0F)
    #expect(disc.layers == 1 && !disc.hasOppositePath && disc.firstLayerBlocks == nil)
    #expect(disc.blocks == BlockCount(2_295_104))
    #expect(disc.manufacturerID == "CMC MAG/M01/0")
  }

  @Test func `a DVD+R DL has two layers, the second running inwards`() throws {
    let disc = try #require(
      try information(
        """
        00 22 00 00
        E1 0F 31 00 00 03 00 00 00 FC FF FF 00 22 D7 FF 80 00 00  # 30000h…22D7FFh, …FCFFFFh
        4D 4B 4D 00 00 00 00 00 30 30 31 00 00                    # MKM, 001
        """))
    #expect(disc.bookType == .dvdPlusRDualLayer && disc.layers == 2 && disc.hasOppositePath)
    #expect(disc.firstLayerBlocks == BlockCount(2_086_912))
    #expect(disc.blocks == BlockCount(4_173_824))
    #expect(disc.hasBurstCuttingArea)
    #expect(disc.manufacturerID == "MKM/001/0")
  }

  @Test func `a pressed disc of 80 mm has no maker, whatever stands there`() throws {
    let disc = try #require(
      try information(
        """
        00 22 00 00 01 12 41 00 00 03 00 00 00 0D E7 2F 00 08 00 00 00 00 00
        43 4D 43 20 4D 41 47 00 4D 30 31 00 00
        """))
    #expect(disc.bookType == .dvdROM && disc.diameterMillimeters == 80 && disc.layers == 3)
    #expect(disc.manufacturerID == nil)
    #expect(disc.blocks == BlockCount(714_544))
  }

  @Test(arguments: ["00 02 00 00", "00 0D 00 00 A1 0F 02 00 00 03 00 00 00 26 05"] as [HexFixture])
  func `a structure without its last sector says nothing`(reply: HexFixture) throws {
    #expect(try information(reply) == nil)
  }

  @Test func `sectors that run backwards are no size`() throws {
    let disc = try #require(
      try information("00 0E 00 00 A1 0F 02 00 00 FF FF FF 00 00 00 00"))
    #expect(disc.blocks == nil && disc.manufacturerID == nil && !disc.hasBurstCuttingArea)
    let layers = try #require(
      try information("00 12 00 00 E1 0F 31 00 00 03 00 00 00 00 00 00 00 FF FF FF"))
    #expect(layers.blocks == BlockCount(0xFD_0001 + 1 - 1))
  }
}

@Suite("What a BD says of itself") struct BDDiscInformationTests {
  private func information(_ reply: HexFixture) throws -> BDDiscInformation? {
    BDDiscInformation(try ReadDiscStructure.parse(reply))
  }

  @Test func `a BD-R names its maker, class, version and layers`() throws {
    let disc = try #require(try information(ReadDiscStructureTests.bluray))
    #expect(disc.kind == .recordable && disc.discClass == 1 && disc.version == 2)
    #expect(disc.layers == 1)
    #expect(disc.manufacturerID == "VERBAT/IMe/1")
  }

  @Test(
    arguments: [
      ("42 44 4F 00 20", .pressed, 2), ("42 44 57 00 40", .rewritable, 4),
      ("42 44 58 00 F0", nil, nil), ("00 00 00 00 00", nil, nil),
    ] as [(HexFixture, BDDiscInformation.Kind?, Int?)])
  func `kinds and layers are told apart`(
    bytes: HexFixture, kind: BDDiscInformation.Kind?, layers: Int?
  ) throws {
    let disc = BDDiscInformation(
      ReadDiscStructure.Response(data: [0x44, 0x49, 1, 8, 0, 0, 98, 0] + bytes.bytes))
    #expect(disc?.kind == kind && disc?.layers == layers)
    #expect(disc != nil && disc?.manufacturerID == nil)
  }

  @Test(
    arguments: ["01 02 00 00 00*128", "00 0E 00 00 44 49 01 08 00 00 62 00 42 44 52 12"]
      as [HexFixture])
  func `what is no disc information, or is cut, is none`(reply: HexFixture) throws {
    #expect(try information(reply) == nil)
  }

  @Test func `of a DVD is none`() throws {
    #expect(try information(ReadDiscStructureTests.adip) == nil)
  }
}

@Suite("Smaller structures of DVD and BD") struct SmallStructureTests {
  private func structure(_ data: HexFixture) -> ReadDiscStructure.Response {
    ReadDiscStructure.Response(data: data.bytes)
  }

  @Test func `copyright tells protection and regions`() {
    #expect(structure("01 FD 00 00").copyProtection == 1)
    #expect(structure("01 FD 00 00").regionMask == 0xFD)
    #expect(structure("").copyProtection == nil && structure("01").regionMask == nil)
  }

  @Test func `the land of a DVD-R names the maker in two fields`() {
    let land: HexFixture = """
      01 40 C1 FD 9E D8 52 00 02 85 0D 17 03 4D 43 43 20 30 33 00 04 52 47 32 30 20 20 00
      """
    #expect(structure(land).preRecordedManufacturerID == "MCC 03RG20")
    #expect(structure("00*28").preRecordedManufacturerID == nil)
    #expect(structure("00*12 03 00*7 04 00*7").preRecordedManufacturerID == nil)
    #expect(structure("00*12 03 41*6 00 04 42").preRecordedManufacturerID == nil)
  }

  @Test func `the layer boundary is fixed or not`() {
    let boundary = LayerBoundary(firstLayer: BlockCount(2_086_912), isFixed: true)
    #expect(structure("80 00 00 00 00 1F D8 00").layerBoundary == boundary)
    #expect(structure("00 00 00 00 00 1F D8 00").layerBoundary?.isFixed == false)
    #expect(structure("80 00 00 00 00 1F D8").layerBoundary == nil)
    #expect(structure("00 00 00 00 00 00 40 00").blocksField == BlockCount(16_384))
  }

  @Test func `a cartridge is there or not, opened or not, locked or not`() {
    #expect(structure("00 00 00 00").cartridge == Cartridge.none)
    #expect(
      structure("80 00").cartridge == .present(wasTakenOut: false, isWriteProtected: false))
    #expect(structure("C8").cartridge == .present(wasTakenOut: true, isWriteProtected: true))
    #expect(structure("84").cartridge == .present(wasTakenOut: false, isWriteProtected: true))
    #expect(structure("").cartridge == nil)
  }

  @Test func `write protection has a bit for each reason`() {
    #expect(structure("00 00 00 00").writeProtection == [])
    #expect(structure("01").writeProtection == .untilPowerDown)
    #expect(structure("02").writeProtection == .persistent)
    #expect(structure("04").writeProtection == .byCartridge)
    #expect(structure("08").writeProtection == .byMedium)
    #expect(structure("").writeProtection == nil)
  }

  @Test func `spare areas are counted in blocks, on BD in clusters of 32`() {
    #expect(
      structure("00 00 20 00 00 00 01 00 00 00 02 00").dvdRAMSpareArea
        == SpareArea(free: BlockCount(8448), total: nil))
    #expect(
      structure("00 00 00 00 00 00 2F F0 00 00 30 00").bdSpareArea
        == SpareArea(free: BlockCount(392_704), total: BlockCount(393_216)))
    #expect(structure("00 00 20 00").dvdRAMSpareArea == nil)
    #expect(structure("00 00 00 00 00 00 2F F0").bdSpareArea == nil)
  }

  @Test func `the drive lists what it can read and send`() {
    let list = structure("00 40 08 04 20 C0 00 0C 30 80").structureCapabilities
    #expect(list.map(\.format) == [0x00, 0x20])
    #expect(list.map(\.canBeRead) == [true, true] && list.map(\.canBeSent) == [false, true])
    #expect(list.map(\.byteCount) == [2052, 12])
    #expect(structure("").structureCapabilities == [])
  }
}

@Suite("SEND DISC STRUCTURE (BFh)") struct SendDiscStructureTests {
  @Test func `sets where the first layer ends`() {
    let command = SendDiscStructure.layerBoundary(blocks: BlockCount(2_086_912))
    #expect(command.bytes == "BF 00 00 00 00 00 00 20 00 0C 00 00")
    expectBytes(command.parameterData, equal: "00 0A 00 00 00 00 00 00 00 1F D8 00")
    #expect(!command.retriesUnitAttention && command.timeout == .seconds(200))
  }

  @Test func `sets jump interval and manual jump`() {
    let interval = SendDiscStructure.jumpInterval(blocks: BlockCount(16_384))
    #expect(interval.bytes == "BF 00 00 00 00 00 00 22 00 0C 00 00")
    expectBytes(interval.parameterData, equal: "00 0A 00 00 00 00 00 00 00 00 40 00")
    let jump = SendDiscStructure.manualLayerJump(at: LogicalBlockAddress(1_000_000))
    #expect(jump.bytes == "BF 00 00 00 00 00 00 23 00 0C 00 00")
    expectBytes(jump.parameterData, equal: "00 0A 00 00 00 00 00 00 00 0F 42 40")
  }
}
