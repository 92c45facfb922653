import TestSupport
import Testing

@testable import VirtualDrive

@Suite("The Q sub-channel") struct SubchannelQTests {
  typealias Case = (content: SubchannelQ.Content, control: UInt8, bytes: HexFixture, inLeadIn: Bool)

  static let cases: [Case] = [
    (
      .line(TableLine(control: 0, point: 0xA0, time: [98, 6, 12], position: [1, 0, 0])), 0,
      "01 00 A0 98 06 12 00 01 00 00  E3 74", true
    ),
    (
      .position(track: 1, index: 1, inTrack: 0, address: 0), 0,
      "01 01 01 00 00 00 00 00 02 00  5A 28", false
    ),
    // The first block of the pregap: 149 frames before index 1.
    (
      .position(track: 1, index: 0, inTrack: 149, address: -150), 0,
      "01 01 00 00 01 74 00 00 00 00  AA B9", false
    ),
    (
      .line(TableLine(control: 0, point: 0xA2, time: [97, 34, 25], position: [9, 45, 0])), 0,
      "01 00 A2 97 34 25 00 09 45 00  72 55", true
    ),
    (
      .position(track: 0xAA, index: 1, inTrack: 0, address: 43_725), 0,
      "01 AA 01 00 00 00 00 09 45 00  4C 17", false
    ),
    (
      .catalogNumber("0123456789012", frame: 10), 0, "02 01 23 45 67 89 01 20 00 10  22 B6", false
    ),
    (.recordingCode("DEABC2500001", frame: 60), 0, "03 51 54 52 4C 25 00 00 10 60  C2 8C", false),
  ]

  @Test(arguments: cases) func `has these bytes`(example: Case) {
    expectBytes(
      SubchannelQ(control: example.control, content: example.content).bytes, equal: example.bytes)
  }

  @Test(arguments: cases) func `is read from these bytes`(example: Case) {
    let block = SubchannelQ(example.bytes.bytes[...], inLeadIn: example.inLeadIn)
    #expect(block == SubchannelQ(control: example.control, content: example.content))
  }

  @Test(arguments: cases) func `is not read when a bit is wrong`(example: Case) {
    for bit in 0..<96 {
      var bytes = example.bytes.bytes
      bytes[bit / 8] ^= 0x80 >> (bit % 8)
      #expect(SubchannelQ(bytes[...], inLeadIn: example.inLeadIn) == nil)
    }
  }

  /// The type of the disc, 20h for XA, is no number in BCD.
  @Test func `leaves the type of the disc as it is`() {
    let line = TableLine(control: 4, point: 0xA0, position: [1, 0x20, 0])
    let block = SubchannelQ(control: 4, content: .line(line))
    expectBytes(block.bytes.prefix(10), equal: "41 00 A0 00 00 00 00 01 20 00")
    #expect(SubchannelQ(block.bytes[...], inLeadIn: true) == block)
  }

  /// The pointer to the next session counts in BCD; what stands at C0h is no time.
  @Test func `knows the lines of mode 5`() {
    let next = TableLine(
      control: 4, mode: 5, point: 0xB0, time: [12, 34, 56], zero: 2, position: [79, 59, 74])
    expectBytes(
      SubchannelQ(control: 4, content: .line(next)).bytes.prefix(10),
      equal: "45 00 B0 12 34 56 02 79 59 74")
    let first = TableLine(
      control: 4, mode: 5, point: 0xC0, time: [0xD0, 0x40, 0x80], position: [97, 34, 23])
    let block = SubchannelQ(control: 4, content: .line(first))
    expectBytes(block.bytes.prefix(10), equal: "45 00 C0 D0 40 80 00 97 34 23")
    #expect(SubchannelQ(block.bytes[...], inLeadIn: true) == block)
  }

  @Test(
    arguments: [
      // A mode that does not exist, a time without sense, a digit without sense.
      "07 01 01 00 00 00 00 00 02 00", "01 01 01 00 61 00 00 00 02 00",
      "01 01 01 00 00 75 00 00 02 00", "02 0A 23 45 67 89 01 20 00 10",
      "03 FF 54 52 4C 25 00 00 10 60",
    ] as [HexFixture])
  func `is nothing when the mode does not know it`(bytes: HexFixture) {
    let code = SubchannelQ.code(of: bytes.bytes)
    let all = bytes.bytes + [UInt8(code >> 8), UInt8(code & 0xFF)]
    #expect(SubchannelQ(all[...], inLeadIn: false) == nil)
  }

  @Test func `stands in bit 6 of the 96 symbols`() {
    let q = HexFixture("41 01 01 00 00 00 00 00 02 00  5A 28").bytes
    let symbols = SubchannelSymbols.make(p: true, q: q)
    // 41h is 01000001b.
    expectBytes(symbols[..<8], equal: "80 C0 80 80 80 80 80 C0")
    #expect(SubchannelSymbols.q(in: symbols[...]) == q)
    #expect(SubchannelSymbols.p(in: symbols[...]))
    let others = [UInt8](repeating: 0xFF, count: 96)
    let full = SubchannelSymbols.make(p: false, q: q, others: others[...])
    expectBytes(full[..<4], equal: "3F 7F 3F 3F")
    #expect(!SubchannelSymbols.p(in: full[...]))
    expectBytes(
      SubchannelSymbols.formatted(p: true, q: q),
      equal: "41 01 01 00 00 00 00 00 02 00 5A 28 00 00 00 80")
  }

  @Test func `has P when most of the symbols say so`() {
    let symbols = [UInt8](repeating: 0x80, count: 49) + [UInt8](repeating: 0, count: 47)
    #expect(SubchannelSymbols.p(in: symbols[...]))
    #expect(!SubchannelSymbols.p(in: symbols.map { $0 ^ 0x80 }[...]))
  }

  @Test(arguments: [
    ("DEABC2500001", true), ("12ABC2500001", true), ("DEABC250000", false),
    ("deabc2500001", false), ("DEABC250000X", false), ("DE-BC2500001", false),
  ])
  func `knows what an ISRC looks like`(text: String, isValid: Bool) {
    #expect(RecordingCode.isValid(text) == isValid)
  }
}
