import DiscModel
import TestSupport
import Testing

@testable import CompactDisc

@Suite("CD-TEXT packs") struct CDTextPacksTests {
  static let demo = CDText(
    disc: CDTextFields(title: "Demo", performer: "Anna"),
    tracks: ["One", "Two", "Three"].map { CDTextFields(title: $0, performer: "Anna") })

  static let demoPacks: HexFixture = """
    80 00 00 00 44 65 6D 6F 00 4F 6E 65 00 54 77 6F DF 5A
    80 02 01 03 00 54 68 72 65 65 00 00 00 00 00 00 2D 67
    81 00 02 00 41 6E 6E 61 00 41 6E 6E 61 00 41 6E 5B DC
    81 02 03 02 6E 61 00 41 6E 6E 61 00 00 00 00 00 BC FF
    8F 00 04 00 00 01 03 00 02 02 00 00 00 00 00 00 F5 F2
    8F 01 05 00 00 00 00 00 00 00 00 03 06 00 00 00 6F E7
    8F 02 06 00 00 00 00 00 09 00 00 00 00 00 00 00 91 23
    """

  @Test func `are those of the worked example`() throws {
    expectBytes(try CDTextPacks(Self.demo).bytes, equal: Self.demoPacks)
  }

  @Test func `carry every kind of text, the disc id, the catalog number and recording codes`()
    throws
  {
    let text = CDText(
      language: .german,
      disc: CDTextFields(
        title: "T", performer: "P", songwriter: "S", composer: "C", arranger: "A", message: "M"),
      tracks: [CDTextFields(title: "t")], discID: "ID 1",
      catalogNumber: try MediaCatalogNumber("0123456789012"),
      recordingCodes: [try ISRC("DEABC2500001")])
    let packs = try CDTextPacks(text).packs
    let bodies = packs.map { Array($0.bytes[..<16]) }
    expectBytes(
      bodies.flatMap { $0 },
      equal: """
        80 00 00 00  54 00 74 00*9            # title of the disc and of track 1
        81 00 01 00  50 00 00*10              # track 1 has none
        82 00 02 00  53 00 00*10
        83 00 03 00  43 00 00*10
        84 00 04 00  41 00 00*10
        85 00 05 00  4D 00 00*10
        86 00 06 00  49 44 20 31 00*8         # the disc alone
        8E 00 07 00  30 31 32 33 34 35 36 37 38 39 30 31
        8E 00 08 0C  32 00 44 45 41 42 43 32 35 30 30 30
        8E 01 09 0A  30 31 00*10
        8F 00 0A 00  00 01 01 00 01 01 01 01 01 01 01 00
        8F 01 0B 00  00 00 00 00 00 00 03 03 0C 00 00 00
        8F 02 0C 00  00 00 00 00 08 00 00 00 00 00 00 00
        """)
    #expect(packs.allSatisfy { $0.hasValidChecksum })
  }

  @Test func `write é in ISO 8859-1, whether it is one character of Unicode or two`() throws {
    for title in ["Caf\u{E9}", "Cafe\u{301}"] {
      let text = CDText(disc: CDTextFields(title: title), tracks: [CDTextFields()])
      let first = try #require(try CDTextPacks(text).packs.first)
      expectBytes(first.text, equal: "43 61 66 E9 00 00 00*6")
    }
  }

  @Test func `count no further than 15 characters before a pack`() throws {
    let text = CDText(
      disc: CDTextFields(title: "abcdefghijklmnopqrstuvwxyzabcdefghijkl"), tracks: [CDTextFields()])
    #expect(try CDTextPacks(text).packs.prefix(4).map { $0.bytes[3] } == [0, 12, 15, 15])
  }

  @Test func `refuse what the character set lacks, and say what would be there instead`() {
    let text = CDText(
      disc: CDTextFields(title: "Ænima – “Живой”"),
      tracks: [CDTextFields(performer: "Dvořák"), CDTextFields(message: "Fine")], discID: "№ 5")
    let expected: [CDTextProblem] = [
      .charactersMissing(
        ["–", "“", "Ж", "и", "в", "о", "й", "”"], in: .disc(.title),
        replacement: "Ænima - \"?????\""),
      .charactersMissing(["ř"], in: .track(1, .performer), replacement: "Dvorák"),
      .charactersMissing(["№"], in: .discID, replacement: "? 5"),
    ]
    #expect(throws: CDTextError(problems: expected)) { try CDTextPacks(text) }
  }

  @Test func `put what looks like it in its place where that is wanted`() throws {
    let text = CDText(disc: CDTextFields(title: "Řeka…"), tracks: [CDTextFields()])
    let packs = try CDTextPacks(text, missingCharacters: .replace).packs
    expectBytes(packs[0].text, equal: "52 65 6B 61 2E 2E 2E 00 00 00*3")
  }

  @Test func `have no letters with marks in ASCII`() {
    let text = CDText(
      characterSet: .ascii, disc: CDTextFields(title: "Große Öde"), tracks: [CDTextFields()])
    #expect(
      text.unencodableTexts == [
        .charactersMissing(["ß", "Ö"], in: .disc(.title), replacement: "Grosse Ode")
      ])
  }

  @Test func `have no control characters`() {
    let text = CDText(disc: CDTextFields(title: "a\tb\r\nc\u{0}"), tracks: [CDTextFields()])
    #expect(
      text.unencodableTexts == [
        .charactersMissing(["\t", "\r\n", "\0"], in: .disc(.title), replacement: "a b c?")
      ])
  }

  @Test func `are 256 at most`() throws {
    func text(_ count: Int) -> CDText {
      CDText(
        disc: CDTextFields(title: String(repeating: "x", count: count)), tracks: [CDTextFields()])
    }
    // 253 packs of 12 bytes, less the zeros behind both texts.
    #expect(try CDTextPacks(text(253 * 12 - 2)).packs.count == 256)
    #expect(throws: CDTextError(problems: [.tooLong(packs: 257, limit: 256)])) {
      try CDTextPacks(text(253 * 12 - 1))
    }
  }

  @Test func `end at track 99`() {
    let text = CDText(
      firstTrackNumber: 2, disc: CDTextFields(title: "x"),
      tracks: Array(repeating: CDTextFields(), count: 99))
    #expect(throws: CDTextError(problems: [.tooManyTracks(99)])) { try CDTextPacks(text) }
  }
}

@Suite("CD-TEXT in the lead-in") struct CDTextLeadInTests {
  @Test func `is the packs in symbols of six bits`() throws {
    let bytes = HexFixture("8F 00 2A 00 01 01 03 00 06 05 04 05 07 06 01 02 48 65").bytes
    let pack = try #require(bytes.withRawSpan { CDTextPack($0, at: 0) })
    expectBytes(
      pack.symbols,
      equal: "23 30 00 2A 00 00 04 01 00 30 00 06 01 10 10 05 01 30 18 01 00 24 21 25")
  }

  @Test
  func `fills the sectors from the lead-in's start to −151, four packs in each, over and over`()
    throws
  {
    let packs = try CDTextPacks(CDTextPacksTests.demo)
    let leadIn = CDTextLeadIn(packs, from: LogicalBlockAddress(-11077))
    #expect(leadIn.blocks == BlockCount(10927))
    var bytes: [UInt8] = []
    var next = BlockCount.zero
    while let chunk = leadIn.chunk(at: next, limit: BlockCount(500)) {
      #expect(chunk.start == next && chunk.format == .leadInText)
      chunk.storage.withUnsafeBytes { bytes += $0 }
      next = next + chunk.blocks
    }
    #expect(next == BlockCount(10927))
    #expect(bytes.count == 10927 * 96)
    // Seven packs a round, 24 symbols each.
    let round = packs.packs.flatMap(\.symbols)
    #expect(bytes.indices.allSatisfy { bytes[$0] == round[$0 % round.count] })
  }
}

@Suite("Checksum of sub-channel Q") struct QChecksumTests {
  // Typed from the reference's list of checks: position, catalog number, recording code.
  @Test(
    arguments: [
      ("01 00 A0 98 06 12 00 01 00 00", 0xE374), ("01 01 01 00 00 00 00 00 02 00", 0x5A28),
      ("02 01 23 45 67 89 01 20 00 10", 0x22B6), ("03 51 54 52 4C 25 00 00 10 60", 0xC28C),
    ] as [(HexFixture, UInt16)])
  func `is CRC-16, inverted`(bytes: HexFixture, checksum: UInt16) {
    #expect(QChecksum.of(bytes.bytes) == checksum)
  }
}
