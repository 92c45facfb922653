import CompactDisc
import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

@Suite("Reading an audio disc back") struct AudioReadBackTests {
  private static func late(
    _ samples: @escaping @Sendable (Int64) -> Int
  ) -> BurnBench.Wrapper {
    { LateDrive(drive: $0, lateness: samples) }
  }

  @Test(arguments: [0, 6, -24, 48, 102, 667, -582, 1164, -1164, 1764])
  func `finds the offset at which the drive reads`(samples: Int) async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.plain), behind: Self.late { _ in samples })
    let report = try outcome.report()
    #expect(report.proof == .everyBlock)
    #expect(report.audio?.readOffset == SampleCount(Int64(samples)))
    #expect(outcome.events.contains(.readOffsetFound(SampleCount(Int64(samples)))))
  }

  /// Whether the drive reads late or early, as many samples are lost at one edge. The last chunk, which
  /// alone is read there in a quick verification, has one sector.
  @Test(
    arguments: [
      (0, .full, 0), (6, .full, 6), (-24, .full, 24), (1764, .full, 1764), (6, .quick, 6),
      (-24, .quick, 24), (1764, .quick, 588),
    ] as [(Int, BurnRequest.Verification, Int64)])
  func `tells how many samples it could not compare`(
    samples: Int, verification: BurnRequest.Verification, lost: Int64
  ) async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.plain, verification: verification), behind: Self.late { _ in samples })
    #expect(try outcome.report().audio?.outOfReach == SampleCount(lost))
  }

  @Test func `tells what it could not compare of each track that was written for itself`()
    async throws
  {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.simple), faults: [.on(0x5D, calls: nil, .sense(.init(0x5, 0x20, 0)))],
      behind: Self.late { _ in 6 })
    #expect(outcome.recording == .trackAtOnce)
    #expect(try outcome.report().audio?.outOfReach == SampleCount(12))
  }

  @Test func `has nothing out of reach where nothing was heard or asked for`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.plain, verification: .none), behind: Self.late { _ in 6 })
    #expect(try outcome.report().audio?.outOfReach == .zero)
  }

  @Test func `wants the same offset all over the disc`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.plain), behind: Self.late { $0 < 900 ? 30 : 31 })
    guard case .verificationFailed(let mismatches) = outcome.error?.code else {
      Issue.record("\(String(describing: outcome.error))")
      return
    }
    #expect(mismatches.allSatisfy { $0.start >= LogicalBlockAddress(870) })
    #expect(Set(mismatches.flatMap(\.paths)) == ["/music/2.flac", "/music/3.flac"])
  }

  @Test func `names the file whose samples are wrong, and the sector`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.plain), faults: [.onWrite(to: 700..<701, .corruption)])
    #expect(
      outcome.error?.code
        == .verificationFailed([
          Mismatch(
            start: LogicalBlockAddress(700), blocks: BlockCount(1), reason: .different,
            paths: ["/music/2.flac"])
        ]))
    #expect(outcome.error?.medium == .closed)
  }

  @Test func `names what cannot be read`() async throws {
    let bench = try BurnBench.audio()
    let bad = FaultScript.Rule(
      operations: [0xBE], addresses: 100..<102, calls: nil, .sense(.mediumError))
    let outcome = try await bench.run(try await bench.plan(.plain), faults: [bad])
    #expect(
      outcome.error?.code
        == .verificationFailed([
          Mismatch(
            start: LogicalBlockAddress(100), blocks: BlockCount(2), reason: .unreadable,
            paths: ["/music/1.flac"])
        ]))
  }

  /// The gap lies in 375…524.
  @Test func `does not take silence that cannot be read for silence`() async throws {
    let bench = try BurnBench.audio()
    let bad = FaultScript.Rule(
      operations: [0xBE], addresses: 450..<451, calls: nil, .sense(.mediumError))
    let outcome = try await bench.run(try await bench.plan(.plain), faults: [bad])
    guard case .verificationFailed(let mismatches) = outcome.error?.code else {
      Issue.record("\(String(describing: outcome.error))")
      return
    }
    #expect(mismatches.map(\.start) == [LogicalBlockAddress(450)])
  }

  @Test func `reads again what was read the second time`() async throws {
    let bench = try BurnBench.audio()
    let bad = FaultScript.Rule(
      operations: [0xBE], addresses: 300..<301, calls: 2, .sense(.mediumError))
    let outcome = try await bench.run(try await bench.plan(.plain), faults: [bad])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(outcome.events.contains(.readAgain(at: LogicalBlockAddress(300), attempt: 2)))
  }

  @Test func `asks in another way where the drive does not know the first`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.plain),
      faults: [.on(0xBE, calls: 2, .sense(VirtualSense(0x5, 0x24, 0x00)))])
    #expect(try outcome.report().proof == .everyBlock)
    let good = try #require(outcome.commands(0xBE).first { $0.isGood })
    #expect(good.bytes[1] == 0 && good.bytes[9] == 0xF8)
  }

  @Test func `proves a silent disc, without an offset`() async throws {
    let bench = try BurnBench.audio()
    let silence = AudioContent(
      disc: AudioDisc(tracks: [AudioTrack(length: SampleCount(300 * 588))]),
      paths: [Music.path(0)]
    ) { _ in
      NoiseDecoder([UInt8](repeating: 0, count: 300 * 2352), path: Music.path(0), breaksAt: nil)
    }
    let outcome = try await bench.run(try await bench.plan(BurnRequest(.audio(silence))))
    #expect(try outcome.report().proof == .everyBlock)
    #expect(try outcome.report().audio?.readOffset == nil)
  }

  /// A tone of 441 Hz repeats after 100 samples, so many offsets fit until it ends.
  @Test func `is not misled by music that repeats`() async throws {
    let bench = try BurnBench.audio()
    var tone = (0..<400 * 588).flatMap { index -> [UInt8] in
      let value = UInt8(index % 100)
      return [value, 0, value, 0]
    }
    for index in tone.indices.suffix(40 * 2352) { tone[index] = UInt8(index % 251) }
    let samples = tone
    let content = AudioContent(
      disc: AudioDisc(tracks: [AudioTrack(length: SampleCount(400 * 588))]),
      paths: [Music.path(0)]
    ) { _ in NoiseDecoder(samples, path: Music.path(0), breaksAt: nil) }
    let outcome = try await bench.run(
      try await bench.plan(BurnRequest(.audio(content))), behind: Self.late { _ in 230 })
    #expect(try outcome.report().proof == .everyBlock)
    #expect(try outcome.report().audio?.readOffset == SampleCount(230))
  }

  @Test func `notices a wrong table of contents`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.plain)) { drive in
      FalsifyingDrive(drive: drive, operationCode: 0x43) { command, reply in
        // The frame of track 2: 4 bytes of header, A0, A1, A2, track 1, then 10 bytes on.
        if command[2] == 2, reply.count > 60 { reply[4 + 4 * 11 + 10] += 1 }
      }
    }
    let expected = LogicalBlockAddress(525)
    #expect(
      outcome.error?.code
        == .contentsDiffer([
          .trackStart(track: 2, expected: expected, found: expected + BlockCount(1))
        ]))
    #expect(outcome.error?.medium == .closed)
  }

  @Test func `notices other texts`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.rich)) { drive in
      FalsifyingDrive(drive: drive, operationCode: 0x43) { command, reply in
        if command[2] == 5, reply.count > 20 { reply[4 + 5] ^= 0x01 }
      }
    }
    #expect(outcome.error?.code == .contentsDiffer([.text]))
  }

  @Test func `notices other codes`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.rich)) { drive in
      FalsifyingDrive(drive: drive, operationCode: 0x42) { command, reply in
        if reply.count > 12 { reply[9] = UInt8(ascii: "9") }
      }
    }
    #expect(
      outcome.error?.code
        == .contentsDiffer([
          .catalogNumber(found: "9123456789012"),
          .recordingCode(track: 1, found: "9EABC2500001"),
        ]))
  }

  @Test func `says which codes this drive does not read`() async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(
      try await bench.plan(.rich),
      faults: [.on(0x42, calls: nil, .sense(VirtualSense(0x5, 0x24, 0x00)))])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(
      try outcome.report().audio?.unconfirmed == [.catalogNumber, .recordingCode(track: 1)])
  }

  @Test func `finds the disc that was asked for`() async throws {
    let bench = try BurnBench.audio()
    try await bench.run(try await bench.plan(.rich))
    let found = try #require(
      try await AudioContentsReader.read(.everything, from: bench.reference()))
    var wanted = try Music.rich.disc()
    for index in wanted.tracks.indices {
      wanted.tracks[index].length = SampleCount(
        filling: try Self.plannedBlocks(track: index))
    }
    #expect(found.disc == wanted)
    #expect(found.leadOut == LogicalBlockAddress(1351))
  }

  /// A drive on whose disc the sectors at `codes` tell the catalogue number, with the flag of
  /// sub-channel P where it is wanted, in place of where they are.
  private static func contents(
    of bench: BurnBench, codes: [Int], isPause: Bool
  ) async throws -> AudioContents? {
    let reference = bench.reference { drive in
      FalsifyingDrive(drive: drive, operationCode: 0xBE) { command, reply in
        let address = command[2...5].reduce(0) { $0 << 8 | Int($1) }
        guard codes.contains(address), reply.count == 16 else { return }
        reply.copyBytes(from: [0x02, 0x01, 0x23, 0x45, 0x67, 0x89, 0x01, 0x20, 0, 0])
        reply[15] = isPause ? 0x80 : 0
      }
    }
    return try await AudioContentsReader.read(.everything, from: reference)
  }

  /// The first track has 375 sectors; the second has its index 1 at 525 and its index 2 at 625.
  @Test(
    arguments: [
      // On neither side is anything lost; then codes on the sectors before and behind.
      ([], false, 375, 100), ([374], false, 375, 100), ([373, 374, 376], false, 375, 100),
      ([624, 626], false, 375, 100),
      // The first sectors of the gap and of the index tell codes themselves.
      ([375], true, 375, 100), ([375, 376], true, 375, 100), ([375], false, 376, 100),
      ([625], false, 375, 101), ([524, 525], false, 375, 100),
    ] as [([Int], Bool, Int64, Int64)])
  func `finds gaps and indices among sectors that tell codes`(
    codes: [Int], isPause: Bool, gap: Int64, index: Int64
  ) async throws {
    let bench = try BurnBench.audio()
    try await bench.run(try await bench.plan(.rich))
    let found = try #require(
      try await Self.contents(of: bench, codes: codes, isPause: isPause))
    #expect(found.tracks[0].blocks == BlockCount(gap))
    #expect(found.tracks[1].pregap == BlockCount(525 - gap))
    #expect(found.tracks[1].indices == [BlockCount(index)])
    #expect(found.tracks[2].pregap == .zero && found.tracks[2].indices == [])
  }

  @Test func `leaves a gap to the table of contents where too many sectors tell codes`()
    async throws
  {
    let bench = try BurnBench.audio()
    try await bench.run(try await bench.plan(.rich))
    let found = try #require(
      try await Self.contents(of: bench, codes: Array(1..<520), isPause: true))
    #expect(found.tracks[0].blocks == BlockCount(525) && found.tracks[1].pregap == .zero)
  }

  private static func plannedBlocks(track: Int) throws -> BlockCount {
    try AudioDiscPlan(Music.rich.disc(), capacity: .minutes74).tracks[track].blocks
  }
}
