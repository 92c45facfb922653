import DiscModel
import MMC
import TestSupport
import Testing

/// Discs of sessions in the states that burns leave them in, as drives describe them.
@Suite("Media that are recorded in sequence") struct SequentialMediumTests {
  private typealias Script = MediumBench.Script

  /// A CD-RW of high speed, with a disc information from its flags on.
  private static func cdRW(_ disc: HexFixture) -> Script {
    [
      "46": [MediumBench.profile("00 0A")], "51": [MediumBench.disc(disc)],
      "52 01 00 00 00 FF": [.good(ReadTrackInformationTests.blankCDR)],
      "52 01 00 00 00 01": [
        .good("00 2E 01 01 00 04 01 02 00*16 00 00 02 5A 00 00 02 57 00*16")
      ],
      "43 02 04": [.good(ReadATIPTests.rewritable)],
    ]
  }

  @Test func `a blank CD-RW tells its kind and its fastest speed`() async throws {
    let found = try #require(try await MediumBench.medium(Self.cdRW("10 01 01 01 01")))
    #expect(found.condition == .blank)
    #expect(found.isErasable)
    #expect(found.isPhysicallyBlank)
    let groove = try #require(found.details.groove)
    #expect(groove.isRewritable)
    #expect(groove.subtype == 1)
    #expect(groove.maximumWriteRate == .cd(10))
    #expect(found.state == .blank)
  }

  @Test func `a finished CD-RW can be erased`() async throws {
    let found = try #require(try await MediumBench.medium(Self.cdRW("1E 01 01 01 01")))
    #expect(found.condition == .closed)
    #expect(found.isErasable)
    #expect(found.state == [.finalized, .eraseRequired])
    #expect(!found.isPhysicallyBlank)
    #expect(found.tracks.map(\.dataMode) == [.mode1])
    #expect(found.openTrack == nil)
  }

  /// A DVD-R: its open track is named by its own number, and FFh is refused.
  private static func dvdMinusR(_ profile: HexFixture, disc: HexFixture, open: HexFixture) -> Script
  {
    [
      "46": [MediumBench.profile(profile)], "51": [MediumBench.disc(disc)],
      "52 01 00 00 00 01": [
        .good("00 2E 01 01 00 04 31 02 00*12 00 00 00 10 00 00 10 00 00 00 0F FF 00*16")
      ],
      "52 01 00 00 00 02": [.good(open)],
      "52 01 00 00 00 FF": [.sense(5, 0x24, 0)],
      "AD 00 00 00 00 00 00 0E": [
        MediumBench.structure(
          """
          01 40 C1 FD 9E D8 52 00 02 85 0D 17
          03 4D 43 43 20 30 33 00             # field 3, "MCC 03"
          04 52 47 32 30 20 20 00             # field 4, "RG20"
          """, count: 40)
      ],
    ]
  }

  @Test func `a DVD-R is asked for its last track by number, and may take more`() async throws {
    let open: HexFixture = """
      00 2E 02 02 00 04 71 01 00 00 BC 00 00 00 BC 00 00 22 54 20 00 00 00 10
      00 22 54 20 00 00 00 00 00*16       # from 48,128 on, 2,249,760 free
      """
    let found = try #require(
      try await MediumBench.medium(
        Self.dvdMinusR("00 11", disc: "01 01 02 02 02", open: open)))
    #expect(found.condition == .appendable)
    #expect(found.sessionCount == 1)
    #expect(found.nextWritableAddress == LogicalBlockAddress(48_128))
    #expect(found.freeBlocks == BlockCount(2_249_760))
    #expect(found.capacity == BlockCount(48_128 + 2_249_760))
    #expect(found.lastSession == LogicalBlockAddress(0)...LogicalBlockAddress(4095))
    #expect(found.tracks.first?.packets == .fixed(BlockCount(16)))
    #expect(found.manufacturerID == "MCC 03RG20")
    #expect(found.state == .appendable)
  }

  @Test func `a track on which writing broke off is damaged, and its session incomplete`()
    async throws
  {
    let open: HexFixture = """
      00 2E 02 02 00 24 31 00 00 00 BC 00 00 00 00 00 00 22 54 20 00 00 00 10
      00 22 54 20 00 00 00 00 00*16       # damaged, no next writable address
      """
    let found = try #require(
      try await MediumBench.medium(
        Self.dvdMinusR("00 11", disc: "05 01 02 02 02", open: open)))
    #expect(found.condition == .appendable)
    #expect(found.nextWritableAddress == nil)
    #expect(found.openTrack?.isDamaged == true)
    #expect(found.isDamaged)
    #expect(found.lastSessionState == .incomplete)
    #expect(found.lastSession == LogicalBlockAddress(0)...LogicalBlockAddress(4095))
    #expect(found.state == [.appendable, .damaged, .nonEmptySession])
    #expect(!found.state.isUsable)
  }

  @Test func `a reserved track is told as one`() async throws {
    let open: HexFixture = """
      00 2E 02 01 00 04 F1 01 00 00 10 00 00 00 10 00 00 00 20 00 00 00 00 10
      00 00 20 00 00 00 00 00 00*16
      """
    let found = try await MediumBench.medium(
      Self.dvdMinusR("00 14", disc: "15 01 01 01 02", open: open))
    #expect(found?.openTrack?.isReserved == true)
    #expect(found?.openTrack?.isBlank == true)
    #expect(found?.tracks.count == 1)
  }

  @Test func `a finished DVD-RW has the size of its formats`() async throws {
    var script = Self.dvdMinusR("00 14", disc: "1E 01 01 01 01", open: "")
    script["23"] = [.good("00 00 00 10 00 23 10 20 02 00 08 00 00 23 10 20 40 00 00 10")]
    let found = try #require(try await MediumBench.medium(script))
    #expect(found.condition == .closed)
    #expect(found.isErasable)
    #expect(found.capacity == BlockCount(2_297_888))
  }

  @Test(arguments: ["00 15", "00 16"] as [HexFixture])
  func `a DVD-R with two layers takes one session`(profile: HexFixture) async throws {
    let whole: HexFixture = """
      00 2E 01 01 00 04 71 01 00*8 00 3F A7 C0 00 00 00 10 00 3F A7 C0 00*20
      """
    let found = try #require(
      try await MediumBench.medium([
        "46": [MediumBench.profile(profile)], "51": [MediumBench.disc("00 01 01 01 01")],
        "52 01 00 00 00 01": [.good(whole)],
        "AD 00 00 00 00 00 00 00": [
          MediumBench.structure(
            "26 0F 32 10 00 03 00 00 00 FC D7 FF 00 22 D3 DF", count: 2048)
        ],
        "AD 00 00 00 00 00 00 20": [MediumBench.structure("00*4 00 1F D3 E0", count: 8)],
      ]))
    #expect(found.condition == .blank)
    #expect(found.capacity == BlockCount(4_171_712))
    #expect(found.state == [.blank, .finalSession])
    #expect(
      found.details.layerBoundary
        == LayerBoundary(firstLayer: BlockCount(2_085_856), isFixed: false))
    #expect(found.details.structure?.layers == 2)
    #expect(found.details.structure?.hasOppositePath == true)
    #expect(found.details.structure?.bookType == .dvdMinusR)
  }

  /// A formatted BD-R calls itself appendable with one empty session; what can be read tells it from
  /// one with a session that was written without being closed.
  @Test(
    arguments: [("00 00 00 00 00 00 08 00", .blank), ("00 00 0F FF 00 00 08 00", .appendable)]
      as [(HexFixture, Medium.Condition)])
  func `a BD-R that was formatted is blank if nothing can be read`(
    readable: HexFixture, expected: Medium.Condition
  ) async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 41")], "51": [MediumBench.disc("01 01 01 01 01")],
      "25": [.good(readable)],
    ])
    #expect(found?.condition == expected)
    #expect(found?.isPhysicallyBlank == (expected == .blank))
  }

  @Test func `a BD-R whose blocks can be replaced tells how often`() async throws {
    let script: Script = [
      "46": [MediumBench.profile("00 41", features: "00 38 01 00")],
      "51 00": [MediumBench.disc("01 01 02 02 02")],
      "51 02": [.good("00 0E 40 00 00 00 12 34 00 00 00 10 00 00 00 20")],
    ]
    let found = try await MediumBench.medium(script)
    #expect(found?.details.pseudoOverwrite == PseudoOverwrite(replacementsLeft: 0x1234))
    var silent = script
    silent["51 02"] = [.sense(5, 0x24, 0)]
    #expect(
      try await MediumBench.medium(silent)?.details.pseudoOverwrite
        == PseudoOverwrite(replacementsLeft: nil))
  }

  @Test func `a BD-R for writing anywhere once is never said to be finished when it is not`()
    async throws
  {
    let script: Script = [
      "46": [MediumBench.profile("00 42")], "51": [MediumBench.disc("00 01 01 01 01")],
    ]
    #expect(try await MediumBench.medium(script)?.condition == .blank)
  }

  @Test func `a CD with 98 tracks has room for one more`() async throws {
    var script = Self.cdRW("11 01 02 63 63")
    script["52 01 00 00 00 62"] = [
      .good("00 2E 62 01 00 04 01 02 00*16 00 00 02 5A 00 00 02 57 00*16")
    ]
    script["52"] = [.good("00 2E 01 01 00 04 01 02 00*16 00 00 02 5A 00 00 02 57 00*16")]
    #expect(try await MediumBench.medium(script)?.state.contains(.finalSession) == true)
  }
}
