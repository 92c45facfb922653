internal import DiscModel

/// Gives every track its address.
///
/// Where one track joins the other, the sector in which the first ends belongs to the second, so that
/// whoever jumps there misses nothing of it.
struct DiscLayout {
  /// What a drive puts between tracks that it writes one by one: two run-out blocks and the pregap.
  private static let trackAtOnceGap = BlockCount(152)

  private let disc: AudioDisc
  private(set) var tracks: [AudioDiscPlan.Track] = []
  private(set) var runs: [SectorRun] = []
  private(set) var leadOut = LogicalBlockAddress.zero

  init(_ disc: AudioDisc, _ recording: AudioDiscPlan.Recording) {
    self.disc = disc
    switch recording {
    case .sessionAtOnce: layOutSession()
    case .trackAtOnce: layOutTracks()
    }
    for (index, track) in tracks.enumerated() {
      let next = index + 1 < tracks.count ? tracks[index + 1] : nil
      let end =
        recording == .trackAtOnce
        ? track.start + disc.tracks[index].length.blocks
        : next?.pregapStart ?? next?.start ?? leadOut
      tracks[index].blocks = end - track.start
    }
  }

  private mutating func layOutSession() {
    var run = RunBuilder(start: AudioDiscPlan.firstAddress)
    for (index, track) in disc.tracks.enumerated() {
      let pregap = index == 0 ? AudioDiscPlan.standardPregap : track.pregap
      var pregapStart: LogicalBlockAddress?
      if pregap > .zero {
        run.fillSector()
        pregapStart = run.address
        run.addSilence(SampleCount(filling: pregap))
      }
      add(track, index, at: run.address, pregapStart: pregapStart)
      run.addTrack(index, track.length)
    }
    run.fillSector()
    runs = [run.finish()]
    leadOut = run.address
  }

  private mutating func layOutTracks() {
    var start = LogicalBlockAddress.zero
    for (index, track) in disc.tracks.enumerated() {
      var run = RunBuilder(start: start)
      add(track, index, at: start, pregapStart: start - AudioDiscPlan.standardPregap)
      tracks[index].indices = []
      run.addTrack(index, track.length)
      run.fillSector()
      runs.append(run.finish())
      leadOut = run.address
      start = leadOut + Self.trackAtOnceGap
    }
  }

  private mutating func add(
    _ track: AudioTrack, _ index: Int, at start: LogicalBlockAddress,
    pregapStart: LogicalBlockAddress?
  ) {
    tracks.append(
      .init(
        number: index + 1, pregapStart: pregapStart, start: start,
        indices: track.indices.map { start + $0 }, blocks: .zero))
  }

  /// Why a disc laid out like this cannot be.
  func problems(_ capacity: AudioCapacity) -> [AudioDiscProblem] {
    var problems: [AudioDiscProblem] = []
    for track in tracks {
      if track.blocks < AudioDiscPlan.minimumTrack {
        problems.append(
          .trackTooShort(
            track: track.number, blocks: track.blocks, minimum: AudioDiscPlan.minimumTrack))
      }
      problems += misplacedIndices(of: track)
    }
    let limit = min(capacity.lastLeadOut, AudioCapacity.minutes90.lastLeadOut)
    if leadOut > limit {
      problems.append(.tooLong(required: leadOut - .zero, available: limit - .zero))
    }
    return problems
  }

  private func misplacedIndices(of track: AudioDiscPlan.Track) -> [AudioDiscProblem] {
    var before = track.start
    var problems: [AudioDiscProblem] = []
    for (offset, index) in track.indices.enumerated() {
      if index <= before || index >= track.start + track.blocks {
        problems.append(.indexOutOfPlace(track: track.number, index: offset + 2))
      }
      before = max(before, index)
    }
    return problems
  }
}

extension AudioDisc {
  /// More than any disc holds, and little enough to count with.
  private static let absurd = BlockCount(1_000_000)

  /// What keeps the disc from being laid out at all.
  var impossibilities: [AudioDiscProblem] {
    guard !tracks.isEmpty else { return [.noTracks] }
    var problems: [AudioDiscProblem] = tracks.count > 99 ? [.tooManyTracks(tracks.count)] : []
    for (index, track) in tracks.enumerated() {
      let longest = max(track.length.wholeBlocks, track.pregap)
      if track.length < .zero || track.pregap < .zero {
        problems.append(.negativeLength(track: index + 1))
      } else if longest > Self.absurd {
        problems.append(.tooLong(required: longest, available: AudioCapacity.minutes90.blocks))
      }
      if track.indices.count > 98 {
        problems.append(.tooManyIndices(track: index + 1, count: track.indices.count + 1))
      }
      if let first = track.indices.firstIndex(where: { $0 <= .zero || $0 > Self.absurd }) {
        problems.append(.indexOutOfPlace(track: index + 1, index: first + 2))
      }
    }
    return problems
  }
}

/// Strings parts together.
private struct RunBuilder {
  private let start: LogicalBlockAddress
  private var parts: [SectorRun.Part] = []
  private var length = SampleCount.zero

  init(start: LogicalBlockAddress) {
    self.start = start
  }

  /// The sector that the next sample goes to.
  var address: LogicalBlockAddress { start + length.wholeBlocks }

  mutating func addSilence(_ samples: SampleCount) {
    guard samples > .zero else { return }
    parts.append(.silence(samples))
    length += samples
  }

  mutating func addTrack(_ index: Int, _ samples: SampleCount) {
    parts.append(.track(index))
    length += samples
  }

  /// Adds silence up to the next whole sector.
  mutating func fillSector() {
    addSilence(SampleCount(filling: length.blocks) - length)
  }

  func finish() -> SectorRun {
    SectorRun(start: start, parts: parts, blocks: length.blocks)
  }
}
