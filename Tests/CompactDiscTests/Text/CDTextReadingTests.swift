import CompactDisc
import TestSupport
import Testing

@Suite("CD-TEXT read from a disc") struct CDTextReadingTests {
  private func read(_ fixture: HexFixture) throws(CDTextReadError) -> CDText {
    try fixture.bytes.withRawSpan { (span) throws(CDTextReadError) in try CDText(reading: span) }
  }

  @Test func `is what the worked example says`() throws {
    #expect(try read(CDTextPacksTests.demoPacks) == CDTextPacksTests.demo)
  }

  @Test func `takes a tabulator for the text of the track before`() throws {
    let packs: HexFixture = """
      80 00 00 00 41 00 42 00 09 00 00 00 00 00 00 00 00 00
      8F 00 01 00 00 01 02 00 01 00 00 00 00 00 00 00 00 00
      8F 01 02 00 00 00 00 00 00 00 00 03 03 00 00 00 00 00
      8F 02 03 00 00 00 00 00 09 00 00 00 00 00 00 00 00 00
      """
    #expect(try read(packs.withChecksums).tracks.map(\.title) == ["B", "B"])
  }

  @Test func `leaves out other languages`() throws {
    let other: HexFixture = "80 00 00 10 44 65 00 00 00 00 00 00 00 00 00 00 00 00"
    let both = HexFixture(bytes: CDTextPacksTests.demoPacks.bytes + other.withChecksums.bytes)
    #expect(try read(both) == CDTextPacksTests.demo)
  }

  @Test func `is refused where a checksum is wrong`() {
    var bytes = CDTextPacksTests.demoPacks.bytes
    bytes[18 * 2 + 5] ^= 1
    #expect(throws: CDTextReadError.badChecksum(pack: 2)) { try read(HexFixture(bytes: bytes)) }
  }

  @Test func `is refused without size information`() {
    let bytes = HexFixture(bytes: Array(CDTextPacksTests.demoPacks.bytes.dropLast(18)))
    #expect(throws: CDTextReadError.noSizeInformation) { try read(bytes) }
  }

  @Test func `is refused where a pack is missing`() {
    var bytes = CDTextPacksTests.demoPacks.bytes
    bytes.removeSubrange(18..<36)
    #expect(throws: CDTextReadError.inconsistent(pack: 1)) { try read(HexFixture(bytes: bytes)) }
  }

  @Test func `is refused in a character set of two bytes a character`() {
    var bytes = CDTextPacksTests.demoPacks.bytes
    bytes[18 * 4 + 4] = 0x80
    #expect(throws: CDTextReadError.unknownCharacterSet(0x80)) {
      try read(HexFixture(bytes: bytes).withChecksums)
    }
  }

  @Test func `is nothing where there is no whole pack`() {
    #expect(throws: CDTextReadError.empty) { try read("80 00 00 00") }
  }

  @Test func `gives a text or an error whatever the bytes are`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<3000 {
      var bytes = CDTextPacksTests.demoPacks.bytes
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0...40, using: &generator))
      }
      _ = try? read(HexFixture(bytes: bytes).withChecksums)
      _ = try? read(HexFixture(bytes: bytes))
    }
  }
}

extension HexFixture {
  /// The packs with checksums made here, bit by bit, by division.
  fileprivate var withChecksums: HexFixture {
    var result: [UInt8] = []
    for start in stride(from: 0, through: bytes.count - 18, by: 18) {
      let body = Array(bytes[start..<start + 16])
      var bits = body.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 } }
      bits += Array(repeating: 0, count: 16)
      let polynomial: [UInt8] = [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
      for index in 0..<128 where bits[index] == 1 {
        for offset in polynomial.indices { bits[index + offset] ^= polynomial[offset] }
      }
      let rest = bits[128...].reduce(UInt16(0)) { $0 << 1 | UInt16($1) }
      result += body + [UInt8(~rest >> 8), UInt8(~rest & 0xFF)]
    }
    return HexFixture(bytes: result)
  }
}
