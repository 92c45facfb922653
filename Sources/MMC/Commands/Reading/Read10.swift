public import DiscModel

/// Reads sectors of 2,048 bytes: READ (10) (28h).
///
///     CDB byte 2…5   address, signed          CDB byte 7…8   number of blocks
///
/// Data sectors only; audio is refused with 5/64/00. The sectors come with
/// ``ExclusiveDrive/read(at:blocks:into:)``.
/// Source: MMC-6, "READ (10) Command".
public struct Read10: MMCCommand {
  /// Nothing: the sectors go straight into the caller's buffer.
  public typealias Response = Void

  /// The first sector.
  public var address: LogicalBlockAddress
  /// How many sectors there are.
  public var blocks: UInt16

  /// Makes the command.
  public init(at address: LogicalBlockAddress, blocks: UInt16) {
    self.address = address
    self.blocks = blocks
  }

  /// A minute: the drive tries bad places many times.
  public var timeout: Duration { .seconds(60) }

  /// The address in bytes 2 to 5, the count in bytes 7 and 8.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x28, byteCount: 10)
    block.store(address.rawValue, at: 2)
    block.store(blocks, at: 7)
    return block
  }
}
