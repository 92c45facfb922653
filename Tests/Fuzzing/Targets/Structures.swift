import DiscModel
import MMC

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  withReply(start, count) { reply in
    guard let structure = try? ReadDiscStructure.parse(reply) else { return }
    if let disc = DVDPhysicalInformation(structure) {
      _ = (disc.blocks, disc.firstLayerBlocks, disc.manufacturerID)
    }
    _ = BDDiscInformation(structure)?.manufacturerID
    _ = (structure.copyProtection, structure.regionMask, structure.preRecordedManufacturerID)
    _ = (structure.layerBoundary, structure.blocksField, structure.cartridge)
    _ = (structure.writeProtection, structure.dvdRAMSpareArea, structure.bdSpareArea)
    _ = structure.structureCapabilities
  }
}
