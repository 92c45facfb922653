/// Asks what a disc that is not finished notes of its tracks: READ TOC/PMA/ATIP (43h), format 3.
///
///     CDB byte 1   bit 1 times       CDB byte 2   3
///     CDB byte 7…8 allocation length
///
///     byte 0…1   how many bytes follow this field
///     byte 4…    entries of eleven bytes, see ``RawTOCEntry``; the point is a track, and its time
///                where the track begins
///
/// CD-R and CD-RW only. A length that is no whole number of entries loses its rest.
/// Source: MMC-6, "READ TOC/PMA/ATIP Command", PMA.
public struct ReadProgramMemoryArea: VariableReplyCommand {
  /// The entries in the order the drive names them.
  public typealias Response = [RawTOCEntry]

  /// The header, then as much as that announces.
  public static let replyLength = ReplyLength(firstByteCount: 4)
  /// Room for 185 entries.
  public var replyByteCount = 2048

  /// Whether the command says that times are wanted. They come in any case, and the standard lets
  /// drives ignore the bit.
  public var setsTimeBit: Bool

  /// Makes the question.
  public init(setsTimeBit: Bool = false) {
    self.setsTimeBit = setsTimeBit
  }

  /// `43 00 03 00 00 00 00 08 00 00`
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x43, byteCount: 10)
    block[1] = setsTimeBit ? 0x02 : 0
    block[2] = 3
    block.store(UInt16(clamping: replyByteCount), at: 7)
    return block
  }

  /// Every entry that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> [RawTOCEntry] {
    try RawTOCEntry.entries(in: reply)
  }
}
