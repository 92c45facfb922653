import DiscModel
import TestSupport

@testable import MMC

/// What is pressed into DVD and BD, behind the header of READ DISC STRUCTURE.
extension ReplyRow {
  static let structures: [Self] =
    [
      Self(
        ReadDiscStructure.self, ReadDiscStructureTests.adip,
        { $0.data.count == 128 && $0.data[0] == 0xA1 },
        hostile: "FF FF FF FF 01", { $0.data == [1] })
    ] + discs + dvdStructures + sharedStructures

  private static let discs: [Self] = [
    Self(
      structure: "DVDPhysicalInformation", { DVDPhysicalInformation($0) },
      ReadDiscStructureTests.adip,
      { $0?.bookType == .dvdPlusR && $0?.blocks?.rawValue == 2_295_104 },
      // The last sector before the first, four layers, and a maker that is cut.
      hostile: "00 16 00 00 EF FF FF FF FF FF FF FF FF 00 00 00 FF 00 00 01 FF FF FF 1B 1B FF",
      { (disc: DVDPhysicalInformation?) in
        disc?.layers == 4 && disc?.diameterMillimeters == nil && disc?.blocks == nil
          && disc?.firstLayerBlocks == nil && disc?.manufacturerID == nil
          && disc?.hasBurstCuttingArea == true
      }),
    Self(
      structure: "BDDiscInformation", { BDDiscInformation($0) }, ReadDiscStructureTests.bluray,
      { $0?.kind == .recordable && $0?.layers == 1 && $0?.manufacturerID == "VERBAT/IMe/1" },
      // A book that does not exist, fifteen layers; ends inside the maker's id.
      hostile: "FF FF 00 00 44 49 FF FF FF FF FF FF 42 44 58 FF FF FF*87 41 41 41 41 41 41",
      { (disc: BDDiscInformation?) in
        disc?.kind == nil && disc?.discClass == 3 && disc?.version == 15 && disc?.layers == nil
          && disc?.manufacturerID == nil
      }),
  ]

  private static let dvdStructures: [Self] = [
    Self(
      structure: "copyProtection", \.copyProtection, "00 06 00 00 01 FD 00 00", { $0 == 1 },
      hostile: "00 02 00 00 01 FD 00 00", { $0 == nil }),
    Self(
      structure: "regionMask", \.regionMask, "00 06 00 00 01 FD 00 00", { $0 == 0xFD },
      hostile: "00 03 00 00 01 FD 00 00", { $0 == nil }),
    Self(
      structure: "preRecordedManufacturerID", \.preRecordedManufacturerID,
      """
      00 1E 00 00 01 40 C1 FD 9E D8 52 00 02 85 0D 17 03 4D 43 43 20 30 33 00
      04 52 47 32 30 20 20 00
      """,
      { $0 == "MCC 03RG20" },
      // The second field ends one character too early.
      hostile: "FF FF 00 00 00*12 03 FF FF FF FF FF FF 00 04 FF FF FF FF FF", { $0 == nil }),
    Self(
      structure: "layerBoundary", \.layerBoundary, "00 0A 00 00 80 00 00 00 00 1F D8 00",
      { $0 == LayerBoundary(firstLayer: BlockCount(2_086_912), isFixed: true) },
      // More blocks than there are addresses, and bytes behind the length.
      hostile: "00 0A FF FF 7F FF FF FF FF FF FF FF FF FF",
      { $0 == LayerBoundary(firstLayer: BlockCount(0xFFFF_FFFF), isFixed: false) }),
    Self(
      structure: "blocksField", \.blocksField, "00 0A 00 00 00 00 00 00 00 00 40 00",
      { $0 == BlockCount(16_384) },
      hostile: "00 0A 00 00 00 00 00 00 00 00 40", { $0 == nil }),
    Self(
      structure: "cartridge", \.cartridge, "00 06 00 00 C8 00 00 00",
      { $0 == .present(wasTakenOut: true, isWriteProtected: true) },
      // No cartridge, and yet it was taken out and is locked.
      hostile: "FF FF 00 00 7F", { $0 == Cartridge.none }),
    Self(
      structure: "dvdRAMSpareArea", \.dvdRAMSpareArea,
      "00 0E 00 00 00 00 20 00 00 00 01 00 00 00 02 00",
      { $0 == SpareArea(free: BlockCount(8448), total: nil) },
      hostile: "00 0E 00 00 FF FF FF FF FF FF FF FF",
      { $0 == SpareArea(free: BlockCount(8_589_934_590), total: nil) }),
  ]

  private static let sharedStructures: [Self] = [
    Self(
      structure: "bdSpareArea", \.bdSpareArea, "00 0E 00 00 00 00 00 00 00 00 2F F0 00 00 30 00",
      { $0 == SpareArea(free: BlockCount(392_704), total: BlockCount(393_216)) },
      // More is free than there is: the drive's words are kept, and nothing overflows.
      hostile: "FF FF 00 00 FF FF FF FF FF FF FF FF 00 00 00 01",
      { $0 == SpareArea(free: BlockCount(137_438_953_440), total: BlockCount(32)) }),
    Self(
      structure: "writeProtection", \.writeProtection, "00 06 00 00 0C 00 00 00",
      { $0 == [.byCartridge, .byMedium] },
      hostile: "FF FF 00 00 F0", { $0 == [] }),
    Self(
      structure: "structureCapabilities", \.structureCapabilities,
      "00 0A 00 00 00 40 08 04 20 C0 00 0C",
      { $0.map(\.format) == [0x00, 0x20] && $0.map(\.canBeSent) == [false, true] },
      // An entry of 65,535 bytes that can be neither read nor sent, and one that is cut.
      hostile: "00 0A 00 00 FF 3F FF FF 20 C0 00",
      { list in
        list.map(\.format) == [0xFF] && list.map(\.byteCount) == [65_535]
          && list.map(\.canBeRead) == [false] && list.map(\.canBeSent) == [false]
      }),
  ]
}
