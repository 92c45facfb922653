/// Starts or stops the disc, or moves the tray: START STOP UNIT (1Bh).
///
///     CDB byte 1   bit 0 answer at once; drives race when it is set
///     CDB byte 4   bits 4–7 power condition, bit 1 move the tray, bit 0 start
///
/// Source: MMC-6, "START STOP UNIT Command".
public struct StartStopUnit: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// What the drive does: byte 4 of the command.
  public enum Action: UInt8, Hashable, Sendable {
    /// Lets the disc stand still.
    case stop = 0
    /// Spins the disc up and reads what it is.
    case start = 1
    /// Opens the tray.
    case eject = 2
    /// Closes the tray.
    case load = 3
    /// Saves power and stays ready.
    case idle = 0x20
    /// Saves power and lets the disc stand still.
    case standby = 0x30
    /// Takes no command until it is reset.
    case sleep = 0x50
  }

  /// What the drive does.
  public var action: Action
  /// Whether the drive answers before it is done.
  public var isImmediate: Bool

  /// Makes the command.
  public init(_ action: Action, isImmediate: Bool = false) {
    self.action = action
    self.isImmediate = isImmediate
  }

  /// A minute to stop or open, five to load or start.
  public var timeout: Duration {
    switch action {
    case .stop, .eject, .idle, .standby, .sleep: .seconds(60)
    case .start, .load: .seconds(300)
    }
  }

  /// `1B 00 00 00 02 00` opens the tray.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x1B, byteCount: 6)
    block[1] = isImmediate ? 1 : 0
    block[4] = action.rawValue
    return block
  }
}
