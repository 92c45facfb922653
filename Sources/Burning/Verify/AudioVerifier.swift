internal import CompactDisc
internal import DiscModel
internal import MMC

/// Reads the samples of a disc back and compares them with what was sent.
///
/// Drives read audio some samples early or late, always by the same number. It is found in the first
/// chunk that is not silent, and has to hold for every other one. Samples that it pushes over the
/// edges of the disc cannot be compared.
struct AudioVerifier {
  typealias End = DiscVerifier.End

  /// A run as it was written.
  struct Run {
    var start: LogicalBlockAddress
    var ledger: SampleLedger
  }

  private static let sectorByteCount = SectorFormat.audio.byteCount
  /// A chunk, and the sectors around it that an offset may bring in.
  private static let windowSectors = 25 + 6

  let log: JobLog
  private let runs: [Run]
  private let paths: (LogicalBlockAddress) -> [String]
  private let chunkBuffer = PageBuffer(byteCount: 25 * sectorByteCount)

  /// The offsets that everything agrees with so far, nearest first; none before the first chunk
  /// that is not silent.
  private var offsets: [SampleCount] = []
  private(set) var mismatches: [Mismatch] = []
  private var unreadableCount = 0

  /// - Parameter paths: whose samples lie at an address.
  init(_ runs: [Run], log: JobLog, paths: @escaping (LogicalBlockAddress) -> [String]) {
    self.runs = runs
    self.log = log
    self.paths = paths
  }

  /// How many samples late the drive reads; nil before anything was heard.
  var offset: SampleCount? { offsets.first }

  /// How many samples of what a verification reads lie out of reach, because the offset pushes them
  /// over the edges: they were not compared, whatever ``run(_:on:advanced:)`` brought.
  func outOfReach(of verification: BurnRequest.Verification) -> SampleCount {
    let shift = Int((offset ?? .zero).byteCount)
    let byteCount = runs.reduce(0) { sum, run in
      sum
        + Self.chunks(for: verification, of: run.ledger).reduce(0) { sum, chunk in
          let bytes = run.ledger.bytes(ofChunk: chunk)
          let seen = (bytes.lowerBound + shift..<bytes.upperBound + shift)
            .clamped(to: run.ledger.readable)
          return sum + bytes.count - seen.count
        }
    }
    return SampleCount(Int64(byteCount / SampleCount.bytesPerSample))
  }

  /// The chunks of each run that a verification reads: all, or the first, the last and one in
  /// sixteen, and the one that tells the offset.
  static func chunks(
    for verification: BurnRequest.Verification, of ledger: SampleLedger
  ) -> [Int] {
    switch verification {
    case .full: return Array(ledger.chunks)
    case .none: return []
    case .quick:
      return ledger.chunks.enumerated().filter { place, chunk in
        place.isMultiple(of: 16) || chunk == ledger.chunks.upperBound - 1
          || chunk == ledger.probe?.chunk
      }.map(\.element)
    }
  }

  static func blocks(in chunks: [Int], of ledger: SampleLedger) -> BlockCount {
    BlockCount(chunks.reduce(0) { $0 + ledger.bytes(ofChunk: $1).count } / sectorByteCount)
  }

  /// Reads what the verification wants. Blocks.
  mutating func run(
    _ verification: BurnRequest.Verification, on drive: borrowing ExclusiveDrive,
    advanced: (BlockCount) -> Void
  ) -> End {
    var done = BlockCount.zero
    var isCancelled = false
    do throws(DriveError) {
      isCancelled = !(try findOffset(on: drive))
      for run in runs where !isCancelled && !isBadBeyondDoubt {
        var window = self.window(of: run)
        for chunk in Self.chunks(for: verification, of: run.ledger) {
          isCancelled = !(try check(chunk, of: run, in: &window, on: drive))
          if isCancelled || isBadBeyondDoubt { break }
          done += Self.blocks(in: [chunk], of: run.ledger)
          advanced(done)
        }
      }
    } catch {
      return .driveFailed(error)
    }
    if !mismatches.isEmpty { return .different }
    return isCancelled ? .cancelled : .equal(done)
  }

  private var isBadBeyondDoubt: Bool {
    mismatches.count >= DiscVerifier.mismatchLimit
      || unreadableCount >= DiscVerifier.unreadableLimit
  }

  private func window(of run: Run) -> SampleWindow {
    SampleWindow(start: run.start, capacity: Self.windowSectors, log: log)
  }
}

// MARK: The offset

extension AudioVerifier {
  /// - Returns: false if it was cancelled before.
  private mutating func findOffset(on drive: borrowing ExclusiveDrive) throws(DriveError) -> Bool {
    guard let run = runs.first(where: { $0.ledger.probe != nil }), let probe = run.ledger.probe
    else { return true }
    var window = self.window(of: run)
    let bytes = run.ledger.bytes(ofChunk: probe.chunk)
    let sectors = bytes.lowerBound / Self.sectorByteCount..<bytes.upperBound / Self.sectorByteCount
    let readable = run.ledger.readable
    let wide =
      max(
        sectors.lowerBound - 3, readable.lowerBound / Self.sectorByteCount)..<min(
        sectors.upperBound + 3, readable.upperBound / Self.sectorByteCount)
    guard try window.load(wide, on: drive) else { return false }
    let limit = SampleLedger.farthestOffset.rawValue
    let nearestFirst: [Int64] = [0] + (1...limit).flatMap { [$0, -$0] as [Int64] }
    offsets = nearestFirst.map { SampleCount($0) }.filter { offset in
      Self.matches(probe.bytes, from: bytes.lowerBound, shiftedBy: offset, in: window)
    }
    if let offset { log.append(.readOffsetFound(offset)) }
    return true
  }

  /// Whether the chunk lies in the window that many samples later, as far as that was read.
  private static func matches(
    _ chunk: [UInt8], from start: Int, shiftedBy offset: SampleCount, in window: SampleWindow
  ) -> Bool {
    let shift = Int(offset.byteCount)
    let seen = (start + shift..<start + shift + chunk.count).clamped(to: window.bytes)
    guard !seen.isEmpty else { return false }
    let first = seen.lowerBound - shift - start
    return chunk[first..<first + seen.count].elementsEqual(window[seen])
  }
}

// MARK: Comparing

extension AudioVerifier {
  /// - Returns: false if it was cancelled before its end.
  private mutating func check(
    _ chunk: Int, of run: Run, in window: inout SampleWindow, on drive: borrowing ExclusiveDrive
  ) throws(DriveError) -> Bool {
    if Task.isCancelled { return false }
    let candidates = offsets.isEmpty ? [.zero] : offsets
    let bytes = run.ledger.bytes(ofChunk: chunk)
    guard let sectors = Self.sectors(of: bytes, candidates, run.ledger.readable) else {
      return true
    }
    guard try window.load(sectors, on: drive) else { return false }
    // A sector that was not read is bad, even if it held silence.
    let fitting = candidates.filter { offset in
      !Self.touchesUnreadable(bytes, shiftedBy: offset, in: window)
        && matches(chunk, of: run.ledger, shiftedBy: offset, in: window)
    }
    guard fitting.isEmpty else {
      if !offsets.isEmpty { offsets = fitting }
      return true
    }
    noteBadSectors(chunk, of: run, candidates[0], in: window)
    return true
  }

  /// The sectors in which a chunk may lie.
  private static func sectors(
    of bytes: Range<Int>, _ offsets: [SampleCount], _ readable: Range<Int>
  ) -> Range<Int>? {
    guard let least = offsets.min(), let most = offsets.max() else { return nil }
    let wanted = bytes.lowerBound + Int(least.byteCount)..<bytes.upperBound + Int(most.byteCount)
    let reach = wanted.clamped(to: readable)
    guard !reach.isEmpty else { return nil }
    return reach.lowerBound / sectorByteCount..<(reach.upperBound + sectorByteCount - 1)
      / sectorByteCount
  }

  private func matches(
    _ chunk: Int, of ledger: SampleLedger, shiftedBy offset: SampleCount, in window: SampleWindow
  ) -> Bool {
    let bytes = assemble(chunk, of: ledger, shiftedBy: offset, in: window)
    return ledger.stream.matches(UnsafeRawBufferPointer(bytes), chunk: chunk)
  }

  /// Puts the chunk's samples to their places, and those that are out of reach as they were sent.
  @discardableResult
  private func assemble(
    _ chunk: Int, of ledger: SampleLedger, shiftedBy offset: SampleCount, in window: SampleWindow
  ) -> UnsafeMutableRawBufferPointer {
    let bytes = ledger.bytes(ofChunk: chunk)
    let shift = Int(offset.byteCount)
    let target = UnsafeMutableRawBufferPointer(rebasing: chunkBuffer.bytes[..<bytes.count])
    let seen = (bytes.lowerBound + shift..<bytes.upperBound + shift).clamped(to: ledger.readable)
    let first = seen.lowerBound - shift - bytes.lowerBound
    UnsafeMutableRawBufferPointer(rebasing: target[first..<first + seen.count])
      .copyMemory(from: window[seen])
    if seen.count < bytes.count {
      ledger.fill(
        target, from: bytes.lowerBound,
        outside: seen.lowerBound - shift..<seen.upperBound - shift)
    }
    return target
  }

  /// Names the sectors of a chunk that is known to be wrong.
  private mutating func noteBadSectors(
    _ chunk: Int, of run: Run, _ offset: SampleCount, in window: SampleWindow
  ) {
    let bytes = assemble(chunk, of: run.ledger, shiftedBy: offset, in: window)
    let first = run.ledger.bytes(ofChunk: chunk).lowerBound / Self.sectorByteCount
    var reasons: [Mismatch.Reason?] = (0..<bytes.count / Self.sectorByteCount).map { index in
      let start = (first + index) * Self.sectorByteCount
      if Self.touchesUnreadable(
        start..<start + Self.sectorByteCount, shiftedBy: offset, in: window)
      {
        return .unreadable
      }
      let sector = UnsafeRawBufferPointer(
        rebasing: bytes[index * Self.sectorByteCount..<(index + 1) * Self.sectorByteCount])
      return run.ledger.stream.mayMatch(sector, sector: first + index) ? nil : .different
    }
    unreadableCount += reasons.count { $0 == .unreadable }
    // The chunk's digest is the proof. Where the marks find no bad sector, all of it is named.
    if reasons.allSatisfy({ $0 == nil }) { reasons = reasons.map { _ in .different } }
    for (index, reason) in reasons.enumerated() {
      if let reason { note(reason, at: run.start + BlockCount(first + index)) }
    }
  }

  /// Whether a part of the run lies in a sector that could not be read.
  private static func touchesUnreadable(
    _ bytes: Range<Int>, shiftedBy offset: SampleCount, in window: SampleWindow
  ) -> Bool {
    let first = bytes.lowerBound + Int(offset.byteCount)
    return window.unreadable.contains { sector in
      (sector * sectorByteCount..<(sector + 1) * sectorByteCount)
        .overlaps(first..<first + bytes.count)
    }
  }

  private mutating func note(_ reason: Mismatch.Reason, at address: LogicalBlockAddress) {
    mismatches.note(reason, at: address, paths: paths(address))
  }
}
