import DiscModel
import MMC
import TestSupport
import Testing

@Suite("READ TOC/PMA/ATIP (43h), format 5") struct ReadCDTextTests {
  /// A block of three tracks, checks and all. Source: Red Book, "CD-TEXT"; CRC-16 by hand.
  static let golden: HexFixture = """
    00 80 00 00                                            # 128 bytes follow
    80 00 00 00 44 65 6D 6F 00 4F 6E 65 00 54 77 6F DF 5A  # Demo, One, Two
    80 02 01 03 00 54 68 72 65 65 00 00 00 00 00 00 2D 67  # Three
    81 00 02 00 41 6E 6E 61 00 41 6E 6E 61 00 41 6E 5B DC  # Anna
    81 02 03 02 6E 61 00 41 6E 6E 61 00 00 00 00 00 BC FF
    8F 00 04 00 00 01 03 00 02 02 00 00 00 00 00 00 F5 F2  # sizes
    8F 01 05 00 00 00 00 00 00 00 00 03 06 00 00 00 6F E7
    8F 02 06 00 00 00 00 00 09 00 00 00 00 00 00 00 91 23
    """

  @Test func `asks for all blocks`() {
    #expect(ReadCDText().bytes == "43 00 05 00 00 00 00 90 04 00")
  }

  @Test func `reads packs as they are, and each one's check fits`() throws {
    let packs = try ReadCDText.parse(Self.golden)
    #expect(packs.map(\.type) == [0x80, 0x80, 0x81, 0x81, 0x8F, 0x8F, 0x8F])
    #expect(packs.map(\.track) == [0, 2, 0, 2, 0, 1, 2])
    #expect(packs.map(\.sequence) == [0, 1, 2, 3, 4, 5, 6])
    #expect(packs.allSatisfy { $0.isIntact && !$0.isDoubleByte && $0.block == 0 })
    expectBytes(packs[1].text, equal: "00 54 68 72 65 65 00 00 00 00 00 00")
  }

  @Test func `knows a pack that came wrong, and its double bytes`() throws {
    var bytes = Self.golden.bytes
    bytes[4 + 3] = 0xA0
    bytes[4 + 18 + 17] ^= 1
    let packs = try ReadCDText.parse(bytes: bytes)
    #expect(packs.map(\.isIntact) == [false, false, true, true, true, true, true])
    #expect(packs[0].isDoubleByte && packs[0].block == 2)
  }

  @Test(arguments: ["00 02 00 00", "00 00", "FF FF 00 00 80 00 00"] as [HexFixture])
  func `reads a disc without packs`(reply: HexFixture) throws {
    #expect(try ReadCDText.parse(reply) == [])
  }

  @Test func `leaves out a pack that is cut`() throws {
    #expect(try ReadCDText.parse(bytes: Self.golden.bytes.dropLast()).count == 6)
  }
}

@Suite("READ TOC/PMA/ATIP (43h), format 3") struct ReadProgramMemoryAreaTests {
  static let golden: HexFixture = """
    00 18 00 00                          # 24 bytes follow
    00 14 00 01 00 0A 00 00 00 02 00     # track 1, data, from 00:02:00
    00 10 00 02 00 14 00 00 00 0C 00     # track 2, audio, from 00:12:00
    """

  @Test func `asks for the notes of a disc that is not finished`() {
    #expect(ReadProgramMemoryArea().bytes == "43 00 03 00 00 00 00 08 00 00")
  }

  @Test func `reads every entry`() throws {
    let entries = try ReadProgramMemoryArea.parse(Self.golden)
    #expect(entries.map(\.point) == [1, 2])
    #expect(entries.map(\.control) == [4, 0])
    #expect(entries.map { $0.pointTime.address.rawValue } == [0, 750])
  }

  @Test func `takes the whole entries of a length that is no multiple of eleven`() throws {
    var bytes = Self.golden.bytes
    bytes[1] = 0x17
    #expect(try ReadProgramMemoryArea.parse(bytes: bytes).count == 1)
    #expect(try ReadProgramMemoryArea.parse("00 02 00 00") == [])
  }
}

@Suite("READ SUB-CHANNEL (42h)") struct ReadSubchannelTests {
  @Test(
    arguments: [
      (.position, "42 00 40 01 00 00 00 00 18 00"),
      (.catalogueNumber, "42 00 40 02 00 00 00 00 18 00"),
      (.recordingCode(track: 2), "42 00 40 03 00 00 02 00 18 00"),
    ] as [(ReadSubchannel.Content, HexFixture)])
  func `encodes what is wanted`(content: ReadSubchannel.Content, expected: HexFixture) {
    #expect(ReadSubchannel(content).bytes == expected)
  }

  @Test func `reads where the laser is`() throws {
    let reply = try ReadSubchannel.parse("00 11 00 0C 01 14 03 01 00 00 7E AE 00 00 00 0A")
    #expect(reply.audioStatus == 0x11)
    #expect(
      reply.content
        == .position(
          track: 3, index: 1, control: 4, address: .init(32_430), inTrack: .init(10)))
  }

  @Test func `reads the catalogue number where it is valid`() throws {
    let reply: HexFixture =
      "00 15 00 14 02 00 00 00 80 30 31 32 33 34 35 36 37 38 39 30 31 32 00 00"
    #expect(try ReadSubchannel.parse(reply).content == .catalogueNumber("0123456789012"))
    var bytes = reply.bytes
    bytes[8] = 0
    #expect(try ReadSubchannel.parse(bytes: bytes).content == .catalogueNumber(nil))
  }

  @Test func `reads a track's recording code where it is valid`() throws {
    let reply: HexFixture =
      "00 15 00 14 03 10 02 00 80 44 45 41 42 43 32 35 30 30 30 30 31 00 00 00"
    #expect(
      try ReadSubchannel.parse(reply).content == .recordingCode(track: 2, "DEABC2500001"))
    var bytes = reply.bytes
    bytes[8] = 0x7F
    #expect(try ReadSubchannel.parse(bytes: bytes).content == .recordingCode(track: 2, nil))
  }

  @Test func `refuses another format and a code that is cut`() {
    #expect(throws: ReplyError.invalid(field: "sub-channel format")) {
      try ReadSubchannel.parse("00 15 00 00 00")
    }
    #expect(throws: ReplyError.truncated(needed: 21, available: 12)) {
      try ReadSubchannel.parse("00 15 00 14 03 10 02 00 80 44 45 41")
    }
  }
}
