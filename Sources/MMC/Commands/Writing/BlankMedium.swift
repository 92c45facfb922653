public import DiscModel

/// Erases a rewritable disc of sessions: BLANK (A1h).
///
///     CDB byte 1   bit 4 answer at once, bits 0–2 how much       CDB byte 2…5   address or track
///
/// CD-RW and DVD-RW. Answered at once, TEST UNIT READY says 2/04/07 until it is done. A worn disc
/// fails with 3/51. Source: MMC-6, "BLANK Command".
public struct BlankMedium: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// How much is erased: bits 0–2 of byte 1.
  public enum Extent: Hashable, Sendable {
    /// Everything, 0.
    case disc
    /// What says where the data lie, 1. A DVD-RW can then be written at once alone.
    case minimal
    /// A track, 2.
    case track(UInt32)
    /// The reservation of the last track, 3.
    case reservation
    /// From an address to the end of its track, 4.
    case tail(LogicalBlockAddress)
    /// The end of the last session, 5, which can then grow.
    case sessionEnd
    /// The last session, 6.
    case lastSession
  }

  /// How much is erased.
  public var extent: Extent
  /// Whether the drive answers before it is done.
  public var isImmediate: Bool

  /// Makes the command.
  public init(_ extent: Extent, isImmediate: Bool) {
    self.extent = extent
    self.isImmediate = isImmediate
  }

  /// Five hours, or 200 seconds when it is answered at once.
  public var timeout: Duration { .seconds(isImmediate ? 200 : 18_000) }
  /// False: another disc must not be erased for this one.
  public var retriesUnitAttention: Bool { false }

  /// `A1 11 00*10` erases as little as need be, and answers at once.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xA1, byteCount: 12)
    block[1] = extent.number | (isImmediate ? 0x10 : 0)
    switch extent {
    case .track(let number): block.store(number, at: 2)
    case .tail(let address): block.store(address.rawValue, at: 2)
    case .disc, .minimal, .reservation, .sessionEnd, .lastSession: break
    }
    return block
  }
}

extension BlankMedium.Extent {
  fileprivate var number: UInt8 {
    switch self {
    case .disc: 0
    case .minimal: 1
    case .track: 2
    case .reservation: 3
    case .tail: 4
    case .sessionEnd: 5
    case .lastSession: 6
    }
  }
}
