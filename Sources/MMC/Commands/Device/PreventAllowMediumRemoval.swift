/// Locks or unlocks the tray: PREVENT ALLOW MEDIUM REMOVAL (1Eh).
///
///     CDB byte 4   bit 1 persistent, bit 0 prevent
///
/// A locked drive refuses to open the tray with 5/53/02 or 2/53/02.
/// Source: MMC-6, "PREVENT ALLOW MEDIUM REMOVAL Command".
public struct PreventAllowMediumRemoval: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// What is done to the lock: byte 4 of the command.
  public enum Lock: UInt8, Hashable, Sendable {
    case allow = 0
    case prevent = 1
    /// Ends a lock that turns the button into an event.
    case persistentAllow = 2
    /// Turns the button into an event.
    case persistentPrevent = 3
  }

  /// What is done to the lock.
  public var lock: Lock

  /// Makes the command.
  public init(_ lock: Lock) {
    self.lock = lock
  }

  /// `1E 00 00 00 01 00` locks the tray.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x1E, byteCount: 6)
    block[4] = lock.rawValue
    return block
  }
}
