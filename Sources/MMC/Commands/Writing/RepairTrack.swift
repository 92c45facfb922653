/// Makes a track whose writing broke off writable again: REPAIR TRACK (58h).
///
///     CDB byte 1   bit 0 answer at once          CDB byte 4…5   track
///
/// Source: MMC-6, "REPAIR TRACK Command".
public struct RepairTrack: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// The track.
  public var track: UInt16
  /// Whether the drive answers before it is done.
  public var isImmediate: Bool

  /// Makes the command.
  public init(_ track: UInt16, isImmediate: Bool) {
    self.track = track
    self.isImmediate = isImmediate
  }

  /// An hour, or 200 seconds when it is answered at once.
  public var timeout: Duration { .seconds(isImmediate ? 200 : 3600) }
  /// False: on another disc it would be another track.
  public var retriesUnitAttention: Bool { false }

  /// `58 01 00 00 00 03 00 00 00 00` for the third track, answered at once.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x58, byteCount: 10)
    block[1] = isImmediate ? 1 : 0
    block.store(track, at: 4)
    return block
  }
}
