/// Asks what happened: GET EVENT STATUS NOTIFICATION (4Ah).
///
///     CDB byte 1     bit 0 polled             CDB byte 4   classes, one bit each
///     CDB byte 7…8   allocation length, 8
///
///     byte 2         bit 7 no event available, bits 0–2 class of the event
///     byte 3         classes that the drive knows
///     byte 4…7       the event, see ``DriveEvent``
///
/// The drive forgets an event when it has told it, so whoever asks first gets it. Of several classes
/// with an event, the one with the lowest number is told.
/// Source: MMC-6, "GET EVENT STATUS NOTIFICATION Command".
public struct GetEventStatusNotification: MMCCommand {
  /// What can be asked about: byte 4 of the command.
  public struct Classes: OptionSet, Hashable, Sendable {
    public var rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let operationalChange = Self(rawValue: 0x02)
    public static let powerManagement = Self(rawValue: 0x04)
    public static let externalRequest = Self(rawValue: 0x08)
    public static let media = Self(rawValue: 0x10)
    public static let multiHost = Self(rawValue: 0x20)
    public static let deviceBusy = Self(rawValue: 0x40)
  }

  /// What happened.
  public struct Response: Hashable, Sendable {
    /// The classes that the drive has events of.
    public var supportedClasses: Classes
    /// The event; nil if the drive has none of the classes asked for.
    public var event: DriveEvent?

    /// The state of the tray, if the event is about it.
    public var media: DriveEvent.Media? {
      if case .media(let media) = event { media } else { nil }
    }
  }

  /// What is asked about.
  public var classes: Classes

  /// Makes the question.
  public init(_ classes: Classes = .media) {
    self.classes = classes
  }

  /// Eight: the header and one event.
  public var replyByteCount: Int { 8 }

  /// `4A 01 00 00 10 00 00 00 08 00` for the state of the tray.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x4A, byteCount: 10)
    block[1] = 0x01
    block[4] = classes.rawValue
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The event.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let header = try reply.byte(at: 2)
    let supported = Classes(rawValue: try reply.byte(at: 3))
    guard header & 0x80 == 0, header & 0x07 != 0 else {
      return Response(supportedClasses: supported, event: nil)
    }
    let event = try DriveEvent(class: header & 0x07, bytes: reply.bytes(at: 4, byteCount: 4))
    return Response(supportedClasses: supported, event: event)
  }
}
