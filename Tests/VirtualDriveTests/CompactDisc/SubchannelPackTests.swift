import TestSupport
import Testing

@testable import VirtualDrive

@Suite("The packs of R to W") struct SubchannelPackTests {
  /// A pack of CD+G, mode 1 and item 1: instruction 2 with 16 symbols of data.
  let pack: [UInt8] = [0x09, 0x02, 0, 0] + (0..<16).map { UInt8($0 * 3 & 0x3F) } + [0, 0, 0, 0]

  /// The matrices of the standard: every word times (a^j) to rising powers is zero, j from 0 on,
  /// in the field of 64 elements with a⁶ = a + 1.
  @Test func `are protected so that the standard's matrices give zero`() {
    var protected = pack
    SubchannelPack.protect(&protected)
    #expect(protected[0..<2] == pack[0..<2])
    #expect(protected[4..<20] == pack[4..<20])
    for row in 0..<2 { #expect(syndrome(of: Array(protected[..<4]), row: row) == 0) }
    for row in 0..<4 { #expect(syndrome(of: protected, row: row) == 0) }
    protected[7] ^= 1
    #expect(syndrome(of: protected, row: 1) != 0)
  }

  private func syndrome(of word: [UInt8], row: Int) -> Int {
    word.enumerated().reduce(0) { sum, entry in
      let power = row * (word.count - 1 - entry.offset)
      return sum
        ^ (0..<power).reduce(Int(entry.element)) { value, _ in
          value << 1 > 0x3F ? value << 1 ^ 0x43 : value << 1
        }
    }
  }

  @Test func `are zero with zero parity when they are empty`() {
    var empty = [UInt8](repeating: 0, count: 24)
    SubchannelPack.protect(&empty)
    #expect(empty == [UInt8](repeating: 0, count: 24))
  }

  /// Where the symbols of a pack lie among those recorded from its first on, as programs that read
  /// CD+G have them in a table.
  @Test func `are spread over eight packs`() {
    let places = (0..<24).map { index in
      let (delay, place) = SubchannelPack.target(of: index)
      return delay * 24 + place
    }
    #expect(
      places == [
        0, 66, 125, 191, 100, 50, 150, 175, 8, 33, 58, 83, 108, 133, 158, 183, 16, 41, 25, 91,
        116, 141, 166, 75,
      ])
  }

  @Test func `come back when they are separated`() {
    let sectors = (0..<6).map { (sector: Int) -> [UInt8] in
      (0..<96).map { (symbol: Int) -> UInt8 in UInt8((symbol * 5 + sector * 11) & 0x3F) }
    }
    var mixer = SubchannelMixer()
    let recorded = sectors.map { mixer.mix($0[...]) }
    for sector in 0..<4 {
      let packs = SubchannelMixer.separate(Array(recorded[sector...sector + 2].joined()))
      for number in 0..<4 {
        var expected = Array(sectors[sector][number * 24..<number * 24 + 24])
        SubchannelPack.protect(&expected)
        #expect(Array(packs[number * 24..<number * 24 + 24]) == expected)
      }
    }
  }
}

@Suite("CD-TEXT in the lead-in") struct CDTextPackTests {
  /// A block for three tracks: titles, performers, sizes.
  static let block: HexFixture = """
    80 00 00 00 44 65 6D 6F 00 4F 6E 65 00 54 77 6F DF 5A
    80 02 01 03 00 54 68 72 65 65 00 00 00 00 00 00 2D 67
    81 00 02 00 41 6E 6E 61 00 41 6E 6E 61 00 41 6E 5B DC
    81 02 03 02 6E 61 00 41 6E 6E 61 00 00 00 00 00 BC FF
    8F 00 04 00 00 01 03 00 02 02 00 00 00 00 00 00 F5 F2
    8F 01 05 00 00 00 00 00 00 00 00 03 06 00 00 00 6F E7
    8F 02 06 00 00 00 00 00 09 00 00 00 00 00 00 00 91 23
    """
  static let packs = stride(from: 0, to: 126, by: 18).map { Array(block.bytes[$0..<$0 + 18]) }

  @Test func `has 24 symbols for the 18 bytes of a pack`() {
    let pack = HexFixture("8F 00 2A 00 01 01 03 00 06 05 04 05 07 06 01 02 48 65").bytes
    let symbols: HexFixture =
      "23 30 00 2A 00 00 04 01 00 30 00 06 01 10 10 05 01 30 18 01 00 24 21 25"
    expectBytes(CDTextPack.symbols(of: pack[...]), equal: symbols)
    #expect(CDTextPack.packs(in: symbols.bytes[...]) == [pack])
    #expect(CDTextPack.packs(in: symbols.bytes.map { $0 | 0xC0 }[...]) == [pack])
  }

  @Test func `knows its packs by their CRC`() {
    for pack in Self.packs {
      #expect(CDTextPack.isValid(pack))
      var wrong = pack
      wrong[9] ^= 0x10
      #expect(!CDTextPack.isValid(wrong))
    }
    #expect(!CDTextPack.isValid([UInt8](repeating: 0, count: 18)))
  }

  @Test func `is gathered in its order, once, though it is repeated`() {
    var gatherer = CDTextGatherer()
    let symbols = Self.packs.map { CDTextPack.symbols(of: $0[...]) }
    var position = 0
    for _ in 0..<20 {
      let sector = (0..<4).flatMap { symbols[(position + $0) % symbols.count] }
      gatherer.add(sector[...])
      position += 4
    }
    gatherer.add([UInt8](repeating: 0, count: 96)[...])
    #expect(gatherer.packs == Self.packs)
  }
}
