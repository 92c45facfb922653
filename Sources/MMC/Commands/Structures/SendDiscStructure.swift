public import DiscModel

/// Writes a structure that the drive keeps for a disc: SEND DISC STRUCTURE (BFh).
///
///     CDB byte 1     bits 0–3 media type     CDB byte 7   format
///     CDB byte 8…9   parameter list length
///
///     parameters: byte 0…1 how many bytes follow, byte 4… the structure
///
/// The layer boundary must be sent before the first write, and may calibrate the laser.
/// Source: MMC-6, "SEND DISC STRUCTURE Command".
public struct SendDiscStructure: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// Which structure.
  public var format: DiscStructureFormat
  /// The structure, without its header.
  public var data: [UInt8]

  /// Makes the command.
  public init(_ format: DiscStructureFormat, data: [UInt8]) {
    self.format = format
    self.data = data
  }

  /// Sets where the first layer of a DVD+R DL or DVD-R DL ends.
  ///
  /// - Parameter blocks: what the first layer shall hold: a multiple of 16, at least half of the data.
  public static func layerBoundary(blocks: BlockCount) -> Self {
    Self(.layerBoundary, data: [0, 0, 0, 0] + bigEndian(blocks))
  }

  /// Sets how many blocks of a DVD-R DL are written before the other layer is.
  public static func jumpInterval(blocks: BlockCount) -> Self {
    Self(.jumpInterval, data: [0, 0, 0, 0] + bigEndian(blocks))
  }

  /// Sets from where a DVD-R DL goes on in the other layer.
  public static func manualLayerJump(at address: LogicalBlockAddress) -> Self {
    Self(.manualLayerJump, data: [0, 0, 0, 0] + bigEndian(BlockCount(Int64(address.rawValue))))
  }

  /// 200 seconds.
  public var timeout: Duration { .seconds(200) }
  /// False: after a change of medium nothing may be written blindly.
  public var retriesUnitAttention: Bool { false }

  /// The header and the structure.
  public var parameterData: [UInt8] {
    let length = UInt16(clamping: data.count + 2)
    return [UInt8(length >> 8), UInt8(length & 0xFF), 0, 0] + data
  }

  /// `BF 00 00 00 00 00 00 20 00 0C 00 00` for the layer boundary.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xBF, byteCount: 12)
    block[1] = format.mediaType.rawValue
    block[7] = format.code
    block.store(UInt16(clamping: parameterData.count), at: 8)
    return block
  }

  private static func bigEndian(_ blocks: BlockCount) -> [UInt8] {
    let number = UInt32(clamping: blocks.rawValue)
    return (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}
