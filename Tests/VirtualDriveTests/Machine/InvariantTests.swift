import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

/// What must hold whatever a program does, shown with sequences that chance makes up.
@Suite("Invariants") struct InvariantTests {
  /// What a program knows of a medium: the bytes it wrote, and where each track goes on.
  private struct Shadow {
    /// The value that each block is filled with.
    var blocks: [Int: UInt8] = [:]
    var nextAddresses: [UInt8: Int] = [:]
  }

  static let sequentialKinds: [MediumKind] = [
    .cdR, .cdRW, .dvdMinusR, .dvdMinusRDualLayer, .dvdMinusRW, .dvdPlusR, .dvdPlusRDualLayer, .bdR,
  ]

  @Test(arguments: sequentialKinds, [1, 2, 3] as [UInt64])
  func `what was written in sequence never changes, and addresses only grow`(
    kind: MediumKind, seed: UInt64
  ) throws {
    var chance = FuzzTests.Chance(state: seed)
    let bench = try DriveBench(kind, blocks: 60_000)
    var shadow = Shadow()
    prepare(bench, kind)
    for step in 0..<150 {
      switch Int.random(in: 0..<20, using: &chance) {
      case 0..<9: writeNext(bench, &shadow, &chance)
      case 9..<12: writeElsewhere(bench, &shadow, &chance)
      case 12, 13: bench.synchronize()
      case 14: bench.close(UInt8.random(in: 0...3, using: &chance), track: lastTrack(bench))
      case 15: bench.close(1, track: lastTrack(bench))
      case 16: _ = bench.reserve(Int.random(in: 1...200, using: &chance))
      case 17 where kind.rawValue.hasSuffix("rw") && step % 3 == 0:
        if bench.blank(UInt8.random(in: 0...1, using: &chance)).status == 0 { shadow = Shadow() }
        prepare(bench, kind)
      case 18:
        try reopen(bench, kind)
      default: _ = bench.discInformation()
      }
      expectKept(bench, shadow, &chance)
      expectGrowing(bench, &shadow)
    }
  }

  @Test(arguments: [MediumKind.dvdRAM, .dvdPlusRW, .bdRE, .dvdMinusRW], [1, 2] as [UInt64])
  func `what was written last at an address is what is read`(
    kind: MediumKind, seed: UInt64
  ) throws {
    var chance = FuzzTests.Chance(state: seed)
    let bench = try DriveBench(kind, blocks: 31_744)
    switch kind {
    case .dvdPlusRW: #expect(bench.format("FF FF FF FF 98 00 00 00").status == 0)
    case .bdRE: #expect(bench.format("00 00 78 00 00 00 08 00").status == 0)
    case .dvdMinusRW: #expect(bench.format("00 00 7C 00 00 00 08 00").status == 0)
    default: break
    }
    var shadow = Shadow()
    for _ in 0..<200 {
      let start = Int.random(in: 0..<1800, using: &chance) * 16
      let count = Int.random(in: 1...4, using: &chance) * 16
      let value = UInt8.random(in: 0...3, using: &chance)
      #expect(write(bench, start..<start + count, value))
      for block in start..<start + count { shadow.blocks[block] = value }
      if Int.random(in: 0..<20, using: &chance) == 0 {
        let isStopped = kind == .dvdPlusRW
        // A format that goes on is further each time it is asked about.
        if isStopped { #expect(bench.close(0).status == 0) }
        try reopen(bench, kind)
        if isStopped { #expect(bench.format("FF FF FF FF 98 00 00 01").status == 0) }
      }
      expectKept(bench, shadow, &chance)
    }
  }

  /// Lets the drive take data: page 05h, and nothing to tell.
  private func prepare(_ bench: DriveBench, _ kind: MediumKind) {
    bench.settle()
    if kind == .cdR || kind == .cdRW { bench.selectTrackAtOnce(multiSession: 3) }
    if kind.rawValue.hasPrefix("dvd-") { bench.selectDVD(multiSession: 3) }
  }

  private func lastTrack(_ bench: DriveBench) -> UInt8 { bench.discInformation().bytes[6] }

  private func write(_ bench: DriveBench, _ range: Range<Int>, _ value: UInt8) -> Bool {
    let (start, count) = (UInt32(range.lowerBound), range.count)
    let command = HexFixture(bytes: [
      0x2A, 0, UInt8(start >> 24), UInt8(start >> 16 & 0xFF), UInt8(start >> 8 & 0xFF),
      UInt8(start & 0xFF), 0, UInt8(count >> 8), UInt8(count & 0xFF), 0,
    ])
    return bench.send(command, data: .init(repeating: value, count: count * 2048)).status == 0
  }

  /// Where the last track goes on; nil if it cannot.
  private func next(_ bench: DriveBench) -> Int? {
    let track = bench.track(lastTrack(bench))
    return track.status == 0 && track.bytes[7] & 1 != 0 ? track.long(12) : nil
  }

  private func writeNext(
    _ bench: DriveBench, _ shadow: inout Shadow, _ chance: inout FuzzTests.Chance
  ) {
    guard let start = next(bench) else { return }
    let range = start..<start + Int.random(in: 1...70, using: &chance)
    let value = UInt8.random(in: 0...255, using: &chance)
    guard write(bench, range, value) else { return }
    for block in range {
      #expect(shadow.blocks[block] == nil)
      shadow.blocks[block] = value
    }
  }

  /// Writes anywhere; where it is taken, nothing was there before.
  private func writeElsewhere(
    _ bench: DriveBench, _ shadow: inout Shadow, _ chance: inout FuzzTests.Chance
  ) {
    let start = Int.random(in: 0..<8000, using: &chance)
    let range = start..<start + Int.random(in: 1...40, using: &chance)
    guard write(bench, range, 0xEE) else { return }
    for block in range {
      #expect(shadow.blocks[block] == nil)
      shadow.blocks[block] = 0xEE
    }
  }

  private func reopen(_ bench: DriveBench, _ kind: MediumKind) throws {
    bench.synchronize()
    func state() -> [[UInt8]] {
      [bench.discInformation().bytes, bench.formatCapacities()]
        + [1, 2, 3].map { Array(bench.track($0).bytes.dropFirst(6)) }
    }
    let before = state()
    try bench.reopen()
    prepare(bench, kind)
    #expect(state() == before)
  }

  /// Reads some of the blocks that were written.
  private func expectKept(
    _ bench: DriveBench, _ shadow: Shadow, _ chance: inout FuzzTests.Chance
  ) {
    for (block, value) in shadow.blocks.sorted(by: { $0.key < $1.key }).shuffled(using: &chance)
      .prefix(2)
    {
      let outcome = bench.read(block..<block + 1)
      #expect(outcome.status == 0 && outcome.bytes.allSatisfy { $0 == value }, "block \(block)")
    }
  }

  private func expectGrowing(_ bench: DriveBench, _ shadow: inout Shadow) {
    let last = lastTrack(bench)
    let track = bench.track(last)
    guard track.status == 0, track.bytes[7] & 1 != 0 else { return }
    if let before = shadow.nextAddresses[last] { #expect(track.long(12) >= before) }
    shadow.nextAddresses[last] = track.long(12)
  }
}
