internal import DiscModel

/// Formats a medium: FORMAT UNIT (04h).
///
///     CDB byte 1   bit 4 parameters follow, bit 3 forget the list of bad blocks, bits 0–2 format
///                  code 1
///
///     parameters   byte 1    bit 7 the options count, bit 5 do not certify, bit 1 answer at once
///                  byte 2…3  length of the descriptor, 8
///                  byte 4…7  blocks
///                  byte 8    bits 2–7 type, bits 0–1 sub-type
///                  byte 9…11 what the type asks for
///
/// Answered at once, TEST UNIT READY says 2/04/04 until it is done. Sizes and types that the medium
/// does not offer are refused with 5/26/00; a worn medium fails with 3/31.
/// Source: MMC-6, "FORMAT UNIT Command".
public struct FormatUnit: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// What is made, as READ FORMAT CAPACITIES offers it.
  public var format: ReadFormatCapacities.Format
  /// Whether the list of bad blocks is forgotten, so that a quick format of a DVD-RAM is none.
  public var forgetsDefects: Bool
  /// Whether certification is switched off; nil leaves it to the drive.
  public var leavesOutCertification: Bool?
  /// Whether the drive answers before it is done.
  public var isImmediate: Bool

  /// Makes the command.
  public init(
    _ format: ReadFormatCapacities.Format, forgetsDefects: Bool = false,
    leavesOutCertification: Bool? = nil, isImmediate: Bool
  ) {
    self.format = format
    self.forgetsDefects = forgetsDefects
    self.leavesOutCertification = leavesOutCertification
    self.isImmediate = isImmediate
  }

  /// Makes a DVD+RW usable in its whole size.
  ///
  /// - Parameter isRestart: whether a format is taken up again that was stopped.
  public static func dvdPlusRW(isRestart: Bool, isImmediate: Bool) -> Self {
    Self(
      .init(
        type: .dvdPlusRW, subtype: 0, blocks: BlockCount(Int64(UInt32.max)),
        parameter: isRestart ? 1 : 0), isImmediate: isImmediate)
  }

  /// Makes a DVD-RW overwritable, in a moment.
  public static func quickDVDMinusRW(isImmediate: Bool) -> Self {
    Self(
      .init(type: .quick, subtype: 0, blocks: .zero, parameter: 16), isImmediate: isImmediate)
  }

  /// Five hours, or 200 seconds when it is answered at once.
  public var timeout: Duration { .seconds(isImmediate ? 200 : 18_000) }
  /// False: another disc must not be formatted for this one.
  public var retriesUnitAttention: Bool { false }

  /// `04 11 00 00 00 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x04, byteCount: 6)
    block[1] = forgetsDefects ? 0x19 : 0x11
    return block
  }

  /// The header of four bytes and the descriptor of eight.
  public var parameterData: [UInt8] {
    var options: UInt8 = isImmediate ? 0x02 : 0
    if let leavesOutCertification { options |= leavesOutCertification ? 0xA0 : 0x80 }
    let blocks = UInt32(clamping: format.blocks.rawValue)
    let kind = UInt32(format.type.rawValue & 0x3F) << 26 | UInt32(format.subtype & 0x03) << 24
    return [0, options, 0, 8]
      + [blocks, kind | format.parameter & 0xFF_FFFF].flatMap { field in
        (0..<4).map { UInt8(truncatingIfNeeded: field >> (24 - 8 * $0)) }
      }
  }
}
