import CompactDisc
import DiscModel
import Testing

@Suite("Audio disc plan") struct AudioDiscPlanTests {
  /// The worked example: 3:00, then 2 s of silence and 4:10:30, then 2:30:45 without a gap.
  static let example = AudioDisc(tracks: [
    AudioTrack(blocks: 13500), AudioTrack(blocks: 18780, pregap: 150), AudioTrack(blocks: 11295),
  ])

  private func problems(
    _ disc: AudioDisc, _ capacity: AudioCapacity = .minutes80
  ) -> [AudioDiscProblem] {
    do throws(AudioDiscError) {
      _ = try AudioDiscPlan(disc, capacity: capacity)
      return []
    } catch {
      return error.problems
    }
  }

  @Test func `gives the tracks of the worked example their addresses`() throws {
    let plan = try AudioDiscPlan(Self.example, capacity: .minutes80)
    #expect(plan.tracks.map(\.start.rawValue) == [0, 13650, 32430])
    #expect(plan.tracks.map { $0.pregapStart?.rawValue } == [-150, 13500, nil])
    #expect(plan.tracks.map(\.blocks.rawValue) == [13500, 18780, 11295])
    #expect(plan.leadOut == LogicalBlockAddress(43725))
    #expect(MinuteSecondFrame(plan.leadOut).description == "09:45:00")
    #expect(plan.runs.map(\.start.rawValue) == [-150])
    #expect(plan.runs.map(\.blocks.rawValue) == [43875])
  }

  @Test func `puts the sector in which two tracks join into the second`() throws {
    let disc = AudioDisc(tracks: [
      AudioTrack(length: SampleCount(300 * 588 + 1)),
      AudioTrack(length: SampleCount(300 * 588 + 587)),
      AudioTrack(length: SampleCount(300 * 588 + 1)),
    ])
    let plan = try AudioDiscPlan(disc, capacity: .minutes80)
    #expect(plan.tracks.map(\.start.rawValue) == [0, 300, 601])
    #expect(plan.leadOut == LogicalBlockAddress(902))
    #expect(
      plan.runs[0].parts == [
        .silence(SampleCount(150 * 588)), .track(0), .track(1), .track(2),
        .silence(SampleCount(587)),
      ])
  }

  @Test func `fills the last sector before a gap with silence`() throws {
    let disc = AudioDisc(tracks: [
      AudioTrack(length: SampleCount(300 * 588 + 500)), AudioTrack(blocks: 300, pregap: 150),
    ])
    let plan = try AudioDiscPlan(disc, capacity: .minutes80)
    #expect(plan.tracks[0].blocks == BlockCount(301))
    #expect(plan.tracks[1].pregapStart == LogicalBlockAddress(301))
    #expect(
      plan.runs[0].parts == [
        .silence(SampleCount(150 * 588)), .track(0), .silence(SampleCount(88)),
        .silence(SampleCount(150 * 588)), .track(1),
      ])
  }

  @Test func `counts indices from index 1`() throws {
    var disc = Self.example
    disc.tracks[1].indices = [BlockCount(75), BlockCount(750)]
    let plan = try AudioDiscPlan(disc, capacity: .minutes80)
    #expect(plan.tracks[1].indices.map(\.rawValue) == [13725, 14400])
  }

  @Test func `has one run for each track where a disc is written track by track`() throws {
    let plan = try AudioDiscPlan(Self.example, recording: .trackAtOnce, capacity: .minutes80)
    #expect(plan.tracks.map(\.start.rawValue) == [0, 13652, 32584])
    #expect(plan.runs.map(\.parts) == [[.track(0)], [.track(1)], [.track(2)]])
    #expect(plan.runs.map(\.blocks.rawValue) == [13500, 18780, 11295])
    #expect(plan.leadOut == LogicalBlockAddress(43879))
    #expect(plan.compromises == [.gapChanged(track: 3)])
  }

  @Test func `says what a disc written track by track will lack`() throws {
    var disc = Self.example
    disc.tracks[0].title = "One"
    disc.tracks[1].indices = [BlockCount(75)]
    let plan = try AudioDiscPlan(disc, recording: .trackAtOnce, capacity: .minutes80)
    #expect(
      plan.compromises == [.textLeftOut, .indicesLeftOut(track: 2), .gapChanged(track: 3)])
    #expect(try AudioDiscPlan(disc, capacity: .minutes80).compromises == [])
  }

  @Test func `fits a disc to the last sector, and no further`() throws {
    let limits: [(AudioCapacity, Int64)] = [
      (.minutes74, 333_000), (.minutes80, 359_849), (.minutes90, 404_849),
      (
        AudioCapacity(lastLeadOut: MinuteSecondFrame(minute: 79, second: 59, frame: 70).address),
        359_845
      ),
    ]
    for (capacity, blocks) in limits {
      #expect(problems(AudioDisc(tracks: [AudioTrack(blocks: blocks)]), capacity) == [])
      #expect(
        problems(AudioDisc(tracks: [AudioTrack(blocks: blocks + 1)]), capacity) == [
          .tooLong(required: BlockCount(blocks + 1), available: BlockCount(blocks))
        ])
    }
  }

  @Test func `plans no times that drives take for the lead-in, whatever the disc says`() {
    let disc = AudioDisc(tracks: [AudioTrack(blocks: 404_850)])
    let capacity = AudioCapacity(lastLeadOut: LogicalBlockAddress(440_000))
    #expect(
      problems(disc, capacity) == [
        .tooLong(required: BlockCount(404_850), available: BlockCount(404_849))
      ])
  }

  @Test func `has tracks of 4 seconds at least`() {
    let disc = AudioDisc(tracks: [
      AudioTrack(blocks: 300), AudioTrack(blocks: 299, pregap: 150),
      AudioTrack(length: SampleCount(1)),
    ])
    #expect(
      problems(disc) == [
        .trackTooShort(track: 2, blocks: BlockCount(299), minimum: BlockCount(300)),
        .trackTooShort(track: 3, blocks: BlockCount(1), minimum: BlockCount(300)),
      ])
  }

  @Test func `has 1 to 99 tracks`() {
    #expect(problems(AudioDisc(tracks: [])) == [.noTracks])
    let track = AudioTrack(blocks: 300)
    #expect(problems(AudioDisc(tracks: Array(repeating: track, count: 99))) == [])
    #expect(
      problems(AudioDisc(tracks: Array(repeating: track, count: 100))) == [.tooManyTracks(100)])
  }

  @Test func `has indices up to 99, in order, within their track`() {
    var disc = AudioDisc(tracks: [AudioTrack(blocks: 300)])
    disc.tracks[0].indices = [BlockCount(10), BlockCount(10), BlockCount(300)]
    #expect(
      problems(disc) == [
        .indexOutOfPlace(track: 1, index: 3), .indexOutOfPlace(track: 1, index: 4),
      ])
    disc.tracks[0].indices = (1...98).map { BlockCount(Int64($0)) }
    #expect(problems(disc) == [])
    disc.tracks[0].indices.append(BlockCount(Int64(99)))
    #expect(problems(disc) == [.tooManyIndices(track: 1, count: 100)])
  }

  @Test func `tells every reason, and bears lengths that no disc has`() {
    let disc = AudioDisc(tracks: [
      AudioTrack(length: SampleCount(-1)), AudioTrack(length: SampleCount(.max)),
      AudioTrack(blocks: 300, pregap: .max), AudioTrack(blocks: 300, pregap: .min),
    ])
    let available = BlockCount(404_849)
    #expect(
      problems(disc) == [
        .negativeLength(track: 1),
        .tooLong(required: BlockCount(Int64.max / 588), available: available),
        .tooLong(required: BlockCount(Int64.max), available: available),
        .negativeLength(track: 4),
      ])
  }
}
