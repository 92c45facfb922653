public import DiscModel

/// Asks which write speeds the drive has for the medium in it: GET PERFORMANCE (ACh), type 3.
///
///     CDB byte 8…9   how many descriptors may come          CDB byte 10   3
///
///     byte 0…3   how many bytes follow this field
///     byte 8…    descriptors of 16 bytes: byte 0 bits 3–4 rotation, bit 2 the drive's own choice,
///                bit 1 exactly so, bit 0 for reading and writing in turns; byte 4…7 last address,
///                byte 8…11 reading and byte 12…15 writing, in thousands of bytes per second
///
/// The only list that can be trusted for the loaded medium. It is asked for at once with room for 32
/// speeds: asked for fewer, drives announce no more than those.
/// Source: MMC-6, "GET PERFORMANCE Command", write speed descriptor.
public struct GetPerformance: MMCCommand {
  /// One speed.
  public struct WriteSpeed: Hashable, Sendable {
    /// How the disc turns; nil for a number that this version does not know.
    public var rotation: RotationControl?
    /// Whether the drive takes this speed by itself.
    public var isDefault: Bool
    /// Whether the drive keeps exactly this speed.
    public var isExact: Bool
    /// Whether it is meant for reading and writing in turns.
    public var isForMixedUse: Bool
    /// The last address it holds for; nil if that is none a medium can have.
    public var lastAddress: LogicalBlockAddress?
    /// How fast the drive reads with it.
    public var readRate: TransferRate
    /// How fast the drive writes with it.
    public var writeRate: TransferRate
  }

  /// The speeds in the order the drive names them.
  public typealias Response = [WriteSpeed]

  /// How many speeds may come.
  public var descriptorLimit: UInt16

  /// Makes the question.
  public init(descriptorLimit: UInt16 = 32) {
    self.descriptorLimit = descriptorLimit
  }

  /// The header and 16 bytes for each speed.
  public var replyByteCount: Int { 8 + 16 * Int(descriptorLimit) }

  /// `AC 00 00 00 00 00 00 00 00 20 03 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xAC, byteCount: 12)
    block.store(descriptorLimit, at: 8)
    block[10] = 3
    return block
  }

  /// Every speed that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> [WriteSpeed] {
    let end = try reply.performanceByteCount()
    var speeds: [WriteSpeed] = []
    for offset in stride(from: 8, through: end - 16, by: 16) {
      let flags = try reply.byte(at: offset)
      speeds.append(
        WriteSpeed(
          rotation: RotationControl(rawValue: flags >> 3 & 0x03), isDefault: flags & 4 != 0,
          isExact: flags & 2 != 0, isForMixedUse: flags & 1 != 0,
          lastAddress: try reply.mediumAddress(at: offset + 4),
          readRate: try reply.rate(at: offset + 8), writeRate: try reply.rate(at: offset + 12)))
    }
    return speeds
  }
}
