internal import DiscImage
internal import DiscModel
internal import MMC

/// Reads a track back and compares it with what was sent.
struct DiscVerifier {
  enum End {
    /// So many blocks were read and are equal.
    case equal(BlockCount)
    case different([Mismatch])
    case cancelled
    case driveFailed(DriveError)
  }

  /// How often a sector is tried that the drive cannot read.
  static let attempts = 3
  /// After so many bad places the rest is not looked at: the disc is bad beyond doubt.
  static let mismatchLimit = 100

  let ledger: StreamLedger
  let start: LogicalBlockAddress
  let layout: ImageLayout
  let log: JobLog

  private var mismatches: [Mismatch] = []
  private var buffer: [UInt8] = []

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
    let size = StreamLedger.chunkBlocks.rawValue
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

  /// Reads the `chunks` in order. Blocks.
  mutating func run(
    _ chunks: [Int], on drive: borrowing ExclusiveDrive, advanced: (BlockCount) -> Void
  ) -> End {
    buffer = [UInt8](repeating: 0, count: Int(StreamLedger.chunkBlocks.byteCount()))
    var done = BlockCount.zero
    for index in chunks {
      if Task.isCancelled { return .cancelled }
      let blocks = self.blocks(ofChunk: index)
      if let error = check(index, blocks, on: drive) { return .driveFailed(error) }
      if mismatches.count >= Self.mismatchLimit { break }
      done += blocks
      advanced(done)
    }
    return mismatches.isEmpty ? .equal(done) : .different(mismatches)
  }

  private func blocks(ofChunk index: Int) -> BlockCount {
    min(StreamLedger.chunkBlocks, ledger.blocks - offset(ofChunk: index))
  }

  private func offset(ofChunk index: Int) -> BlockCount {
    BlockCount(Int64(index) * StreamLedger.chunkBlocks.rawValue)
  }

  /// - Returns: an error that leaves nothing to verify, such as a drive that is gone.
  private mutating func check(
    _ index: Int, _ blocks: BlockCount, on drive: borrowing ExclusiveDrive
  ) -> DriveError? {
    let offset = offset(ofChunk: index)
    var unreadable: Set<Int> = []
    do throws(DriveError) {
      try read(offset, blocks, on: drive)
    } catch {
      guard error.concernsTheMedium else { return error }
      do throws(DriveError) {
        unreadable = try readSectors(offset, blocks, on: drive)
      } catch {
        return error
      }
    }
    guard !unreadable.isEmpty || !matches(index, blocks) else { return nil }
    noteBadSectors(offset, blocks, unreadable: unreadable)
    return nil
  }

  private func matches(_ index: Int, _ blocks: BlockCount) -> Bool {
    buffer.withUnsafeBytes { bytes in
      ledger.matches(
        UnsafeRawBufferPointer(rebasing: bytes[..<Int(blocks.byteCount())]), chunk: index)
    }
  }

  /// Reads blocks of the track to the place `sector` of the buffer.
  private mutating func read(
    _ offset: BlockCount, _ blocks: BlockCount, toSector sector: Int = 0,
    on drive: borrowing ExclusiveDrive
  ) throws(DriveError) {
    let address = start + offset
    let first = sector * SectorFormat.data.byteCount
    try buffer.withUnsafeMutableBytes { (bytes) throws(DriveError) in
      let target = bytes[first..<first + Int(blocks.byteCount())]
      try drive.read(
        at: address, blocks: blocks, into: UnsafeMutableRawBufferPointer(rebasing: target))
    }
  }

  /// Reads a chunk's sectors one by one, after the drive could not read all of them at once.
  ///
  /// - Returns: the sectors that no attempt could read.
  private mutating func readSectors(
    _ offset: BlockCount, _ blocks: BlockCount, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Set<Int> {
    var unreadable: Set<Int> = []
    for sector in 0..<Int(blocks.rawValue) {
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
    let different = buffer.withUnsafeBytes { bytes in
      sectors.filter { sector in
        let range = sector * SectorFormat.data.byteCount..<(sector + 1) * SectorFormat.data.byteCount
        return !unreadable.contains(sector)
          && !ledger.mayMatch(
            UnsafeRawBufferPointer(rebasing: bytes[range]), sector: Int(offset.rawValue) + sector)
      }
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

  /// Adds a bad sector, to the last bad run if it follows it.
  private mutating func note(_ reason: Mismatch.Reason, at place: BlockCount) {
    let paths = layout.paths(at: place, blocks: BlockCount(1))
    let address = start + place
    if var last = mismatches.last, last.reason == reason, last.start + last.blocks == address {
      last.blocks += BlockCount(1)
      last.paths += paths.filter { !last.paths.contains($0) }
      mismatches[mismatches.count - 1] = last
    } else {
      mismatches.append(
        Mismatch(start: address, blocks: BlockCount(1), reason: reason, paths: paths))
    }
  }
}

extension DriveError {
  /// Whether the drive works and only this place of the disc does not: a read error, or an address
  /// that the drive does not have.
  var concernsTheMedium: Bool {
    guard case .refused(_, let sense) = self, !sense.isDeferred else { return false }
    switch (sense.key, sense.asc) {
    case (.mediumError, _), (.blankCheck, _), (.hardwareError, _), (.abortedCommand, _): return true
    case (.illegalRequest, 0x21), (.illegalRequest, 0x64): return true
    default: return false
    }
  }

  /// Whether the drive is gone or its state is not known any more.
  var meansDriveLost: Bool {
    switch self {
    case .transport(_, .notPermitted), .transport(_, .transferTooLarge): false
    case .transport: true
    case .refused(_, let sense): sense.key == .unitAttention && sense.asc == 0x29
    default: false
    }
  }
}
