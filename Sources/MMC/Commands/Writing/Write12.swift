public import DiscModel

/// Writes sectors: WRITE (12) (AAh).
///
///     CDB byte 2…5   address, signed          CDB byte 6…9   number of blocks
///     CDB byte 10    bit 7 streaming, bit 6 do not verify
///
/// With streaming, DVD-RAM and BD-RE do not read back what they wrote, and take whole units of 32 KiB
/// and 64 KiB alone. Never sent again by itself. The sectors go with
/// ``ExclusiveDrive/write(_:with:)``. Source: MMC-6, "WRITE (12) Command".
public struct Write12: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// Where the first sector goes.
  public var address: LogicalBlockAddress
  /// How many sectors there are.
  public var blocks: UInt32
  /// Whether the drive shall keep the pace and not read back.
  public var isStreaming: Bool
  /// Whether the drive need not read back; BD, where the drive has it.
  public var leavesOutVerification: Bool

  /// Makes the command.
  public init(
    at address: LogicalBlockAddress, blocks: UInt32, isStreaming: Bool = false,
    leavesOutVerification: Bool = false
  ) {
    self.address = address
    self.blocks = blocks
    self.isStreaming = isStreaming
    self.leavesOutVerification = leavesOutVerification
  }

  /// 200 seconds: the first one may calibrate the laser.
  public var timeout: Duration { .seconds(200) }
  /// False: after a change of medium or a reset nothing may be written blindly.
  public var retriesUnitAttention: Bool { false }

  /// The address in bytes 2 to 5, the count in bytes 6 to 9.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xAA, byteCount: 12)
    block.store(address.rawValue, at: 2)
    block.store(blocks, at: 6)
    block[10] = (isStreaming ? 0x80 : 0) | (leavesOutVerification ? 0x40 : 0)
    return block
  }
}
