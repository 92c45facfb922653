public import DiscModel

/// Sets how large the next track becomes: RESERVE TRACK (53h).
///
///     CDB byte 1   bit 0 up to an address      CDB byte 2…5   that address
///     CDB byte 5…8 size in blocks, without that bit
///
/// A DVD-R that is written at once must have the exact size of the data; elsewhere it may be left
/// out. Source: MMC-6, "RESERVE TRACK Command".
public struct ReserveTrack: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// How the size is given.
  public enum Size: Hashable, Sendable {
    case blocks(UInt32)
    /// The track ends with this block.
    case lastAddress(LogicalBlockAddress)
  }

  /// How large the track becomes.
  public var size: Size

  /// Makes the command.
  public init(_ size: Size) {
    self.size = size
  }

  /// 200 seconds.
  public var timeout: Duration { .seconds(200) }
  /// False: on another disc it would be another track.
  public var retriesUnitAttention: Bool { false }

  /// `53 00 00 00 00 00 22 F5 30 00` for 2,291,024 blocks.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x53, byteCount: 10)
    switch size {
    case .blocks(let count): block.store(count, at: 5)
    case .lastAddress(let address):
      block[1] = 0x01
      block.store(address.rawValue, at: 2)
    }
    return block
  }
}
