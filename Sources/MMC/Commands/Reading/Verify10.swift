public import DiscModel

/// Lets the drive read blocks without handing them over: VERIFY (10) (2Fh).
///
///     CDB byte 1   bit 1 compare with the host's bytes; zero here
///     CDB byte 2…5 address, signed          CDB byte 7…8   number of blocks
///
/// A bad block is an error (3/11). There are drives that answer without having read, so what must be
/// certain is read with ``Read10``. Source: MMC-6, "VERIFY (10) Command".
public struct Verify10: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// The first block.
  public var address: LogicalBlockAddress
  /// How many blocks there are.
  public var blocks: UInt16

  /// Makes the command.
  public init(at address: LogicalBlockAddress, blocks: UInt16) {
    self.address = address
    self.blocks = blocks
  }

  /// Five minutes: 65,535 blocks are more than a minute of a slow drive's time.
  public var timeout: Duration { .seconds(300) }

  /// The address in bytes 2 to 5, the count in bytes 7 and 8.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x2F, byteCount: 10)
    block.store(address.rawValue, at: 2)
    block.store(blocks, at: 7)
    return block
  }
}
