/// What is recorded on a BD-R in random recording mode: each cluster is written once, in any order.
///
/// Source: MMC-6, "BD-R Random Recording Mode" and "Write Once Feature".
struct RandomRecording: Hashable, Sendable, Codable {
  /// Blocks that lie together, in whole clusters.
  struct Run: Hashable, Sendable, Codable {
    var start: Int64
    var end: Int64

    var range: Range<Int64> { start..<max(start, end) }
  }

  var extent: FormattedExtent
  /// What is recorded, from the first address on; no two runs touch.
  var runs: [Run] = []
  /// Where blocks are being written that ``runs`` may not tell yet. On a medium that is opened it
  /// means that the last recording was never brought to its end.
  var pending: Run?
  /// Nothing more can be written.
  var isFinalized = false
}

extension RandomRecording {
  /// The first block of `range` that nothing was written to; nil if all of it is recorded.
  func firstBlank(in range: Range<Int64>) -> Int64? {
    var position = range.lowerBound
    for run in runs where run.range.contains(position) { position = run.end }
    return position < range.upperBound ? position : nil
  }

  /// The first block of `range` that is recorded; nil if none is.
  func firstRecorded(in range: Range<Int64>) -> Int64? {
    runs.first { $0.range.overlaps(range) }.map { max($0.start, range.lowerBound) }
  }

  /// Notes that the clusters of `range` are recorded.
  mutating func insert(_ range: Range<Int64>) {
    var (start, end) = (range.lowerBound, range.upperBound)
    let touching = runs.filter { $0.start <= end && $0.end >= start }
    start = min(start, touching.first?.start ?? start)
    end = max(end, touching.last?.end ?? end)
    runs.removeAll { $0.start <= end && $0.end >= start }
    let index = runs.firstIndex { $0.start > end } ?? runs.count
    runs.insert(Run(start: start, end: end), at: index)
  }

  /// What cannot come from a recording; nil if all is well.
  var fault: String? {
    var end: Int64 = -1
    for run in runs + (pending.map { [$0] } ?? []) {
      guard run.start >= 0, run.start < run.end, run.end <= extent.blocks, run.start % 32 == 0
      else {
        return "runs"
      }
    }
    for run in runs {
      guard run.start > end else { return "runs" }
      end = run.end
    }
    return nil
  }
}

extension LoadedMedium {
  /// How far ahead a recording is announced on the disk: 16 MiB.
  private static let announcedBlocks: Int64 = 8192

  /// Tells the record where blocks come, before they are stored.
  mutating func announce(_ range: Range<Int64>) throws(VirtualDriveError) {
    guard case .writeOnce(var recording)? = record.overwritable else { return }
    if let pending = recording.pending?.range, range.clamped(to: pending) == range { return }
    let end = min(
      max(range.upperBound, range.lowerBound + Self.announcedBlocks), recording.extent.blocks)
    recording.pending = .init(start: range.lowerBound, end: end)
    note { $0.overwritable = .writeOnce(recording) }
    try keepRecord()
  }

  /// Takes up the clusters that were stored where a recording broke off: those that hold something.
  mutating func takeUpAnnounced() throws(VirtualDriveError) {
    guard case .writeOnce(var recording)? = record.overwritable, let pending = recording.pending
    else { return }
    let unit = kind.writeUnit
    for start in stride(from: pending.start, to: pending.end, by: Int(unit)) {
      let cluster = start..<start + unit
      guard recording.firstRecorded(in: cluster) == nil else { continue }
      let bytes = try sectors.read(at: start, count: Int(unit))
      if bytes.contains(where: { $0 != 0 }) { recording.insert(cluster) }
    }
    recording.pending = nil
    note { $0.overwritable = .writeOnce(recording) }
  }
}
