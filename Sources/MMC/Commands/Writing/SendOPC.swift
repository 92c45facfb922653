/// Lets the drive adjust its laser to the disc: SEND OPC INFORMATION (54h).
///
///     CDB byte 1     bit 0 do it, bits 1, 2 leave out a layer     CDB byte 2…3   speed
///     CDB byte 7…8   parameter list length, 0: the drive takes its own values
///
/// Takes up to two minutes. Only 3/73 and 2/… are failures; drives refuse it with 5/20, 5/27, 5/2C
/// and 5/30 where they adjust themselves when they write.
/// Source: MMC-6, "SEND OPC INFORMATION Command".
public struct SendOPC: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// Layers, 0 and 1, that are left out.
  public var excludedLayers: Set<Int>

  /// Makes the command.
  public init(excludingLayers: Set<Int> = []) {
    excludedLayers = excludingLayers
  }

  /// 200 seconds.
  public var timeout: Duration { .seconds(200) }
  /// False: another disc would be calibrated.
  public var retriesUnitAttention: Bool { false }

  /// `54 01 00 00 00 00 00 00 00 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x54, byteCount: 10)
    block[1] = 0x01
    if excludedLayers.contains(0) { block[1] |= 0x02 }
    if excludedLayers.contains(1) { block[1] |= 0x04 }
    return block
  }
}
