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
    /// Any block can be written at any time, whatever it holds.
    case overwritable
    /// A rewritable medium that must be formatted before anything can be written.
    case unformatted
    /// A DVD-RW that can be overwritten, whose last session is not closed: other drives do not read it.
    case intermediate
  }

  /// How much of the last session is written.
  public enum SessionState: Hashable, Sendable {
    case empty
    /// Tracks are in it, and it is not closed.
    case incomplete
    /// Its border is damaged.
    case damaged
    case complete
  }

  public var profile: MediumProfile
  public var condition: Condition
  /// The number of blocks of a blank medium of this make, or of a pressed disc's data.
  public var capacity: BlockCount
  /// How many blocks can still be written; zero when closed or not formatted yet, and all when
  /// overwritable.
  public var freeBlocks: BlockCount
  /// Where the next write must begin; nil when nothing can be written. A medium that can be
  /// overwritten has it at its first block.
  public var nextWritableAddress: LogicalBlockAddress?
  /// The number of recorded sessions; an empty open one does not count.
  public var sessionCount: Int
  /// The tracks that hold something, in order.
  public var tracks: [MediumTrack]
  /// The speeds the drive offers for this medium, fastest first; empty if it does not say.
  public var writeSpeeds: [WriteSpeed]
  /// The manufacturer's id, such as "CMC MAG/M01/0" or an ATIP time; nil if not told.
  public var manufacturerID: String?
  /// How much of the last session is written; nil for media without sessions.
  public var lastSessionState: SessionState?
  /// The track that the next write goes to, where the drive tells of it.
  public var openTrack: MediumTrack?
  /// Whether the drive is certain that nothing was ever written, or all of it was erased. Never true
  /// of a formatted medium that can be overwritten.
  public var isPhysicallyBlank = false
  /// Whether the medium can be erased and used anew.
  public var isErasable = false
  /// What forbids writing; empty if nothing does, or the drive does not say.
  public var writeProtection: WriteProtection = []
  /// What only some kinds of media have.
  public var details = MediumDetails()

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
    self.writeSpeeds = writeRates.map { WriteSpeed(rate: $0) }
    self.manufacturerID = manufacturerID
  }
}

extension Medium {
  /// How fast the drive can write this medium, fastest first, however the disc turns.
  public var writeRates: [TransferRate] {
    var seen: Set<TransferRate> = []
    return writeSpeeds.map(\.rate).filter { seen.insert($0).inserted }
  }

  /// The first and the last block of the last complete session; nil if there is none.
  public var lastSession: ClosedRange<LogicalBlockAddress>? {
    let isOpen = lastSessionState == .incomplete || lastSessionState == .damaged
    let complete = isOpen ? tracks.filter { $0.session < sessionCount } : tracks
    guard let number = complete.map(\.session).max() else { return nil }
    let session = complete.filter { $0.session == number && $0.blocks > .zero }
    guard let first = session.map(\.start).min(), let last = session.map(\.lastAddress).max()
    else { return nil }
    return first...max(first, last)
  }

  /// Whether writing some track broke off.
  public var isDamaged: Bool {
    lastSessionState == .damaged || openTrack?.isDamaged == true || tracks.contains(\.isDamaged)
  }
}

extension Sequence<MediumTrack> {
  fileprivate func contains(_ property: KeyPath<MediumTrack, Bool>) -> Bool {
    contains { $0[keyPath: property] }
  }
}
