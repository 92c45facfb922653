/// Sends the plan of a CD session that is written at once: SEND CUE SHEET (5Dh).
///
///     CDB byte 6…8   size of the sheet in bytes
///
/// The sheet has eight bytes a line: control and ADR, track, index, data form, copy bit, minute,
/// second, frame. It follows the write parameters page with session at once; a sheet that the drive
/// does not take is refused with 5/26/00, one that is too long with 5/1A/00.
/// Source: MMC-6, "SEND CUE SHEET Command".
public struct SendCueSheet: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// All lines.
  public var sheet: [UInt8]

  /// Makes the command.
  public init(_ sheet: [UInt8]) {
    self.sheet = sheet
  }

  /// 200 seconds.
  public var timeout: Duration { .seconds(200) }
  /// False: the write parameters would be lost.
  public var retriesUnitAttention: Bool { false }
  /// The lines.
  public var parameterData: [UInt8] { sheet }

  /// `5D 00 00 00 00 00 00 00 58 00` for eleven lines.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x5D, byteCount: 10)
    let count = UInt32(clamping: sheet.count)
    block[6] = UInt8(truncatingIfNeeded: count >> 16)
    block.store(UInt16(truncatingIfNeeded: count), at: 7)
    return block
  }
}
