public import DiscModel

/// Reads sectors of 2,048 bytes: READ (12) (A8h).
///
///     CDB byte 2…5   address, signed          CDB byte 6…9   number of blocks
///     CDB byte 10    bit 7 streaming: keep the pace, whatever cannot be read
///
/// The sectors come with ``ExclusiveDrive/read(_:into:)``.
/// Source: MMC-6, "READ (12) Command".
public struct Read12: MMCCommand {
  /// Nothing: the sectors go straight into the caller's buffer.
  public typealias Response = Void

  /// The first sector.
  public var address: LogicalBlockAddress
  /// How many sectors there are.
  public var blocks: UInt32
  /// Whether the drive shall keep the pace rather than try again.
  public var isStreaming: Bool

  /// Makes the command.
  public init(at address: LogicalBlockAddress, blocks: UInt32, isStreaming: Bool = false) {
    self.address = address
    self.blocks = blocks
    self.isStreaming = isStreaming
  }

  /// A minute: the drive tries bad places many times.
  public var timeout: Duration { .seconds(60) }

  /// The address in bytes 2 to 5, the count in bytes 6 to 9.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xA8, byteCount: 12)
    block.store(address.rawValue, at: 2)
    block.store(blocks, at: 6)
    block[10] = isStreaming ? 0x80 : 0
    return block
  }
}
