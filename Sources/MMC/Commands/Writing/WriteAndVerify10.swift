public import DiscModel

/// Writes sectors and lets the drive read them back: WRITE AND VERIFY (10) (2Eh).
///
///     CDB byte 2…5   address, signed          CDB byte 7…8   number of blocks
///
/// For media that can be overwritten and those whose bad blocks the drive replaces: DVD-RAM, DVD+RW, BD-RE
/// and BD-R with a spare area. It takes twice the time of ``Write10``. Never sent again by itself. The
/// sectors go with ``ExclusiveDrive/write(_:with:)``.
/// Source: MMC-6, "WRITE AND VERIFY (10) Command".
public struct WriteAndVerify10: MMCCommand {
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
    var block = CommandDescriptorBlock(operationCode: 0x2E, byteCount: 10)
    block.store(address.rawValue, at: 2)
    block.store(blocks, at: 7)
    return block
  }
}
