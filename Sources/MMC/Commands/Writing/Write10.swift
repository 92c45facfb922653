public import DiscModel

/// Writes sectors: WRITE (10) (2Ah).
///
///     CDB byte 2…5   address, signed          CDB byte 7…8   number of blocks
///
/// On sequential media the address must be the next writable one. It is never sent again by
/// itself: whoever writes must look at the medium first. The sectors go with
/// ``ExclusiveDrive/write(_:at:blocks:)``.
/// Source: MMC-6, "WRITE (10) Command".
public struct Write10: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// Where the first sector goes.
  public var address: LogicalBlockAddress
  /// How many sectors there are.
  public var blocks: UInt16

  /// Makes the command.
  public init(at address: LogicalBlockAddress, blocks: UInt16) {
    self.address = address
    self.blocks = blocks
  }

  /// 200 seconds: the first one may calibrate the laser.
  public var timeout: Duration { .seconds(200) }
  /// False: after a change of medium or a reset nothing may be written blindly.
  public var retriesUnitAttention: Bool { false }

  /// The address in bytes 2 to 5, the count in bytes 7 and 8.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x2A, byteCount: 10)
    block.store(address.rawValue, at: 2)
    block.store(blocks, at: 7)
    return block
  }
}
