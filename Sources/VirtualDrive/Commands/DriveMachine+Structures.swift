extension DriveMachine {
  /// READ DISC STRUCTURE (ADh).
  ///
  ///     byte 1   bits 3…0 0 DVD, 1 BD       byte 6   layer       byte 7   format
  ///     byte 8, 9   allocation length
  ///
  /// Source: MMC-6, "READ DISC STRUCTURE Command".
  mutating func readDiscStructure(
    _ command: CommandBytes, _ transfer: inout DataTransfer
  ) throws(Ending) {
    let medium = try recordedMedium()
    let mediaType = command[1] & 0x0F
    guard !medium.kind.isCompactDisc else { throw .check(.incompatibleMedium) }
    guard mediaType < 2 else { throw .check(.field(1, bit: 3)) }
    guard mediaType == (medium.kind.isBluRay ? 1 : 0) else { throw .check(.incompatibleMedium) }
    let structures = medium.discStructures
    let data: [UInt8]
    if command[7] == 0xFF {
      data = Self.capabilities(of: structures)
    } else {
      guard let found = structures.first(where: { $0.format == command[7] }) else {
        throw .check(.field(7))
      }
      data = found.data
    }
    guard Int(command[6]) < (command[7] == 0 ? medium.layers : 1) else { throw .check(.field(6)) }
    var reply: [UInt8] = []
    reply.append(bigEndian: UInt16(data.count + 2))
    try transfer.send(reply + [0, 0] + data, allocation: command.word(8))
  }

  /// Four bytes a format: number, bit 7 can be sent, bit 6 readable, length. This list is on it too.
  private static func capabilities(of structures: [DiscStructure]) -> [UInt8] {
    var data: [UInt8] = []
    for structure in structures {
      data += [structure.format, structure.canBeSent ? 0xC0 : 0x40]
      data.append(bigEndian: UInt16(structure.data.count + 4))
    }
    data += [0xFF, 0x40]
    data.append(bigEndian: UInt16(data.count + 6))
    return data
  }
}

/// What READ DISC STRUCTURE tells in one format, behind the header of four bytes.
private struct DiscStructure {
  var format: UInt8
  var canBeSent = false
  var data: [UInt8]
}

extension MediumRecord {
  fileprivate var discStructures: [DiscStructure] {
    switch kind.traits.family {
    case .compactDisc: []
    case .dvdMinus: dvdStructures + [DiscStructure(format: 0x0E, data: preRecordedInformation)]
    case .dvdRAM: dvdStructures + ramStructures
    case .dvdPlus: dvdStructures + [DiscStructure(format: 0x11, data: physicalFormat(256))]
    case .bluRay: bluRayStructures
    }
  }

  /// 00h physical format, 01h copyright (none), 10h format of the border, 20h layer boundary, 22h and 23h
  /// jumps between layers.
  private var dvdStructures: [DiscStructure] {
    var structures = [
      DiscStructure(format: 0x00, data: physicalFormat(2048)),
      DiscStructure(format: 0x01, data: [0, 0, 0, 0]),
    ]
    if kind.isDVDMinus { structures.append(.init(format: 0x10, data: physicalFormat(2048))) }
    if layers == 2 {
      // Bit 7: the boundary is fixed, because something is recorded.
      var boundary: [UInt8] = [isBlank ? 0 : 0x80, 0, 0, 0]
      boundary.append(bigEndian: UInt32(clamping: firstLayerBlocks))
      structures.append(.init(format: 0x20, canBeSent: true, data: boundary))
    }
    return kind == .dvdMinusRDualLayer ? structures + jumpStructures : structures
  }

  /// 22h jump interval, 23h the last block before the next jump that the host chose.
  private var jumpStructures: [DiscStructure] {
    let numbers: [(UInt8, Int64)] = [
      (0x22, layerJump?.interval ?? 0), (0x23, layerJump?.manualAddress ?? 0),
    ]
    return numbers.map { format, number in
      var data: [UInt8] = [0, 0, 0, 0]
      data.append(bigEndian: UInt32(clamping: number))
      return DiscStructure(format: format, canBeSent: true, data: data)
    }
  }

  /// Where the first of two layers ends, counted from the first block.
  var firstLayerBlocks: Int64 {
    sequential?.firstLayerBlocks ?? (blocks / 2).roundedUp(toMultipleOf: 16)
  }

  ///     +0       bits 7…4 book, bits 3…0 part version       +1   120 mm, 10.08 Mbit/s
  ///     +2       bits 6…5 layers − 1, bit 4 the second is written inwards, bit 2 rewritable, bit 1
  ///              recordable
  ///     +5…7     first sector       +9…11   last sector       +13…15   last of the first layer
  ///     +19…26   manufacturer       +27…29   media type       +30   revision; DVD+ alone
  ///
  /// On the second layer a sector has the complement of the number of the one below it.
  private func physicalFormat(_ byteCount: Int) -> [UInt8] {
    let firstSector: Int64 = kind == .dvdRAM ? 0x03_1000 : 0x03_0000
    var data = [UInt8](repeating: 0, count: byteCount)
    data[0] = kind.traits.book
    data[1] = 0x02
    data[2] = kind.traits.isRewritable ? 0x04 : 0x02
    data.store(UInt32(firstSector), at: 4)
    if layers == 2 {
      data[2] |= 0x30
      let turn = firstSector + firstLayerBlocks - 1
      let last = (0xFF_FFFF - turn) + (capacity - firstLayerBlocks) - 1
      data.store(UInt32(clamping: last), at: 8)
      data.store(UInt32(clamping: turn), at: 12)
    } else {
      data.store(UInt32(clamping: firstSector + capacity - 1), at: 8)
    }
    guard kind.traits.family == .dvdPlus else { return data }
    data.replaceSubrange(19..<27, with: "SPINDLE ".utf8)
    data.replaceSubrange(27..<30, with: "V01".utf8)
    return data
  }

  /// What is moulded into the groove of a DVD-R or DVD-RW: fields that begin with their number.
  ///
  ///     +0    01h   +1   unrestricted use    +2   bit 6 120 mm    +3…5   last sector
  ///     +12   03h   +13…18  manufacturer     +20   04h   +21…26   its continuation
  private var preRecordedInformation: [UInt8] {
    var data = [UInt8](repeating: 0, count: 40)
    data[0] = 0x01
    data[1] = 0x40
    data[2] = 0x40
    data.store(UInt32(clamping: 0x03_0000 + blocks - 1) << 8, at: 3)
    data[8] = 0x02
    data[12] = 0x03
    data.replaceSubrange(13..<19, with: "SPINDL".utf8)
    data[20] = 0x04
    data.replaceSubrange(21..<27, with: "E V01 ".utf8)
    return data
  }

  /// 08h defect management, 09h cartridge, 0Ah spare areas, C0h write protection.
  private var ramStructures: [DiscStructure] {
    var management = [UInt8](repeating: 0, count: 2048)
    management.replaceSubrange(0..<2, with: [0x0A, 0x0A])
    return [
      DiscStructure(format: 0x08, data: management),
      // A disc of this type, 10h, may be written without a cartridge.
      DiscStructure(format: 0x09, data: [protection?.cartridgeByte ?? 0, 0x10, 0, 0]),
      DiscStructure(format: 0x0A, data: spareArea),
      DiscStructure(
        format: 0xC0, canBeSent: true, data: [protection?.statusByte ?? 0, 0, 0, 0]),
    ]
  }

  ///     +0…3   free primary      +4…7   free supplementary      +8…11   supplementary in all;
  ///     BD: +4…7 free spare clusters       +8…11   spare clusters in all
  private var spareArea: [UInt8] {
    let spare: Int64
    let used: Int64
    switch state {
    case .overwritable(let state): (spare, used) = (state.extent?.spareBlocks ?? 0, 0)
    case .sequential(let state):
      (spare, used) = (state.preparation.spareBlocks, state.preparation.usedBlocks)
    }
    var data: [UInt8] = []
    if kind == .dvdRAM {
      data.append(bigEndian: UInt32(clamping: spare))
      return data + [UInt8](repeating: 0, count: 8)
    }
    data.append(bigEndian: UInt32(0))
    data.append(bigEndian: UInt32(clamping: (spare - used) / kind.writeUnit))
    data.append(bigEndian: UInt32(clamping: spare / kind.writeUnit))
    return data
  }

  private var bluRayStructures: [DiscStructure] {
    var structures = [DiscStructure(format: 0x00, data: discInformationUnit)]
    if spareArea[8...] != [0, 0, 0, 0] { structures.append(.init(format: 0x0A, data: spareArea)) }
    return structures
  }

  ///     +0, 1   "DI"      +2   format 1      +3   units       +6   bytes in use
  ///     +8…10   "BDR", "BDW"
  ///     +11     bits 7…6 120 mm, bits 5…4 class 0, bits 3…0 version      +12   bits 7…4 layers
  ///     +100…105   manufacturer       +106…108   media type       +111   revision
  private var discInformationUnit: [UInt8] {
    var data = [UInt8](repeating: 0, count: 4096)
    data.replaceSubrange(0..<2, with: "DI".utf8)
    data[2] = 1
    data[3] = 1
    data[6] = 112
    data.replaceSubrange(8..<11, with: (kind == .bdRE ? "BDW" : "BDR").utf8)
    data[11] = kind == .bdRE ? (layers > 2 ? 4 : 2) : (layers > 2 ? 2 : 1)
    data[12] = UInt8(clamping: layers << 4)
    data.replaceSubrange(100..<106, with: "SPINDL".utf8)
    data.replaceSubrange(106..<109, with: "V01".utf8)
    data[111] = 1
    return data
  }
}
