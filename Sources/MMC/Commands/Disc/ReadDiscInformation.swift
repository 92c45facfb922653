/// Asks for the state of the disc: READ DISC INFORMATION (51h), standard information.
///
///     byte 2      bit 4 erasable, bits 2–3 state of the last session, bits 0–1 disc status
///     byte 3      first track
///     byte 4, 9   number of sessions, low and high byte; an empty open one counts
///     byte 5, 10  first track in the last session
///     byte 6, 11  last track in the last session; the open one counts
///     byte 7      bits 0–1 background format
///
/// Needs a medium. Media that can be overwritten say nothing useful in the disc status.
/// Source: MMC-6, "READ DISC INFORMATION Command", standard disc information.
public struct ReadDiscInformation: MMCCommand {
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
  }

  /// Makes the question.
  public init() {}

  /// 34: the standard information without tables of power calibration.
  public var replyByteCount: Int { 34 }
  /// A minute: fresh media take long.
  public var timeout: Duration { .seconds(60) }

  /// `51 00 00 00 00 00 00 00 22 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x51, byteCount: 10)
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The state of the disc.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let flags = try reply.byte(at: 2)
    guard flags >> 5 == 0 else { throw .invalid(field: "disc information data type") }
    guard let status = DiscStatus(rawValue: flags & 0x03),
      let session = SessionState(rawValue: flags >> 2 & 0x03)
    else { throw .invalid(field: "disc status") }
    func number(low: Int, high: Int) throws(ReplyError) -> Int {
      Int(try reply.byte(at: high)) << 8 | Int(try reply.byte(at: low))
    }
    return Response(
      status: status, lastSession: session, isErasable: flags & 0x10 != 0,
      firstTrack: Int(try reply.byte(at: 3)),
      sessionCount: try number(low: 4, high: 9),
      firstTrackInLastSession: try number(low: 5, high: 10),
      lastTrackInLastSession: try number(low: 6, high: 11))
  }
}
