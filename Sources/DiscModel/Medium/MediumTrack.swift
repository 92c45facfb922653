/// One track of a medium.
public struct MediumTrack: Hashable, Sendable {
  /// What the blocks of a data track are.
  public enum DataMode: Hashable, Sendable {
    case mode1, mode2
  }

  /// What the packets of a track are like.
  public enum Packets: Hashable, Sendable {
    /// All of one size, in blocks; nil where the drive does not say.
    case fixed(BlockCount?)
    case variable
  }

  public var number: Int
  public var session: Int
  public var start: LogicalBlockAddress
  /// How many blocks hold data; what the drive added behind them is not counted where it tells so.
  public var blocks: BlockCount
  public var isData: Bool
  /// What its blocks are; nil for audio, and where the drive does not say.
  public var dataMode: DataMode?
  /// Whether writing it broke off.
  public var isDamaged = false
  /// Whether nothing is written in it.
  public var isBlank = false
  /// Whether its size was set before it was written.
  public var isReserved = false
  /// How it is written packet by packet; nil where it is not.
  public var packets: Packets?

  public init(
    number: Int, session: Int, start: LogicalBlockAddress, blocks: BlockCount, isData: Bool
  ) {
    self.number = number
    self.session = session
    self.start = start
    self.blocks = blocks
    self.isData = isData
  }

  /// The last block; the first one for a track without blocks. Stays within 32 bits, whatever a drive
  /// says.
  public var lastAddress: LogicalBlockAddress {
    let last = Int64(start.rawValue) + max(blocks.rawValue, 1) - 1
    return LogicalBlockAddress(Int32(clamping: last))
  }
}
