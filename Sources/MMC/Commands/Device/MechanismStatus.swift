public import DiscModel

/// Asks what the drive's mechanics do: MECHANISM STATUS (BDh).
///
///     CDB byte 8…9   allocation length
///
///     byte 0       bit 7 fault, bits 5–6 state of the changer, bits 0–4 present slot
///     byte 1       bits 5–7 what the drive does, bit 4 door open
///     byte 2…4     present address             byte 5   number of slots
///     byte 6…7     length of the slot table    byte 8…  slots of four bytes: byte 0 bit 7 disc
///                  there, bit 0 disc changed
///
/// Linux lets only privileged programs send it, so nothing here depends on it.
/// Source: MMC-6, "MECHANISM STATUS Command".
public struct MechanismStatus: VariableReplyCommand {
  /// What the changer does.
  public enum ChangerState: UInt8, Hashable, Sendable {
    case ready = 0
    case loading = 1
    case unloading = 2
    case initializing = 3
  }

  /// What the drive does.
  public enum Activity: Hashable, Sendable {
    case idle
    /// It plays audio.
    case playing
    /// It seeks while playing.
    case scanning
    /// It works for a host.
    case activeWithHost
    /// It does not say.
    case unknown
  }

  /// One slot of a changer.
  public struct Slot: Hashable, Sendable {
    /// Whether a disc is there.
    public var hasDisc: Bool
    /// Whether it was changed since the slot was last loaded.
    public var isChanged: Bool
  }

  /// The state of the mechanics.
  public struct Response: Hashable, Sendable {
    /// Whether the last command to the changer failed.
    public var hasFault: Bool
    public var changerState: ChangerState
    /// The slot that is in the drive.
    public var currentSlot: Int
    public var activity: Activity
    public var doorIsOpen: Bool
    /// Where the laser is.
    public var currentAddress: LogicalBlockAddress
    /// Empty for a drive that is no changer.
    public var slots: [Slot]
  }

  /// The table's length ends the header of eight bytes.
  public static let replyLength = ReplyLength(firstByteCount: 8, offset: 6)
  /// Room for 32 slots.
  public var replyByteCount = 136

  /// Makes the question.
  public init() {}

  /// `BD 00 00 00 00 00 00 00 00 88 00 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0xBD, byteCount: 12)
    block.store(UInt16(clamping: replyByteCount), at: 8)
    return block
  }

  /// The header and every slot that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let flags = try reply.byte(at: 0)
    let end = min(8 + Int(try reply.bigEndian(at: 6, as: UInt16.self)), reply.byteCount)
    var slots: [Slot] = []
    for offset in stride(from: 8, through: end - 4, by: 4) {
      slots.append(
        Slot(hasDisc: try reply.bit(7, at: offset), isChanged: try reply.bit(0, at: offset)))
    }
    let address =
      Int32(try reply.byte(at: 2)) << 16 | Int32(try reply.bigEndian(at: 3, as: UInt16.self))
    return Response(
      hasFault: flags & 0x80 != 0, changerState: ChangerState(rawValue: flags >> 5 & 3) ?? .ready,
      currentSlot: Int(flags & 0x1F), activity: Activity(number: try reply.byte(at: 1) >> 5),
      doorIsOpen: try reply.bit(4, at: 1), currentAddress: LogicalBlockAddress(address),
      slots: slots)
  }
}

extension MechanismStatus.Activity {
  fileprivate init(number: UInt8) {
    switch number {
    case 0: self = .idle
    case 1: self = .playing
    case 2: self = .scanning
    case 3: self = .activeWithHost
    default: self = .unknown
    }
  }
}
