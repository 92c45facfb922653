/// Brings what the drive still holds in its buffer onto the medium: SYNCHRONIZE CACHE (35h).
///
///     CDB byte 1   bit 1 answer at once
///
/// Answered at once, TEST UNIT READY says 2/04/07 or 2/04/08 until it is done.
/// Source: MMC-6, "SYNCHRONIZE CACHE Command".
public struct SynchronizeCache: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// Whether the drive answers before it is done.
  public var isImmediate: Bool

  /// Makes the command.
  public init(isImmediate: Bool) {
    self.isImmediate = isImmediate
  }

  /// An hour, or 200 seconds when it is answered at once.
  public var timeout: Duration { .seconds(isImmediate ? 200 : 3600) }
  /// False: after a reset the buffer is lost, and a second try would hide that.
  public var retriesUnitAttention: Bool { false }

  /// `35 02 00 00 00 00 00 00 00 00` when answered at once.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x35, byteCount: 10)
    block[1] = isImmediate ? 0x02 : 0
    return block
  }
}
