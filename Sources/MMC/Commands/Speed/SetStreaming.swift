public import DiscModel

/// Sets how fast the drive reads and writes this medium: SET STREAMING (B6h).
///
///     CDB byte 8      type, 0              CDB byte 9…10   parameter list length, 28
///
///     byte 0       bits 3–4 rotation, bit 2 back to the drive's own speeds, bit 1 exactly so,
///                  bit 0 random access
///     byte 4…7     first address                byte 8…11    last address
///     byte 12…15   thousands of bytes read      byte 16…19   in so many milliseconds, 1,000
///     byte 20…23   thousands of bytes written   byte 24…27   in so many milliseconds, 1,000
///
/// Some drives keep the speed when the medium is changed, so it is set for each burn.
/// Source: MMC-6, "SET STREAMING Command", performance descriptor.
public struct SetStreaming: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// How fast to write; nil for what the drive takes by itself, reading too.
  public var rate: TransferRate?
  /// How fast to read; as fast as it writes unless told otherwise.
  public var readRate: TransferRate?
  /// The first address that the speeds hold for.
  public var firstAddress: LogicalBlockAddress
  /// The last address of the medium.
  public var lastAddress: LogicalBlockAddress
  /// How the disc turns.
  public var rotation: RotationControl
  /// Whether the drive shall refuse speeds that it does not have.
  public var isExact: Bool
  /// Whether the host jumps about, so that the pace need not be kept.
  public var isRandomAccess: Bool

  /// Makes the command.
  public init(
    _ rate: TransferRate?, readRate: TransferRate? = nil,
    from firstAddress: LogicalBlockAddress =
      .zero, lastAddress: LogicalBlockAddress, rotation: RotationControl = .constantLinear,
    isExact: Bool = false, isRandomAccess: Bool = false
  ) {
    self.rate = rate
    self.readRate = readRate ?? rate
    self.firstAddress = firstAddress
    self.lastAddress = lastAddress
    self.rotation = rotation
    self.isExact = isExact
    self.isRandomAccess = isRandomAccess
  }

  /// `B6 00 00 00 00 00 00 00 00 00 1C 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xB6, byteCount: 12)
    block.store(UInt16(28), at: 9)
    return block
  }

  /// The performance descriptor, 28 bytes.
  public var parameterData: [UInt8] {
    var flags = UInt32(rotation.rawValue) << 3
    if rate == nil { flags |= 0x04 }
    if isExact { flags |= 0x02 }
    if isRandomAccess { flags |= 0x01 }
    let fields =
      [flags << 24, Self.field(firstAddress), Self.field(lastAddress)] + Self.fields(readRate)
      + Self.fields(rate)
    return fields.flatMap { field in
      (0..<4).map { UInt8(truncatingIfNeeded: field >> (24 - 8 * $0)) }
    }
  }

  private static func field(_ address: LogicalBlockAddress) -> UInt32 {
    UInt32(bitPattern: address.rawValue)
  }

  /// An amount, and the second it takes.
  private static func fields(_ rate: TransferRate?) -> [UInt32] {
    rate.map { [UInt32(clamping: $0.kilobytesPerSecond), 1000] } ?? [0, 0]
  }
}
