/// Closes a track, a session or the disc: CLOSE TRACK/SESSION (5Bh).
///
///     CDB byte 1   bit 0 answer at once          CDB byte 2   bits 0–2 function
///     CDB byte 4…5 track, with function 1
///
/// Answered at once, TEST UNIT READY says 2/04/07 or 2/04/08 until it is done. On CD the write
/// parameters page decides whether function 2 leaves the disc appendable; on DVD+R and BD-R it
/// always does.
/// Source: MMC-6, "CLOSE TRACK/SESSION Command".
public struct CloseTrackSession: MMCCommand {
  /// Nothing.
  public typealias Response = Void

  /// What is closed.
  public enum Function: Hashable, Sendable {
    /// Function 0, DVD+RW: the format in the background, which can be taken up again.
    case backgroundFormat
    /// Function 1.
    case track(UInt16)
    /// Function 2; on DVD-R and DVD-RW the border.
    case session
    /// Function 3, DVD-R and DVD-RW: the last border, and with it the disc.
    case lastBorder
    /// Function 5, DVD+R: the disc, with as little written behind the data as may be.
    case discWithMinimalRadius
    /// Function 6, DVD+R and BD-R: the disc.
    case disc
  }

  /// What is closed.
  public var function: Function
  /// Whether the drive answers before it is done.
  public var isImmediate: Bool

  /// Makes the command.
  public init(_ function: Function, isImmediate: Bool) {
    self.function = function
    self.isImmediate = isImmediate
  }

  /// An hour, or 200 seconds when it is answered at once.
  public var timeout: Duration { .seconds(isImmediate ? 200 : 3600) }
  /// False: what was true of the disc before is not known to be true of it now.
  public var retriesUnitAttention: Bool { false }

  /// The function in byte 2, a track in bytes 4 and 5.
  public var descriptorBlock: CommandDescriptorBlock {
    var block = CommandDescriptorBlock(operationCode: 0x5B, byteCount: 10)
    block[1] = isImmediate ? 0x01 : 0
    switch function {
    case .backgroundFormat: block[2] = 0
    case .track(let number):
      block[2] = 1
      block.store(number, at: 4)
    case .session: block[2] = 2
    case .lastBorder: block[2] = 3
    case .discWithMinimalRadius: block[2] = 5
    case .disc: block[2] = 6
    }
    return block
  }
}
