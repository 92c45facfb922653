/// Asks what happened to the medium: GET EVENT STATUS NOTIFICATION (4Ah).
///
///     CDB byte 1     bit 0 polled             CDB byte 4   classes; bit 4 is media
///     CDB byte 7…8   allocation length, 8
///
///     byte 2         bit 7 no event available, bits 0–2 class of the event, 4 for media
///     byte 4         bits 0–3 what happened
///     byte 5         bit 1 there is a medium, bit 0 the tray is open
///
/// The drive forgets an event when it has told it, so whoever asks first gets it.
/// Source: MMC-6, "GET EVENT STATUS NOTIFICATION Command", media event descriptor.
public struct GetEventStatusNotification: MMCCommand {
  /// What happened to a medium.
  public enum Event: UInt8, Hashable, Sendable {
    case none = 0
    /// Somebody pressed the button, and the tray is locked.
    case ejectRequest = 1
    case newMedium = 2
    case mediumRemoval = 3
    case mediumChanged = 4
    case backgroundFormatCompleted = 5
    case backgroundFormatRestarted = 6
  }

  /// The state of the tray and what changed.
  public struct Response: Hashable, Sendable {
    /// What happened; nil for a number that this version does not know.
    public var event: Event?
    /// Whether there is a medium.
    public var hasMedium: Bool
    /// Whether the tray or the door is open.
    public var trayIsOpen: Bool
  }

  /// Makes the question.
  public init() {}

  /// Eight: the header and one event.
  public var replyByteCount: Int { 8 }

  /// `4A 01 00 00 10 00 00 00 08 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x4A, byteCount: 10)
    block[1] = 0x01
    block[4] = 0x10
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The state of the tray.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if the drive has no media events to tell.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let header = try reply.byte(at: 2)
    guard header & 0x80 == 0, header & 0x07 == 4 else { throw .invalid(field: "event class") }
    return Response(
      event: Event(rawValue: try reply.byte(at: 4) & 0x0F),
      hasMedium: try reply.bit(1, at: 5), trayIsOpen: try reply.bit(0, at: 5))
  }
}
