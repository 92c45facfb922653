internal import DiscImage
internal import DiscModel
internal import MMC

/// Reads a track back and compares it with what was sent.
struct DiscVerifier {
  enum End {
    /// So many blocks were read and are equal.
    case equal(BlockCount)
    /// Where, ``DiscVerifier/mismatches`` tells.
    case different
    /// Nothing bad was found until then.
    case cancelled
    case driveFailed(DriveError)
  }

  /// How often a sector is tried that the drive cannot read.
  static let attempts = 3
  /// After so many bad places the rest is not looked at: the disc is bad beyond doubt.
  static let mismatchLimit = 100
  /// After so many sectors that cannot be read likewise: each costs the drive many seconds.
  static let unreadableLimit = 100

  let ledger: StreamLedger
  let start: LogicalBlockAddress
  let layout: ImageLayout
  let log: JobLog

  /// What was found to be bad so far.
  private(set) var mismatches: [Mismatch] = []
  private var unreadableCount = 0
  private let buffer = PageBuffer(byteCount: Int(SectorFormat.data.chunkBlocks.byteCount()))

  init(ledger: StreamLedger, start: LogicalBlockAddress, layout: ImageLayout, log: JobLog) {
    self.ledger = ledger
    self.start = start
    self.layout = layout
    self.log = log
  }

  /// The chunks that a verification reads.
  ///
  /// A quick one takes the structures, the first and the last chunk, and one in sixteen.
  static func chunks(
    for verification: BurnRequest.Verification, of layout: ImageLayout, blocks: BlockCount
  ) -> [Int] {
    let size = SectorFormat.data.chunkBlocks.rawValue
    let count = Int((blocks.rawValue + size - 1) / size)
    switch verification {
    case .full: return Array(0..<count)
    case .none: return []
    case .quick:
      var isWanted = (0..<count).map { $0.isMultiple(of: 16) || $0 == count - 1 }
      for range in layout.structureRanges where !range.isEmpty {
        for chunk in range.lowerBound / size...(range.upperBound - 1) / size {
          isWanted[Int(chunk)] = true
        }
      }
      return isWanted.indices.filter { isWanted[$0] }
    }
  }

  /// How many blocks lie in `chunks` of a track of `total` blocks.
  static func blocks(in chunks: [Int], of total: BlockCount) -> BlockCount {
    let size = SectorFormat.data.chunkBlocks
    return chunks.reduce(.zero) { sum, chunk in
      sum + min(size, total - BlockCount(Int64(chunk) * size.rawValue))
    }
  }

  /// Reads the `chunks` in order. Blocks.
  mutating func run(
    _ chunks: [Int], on drive: borrowing ExclusiveDrive, advanced: (BlockCount) -> Void
  ) -> End {
    var done = BlockCount.zero
    var isCancelled = false
    for index in chunks {
      let blocks = self.blocks(ofChunk: index)
      do throws(DriveError) {
        isCancelled = !(try check(index, blocks, on: drive))
      } catch {
        return .driveFailed(error)
      }
      if isCancelled { break }
      if isBadBeyondDoubt { break }
      done += blocks
      advanced(done)
    }
    // That the disc is bad is known even if the user did not want to know all of it.
    if !mismatches.isEmpty { return .different }
    return isCancelled ? .cancelled : .equal(done)
  }

  private var isBadBeyondDoubt: Bool {
    mismatches.count >= Self.mismatchLimit || unreadableCount >= Self.unreadableLimit
  }

  private func blocks(ofChunk index: Int) -> BlockCount {
    min(SectorFormat.data.chunkBlocks, ledger.blocks - offset(ofChunk: index))
  }

  private func offset(ofChunk index: Int) -> BlockCount {
    BlockCount(Int64(index) * SectorFormat.data.chunkBlocks.rawValue)
  }

  /// - Returns: false if it was cancelled before its end.
  private mutating func check(
    _ index: Int, _ blocks: BlockCount, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Bool {
    if Task.isCancelled { return false }
    let offset = offset(ofChunk: index)
    guard let unreadable = try readChunk(offset, blocks, on: drive) else { return false }
    unreadableCount += unreadable.count
    if !unreadable.isEmpty || !matches(index, blocks) {
      noteBadSectors(offset, blocks, unreadable: unreadable)
    }
    return true
  }

  /// Fills the buffer with a chunk, sector by sector where the drive could not read it at once.
  ///
  /// - Returns: the sectors that no attempt could read; nil if it was cancelled before.
  /// - Throws: an error that leaves nothing to verify, such as that the drive is gone.
  private mutating func readChunk(
    _ offset: BlockCount, _ blocks: BlockCount, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Set<Int>? {
    do throws(DriveError) {
      try read(offset, blocks, on: drive)
      return []
    } catch {
      guard error.concernsTheMedium else { throw error }
    }
    return try readSectors(offset, blocks, on: drive)
  }

  private func matches(_ index: Int, _ blocks: BlockCount) -> Bool {
    ledger.matches(buffer.prefix(Int(blocks.byteCount())), chunk: index)
  }

  /// Reads blocks of the track to the place `sector` of the buffer.
  private mutating func read(
    _ offset: BlockCount, _ blocks: BlockCount, toSector sector: Int = 0,
    on drive: borrowing ExclusiveDrive
  ) throws(DriveError) {
    let address = start + offset
    let first = sector * SectorFormat.data.byteCount
    let target = buffer.bytes[first..<first + Int(blocks.byteCount())]
    try drive.read(
      at: address, blocks: blocks, into: UnsafeMutableRawBufferPointer(rebasing: target))
  }

  /// - Returns: the sectors that no attempt could read; nil if it was cancelled before.
  private mutating func readSectors(
    _ offset: BlockCount, _ blocks: BlockCount, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Set<Int>? {
    var unreadable: Set<Int> = []
    for sector in 0..<Int(blocks.rawValue) {
      if Task.isCancelled { return nil }
      let place = offset + BlockCount(sector)
      guard let attempt = try readSector(place, toSector: sector, on: drive) else {
        unreadable.insert(sector)
        continue
      }
      if attempt > 1 { log.append(.readAgain(at: start + place, attempt: attempt)) }
    }
    return unreadable
  }

  /// - Returns: the attempt that read the sector, or nil if none did.
  private mutating func readSector(
    _ place: BlockCount, toSector sector: Int, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Int? {
    for attempt in 1...Self.attempts {
      do throws(DriveError) {
        try read(place, BlockCount(1), toSector: sector, on: drive)
        return attempt
      } catch {
        guard error.concernsTheMedium else { throw error }
      }
    }
    return nil
  }

  /// Names the sectors of a chunk that is known to be wrong.
  private mutating func noteBadSectors(
    _ offset: BlockCount, _ blocks: BlockCount, unreadable: Set<Int>
  ) {
    let sectors = 0..<Int(blocks.rawValue)
    let different = sectors.filter { sector in
      !unreadable.contains(sector)
        && !ledger.mayMatch(buffer.sector(sector), sector: Int(offset.rawValue) + sector)
    }
    // The chunk's digest is the proof. Where the marks find no bad sector, all of it is named.
    let isLost = unreadable.isEmpty && different.isEmpty
    for sector in sectors {
      let place = offset + BlockCount(sector)
      if unreadable.contains(sector) {
        note(.unreadable, at: place)
      } else if isLost || different.contains(sector) {
        note(.different, at: place)
      }
    }
  }

  private mutating func note(_ reason: Mismatch.Reason, at place: BlockCount) {
    mismatches.note(
      reason, at: start + place, paths: layout.paths(at: place, blocks: BlockCount(1)))
  }
}

extension [Mismatch] {
  /// Adds a bad sector, to the last bad run if it follows it.
  mutating func note(
    _ reason: Mismatch.Reason, at address: LogicalBlockAddress, paths: [String]
  ) {
    if var last = last, last.reason == reason, last.start + last.blocks == address {
      last.blocks += BlockCount(1)
      // A block is of one file, and the blocks come in order.
      if !last.paths.suffix(paths.count).elementsEqual(paths) { last.paths += paths }
      self[count - 1] = last
    } else {
      append(Mismatch(start: address, blocks: BlockCount(1), reason: reason, paths: paths))
    }
  }
}
