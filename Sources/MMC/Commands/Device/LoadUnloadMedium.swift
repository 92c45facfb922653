/// Moves a disc between a changer's slot and its drive: LOAD/UNLOAD MEDIUM (A6h).
///
///     CDB byte 1   bit 0 answer at once       CDB byte 4   bit 1 move, bit 0 load
///     CDB byte 8   slot
///
/// For changers; other drives refuse it with 5/20/00.
/// Source: MMC-6, "LOAD/UNLOAD MEDIUM Command".
public struct LoadUnloadMedium: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// What is moved: byte 4 of the command.
  public enum Action: UInt8, Hashable, Sendable {
    /// The disc goes back into its slot.
    case unload = 2
    /// The disc in the slot goes into the drive.
    case load = 3
  }

  /// What is moved.
  public var action: Action
  /// The slot, from 0.
  public var slot: UInt8
  /// Whether the drive answers before it is done.
  public var isImmediate: Bool

  /// Makes the command.
  public init(_ action: Action, slot: UInt8, isImmediate: Bool = false) {
    self.action = action
    self.slot = slot
    self.isImmediate = isImmediate
  }

  /// Five minutes: the disc is spun up, too.
  public var timeout: Duration { .seconds(300) }

  /// `A6 00 00 00 03 00 00 00 02 00 00 00` loads from the third slot.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xA6, byteCount: 12)
    block[1] = isImmediate ? 1 : 0
    block[4] = action.rawValue
    block[8] = slot
    return block
  }
}
