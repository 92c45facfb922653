public import DiscModel

extension ReadDiscStructure.Response {
  /// How the disc is protected against copies (format 01h, byte 0): 0 not at all, 1 CSS or CPPM,
  /// 2 CPRM; nil if it is not told.
  public var copyProtection: UInt8? { data.first }

  /// The regions in which a protected disc plays (format 01h, byte 1): a bit that is set forbids one.
  public var regionMask: UInt8? { data.count > 1 ? data[1] : nil }

  /// The maker's id of a DVD-R or DVD-RW (format 0Eh).
  ///
  /// Fields of eight bytes, the first of which is their number: 3 and 4 have six characters each.
  /// Source: ECMA-279 and ECMA-338, "Manufacturer ID" in the land pre-pits.
  public var preRecordedManufacturerID: String? {
    func characters(of field: UInt8, at offset: Int) -> [UInt8]? {
      guard offset + 7 <= data.count, data[offset] == field else { return nil }
      return Array(data[offset + 1..<offset + 7])
    }
    guard let first = characters(of: 3, at: 12), let second = characters(of: 4, at: 20) else {
      return nil
    }
    let text = (first + second).withRawSpan { try? $0.text(at: 0, byteCount: 12) }
    return text.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where the first layer ends, and whether that can still be changed (format 20h).
  ///
  ///     byte 0 bit 7 cannot be changed any more     byte 4…7 blocks of the first layer
  public var layerBoundary: LayerBoundary? {
    guard let blocks = integer(at: 4) else { return nil }
    return LayerBoundary(firstLayer: BlockCount(Int64(blocks)), isFixed: bit(7, at: 0))
  }

  /// The blocks that bytes 4 to 7 tell: the jump interval (22h), or the start of the shifted middle
  /// area (21h), or the address of a manual layer jump (23h).
  public var blocksField: BlockCount? {
    integer(at: 4).map { BlockCount(Int64($0)) }
  }

  /// The state of a cartridge (format 09h).
  ///
  ///     byte 0 bit 7 in a cartridge, bit 6 was taken out, bit 3 the medium inhibits writing, bit 2
  ///     the cartridge's switch does
  public var cartridge: Cartridge? {
    guard let flags = data.first else { return nil }
    guard flags & 0x80 != 0 else { return Cartridge.none }
    let isInhibited = flags & 0x0C != 0
    return .present(wasTakenOut: flags & 0x40 != 0, isWriteProtected: isInhibited)
  }

  /// What forbids writing (format C0h).
  ///
  ///     byte 0 bit 3 for a reason of this kind of medium, bit 2 by a switch of the cartridge,
  ///     bit 1 for good, bit 0 by the drive until it is switched off
  public var writeProtection: WriteProtection? {
    guard let flags = data.first else { return nil }
    var protection: WriteProtection = []
    if flags & 0x01 != 0 { protection.insert(.untilPowerDown) }
    if flags & 0x02 != 0 { protection.insert(.persistent) }
    if flags & 0x04 != 0 { protection.insert(.byCartridge) }
    if flags & 0x08 != 0 { protection.insert(.byMedium) }
    return protection
  }

  /// The structures that the drive knows for this medium (format FFh).
  ///
  ///     entries of four bytes: byte 0 format, byte 1 bit 7 can be sent, bit 6 can be read,
  ///     byte 2…3 length
  public var structureCapabilities: [StructureCapability] {
    stride(from: 0, through: data.count - 4, by: 4).map { offset in
      let flags = data[offset + 1]
      let length = UInt16(data[offset + 2]) << 8 | UInt16(data[offset + 3])
      return StructureCapability(
        format: data[offset], canBeSent: flags & 0x80 != 0, canBeRead: flags & 0x40 != 0,
        byteCount: Int(length))
    }
  }
}

/// What can be done with one structure.
public struct StructureCapability: Hashable, Sendable {
  public var format: UInt8
  public var canBeSent: Bool
  public var canBeRead: Bool
  public var byteCount: Int
}
