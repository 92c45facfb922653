/// A format as READ FORMAT CAPACITIES lists it and FORMAT UNIT takes it.
struct FormatDescriptor: Hashable, Sendable {
  var blocks: Int64
  /// 0…3Fh, such as 26h for DVD+RW.
  var type: UInt8
  var subType: UInt8 = 0
  /// 24 bits whose meaning the type decides: the size of a block or of a packet.
  var parameter: UInt32 = 0

  /// Four bytes of blocks, bits 7…2 type and bits 1…0 sub-type, three bytes of parameter.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt32(clamping: blocks))
    bytes.append(bigEndian: UInt32(type << 2 | subType) << 24 | parameter)
    return bytes
  }

  /// The first descriptor of the list: what the medium is now, with the size of a block.
  ///
  /// - Parameter state: 1 blank, 2 formatted or written, 3 no medium, or one that is not closed.
  static func current(blocks: Int64, state: UInt8) -> Self {
    Self(blocks: blocks, type: 0, subType: state, parameter: 2048)
  }
}

extension MediumRecord {
  /// How the medium is formatted. Of a DVD+RW whose format was left off it is told how far it came.
  var currentFormat: FormatDescriptor {
    switch overwritable {
    case .intermediate: .current(blocks: capacity, state: 3)
    case .background(_, let formattedBlocks, isRunning: false):
      .current(blocks: formattedBlocks, state: 2)
    default:
      .current(
        blocks: isFormattedInPackets ? lastReadableAddress + 1 : capacity, state: isBlank ? 1 : 2)
    }
  }

  /// What the medium can be formatted to, as it is now.
  var possibleFormats: [FormatDescriptor] {
    switch kind {
    case .cdRW: [packetFormat]
    case .dvdMinusRW: restrictedOverwriteFormats
    case .dvdRAM: ramFormats
    case .dvdPlusRW: [FormatDescriptor(blocks: blocks, type: 0x26)]
    case .bdR: isBlank ? bluRayWriteOnceFormats : []
    case .bdRE: bluRayFormats
    default: []
    }
  }

  /// 10h: all of a CD-RW in fixed packets.
  private var packetFormat: FormatDescriptor {
    let size = TrackPackets.formattedBlocks
    return FormatDescriptor(
      blocks: TrackPackets.fixed(blocks: size).dataBlocks(in: blocks), type: 0x10,
      parameter: UInt32(size))
  }

  /// 00h and 10h in full, 15h quickly; 11h and 13h make what there is larger.
  private var restrictedOverwriteFormats: [FormatDescriptor] {
    var formats = [
      FormatDescriptor(blocks: blocks, type: 0x00, parameter: 2048),
      FormatDescriptor(blocks: blocks, type: 0x10, parameter: 16),
      FormatDescriptor(blocks: blocks, type: 0x15, parameter: 16),
    ]
    if case .overwritable(.formatted(let extent)) = state {
      let rest = blocks - extent.blocks
      formats.append(FormatDescriptor(blocks: rest, type: 0x11, parameter: 16))
      formats.append(FormatDescriptor(blocks: rest, type: 0x13, parameter: 16))
    }
    return formats
  }

  /// 00h with the usual spare area and without; 01h turns more blocks into spare ones.
  private var ramFormats: [FormatDescriptor] {
    let spares = SpareAreas(kind, blocks: blocks)
    return [
      FormatDescriptor(blocks: blocks - spares.byDefault, type: 0x00, parameter: 2048),
      FormatDescriptor(blocks: blocks, type: 0x00, parameter: 2048),
      FormatDescriptor(blocks: blocks - spares.most, type: 0x01, parameter: 2048),
    ]
  }

  /// Sub-type 1 is sequential recording, 0 with pseudo-overwrite, 2 random recording.
  private var bluRayWriteOnceFormats: [FormatDescriptor] {
    let spares = SpareAreas(kind, blocks: blocks)
    return [
      FormatDescriptor(blocks: blocks - spares.byDefault, type: 0x00, subType: 1, parameter: 2048),
      FormatDescriptor(blocks: blocks - spares.byDefault, type: 0x32, subType: 1),
      FormatDescriptor(blocks: blocks - spares.most, type: 0x32, subType: 1),
      FormatDescriptor(blocks: blocks - spares.fewest, type: 0x32, subType: 1),
      FormatDescriptor(blocks: blocks - spares.byDefault, type: 0x32, subType: 0),
      FormatDescriptor(blocks: blocks - spares.byDefault, type: 0x32, subType: 2),
    ]
  }

  /// 30h with spare areas, 31h without.
  private var bluRayFormats: [FormatDescriptor] {
    let spares = SpareAreas(kind, blocks: blocks)
    return [
      FormatDescriptor(blocks: blocks - spares.byDefault, type: 0x00, parameter: 2048),
      FormatDescriptor(blocks: blocks - spares.byDefault, type: 0x30),
      FormatDescriptor(blocks: blocks - spares.most, type: 0x30),
      FormatDescriptor(blocks: blocks - spares.fewest, type: 0x30),
      FormatDescriptor(blocks: blocks, type: 0x31),
    ]
  }
}
