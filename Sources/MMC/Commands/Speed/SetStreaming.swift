public import DiscModel

/// Sets how fast the drive reads and writes this medium: SET STREAMING (B6h).
///
///     CDB byte 9…10   parameter list length, 28
///
///     byte 0       bit 2 back to the drive's own speeds
///     byte 4…7     first address                byte 8…11    last address
///     byte 12…15   thousands of bytes read      byte 16…19   in so many milliseconds, 1,000
///     byte 20…23   thousands of bytes written   byte 24…27   in so many milliseconds, 1,000
///
/// Some drives keep the speed when the medium is changed, so it is set for each burn.
/// Source: MMC-6, "SET STREAMING Command", performance descriptor.
public struct SetStreaming: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// How fast to write and read; nil for what the drive takes by itself.
  public var rate: TransferRate?
  /// The last address of the medium.
  public var lastAddress: LogicalBlockAddress

  /// Makes the command.
  public init(_ rate: TransferRate?, lastAddress: LogicalBlockAddress) {
    self.rate = rate
    self.lastAddress = lastAddress
  }

  /// `B6 00 00 00 00 00 00 00 00 00 1C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xB6, byteCount: 12)
    block.store(UInt16(28), at: 9)
    return block
  }

  /// The performance descriptor, 28 bytes.
  public var parameterData: [UInt8] {
    let amount = rate.map { UInt32(clamping: $0.kilobytesPerSecond) } ?? 0
    let time: UInt32 = rate == nil ? 0 : 1000
    let fields = [
      rate == nil ? 0x0400_0000 : 0, 0, UInt32(bitPattern: lastAddress.rawValue), amount, time,
      amount, time,
    ]
    return fields.flatMap { field in
      (0..<4).map { UInt8(truncatingIfNeeded: field >> (24 - 8 * $0)) }
    }
  }
}
