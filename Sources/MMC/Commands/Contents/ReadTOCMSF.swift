public import DiscModel

/// Asks where tracks begin in minutes, seconds and frames: READ TOC/PMA/ATIP (43h), format 0.
///
///     CDB byte 1     bit 1 times                   CDB byte 2     bits 0–3 format
///     CDB byte 6     first track wanted            CDB byte 7…8   allocation length
///
///     byte 0…1   how many bytes follow this field
///     byte 2     first track                  byte 3       last track
///     byte 4…    entries of eight bytes: byte 1 bits 0–3 control, byte 2 track (AAh is the
///                lead-out), byte 4 zero, byte 5…7 the time of the start
///
/// The other form of ``ReadTOC``; the reply does not say which of the two it is. Times are binary.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", formatted TOC.
public struct ReadTOCMSF: VariableReplyCommand {
  /// When one track begins.
  public struct Entry: Hashable, Sendable {
    /// The number of the track; AAh is the lead-out.
    public var track: UInt8
    /// Whether it holds data and not audio.
    public var isData: Bool
    /// When it begins; nil if the drive sent what is no time.
    public var start: MinuteSecondFrame?
  }

  /// The table of contents.
  public struct Response: Hashable, Sendable {
    /// The tracks in the order the drive names them.
    public var tracks: [Entry]
    /// When the lead-out begins; nil if the drive does not name it, or sent what is no time.
    public var leadOut: MinuteSecondFrame?
  }

  /// The header, then as much as that announces.
  public static let replyLength = ReplyLength(firstByteCount: 4)
  /// Room for 99 tracks and the lead-out.
  public var replyByteCount = 804

  /// Makes the question.
  public init() {}

  /// `43 02 00 00 00 00 00 03 24 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[1] = 0x02
    block.store(UInt16(clamping: replyByteCount), at: 7)
    return block
  }

  /// Every entry that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Response {
    let end = try reply.announcedByteCount()
    var response = Response(tracks: [], leadOut: nil)
    for offset in stride(from: 4, through: end - 8, by: 8) {
      let entry = Entry(
        track: try reply.byte(at: offset + 2), isData: try reply.bit(2, at: offset + 1),
        start: try reply.timeIfValid(at: offset + 5))
      if entry.track == 0xAA {
        response.leadOut = entry.start
      } else {
        response.tracks.append(entry)
      }
    }
    return response
  }
}
