public import DiscModel

/// Asks for the table of contents: READ TOC/PMA/ATIP (43h), format 0.
///
///     CDB byte 2     bits 0–3 format          CDB byte 6   first track wanted
///     CDB byte 7…8   allocation length
///
///     byte 0…1   how many bytes follow this field
///     byte 2     first track                  byte 3       last track
///     byte 4…    entries of eight bytes: byte 1 bits 0–3 control, byte 2 track (AAh is the
///                lead-out), byte 4…7 start address
///
/// Names closed sessions only. For DVD and BD the drive makes it up.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", formatted TOC.
public struct ReadTOC: VariableReplyCommand {
  /// Where one track begins.
  public struct Entry: Hashable, Sendable {
    /// The number of the track; AAh is the lead-out.
    public var track: UInt8
    /// Whether it holds data and not audio.
    public var isData: Bool
    /// Where it begins.
    public var start: LogicalBlockAddress
  }

  /// The table of contents.
  public struct Response: Hashable, Sendable {
    /// The tracks in the order the drive names them.
    public var tracks: [Entry]
    /// Where the lead-out begins; nil if the drive does not name it.
    public var leadOut: LogicalBlockAddress?
  }

  /// Makes the question.
  public init() {}

  /// The header, then as much as that announces.
  public static let replyLength = ReplyLength(firstByteCount: 4)
  /// Room for 99 tracks and the lead-out.
  public var replyByteCount = 804

  /// `43 00 00 00 00 00 00 03 24 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
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
        start: LogicalBlockAddress(rawValue: try reply.bigEndian(at: offset + 4)))
      if entry.track == 0xAA {
        response.leadOut = entry.start
      } else {
        response.tracks.append(entry)
      }
    }
    return response
  }
}
