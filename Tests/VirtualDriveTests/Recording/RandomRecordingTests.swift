import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing

@testable import VirtualDrive

/// 31,744 blocks, of which 1,024 are spare and 30,720 (7800h) can be written.
/// Source: MMC-6, "FORMAT UNIT Command", format type 32h; "Write Once Feature"; of BLANK CHECK: SPC-4,
/// "Sense key descriptions".
@Suite("BD-R for random recording") struct RandomRecordingTests {
  private func formatted(_ descriptor: HexFixture = "00 00 78 00 CA 00 00 00") throws -> DriveBench
  {
    let bench = try DriveBench(.bdR, blocks: 31_744)
    try #require(bench.format(descriptor).status == 0)
    bench.settle()
    return bench
  }

  @Test(arguments: [
    "00 00 78 00 CA 00 00 00", "00 00 78 00 02 00 08 00", "00 00 00 00 CA 00 00 00",
  ])
  func `is another profile, with one track that is complete`(descriptor: String) throws {
    let bench = try formatted(HexFixture(descriptor))
    expectBytes(
      bench.send("46 02 00 25 00 00 00 00 14 00", reply: 20).bytes,
      equal: "00 00 00 10 00 00 00 42 00 25 01 08 00 00 08 00 00 20 01 00")
    #expect(
      ConfigurationTests.currentFeatures(bench)
        .subtracting([0, 1, 2, 3, 0x100, 0x105, 0x107, 0x108])
        == [0x0010, 0x0024, 0x0025, 0x0040, 0x0041])
    // The last session complete, the disc of another kind.
    expectBytes(bench.discInformation().bytes[..<7], equal: "00 20 0F 01 01 01 01")
    expectBytes(bench.formatCapacities(), equal: "00 00 00 08 00 00 78 00 02 00 08 00")
    expectBytes(bench.track(1).bytes[5..<8], equal: "04 31 00")
    expectBytes(bench.track(1).bytes[20..<28], equal: "00 00 00 20 00 00 78 00")
    expectBytes(
      bench.send("25 00 00 00 00 00 00 00 00 00", reply: 8).bytes,
      equal: "00 00 77 FF 00 00 08 00")
  }

  @Test func `is offered while the disc is blank`() throws {
    let bench = try DriveBench(.bdR, blocks: 31_744)
    #expect(bench.formatCapacities().suffix(8) == [0, 0, 0x78, 0, 0xCA, 0, 0, 0])
    // Feature 0023h: byte 8, bit 0.
    expectBytes(
      bench.send("46 02 00 23 00 00 00 00 14 00", reply: 20).bytes[8...],
      equal: "00 23 05 08 00 00 00 00 01 00 00 00")
    bench.write(0..<32)
    bench.synchronize()
    #expect(bench.format("00 00 78 00 CA 00 00 00").sense == "5/30/06")
  }

  @Test func `is written once at each address, in any order`() throws {
    let bench = try formatted()
    #expect(bench.write(640..<704).status == 0)
    #expect(bench.write(0..<32).status == 0)
    #expect(bench.write(704..<736).status == 0)
    expectBytes(bench.read(640..<736).bytes, equal: DriveBench.pattern(640..<736))
    expectBytes(bench.read(0..<32).bytes, equal: DriveBench.pattern(0..<32))
    let again = bench.write(608..<672)
    #expect(again.sense == "8/00/00")
    #expect(again.senseBytes[3..<7] == [0, 0, 0x02, 0x80])
    #expect(bench.write(608..<640).status == 0)
    bench.synchronize()
    #expect(bench.write(0..<32).sense == "8/00/00")
    expectBytes(bench.read(0..<32).bytes, equal: DriveBench.pattern(0..<32))
  }

  @Test func `says of a block that nothing was written to that it is blank`() throws {
    let bench = try formatted()
    bench.write(32..<64)
    for range in [0..<1, 31..<33, 63..<65] {
      #expect(bench.read(range).sense == "8/00/00")
    }
    #expect(bench.read(40..<80).senseBytes[3..<7] == [0, 0, 0, 64])
    #expect(bench.send("2F 00 00 00 00 00 00 00 20 00").sense == "8/00/00")
    #expect(bench.read(30_720..<30_721).sense == "5/21/00")
  }

  @Test func `is written in whole clusters`() throws {
    let bench = try formatted()
    #expect(bench.write(16..<48).sense == "5/24/00")
    #expect(bench.write(32..<48).sense == "5/24/00")
    #expect(bench.write(30_720..<30_752).sense == "5/21/00")
    #expect(bench.read(32..<33).sense == "8/00/00")
  }

  @Test func `is finished by CLOSE, function 6, and by no other`() throws {
    let bench = try formatted()
    bench.write(0..<32)
    #expect(bench.close(2).sense == "5/24/00")
    #expect(bench.close(1, track: 1).sense == "5/24/00")
    #expect(bench.close(6).status == 0)
    bench.settle()
    #expect(bench.discInformation().bytes[2] == 0x0E)
    #expect(bench.write(32..<64).sense == "7/27/00")
    #expect(bench.close(6).sense == "7/27/00")
    #expect(!ConfigurationTests.currentFeatures(bench).contains(0x0025))
    expectBytes(bench.read(0..<32).bytes, equal: DriveBench.pattern(0..<32))
    #expect(bench.drive.medium?.condition == .closed)
  }

  @Test func `has no tracks to reserve and no way to write again`() throws {
    let bench = try formatted()
    #expect(bench.reserve(64).sense == "5/30/02")
    #expect(bench.send("51 02 00 00 00 00 00 00 10 00", reply: 16).sense == "5/24/00")
  }

  @Test func `keeps what was written, also of a program that was killed`() throws {
    let bench = try formatted()
    bench.write(640..<672)
    bench.synchronize()
    bench.write(0..<64)
    bench.write(20_000..<20_032)
    bench.fill(20_032..<20_064, with: 0)
    try bench.reopen()
    _ = bench.test()
    for range in [640..<672, 0..<64, 20_000..<20_032] {
      expectBytes(bench.read(range).bytes, equal: DriveBench.pattern(range))
    }
    // Of zeros nothing tells whether they were written.
    #expect(bench.read(20_032..<20_033).sense == "8/00/00")
    #expect(bench.write(0..<32).sense == "8/00/00")
    #expect(bench.drive.medium?.condition == .appendable)
  }

  @Test func `is read by the engine as a disc that it does not write`() async throws {
    let bench = try formatted()
    bench.write(0..<32)
    bench.synchronize()
    let drive = bench.drive
    let found = try #require(
      try await DriveReference(name: "virtual") { _ in drive }.inspect().medium)
    #expect(found.profile == .bdRRandom)
    #expect(found.condition == .closed)
    #expect(found.tracks.map(\.blocks) == [BlockCount(30_720)])
    #expect(found.nextWritableAddress == nil)
  }
}

@Suite("The clusters of a random recording") struct RandomRecordingRunTests {
  private func recording(_ ranges: Range<Int64>...) -> RandomRecording {
    var recording = RandomRecording(extent: FormattedExtent(blocks: 3200))
    for range in ranges { recording.insert(range) }
    return recording
  }

  @Test func `are joined where they touch`() {
    func runs(_ ranges: Range<Int64>...) -> [Range<Int64>] {
      var recording = recording()
      for range in ranges { recording.insert(range) }
      return recording.runs.map(\.range)
    }
    #expect(runs(64..<96, 0..<32) == [0..<32, 64..<96])
    #expect(runs(64..<96, 0..<32, 32..<64) == [0..<96])
    #expect(runs(0..<32, 128..<160, 64..<96) == [0..<32, 64..<96, 128..<160])
    #expect(runs(0..<64, 32..<96) == [0..<96])
    #expect(runs(64..<96, 0..<160) == [0..<160])
  }

  @Test func `are looked up`() {
    let recording = recording(0..<64, 96..<128)
    #expect(recording.firstBlank(in: 0..<64) == nil)
    #expect(recording.firstBlank(in: 32..<128) == 64)
    #expect(recording.firstBlank(in: 70..<71) == 70)
    #expect(recording.firstRecorded(in: 64..<96) == nil)
    #expect(recording.firstRecorded(in: 64..<128) == 96)
    #expect(recording.firstRecorded(in: 32..<96) == 32)
  }

  @Test(
    arguments: [
      [(-32, 0)], [(0, 0)], [(32, 0)], [(0, 3232)], [(16, 32)], [(64, 96), (0, 32)],
      [(0, 64), (32, 96)], [(0, 32), (32, 64)],
    ] as [[(Int64, Int64)]])
  func `are refused that no recording leaves`(runs: [(Int64, Int64)]) throws {
    let root = try TemporaryFolder()
    let path = root.path("medium.json")
    var record = MediumRecord(kind: .bdR, blocks: 31_744)
    record.state = .overwritable(.writeOnce(recording(0..<32)))
    #expect(record.fault == nil)
    try record.write(path)
    #expect(try MediumRecord.read(path) == record)
    var damaged = recording()
    damaged.runs = runs.map { .init(start: $0.0, end: $0.1) }
    record.state = .overwritable(.writeOnce(damaged))
    try record.write(path)
    #expect(throws: VirtualDriveError.damagedDescription(path: path.string, detail: "runs")) {
      try MediumRecord.read(path)
    }
  }

  @Test func `are of a BD-R alone`() {
    var record = MediumRecord(kind: .bdRE, blocks: 31_744)
    record.state = .overwritable(.writeOnce(recording(0..<32)))
    #expect(record.fault == "overwritable")
  }
}
