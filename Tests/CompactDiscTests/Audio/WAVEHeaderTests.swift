import CompactDisc
import TestSupport
import Testing

@Suite("WAVE header") struct WAVEHeaderTests {
  /// A plain head: 44.1 kHz, stereo, 16 bits, 8 bytes of samples.
  static let plain: HexFixture = """
    52 49 46 46 2C 00 00 00 57 41 56 45      # "RIFF", size, "WAVE"
    66 6D 74 20 10 00 00 00                  # "fmt ", 16 bytes
    01 00 02 00 44 AC 00 00 10 B1 02 00 04 00 10 00
    64 61 74 61 08 00 00 00                  # "data", 8 bytes
    01 00 02 00 03 00 04 00
    """

  private func parse(_ fixture: HexFixture) throws(WAVEHeader.ParseError) -> WAVEHeader {
    try fixture.bytes.withRawSpan { (span) throws(WAVEHeader.ParseError) in
      try WAVEHeader.parse(span)
    }
  }

  @Test func `tells format, place and size of the samples`() throws {
    let header = try parse(Self.plain)
    #expect(header.format.isRedBook && header.isInteger)
    #expect(header.bytesPerSample == 4)
    #expect(header.dataOffset == 44)
    #expect(header.dataByteCount == 8)
  }

  @Test func `passes over chunks it does not know, odd ones with the byte behind them`() throws {
    let header = try parse(
      """
      52 49 46 46 00 00 00 00 57 41 56 45
      4C 49 53 54 03 00 00 00 61 62 63 00      # "LIST", 3 bytes and one more
      66 6D 74 20 12 00 00 00
      01 00 01 00 80 BB 00 00 80 32 02 00 03 00 18 00 00 00
      64 61 74 61 06 00 00 00
      """)
    #expect(
      header.format
        == AudioFileFormat(codec: "PCM", samplesPerSecond: 48000, channels: 1, bitsPerValue: 24))
    #expect(header.dataOffset == 58)
  }

  @Test func `reads the long sizes of RF64`() throws {
    let header = try parse(
      """
      52 46 36 34 FF FF FF FF 57 41 56 45      # "RF64"
      64 73 36 34 1C 00 00 00                  # "ds64"
      00 00 00 00 01 00 00 00                  # file
      08 00 00 00 02 00 00 00                  # samples: 2 × 4 GiB and 8 bytes
      00 00 00 00 00 00 00 00 00 00 00 00
      66 6D 74 20 10 00 00 00
      01 00 02 00 44 AC 00 00 10 B1 02 00 04 00 10 00
      64 61 74 61 FF FF FF FF
      """)
    #expect(header.dataByteCount == 0x2_0000_0008)
  }

  @Test func `reads what the long identifier of a format begins with`() throws {
    let header = try parse(
      """
      52 49 46 46 00 00 00 00 57 41 56 45
      66 6D 74 20 28 00 00 00
      FE FF 02 00 44 AC 00 00 10 B1 02 00 04 00 10 00 16 00 10 00 03 00 00 00
      01 00 00 00 00 00 10 00 80 00 00 AA 00 38 9B 71
      64 61 74 61 00 00 00 00
      """)
    #expect(header.format.isRedBook && header.isInteger)
  }

  @Test func `knows no size where whoever wrote the file knew none`() throws {
    var bytes = Self.plain.bytes
    bytes.replaceSubrange(40..<44, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(try parse(HexFixture(bytes: bytes)).dataByteCount == nil)
  }

  @Test func `is no integer format where the samples are floating point`() throws {
    var bytes = Self.plain.bytes
    bytes[20] = 3
    #expect(try parse(HexFixture(bytes: bytes)).isInteger == false)
  }

  @Test func `is refused where it is none, ends too early, or contradicts itself`() {
    #expect(throws: WAVEHeader.ParseError.notWAVE) { try parse("00*44") }
    #expect(throws: WAVEHeader.ParseError.truncated(needed: 40, available: 39)) {
      try parse(HexFixture(bytes: Array(Self.plain.bytes.prefix(39))))
    }
    var bytes = Self.plain.bytes
    bytes[32] = 5
    #expect(throws: WAVEHeader.ParseError.badFormat) { try parse(HexFixture(bytes: bytes)) }
    bytes.removeSubrange(12..<36)
    #expect(throws: WAVEHeader.ParseError.badFormat) { try parse(HexFixture(bytes: bytes)) }
  }

  @Test func `gives a value or an error whatever the bytes are`() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<5000 {
      var bytes = Self.plain.bytes
      for _ in 0..<Int.random(in: 1...5, using: &generator) {
        bytes[Int.random(in: bytes.indices, using: &generator)] =
          [0, 0xFF, .random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
      }
      bytes.removeLast(Int.random(in: 0...12, using: &generator))
      _ = try? parse(HexFixture(bytes: bytes))
    }
  }
}
