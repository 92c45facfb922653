/// A page of the drive's settings as bytes, whatever page it is: MODE SENSE (10) and MODE SELECT (10).
///
///     byte 0   bit 7 can be saved, bits 0–5 page     byte 1   length of the rest
///     byte 2…  the settings
public struct RawModePage: Hashable, Sendable {
  /// The number of the page, 00h…3Eh.
  public var pageCode: UInt8
  /// Whether the drive can keep it without power.
  public var isSavable: Bool
  /// What follows the page's header of two bytes.
  public var settings: [UInt8]

  public init(pageCode: UInt8, isSavable: Bool = false, settings: [UInt8]) {
    self.pageCode = pageCode
    self.isSavable = isSavable
    self.settings = settings
  }

  /// Nil for a page with subpages, whose header is longer.
  init?(_ page: ModeSenseAllPages.Page) {
    guard page.subpage == 0, page.bytes.count >= 2 else { return nil }
    self.init(
      pageCode: page.pageCode, isSavable: page.isSavable, settings: Array(page.bytes.dropFirst(2)))
  }
}

extension ExclusiveDrive {
  /// The pages that the drive has, with the values that `control` means, in the drive's order.
  public borrowing func readModePages(
    _ control: ModePageControl = .current
  ) throws(DriveError) -> [RawModePage] {
    try channel.send(ModeSenseAllPages(control)).compactMap { RawModePage($0) }
  }

  /// One page of them; nil if the drive does not have it.
  public borrowing func readModePage(
    _ pageCode: UInt8, _ control: ModePageControl = .current
  ) throws(DriveError) -> RawModePage? {
    try readModePages(control).first { $0.pageCode == pageCode }
  }

  /// Sends a page to the drive.
  ///
  /// - Parameter saves: whether the drive shall keep it without power.
  /// - Throws: a refusal of 5/26/00 where a setting cannot be what the page says.
  public borrowing func setModePage(
    _ page: RawModePage, saves: Bool = false
  ) throws(DriveError) {
    try channel.send(SelectRawModePage(page: page, saves: saves))
  }
}

/// MODE SELECT (10) with a page of bytes. Source: SPC-4, "MODE SELECT(10) command".
private struct SelectRawModePage: MMCCommand {
  typealias Response = Void

  var page: RawModePage
  var saves: Bool

  /// Eight zeros and the page; its first bit must be clear when it is sent.
  var parameterData: [UInt8] {
    [UInt8](repeating: 0, count: 8)
      + [page.pageCode & 0x3F, UInt8(clamping: page.settings.count)]
      + page.settings.prefix(255)
  }

  var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x55, byteCount: 10)
    block[1] = saves ? 0x11 : 0x10
    block.store(UInt16(clamping: parameterData.count), at: 7)
    return block
  }
}
