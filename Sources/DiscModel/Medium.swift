/// A medium as it lies in the drive, as far as the drive told.
public struct Medium: Hashable, Sendable {
  /// What can still be done with a medium.
  public enum Condition: Hashable, Sendable {
    /// Nothing was written yet.
    case blank
    /// Something was written, and more can follow.
    case appendable
    /// Nothing more can be written.
    case closed
  }

  public var profile: MediumProfile
  public var condition: Condition
  /// The number of blocks of a blank medium of this make, or of a pressed disc's data.
  public var capacity: BlockCount
  /// How many blocks can still be written; zero when closed.
  public var freeBlocks: BlockCount
  /// Where the next write must begin; nil when closed.
  public var nextWritableAddress: LogicalBlockAddress?
  /// The number of recorded sessions; an empty open one does not count.
  public var sessionCount: Int
  /// The tracks that hold something, in order.
  public var tracks: [MediumTrack]
  /// The speeds the drive offers for this medium, fastest first; empty if it does not say.
  public var writeRates: [TransferRate]
  /// The manufacturer's id, such as "CMC MAG/M01/0" or an ATIP time; nil if not told.
  public var manufacturerID: String?

  public init(
    profile: MediumProfile, condition: Condition, capacity: BlockCount, freeBlocks: BlockCount,
    nextWritableAddress: LogicalBlockAddress?, sessionCount: Int, tracks: [MediumTrack],
    writeRates: [TransferRate], manufacturerID: String?
  ) {
    self.profile = profile
    self.condition = condition
    self.capacity = capacity
    self.freeBlocks = freeBlocks
    self.nextWritableAddress = nextWritableAddress
    self.sessionCount = sessionCount
    self.tracks = tracks
    self.writeRates = writeRates
    self.manufacturerID = manufacturerID
  }
}

/// One recorded track of a medium.
public struct MediumTrack: Hashable, Sendable {
  public var number: Int
  public var session: Int
  public var start: LogicalBlockAddress
  /// How many blocks hold data; what the drive added behind them is not counted where it tells so.
  public var blocks: BlockCount
  public var isData: Bool

  public init(
    number: Int, session: Int, start: LogicalBlockAddress, blocks: BlockCount, isData: Bool
  ) {
    self.number = number
    self.session = session
    self.start = start
    self.blocks = blocks
    self.isData = isData
  }
}
