import CompactDisc
import DiscModel
import MMC
import Synchronization
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

@Suite("Audio discs that go wrong") struct AudioFaultTests {
  private static func broken(at samples: Int64, track: Int = 1) -> Music {
    var music = Music.plain
    music.tracks[track].breaksAt = samples
    return music
  }

  private static func failure(_ track: Int, at samples: Int64) -> BurnError.Code {
    .trackFailed(
      track: track,
      AudioDecodingError(
        path: Music.path(track - 1), position: SampleCount(samples), reason: .broken("torn")))
  }

  @Test func `cost no disc if the file is known to be bad before the first write`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(Self.broken(at: 40_000)))
    #expect(outcome.error?.code == Self.failure(2, at: 40_000))
    #expect(outcome.error?.medium == .untouched)
    #expect(outcome.error?.recovery == .checkSource(path: "/music/2.flac"))
    #expect(outcome.commands(0x2A).isEmpty)
  }

  /// Most drives cannot close a session of which a part is missing.
  private static let cannotClose = FaultScript.Rule.onClose(
    calls: nil, .sense(VirtualSense(0x5, 0x72, 0x03)))

  @Test func `are lost if a file breaks in the midst of a session`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(Self.broken(at: 200_000)), faults: [Self.cannotClose],
      source: bench.source(bufferByteCount: 200_000))
    #expect(outcome.error?.code == Self.failure(2, at: 200_000))
    #expect(outcome.error?.medium == .lost)
    #expect(!outcome.commands(0x2A).isEmpty)
  }

  @Test func `can be heard as far as they go if the drive closes what there is`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(Self.broken(at: 200_000)),
      source: bench.source(bufferByteCount: 200_000))
    guard case .partlyWritten(let blocks, .zero, _) = outcome.condition else {
      Issue.record("\(outcome.condition)")
      return
    }
    // 375 of the first track, the gap, and what 200,000 samples fill.
    #expect((800...865).contains(blocks.rawValue))
    expectBytes(
      Array(try bench.exported().sectors.prefix(375 * 2352)), equal: Music.plain.samples(0))
  }

  @Test func `keep the tracks that are whole if a file breaks track by track`() async throws {
    let bench = try BurnBench.audio()
    var music = Music.simple
    music.tracks[1].breaksAt = 170_000
    let outcome = try await bench.run(
      try await bench.plan(music),
      faults: [.on(0x5D, calls: nil, .sense(VirtualSense(0x5, 0x26, 0x00)))],
      source: bench.source(bufferByteCount: 200_000))
    #expect(outcome.error?.code == Self.failure(2, at: 170_000))
    guard case .partlyWritten(let blocks, _, _) = outcome.condition else {
      Issue.record("\(outcome.condition)")
      return
    }
    // 300 of the first track and 275 to 289 of the second.
    #expect((570...600).contains(blocks.rawValue))
    expectBytes(
      Array(try bench.exported().sectors.prefix(300 * 2352)), equal: Music.simple.samples(0))
  }

  @Test func `are refused if they are too long by one sector, by how much`() async throws {
    let blocks = Int64(Music.plain.expectedProgram.count / 2352)
    _ = try await BurnBench.audio(blocks: blocks).plan(Music.plain)
    let bench = try BurnBench.audio(blocks: blocks - 1)
    let problem = PlanProblem.audio(
      .tooLong(required: BlockCount(blocks), available: BlockCount(blocks - 1)))
    await #expect(throws: PlanError(problems: [problem])) {
      _ = try await bench.plan(Music.plain)
    }
  }

  @Test func `are lost if the user cancels in the midst of a session`() async throws {
    let bench = try BurnBench.audio()
    let plan = try await bench.plan(.plain)
    bench.observer.before(0x2A, call: 20, cancelCurrentTask)
    let outcome = try await bench.run(plan, faults: [Self.cannotClose])
    #expect(outcome.error?.code == .cancelled)
    #expect(outcome.error?.medium == .lost)
  }

  @Test func `leave the disc as it is if the user cancels before`() async throws {
    let bench = try BurnBench.audio()
    let plan = try await bench.plan(.plain)
    let isFirst = Mutex(true)
    bench.observer.before(0x5D) {
      let cancels = isFirst.withLock { first in
        defer { first = false }
        return first
      }
      if cancels { cancelCurrentTask() }
    }
    let outcome = try await bench.run(plan)
    #expect(outcome.error?.code == .cancelled)
    #expect(outcome.error?.medium == .untouched)
    #expect(try await bench.run(try await bench.plan(.plain)).report().proof == .everyBlock)
  }

  @Test func `end with the drive if that is gone`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.plain), faults: [.on(0x2A, call: 20, .vanish)])
    #expect(outcome.error?.code == .driveLost)
    #expect(outcome.error?.medium == .unknown)
  }

  @Test func `are lost if the drive cannot write on, and tell where`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.plain),
      faults: [.onWrite(to: 500..<501, .sense(.mediumError)), Self.cannotClose])
    #expect(outcome.error?.code == .writingFailed(at: LogicalBlockAddress(500)))
    #expect(outcome.error?.medium == .lost)
  }

  @Test func `are written in the end though the drive's buffer is full`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.rich),
      options: VirtualDriveOptions(bufferByteCount: 100_000, fullBuffer: .answersBusy))
    #expect(try outcome.report().proof == .everyBlock)
  }

  @Test func `need a blank CD`() async throws {
    let bench = try BurnBench.audio()
    try await bench.run(try await bench.plan(.plain))
    await #expect(throws: PlanError(problems: [.audioNeedsBlankDisc])) {
      _ = try await bench.plan(.plain)
    }
    let other = try BurnBench(.dvdPlusR, files: [:])
    await #expect(throws: PlanError(problems: [.audioNeedsCD(.dvdPlusR)])) {
      _ = try await other.plan(.plain)
    }
  }
}
