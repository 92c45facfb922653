/// Asks for a page of the drive's settings: MODE SENSE (10) (5Ah).
///
///     CDB byte 1     bit 3 no block descriptors
///     CDB byte 2     bits 6–7 which values, see ``ModePageControl``; bits 0–5 page
///     CDB byte 7…8   allocation length
///
///     byte 0…1   how many bytes follow this field
///     byte 6…7   length of the block descriptors, which some drives send nevertheless
///     then the page: byte 0 bits 0–5 page, byte 1 length of the rest
///
/// The reply is asked for at once with room for the whole page: drives get the header's length wrong.
/// Source: SPC-4, "MODE SENSE(10) command".
public struct ModeSense10<Page: ModePage>: MMCCommand {
  /// The page.
  public typealias Response = Page

  /// Which values are wanted.
  public var control: ModePageControl

  /// Makes the question.
  public init(_ control: ModePageControl = .current) {
    self.control = control
  }

  /// The header, a block descriptor of eight bytes that some drives send though nobody wants it, and the
  /// page.
  public var replyByteCount: Int { 16 + Page.maximumByteCount }

  /// The page in byte 2, the allocation length in bytes 7 and 8.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x5A, byteCount: 10)
    block[1] = 0x08
    block[2] = control.rawValue << 6 | Page.pageCode
    block.store(UInt16(replyByteCount), at: 7)
    return block
  }

  /// The page. The header's length is not believed, since drives get it wrong; the page's own is.
  ///
  /// - Throws: ``ReplyError/invalid(field:)`` if another page came.
  public static func parse(_ reply: RawSpan) throws(ReplyError) -> Page {
    let start = 8 + Int(try reply.bigEndian(at: 6, as: UInt16.self))
    guard try reply.byte(at: start) & 0x3F == Page.pageCode else {
      throw .invalid(field: "mode page code")
    }
    let end = min(start + 2 + Int(try reply.byte(at: start + 1)), reply.byteCount)
    return try Page(parsing: reply.extracting(start..<end))
  }
}
