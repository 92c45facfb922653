/// Sends a page of settings to the drive: MODE SELECT (10) (55h).
///
///     CDB byte 1     bit 4 the page has the standard's form, bit 0 keep it without power
///     CDB byte 7…8   parameter list length
///
/// The parameters are eight zeros and the page. A combination that the drive does not have is
/// refused with 5/26/00. The page falls back to the drive's own values when the medium changes.
/// Source: SPC-4, "MODE SELECT(10) command".
public struct ModeSelect10<Page: SelectableModePage>: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// The page to send.
  public var page: Page
  /// Whether the drive shall keep it without power.
  public var savesPage: Bool

  /// Makes the command.
  public init(_ page: Page, savesPage: Bool = false) {
    self.page = page
    self.savesPage = savesPage
  }

  /// The header and the page.
  public var parameterData: [UInt8] {
    [UInt8](repeating: 0, count: 8) + page.bytes
  }

  /// `55 10 00 00 00 00 00 00 3C 00` with a page of the usual 52 bytes.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x55, byteCount: 10)
    block[1] = savesPage ? 0x11 : 0x10
    block.store(UInt16(clamping: parameterData.count), at: 7)
    return block
  }
}
