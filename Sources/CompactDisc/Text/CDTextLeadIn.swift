public import DiscModel

/// The sectors of a lead-in that carry CD-TEXT, 96 bytes each: four packs, and the packs over and
/// over again until the program area begins. The drive writes the rest of the lead-in itself.
///
/// Source: MMC-3, annex J, "CD-TEXT Format in the Lead-in Area", and "SEND CUE SHEET Command".
public struct CDTextLeadIn: Sendable {
  private static let packsPerSector = 4

  /// Where the host begins to write: the lead-in's start, as ATIP gives it.
  public let start: LogicalBlockAddress
  private let packs: [[UInt8]]

  /// - Parameter start: negative, before −150.
  public init(_ packs: CDTextPacks, from start: LogicalBlockAddress) {
    precondition(start < AudioDiscPlan.firstAddress)
    self.start = start
    self.packs = packs.packs.map(\.symbols)
  }

  /// How many sectors there are up to −151.
  public var blocks: BlockCount { AudioDiscPlan.firstAddress - start }

  /// The sectors from `first` on, counted from the lead-in's start; nil behind the last.
  ///
  /// - Parameter limit: how many at most.
  public func chunk(at first: BlockCount, limit: BlockCount) -> SectorChunk? {
    let count = min(limit, blocks - first)
    guard count > .zero else { return nil }
    let storage = SectorStorage(byteCount: Int(count.byteCount(as: .leadInText))) { bytes in
      var number = Int(first.rawValue) * Self.packsPerSector
      for offset in stride(from: 0, to: bytes.count, by: 24) {
        UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + 24])
          .copyBytes(from: packs[number % packs.count])
        number += 1
      }
    }
    return SectorChunk(start: first, format: .leadInText, storage: storage)
  }
}
