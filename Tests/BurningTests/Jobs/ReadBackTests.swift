import DiscImage
import DiscModel
import MMC
import Testing
import VirtualDrive

@testable import Burning

@Suite("Reading a burnt disc back") struct ReadBackTests {
  /// Where the contents of a file begin, by the disc's own directory.
  private static func place(of path: String, in plan: BurnPlan) -> Int64 {
    let layout = plan.request.layout
    let blocks = 0..<layout.blockCount.rawValue
    return blocks.first { layout.paths(at: BlockCount($0), blocks: BlockCount(1)) == [path] } ?? -1
  }

  private static func mismatches(_ outcome: BurnOutcome) -> [Mismatch] {
    guard case .verificationFailed(let mismatches)? = outcome.error?.code else { return [] }
    return mismatches
  }

  @Test(arguments: MediumKind.burnable)
  func `names the sector that the drive cannot read, and its file`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    let plan = try await bench.plan()
    let bad = Self.place(of: "/numbers/e.bin", in: plan) + 100
    let outcome = try await bench.run(
      plan, faults: [.onRead(of: bad..<bad + 1, .sense(.readError))])
    let mismatch = Mismatch(
      start: LogicalBlockAddress(Int32(bad)), blocks: BlockCount(1), reason: .unreadable,
      paths: ["/numbers/e.bin"])
    let error = BurnError(code: .verificationFailed([mismatch]), medium: .closed)
    #expect(outcome.error == error)
    #expect(error.recovery == .retryAtLowerSpeed)
    #expect(outcome.events.contains(.mismatchFound(mismatch)))
    #expect(outcome.events.suffix(2) == [.failed(error.code), .mediumLeft(.closed)])
  }

  @Test func `is content with a sector that the second attempt reads, and notes it`()
    async throws
  {
    let bench = try BurnBench(.bdR)
    // The first attempt is the whole chunk, the second the sector alone, the third that again.
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.onRead(of: 500..<501, calls: 2, .sense(.readError))])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(outcome.events.contains(.readAgain(at: LogicalBlockAddress(500), attempt: 2)))
  }

  @Test func `notes nothing when the sectors of a chunk can be read one by one`() async throws {
    let bench = try BurnBench(.bdR)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.onRead(of: 500..<501, calls: 1, .sense(.readError))])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(!outcome.events.contains { if case .readAgain = $0 { true } else { false } })
  }

  @Test(arguments: [true, false])
  func `finds the one sector in which a bit is wrong, and whose it is`(
    whileWriting: Bool
  ) async throws {
    let bench = try BurnBench(.dvdPlusR)
    let plan = try await bench.plan()
    let bad = Self.place(of: "/z.bin", in: plan) + 1
    let range = bad..<bad + 1
    let outcome = try await bench.run(
      plan,
      faults: [whileWriting ? .onWrite(to: range, .corruption) : .onRead(of: range, .corruption)])
    let mismatch = Mismatch(
      start: LogicalBlockAddress(Int32(bad)), blocks: BlockCount(1), reason: .different,
      paths: ["/z.bin"])
    #expect(
      outcome.error == BurnError(code: .verificationFailed([mismatch]), medium: .closed))
  }

  @Test func `gives no path for what belongs to the file system itself`() async throws {
    let bench = try BurnBench(.cdR)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.onWrite(to: 16..<18, .corruption)])
    #expect(
      Self.mismatches(outcome) == [
        Mismatch(
          start: LogicalBlockAddress(16), blocks: BlockCount(2), reason: .different, paths: [])
      ])
  }

  @Test func `names all files of a bad run, across chunks`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    let second = Self.place(of: "/numbers/e.bin", in: plan)
    let outcome = try await bench.run(
      plan, faults: [.onWrite(to: second - 3..<second + 40, calls: nil, .corruption)])
    #expect(
      Self.mismatches(outcome) == [
        Mismatch(
          start: LogicalBlockAddress(Int32(second - 3)), blocks: BlockCount(43),
          reason: .different, paths: ["/numbers/d.bin", "/numbers/e.bin"])
      ])
  }

  @Test func `finds zeros behind the image that are none`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    let last = plan.blocks.rawValue - 1
    try #require(plan.blocks > plan.request.layout.blockCount)
    let outcome = try await bench.run(plan, faults: [.onWrite(to: last..<last + 1, .corruption)])
    #expect(Self.mismatches(outcome).map(\.start.rawValue) == [Int32(last)])
  }

  @Test func `stops looking after a hundred bad places`() async throws {
    let bench = try BurnBench(.bdR, blocks: 8192, files: ["large.bin": 8_000_000])
    let places = (0..<128).map { Int64($0) * 32 + 5 }
    let faults: [FaultScript.Rule] = places.map { .onRead(of: $0..<$0 + 1, .corruption) }
    let outcome = try await bench.run(try await bench.plan(), faults: faults)
    let mismatches = Self.mismatches(outcome)
    #expect(mismatches.map { Int64($0.start.rawValue) } == Array(places.prefix(100)))
    #expect(outcome.commands(0x28).count == 100)
  }

  @Test func `stops looking after a hundred sectors that cannot be read`() async throws {
    let bench = try BurnBench(.bdR)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.onRead(of: 0..<4096, .sense(.readError))])
    let mismatches = Self.mismatches(outcome)
    // Four chunks of 32 hold the first hundred.
    #expect(mismatches.map(\.start) == [.zero])
    #expect(mismatches.map(\.blocks) == [BlockCount(128)])
    #expect(mismatches.map(\.reason) == [.unreadable])
    // Each chunk once, then each sector three times.
    #expect(outcome.commands(0x28).count == 4 * (1 + 32 * 3))
  }

  @Test func `says that the disc is done but unproven when the drive vanishes`() async throws {
    let bench = try BurnBench(.bdR)
    let outcome = try await bench.run(
      try await bench.plan(.appendable), faults: [.on(0x28, call: 5, .vanish)])
    let error = try #require(outcome.error)
    #expect(error.code == .driveLost)
    #expect(error.cause == .transport(command: 0x28, .deviceVanished))
    guard case .appendable = error.medium else {
      Issue.record("\(error.medium)")
      return
    }
  }

  // MARK: How much is read

  @Test(arguments: MediumKind.burnable)
  func `in full reads each block once, in order`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    let outcome = try await bench.run(try await bench.plan())
    var next: Int64 = 0
    for read in outcome.commands(0x28) {
      #expect(read.range.lowerBound == next)
      next = read.range.upperBound
    }
    #expect(next == outcome.plan.blocks.rawValue)
  }

  @Test func `quickly reads the structures, both ends and one chunk in sixteen`() async throws {
    let bench = try BurnBench(.bdR, blocks: 8192, files: ["large.bin": 8_000_000])
    let plan = try await bench.plan(verification: .quick)
    let outcome = try await bench.run(plan)
    let read = outcome.commands(0x28).map(\.range)
    let structures = try #require(plan.request.layout.structureRanges.last).upperBound
    #expect(structures <= 32)
    // 4,096 blocks are 128 chunks of 32: 0, 16, … 112, and the last.
    #expect(plan.blocks == BlockCount(4096))
    #expect(read.map(\.lowerBound) == [0, 512, 1024, 1536, 2048, 2560, 3072, 3584, 4064])
    #expect(read.allSatisfy { $0.count == 32 })
    #expect(try outcome.report().proof == .sample(BlockCount(9 * 32)))
  }

  @Test func `quickly finds an error in a structure`() async throws {
    let bench = try BurnBench(.bdR)
    let outcome = try await bench.run(
      try await bench.plan(verification: .quick), faults: [.onWrite(to: 20..<21, .corruption)])
    #expect(Self.mismatches(outcome).map(\.start.rawValue) == [20])
  }

  @Test func `not at all claims nothing`() async throws {
    let bench = try BurnBench(.bdR)
    let outcome = try await bench.run(
      try await bench.plan(verification: .none), faults: [.onWrite(to: 20..<21, .corruption)])
    #expect(outcome.commands(0x28).isEmpty)
    #expect(try outcome.report().proof == .nothing)
  }
}
