/// Asks for all pages of the drive's settings: MODE SENSE (10) (5Ah), page 3Fh.
///
///     byte 0…1   how many bytes follow this field
///     byte 6…7   length of the block descriptors
///     then pages: byte 0 bit 7 can be saved, bit 6 has a subpage, bits 0–5 page; byte 1 length of
///                 the rest, or with a subpage byte 1 its number and byte 2…3 the length
///
/// Source: SPC-4, "MODE SENSE(10) command", page code 3Fh.
public struct ModeSenseAllPages: VariableReplyCommand {
  /// One page as it came.
  public struct Page: Hashable, Sendable {
    public var pageCode: UInt8
    /// Zero for a page without subpages.
    public var subpage: UInt8
    /// Whether the drive can keep it without power.
    public var isSavable: Bool
    /// The page with its header.
    public var bytes: [UInt8]
  }

  /// The pages in the drive's order.
  public typealias Response = [Page]

  /// The header, then as much as that announces.
  public static let replyLength = ReplyLength(firstByteCount: 8)
  /// Room for all that a drive has.
  public var replyByteCount = 4096
  /// Which values are wanted.
  public var control: ModePageControl

  /// Makes the question.
  public init(_ control: ModePageControl = .current) {
    self.control = control
  }

  /// `5A 08 3F 00 00 00 00 10 00 00` for the current values.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x5A, byteCount: 10)
    block[1] = 0x08
    block[2] = control.rawValue << 6 | 0x3F
    block.store(UInt16(clamping: replyByteCount), at: 7)
    return block
  }

  /// Every page that lies completely inside the reply.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> [Page] {
    let end = try reply.announcedByteCount()
    var pages: [Page] = []
    var offset = 8 + Int(try reply.bigEndian(at: 6, as: UInt16.self))
    while offset + 2 <= end {
      let first = try reply.byte(at: offset)
      let hasSubpage = first & 0x40 != 0
      guard !hasSubpage || offset + 4 <= end else { break }
      let length =
        hasSubpage
        ? 4 + Int(try reply.bigEndian(at: offset + 2, as: UInt16.self))
        : 2 + Int(try reply.byte(at: offset + 1))
      guard offset + length <= end else { break }
      pages.append(
        Page(
          pageCode: first & 0x3F, subpage: hasSubpage ? try reply.byte(at: offset + 1) : 0,
          isSavable: first & 0x80 != 0, bytes: try reply.bytes(at: offset, byteCount: length)))
      offset += length
    }
    return pages
  }
}
