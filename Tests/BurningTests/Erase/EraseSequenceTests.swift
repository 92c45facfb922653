import DiscModel
import MMC
import Testing
import VirtualDrive

@testable import Burning

/// What a drive is told, as bytes typed by hand from MMC-6, "BLANK Command" and "FORMAT UNIT Command",
/// and what the disc is afterwards.
@Suite("The commands of erasing and formatting") struct EraseSequenceTests {
  private static let format = "04 11 00 00 00 00: 00 02 00 08"

  @Test(
    arguments: [
      (.cdRW, .quick, "A1 11 00 00 00 00 00 00 00 00 00 00"),
      (.cdRW, .full, "A1 10 00 00 00 00 00 00 00 00 00 00"),
      (.dvdMinusRW, .quick, "A1 11 00 00 00 00 00 00 00 00 00 00"),
      (.dvdMinusRW, .full, "A1 10 00 00 00 00 00 00 00 00 00 00"),
    ] as [(MediumKind, EraseChoice.Depth, String)])
  func `blank a disc of sessions`(
    kind: MediumKind, depth: EraseChoice.Depth, command: String
  ) async throws {
    let bench = try EraseBench(kind)
    try await bench.fill()
    #expect(try await bench.bytes(at: 5)?.first == EraseBench.pattern)
    let outcome = try await bench.run(.blank, depth)
    #expect(outcome.listing == [command])
    let report = try outcome.report()
    #expect(report.proof == .blank)
    #expect(report.medium.condition == .blank && report.medium.nextWritableAddress == .zero)
    #expect(try await bench.bytes(at: 5) == nil)
    let state = try #require(try bench.mediumFile()["sequential"] as? [String: Any])
    #expect((state["sessions"] as? [Any])?.isEmpty == true)
  }

  @Test func `make a DVD-RW overwritable and sequential again`() async throws {
    let bench = try EraseBench(.dvdMinusRW)
    let quick = try await bench.run(.restrictedOverwrite, .quick)
    #expect(quick.listing == ["\(Self.format) 00 00 00 00 54 00 00 10"])
    #expect(try quick.report().medium.profile == .dvdMinusRWRestrictedOverwrite)
    #expect(try quick.report().medium.condition == .intermediate)
    let full = try await bench.run(.restrictedOverwrite, .full)
    #expect(full.listing == ["\(Self.format) 00 00 19 00 00 00 08 00"])
    #expect(try full.report().proof == .formatted(BlockCount(6400)))
    let back = try await bench.run(.blank, .full)
    #expect(back.listing == ["A1 10 00 00 00 00 00 00 00 00 00 00"])
    #expect(try back.report().medium.profile == .dvdMinusRWSequential)
  }

  @Test func `format a DVD+RW, and wait for its end where that is wished`() async throws {
    let bench = try EraseBench(.dvdPlusRW, blocks: 2_295_104)
    let quick = try await bench.run(.format(nil), .quick)
    #expect(quick.listing == ["\(Self.format) FF FF FF FF 98 00 00 00"])
    #expect(try quick.report().medium.details.backgroundFormat == .running)
    try await bench.formatBeginning()
    let finished = try await bench.run(.finishFormat, .full)
    #expect(finished.listing == ["\(Self.format) FF FF FF FF 98 00 00 01"])
    #expect(try finished.report().medium.details.backgroundFormat == .complete)
    #expect(try finished.report().proof == .formatted(BlockCount(2_295_104)))
    try await bench.fill()
    let again = try await bench.run(.format(nil), .full)
    #expect(again.listing == ["\(Self.format) FF FF FF FF 98 00 00 00"])
    #expect(try again.report().medium.details.backgroundFormat == .complete)
  }

  @Test(
    arguments: [
      // 6,192 blocks are left beside 208 spare ones; DCRT and CMPLST for a quick format.
      (.usual, .quick, "04 19 00 00 00 00: 00 A2 00 08 00 00 18 30 00 00 08 00"),
      (.nothing, .quick, "04 19 00 00 00 00: 00 A2 00 08 00 00 19 00 00 00 08 00"),
      (.usual, .full, "04 11 00 00 00 00: 00 02 00 08 00 00 18 30 00 00 08 00"),
      (.nothing, .full, "04 11 00 00 00 00: 00 02 00 08 00 00 19 00 00 00 08 00"),
    ] as [(EraseChoice.Sparing, EraseChoice.Depth, String)])
  func `format a DVD-RAM`(
    sparing: EraseChoice.Sparing, depth: EraseChoice.Depth, command: String
  ) async throws {
    let bench = try EraseBench(.dvdRAM)
    try await bench.fill()
    let outcome = try await bench.run(.format(sparing), depth)
    #expect(outcome.listing == [command])
    let blocks = BlockCount(sparing == .usual ? 6192 : 6400)
    #expect(try outcome.report().proof == .formatted(blocks))
    #expect(try outcome.report().medium.capacity == blocks)
  }

  @Test(
    arguments: [
      (.usual, .quick, "00 00 18 20 00 00 08 00", 6176),
      (.usual, .full, "00 00 18 20 C2 00 00 00", 6176),
      (.nothing, .quick, "00 00 19 00 C4 00 00 00", 6400),
      (.nothing, .full, "00 00 19 00 C6 00 00 00", 6400),
    ] as [(EraseChoice.Sparing, EraseChoice.Depth, String, Int64)])
  func `format a BD-RE`(
    sparing: EraseChoice.Sparing, depth: EraseChoice.Depth, descriptor: String, blocks: Int64
  ) async throws {
    let bench = try EraseBench(.bdRE)
    let outcome = try await bench.run(.format(sparing), depth)
    #expect(outcome.listing == ["\(Self.format) \(descriptor)"])
    #expect(try outcome.report().proof == .formatted(BlockCount(blocks)))
  }

  @Test func `format a BD-RE with a spare area of the user's size`() async throws {
    let bench = try EraseBench(.bdRE)
    let choice = try await bench.choices().formatted(sparing: BlockCount(320), depth: .quick)
    let outcome = try await bench.run(choice)
    // 6,080 blocks, certified quickly.
    #expect(outcome.listing == ["\(Self.format) 00 00 17 C0 C3 00 00 00"])
    #expect(try outcome.report().proof == .formatted(BlockCount(6080)))
    #expect(try await bench.medium().details.spareArea?.total == BlockCount(320))
  }

  @Test func `format a BD-R, with spare area and so that parts can be replaced`() async throws {
    let sequential = try EraseBench(.bdR)
    let spared = try await sequential.run(.format(.usual), .quick)
    #expect(spared.listing == ["\(Self.format) 00 00 18 20 01 00 08 00"])
    #expect(try spared.report().medium.details.spareArea != nil)
    let replaceable = try EraseBench(.bdR)
    let outcome = try await replaceable.run(.pseudoOverwrite, .quick)
    #expect(outcome.listing == ["\(Self.format) 00 00 18 20 C8 00 00 00"])
    #expect(try outcome.report().medium.details.pseudoOverwrite != nil)
  }

  @Test(arguments: [.dvdRAM, .bdRE, .dvdPlusRW, .dvdMinusRW] as [MediumKind])
  func `write zeros over both ends of a disc that stays formatted`(kind: MediumKind) async throws {
    let bench = try EraseBench(kind)
    let prepared: [MediumKind: EraseChoice.Deed] = [
      .bdRE: .format(.usual), .dvdPlusRW: .format(nil), .dvdMinusRW: .restrictedOverwrite,
    ]
    if let deed = prepared[kind] { try await bench.run(deed, .full) }
    try await bench.fill()
    let end = try await bench.medium().freeBlocks.rawValue
    let last = Int32(end / 32 * 32 - 7)
    #expect(try await bench.bytes(at: last)?.first == EraseBench.pattern)
    let outcome = try await bench.run(.clear, .quick)
    let unit: Int64 = kind == .bdRE ? 32 : 16
    #expect(
      outcome.listing == [
        "2A 0…1024", "2A \((end - 1024) / unit * unit)…\(end)",
        "35 02 00 00 00 00 00 00 00 00", "35 00 00 00 00 00 00 00 00 00",
      ])
    #expect(try outcome.report().proof == .endsAreZeros(BlockCount(2048)))
    for block in [0, 319, last] {
      #expect(try await bench.bytes(at: block)?.allSatisfy { $0 == 0 } == true)
    }
  }

  @Test func `write zeros over the whole disc`() async throws {
    let bench = try EraseBench(.dvdRAM)
    try await bench.fill()
    let outcome = try await bench.run(.clear, .full)
    #expect(outcome.listing.first == "2A 0…6192")
    #expect(try outcome.report().choice.contents == .erased)
  }

  /// Read after the last write, from the first block to the last, and told on the way.
  @Test func `read the whole disc back when zeros were written everywhere`() async throws {
    let bench = try EraseBench(.dvdRAM)
    let outcome = try await bench.run(.clear, .full)
    #expect(try outcome.report().proof == .allAreZeros(BlockCount(6192)))
    let lastWrite = try #require(outcome.commands.lastIndex { $0.operationCode == 0x2A })
    let reads = outcome.commands[lastWrite...].filter { $0.operationCode == 0x28 }.map(\.range)
    #expect(reads.first?.lowerBound == 0 && reads.last?.upperBound == 6192)
    #expect(zip(reads, reads.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
  }

  @Test func `go on with the format of a DVD+RW before zeros are written`() async throws {
    let bench = try EraseBench(.dvdPlusRW, blocks: 2_295_104)
    try await bench.formatBeginning()
    let outcome = try await bench.run(.clear, .quick)
    #expect(outcome.listing.first == "\(Self.format) FF FF FF FF 98 00 00 01")
    #expect(try outcome.report().proof == .endsAreZeros(BlockCount(2048)))
  }
}
