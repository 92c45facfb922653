import CompactDisc
import TestSupport
import Testing

@testable import GStreamerAudio

@Suite("What the head of a file says of its length") struct DeclaredLengthTests {
  /// STREAMINFO of 44.1 kHz, stereo, 16 bits, 200,000 samples.
  static let flac: HexFixture = """
    66 4C 61 43  00 00 00 22                     # "fLaC", block 0 of 34 bytes
    10 00 10 00  00 00 0E 00 10 C0               # block and frame sizes
    0A C4 42 F0 00 03 0D 40                      # 0AC44h = 44100, 1 + 1, 15 + 1, 30D40h = 200000
    00*16
    """

  @Test func `is 36 bits of STREAMINFO`() {
    let declared = DeclaredLength(head: Self.flac.bytes)
    #expect(declared?.samples == 200_000)
    #expect(declared?.rate == 44_100)
    #expect(declared?.length == SampleCount(200_000))
  }

  @Test func `is the size of the samples in a WAVE file`() {
    let declared = DeclaredLength(
      head: HexFixture(
        """
        52 49 46 46 00 00 00 00 57 41 56 45 66 6D 74 20 10 00 00 00
        01 00 01 00 80 BB 00 00 80 BB 02 00 03 00 18 00 64 61 74 61 00 65 04 00
        """
      ).bytes)
    #expect(declared?.samples == 96_000)
    #expect(declared?.length == SampleCount(88_200))
  }

  @Test func `is nothing where the file does not know it, or is of another kind`() {
    var unknown = Self.flac.bytes
    unknown.replaceSubrange(21..<26, with: [0xF0, 0, 0, 0, 0])
    #expect(DeclaredLength(head: unknown) == nil)
    #expect(DeclaredLength(head: Array(Self.flac.bytes.prefix(25))) == nil)
    #expect(DeclaredLength(head: Array("OggS".utf8)) == nil)
  }
}
