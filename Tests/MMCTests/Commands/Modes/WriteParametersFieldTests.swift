import MMC
import TestSupport
import Testing

@Suite("Fields of the write parameters page") struct WriteParametersFieldTests {
  /// Every field set, from the table of the page in the standard.
  static let full: HexFixture = """
    00 3A 00*6
    05 32
    62                                               # protection, link size, session at once
    F5                                               # more sessions, fixed, copy, mode 5
    0A                                               # mode 2 form 1
    07 00 15 20 00                                   # link 7, application 15h, XA
    00 00 00 20                                      # packets of 32
    00 E1                                            # pause of 225
    80 30 31 32 33 34 35 36 37 38 39 30 31 32 00 00  # 0123456789012
    80 44 45 41 42 43 32 35 30 30 30 30 31 00 00 00  # DEABC2500001
    00 01 08 02                                      # sub-header
    """

  @Test func `are read`() throws {
    let page = try ModeSense10<WriteParametersPage>.parse(Self.full)
    #expect(page.protectsAgainstUnderrun && !page.isTestWrite)
    #expect(page.writeType == .sessionAtOnce)
    #expect(page.multiSession == .allowed && page.hasFixedPackets && page.isCopy)
    #expect(page.trackMode == 5 && page.dataBlockType == .mode2Form1)
    #expect(page.linkBlocks == 7 && page.applicationCode == 0x15 && page.sessionFormat == 0x20)
    #expect(page.packetBlocks == 32 && page.audioPause == 225)
    #expect(page.catalogueNumber == "0123456789012")
    #expect(page.recordingCode == "DEABC2500001")
    #expect(page.subheader == [0, 1, 8, 2])
  }

  @Test func `are set`() {
    var page = WriteParametersPage()
    page.protectsAgainstUnderrun = true
    page.writeType = .sessionAtOnce
    page.multiSession = .allowed
    page.hasFixedPackets = true
    page.isCopy = true
    page.trackMode = 5
    page.dataBlockType = .mode2Form1
    page.linkBlocks = 7
    page.applicationCode = 0x15
    page.sessionFormat = 0x20
    page.packetBlocks = 32
    page.audioPause = 225
    page.catalogueNumber = "0123456789012"
    page.recordingCode = "DEABC2500001"
    page.subheader = [0, 1, 8, 2]
    expectBytes(page.bytes, equal: Array(Self.full.bytes.dropFirst(8)))
  }

  @Test func `are not valid where the page says so`() throws {
    let page = try ModeSense10<WriteParametersPage>.parse("00 3A 00*6 05 32 40 44 08 10 00*46")
    #expect(page.linkBlocks == nil)
    #expect(page.catalogueNumber == nil && page.recordingCode == nil)
    #expect(page.multiSession == .noneWithPointer)
  }

  @Test func `that hold no letters are no numbers`() throws {
    let page = try ModeSense10<WriteParametersPage>.parse(
      "00 3A 00*6 05 32 00*14 80 FF*15 80 00*19")
    #expect(page.catalogueNumber == nil && page.recordingCode == nil)
  }

  @Test func `go away when they are taken back`() throws {
    var page = try ModeSense10<WriteParametersPage>.parse(Self.full)
    page.catalogueNumber = nil
    page.recordingCode = nil
    page.linkBlocks = nil
    page.subheader = []
    expectBytes(
      page.bytes, equal: "05 32 42 F5 0A 00 00 15 20 00 00 00 00 20 00 E1 00*16 00*16 00*4")
  }

  @Test func `that are too long are cut to their fields`() {
    var page = WriteParametersPage()
    page.catalogueNumber = "01234567890123456789"
    page.recordingCode = "DE"
    expectBytes(
      page.bytes,
      equal: """
        05 32 00*14 80 30 31 32 33 34 35 36 37 38 39 30 31 32 00 00 80 44 45 00*10 00*7
        """)
  }

  @Test func `are asked for in every sort`() {
    let sorts: [(ModePageControl, HexFixture)] = [
      (.current, "5A 08 05 00 00 00 00 00 48 00"), (.changeable, "5A 08 45 00 00 00 00 00 48 00"),
      (.defaults, "5A 08 85 00 00 00 00 00 48 00"), (.saved, "5A 08 C5 00 00 00 00 00 48 00"),
    ]
    for (control, expected) in sorts {
      #expect(ModeSense10<WriteParametersPage>(control).bytes == expected)
    }
  }

  @Test func `can be kept without power`() {
    #expect(
      ModeSelect10(WriteParametersPage(), savesPage: true).bytes == "55 11 00 00 00 00 00 00 3C 00")
  }
}
