public import DiscModel

/// Sets how fast the drive reads and writes CDs: SET CD SPEED (BBh).
///
///     CDB byte 1     bits 0–1 rotation
///     CDB byte 2…3   reading, in thousands of bytes per second; FFFFh is the fastest
///     CDB byte 4…5   writing, likewise
///
/// The drive rounds down to a speed it has, so each number is sent two higher than wanted: 16× is
/// 2,822 here and 2,822.4 in the drive. Source: MMC-6, "SET CD SPEED Command".
public struct SetCDSpeed: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// How fast to read; nil for as fast as it goes.
  public var readRate: TransferRate?
  /// How fast to write; nil for as fast as it goes.
  public var writeRate: TransferRate?
  /// How the disc turns.
  public var rotation: RotationControl

  /// Makes the command.
  public init(
    readRate: TransferRate? = nil, writeRate: TransferRate?,
    rotation: RotationControl = .constantLinear
  ) {
    self.readRate = readRate
    self.writeRate = writeRate
    self.rotation = rotation
  }

  /// The rotation in byte 1, the two rates in bytes 2 to 5.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xBB, byteCount: 12)
    block[1] = rotation.rawValue
    block.store(Self.field(readRate), at: 2)
    block.store(Self.field(writeRate), at: 4)
    return block
  }

  private static func field(_ rate: TransferRate?) -> UInt16 {
    guard let rate else { return 0xFFFF }
    return UInt16(clamping: min(max(rate.kilobytesPerSecond, 0), 0xFFFD) + 2)
  }
}
