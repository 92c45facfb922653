public import DiscModel

/// Asks for the state of the disc: READ DISC INFORMATION (51h), standard information.
///
///     byte 0…1    how many bytes follow this field
///     byte 2      bit 4 erasable, bits 2–3 state of the last session, bits 0–1 disc status
///     byte 3      first track
///     byte 4, 9   number of sessions, low and high byte; an empty open one counts
///     byte 5, 10  first track in the last session
///     byte 6, 11  last track in the last session; the open one counts
///     byte 7      bit 7 disc id valid, bit 6 bar code valid, bit 5 unrestricted use, bit 4
///                 application code valid, bit 2 written by Mount Rainier since the last cleaning,
///                 bits 0–1 background format
///     byte 8      disc type: 00h CD-ROM, 10h CD-I, 20h CD-ROM XA, FFh undefined
///     byte 12…15  disc id                  byte 16…19  start of the last session's lead-in
///     byte 20…23  last start of the lead-out
///     byte 24…31  bar code                 byte 32     application code
///     byte 33     tables of power calibration, from byte 34 on eight bytes each: speed, six values
///
/// Needs a medium. Media that can be overwritten say nothing useful in the disc status.
/// Source: MMC-6, "READ DISC INFORMATION Command", standard disc information.
public struct ReadDiscInformation: VariableReplyCommand {
  /// How much of the disc is written.
  public enum DiscStatus: UInt8, Hashable, Sendable {
    case empty = 0
    /// Something is on it, and more can follow.
    case appendable = 1
    case finalized = 2
    /// As for media without sessions.
    case other = 3
  }

  /// How much of a session is written.
  public enum SessionState: UInt8, Hashable, Sendable {
    case empty = 0
    /// Tracks are in it, and it is not closed.
    case incomplete = 1
    /// Its border is damaged.
    case damaged = 2
    case complete = 3
  }

  /// Values of a power calibration for one speed.
  public struct PowerCalibration: Hashable, Sendable {
    /// The speed in thousands of bytes per second.
    public var rate: TransferRate
    /// Six bytes that only the drive understands.
    public var values: [UInt8]
  }

  /// The state of the disc.
  public struct Response: Hashable, Sendable {
    /// How much of the disc is written.
    public var status: DiscStatus
    /// The state of the last session, the open one if there is one.
    public var lastSession: SessionState
    /// Whether the disc can be erased.
    public var isErasable: Bool
    /// The number of the first track.
    public var firstTrack: Int
    /// The number of sessions; an empty open one counts.
    public var sessionCount: Int
    /// The first track in the last session.
    public var firstTrackInLastSession: Int
    /// The last track in the last session; an open one counts.
    public var lastTrackInLastSession: Int
    /// Whether the disc may be used for everything.
    public var isUnrestricted: Bool
    /// Whether Mount Rainier left the disc in need of cleaning.
    public var isDirty: Bool
    /// How far a format is that goes on while the disc is used.
    public var backgroundFormat: BackgroundFormat
    /// 00h CD-DA and CD-ROM, 10h CD-I, 20h CD-ROM XA, FFh undefined; nil where it is not told.
    public var discType: UInt8?
    /// A number that the drive gave the disc when it was first written; nil where it is not valid.
    public var discID: UInt32?
    /// Where the last session's lead-in begins: zero, minute, second, frame on CD; an address else.
    public var lastSessionLeadIn: UInt32?
    /// Where a lead-out can begin at the latest, likewise; nil when the disc is full.
    public var lastPossibleLeadOut: UInt32?
    /// Eight bytes; nil where they are not valid.
    public var barCode: [UInt8]?
    /// Nil where it is not valid.
    public var applicationCode: UInt8?
    /// Those that fitted into the reply.
    public var powerCalibrations: [PowerCalibration]
  }

  /// The 34 bytes of the standard information, then the tables if there are some.
  public static let replyLength = ReplyLength(firstByteCount: 34)
  /// Room for 255 tables.
  public var replyByteCount = 2074
  /// A minute: fresh media take long.
  public var timeout: Duration { .seconds(60) }

  /// Makes the question.
  public init() {}

  /// `51 00 00 00 00 00 00 08 1A 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x51, byteCount: 10)
    block.store(UInt16(clamping: replyByteCount), at: 7)
    return block
  }

  /// The state of the disc. Only the first twelve bytes are indispensable.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let flags = try reply.byte(at: 2)
    guard flags >> 5 == 0 else { throw .invalid(field: "disc information data type") }
    guard let status = DiscStatus(rawValue: flags & 0x03),
      let session = SessionState(rawValue: flags >> 2 & 0x03)
    else { throw .invalid(field: "disc status") }
    func number(low: Int, high: Int) throws(ReplyError) -> Int {
      Int(try reply.byte(at: high)) << 8 | Int(try reply.byte(at: low))
    }
    let validity = try reply.byte(at: 7)
    return Response(
      status: status, lastSession: session, isErasable: flags & 0x10 != 0,
      firstTrack: Int(try reply.byte(at: 3)),
      sessionCount: try number(low: 4, high: 9),
      firstTrackInLastSession: try number(low: 5, high: 10),
      lastTrackInLastSession: try number(low: 6, high: 11),
      isUnrestricted: validity & 0x20 != 0, isDirty: validity & 0x04 != 0,
      backgroundFormat: BackgroundFormat(rawValue: validity & 0x03) ?? .none,
      discType: reply.ifPresent(at: 8),
      discID: validity & 0x80 != 0 ? reply.ifPresent(at: 12) : nil,
      lastSessionLeadIn: reply.ifPresent(at: 16),
      lastPossibleLeadOut: reply.ifPresent(at: 20).flatMap { $0 == UInt32.max ? nil : $0 },
      barCode: validity & 0x40 != 0 ? try? reply.bytes(at: 24, byteCount: 8) : nil,
      applicationCode: validity & 0x10 != 0 ? reply.ifPresent(at: 32) : nil,
      powerCalibrations: try calibrations(in: reply))
  }

  private static func calibrations(in reply: RawSpan) throws(ReplyError) -> [PowerCalibration] {
    let count = Int(reply.ifPresent(at: 33, as: UInt8.self) ?? 0)
    let end = try reply.announcedByteCount()
    var tables: [PowerCalibration] = []
    for offset in stride(from: 34, through: end - 8, by: 8).prefix(count) {
      let rate = Int(try reply.bigEndian(at: offset, as: UInt16.self))
      tables.append(
        PowerCalibration(
          rate: TransferRate(kilobytesPerSecond: rate),
          values: try reply.bytes(at: offset + 2, byteCount: 6)))
    }
    return tables
  }
}
