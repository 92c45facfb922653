import DiscModel
import MMC
import TestSupport
import Testing

/// Discs as drives describe them: what readMedium makes of the replies.
@Suite("Reading what medium lies in the drive") struct MediumTests {
  private static let blankCDR: MediumBench.Script = [
    "46": [MediumBench.profile("00 09")],
    "51": [MediumBench.disc("00 01 01 01 01")],
    "52 01 00 00 00 FF": [.good(ReadTrackInformationTests.blankCDR)],
    "43 02 04": [.good(ReadATIPTests.eightyMinutes)],
    "AC": [.good(GetPerformanceTests.golden)],
  ]

  @Test func `a blank CD-R`() async throws {
    var expected = Medium(
      profile: .cdR, condition: .blank, capacity: BlockCount(359_849),
      freeBlocks: BlockCount(359_849), nextWritableAddress: .zero, sessionCount: 0, tracks: [],
      writeRates: [], manufacturerID: "97:34:23")
    expected.writeSpeeds = [
      WriteSpeed(rate: .dvd(16), rotation: .constantLinear),
      WriteSpeed(rate: .dvd(8), rotation: .constantLinear),
    ]
    expected.lastSessionState = .empty
    expected.isPhysicallyBlank = true
    var open = MediumTrack(
      number: 1, session: 1, start: .zero, blocks: BlockCount(359_849), isData: true)
    open.isBlank = true
    expected.openTrack = open
    expected.details.groove = GrooveInformation(
      leadIn: MinuteSecondFrame(minute: 97, second: 34, frame: 23),
      leadOut: MinuteSecondFrame(minute: 79, second: 59, frame: 74), isRewritable: false,
      subtype: 0,
      maximumWriteRate: nil)
    #expect(try await MediumBench.medium(Self.blankCDR) == expected)
  }

  @Test func `a blank CD-R whose drive says that writing begins at −150`() async throws {
    var track = ReadTrackInformationTests.blankCDR.bytes
    track.replaceSubrange(12..<16, with: [0xFF, 0xFF, 0xFF, 0x6A])
    var script = Self.blankCDR
    script["52 01 00 00 00 FF"] = [.good(HexFixture(bytes: track))]
    #expect(try await MediumBench.medium(script)?.nextWritableAddress == .zero)
  }

  @Test func `a blank CD-R whose drive tells nothing but what it is`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 09")], "51": [MediumBench.disc("00 01 01 01 01")],
    ])
    #expect(found?.condition == .blank)
    #expect(found?.nextWritableAddress == .zero)
    #expect(found?.capacity == .zero)
    #expect(found?.writeRates == [])
    #expect(found?.manufacturerID == nil)
  }

  @Test func `a blank CD-R whose drive refuses the open track but knows the groove`() async throws {
    var script = Self.blankCDR
    script["52 01 00 00 00 FF"] = [.sense(5, 0x24, 0)]
    let found = try await MediumBench.medium(script)
    #expect(found?.freeBlocks == BlockCount(359_849))
    #expect(found?.nextWritableAddress == .zero)
  }

  @Test func `a CD-R with one closed session that can take another`() async throws {
    var script = Self.blankCDR
    script["51"] = [MediumBench.disc("01 01 02 02 02")]
    script["52 01 00 00 00 01"] = [
      .good(
        """
        00 2E 01 01 00 04 00 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
        00 00 02 5A 00 00 02 57 00*16      # 602 long with its run-out, the last of data is 599
        """)
    ]
    let open: HexFixture = """
      00 2E 02 02 00 04 40 01 00 00 2E E2 00 00 2E E2 00 05 00 00 00 00 00 00
      00 05 00 00 00 00 00 00 00*16        # from 12,002 on
      """
    script["52 01 00 00 00 02"] = [.good(open)]
    script["52 01 00 00 00 FF"] = [.good(open)]
    let found = try #require(try await MediumBench.medium(script))
    #expect(found.condition == .appendable)
    #expect(found.sessionCount == 1)
    #expect(
      found.tracks.map(\.blocks) == [BlockCount(600)])
    #expect(found.lastSession == LogicalBlockAddress(0)...LogicalBlockAddress(599))
    #expect(found.nextWritableAddress == LogicalBlockAddress(12_002))
    #expect(found.freeBlocks == BlockCount(327_680))
    #expect(found.capacity == BlockCount(359_849))
  }

  private static let closedDVD: MediumBench.Script = [
    "46": [MediumBench.profile("00 1B")],
    "51": [MediumBench.disc("0E 01 01 01 01")],
    "52 01 00 00 00 01": [
      .good(
        """
        00 2E 01 01 00 04 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 10
        00 00 10 00 00 00 00 00 00*16
        """)
    ],
    "AD 00 00 00 00 00 00 11": [.good(ReadDiscStructureTests.adip)],
    "5A": [.good(CapabilitiesPageTests.golden)],
  ]

  @Test func `a closed DVD+R`() async throws {
    var expected = Medium(
      profile: .dvdPlusR, condition: .closed, capacity: BlockCount(2_295_104), freeBlocks: .zero,
      nextWritableAddress: nil, sessionCount: 1,
      tracks: [
        MediumTrack(number: 1, session: 1, start: .zero, blocks: BlockCount(4096), isData: true)
      ],
      writeRates: [], manufacturerID: "CMC MAG/M01/0")
    expected.writeSpeeds = [8467, 2822].map {
      WriteSpeed(rate: TransferRate(kilobytesPerSecond: $0), rotation: .constantLinear)
    }
    expected.lastSessionState = .complete
    expected.details.structure = PhysicalStructure(
      bookType: .dvdPlusR, layers: 1, diameterMillimeters: 120, blocks: BlockCount(2_295_104))
    #expect(try await MediumBench.medium(Self.closedDVD) == expected)
  }

  @Test func `what means as fast as can be is no speed`() async throws {
    var script = Self.closedDVD
    // 16,620 kB/s as CAV, FFFFFFFFh as CLV.
    script["AC"] = [
      .good(
        """
        00 00 00 24 00 00 00 00
        08 00 00 00 00 23 05 3F 00 00 40 EC 00 00 40 EC
        00 00 00 00 00 23 05 3F FF FF FF FF FF FF FF FF
        """)
    ]
    #expect(
      try await MediumBench.medium(script)?.writeSpeeds == [
        WriteSpeed(rate: TransferRate(kilobytesPerSecond: 16_620), rotation: .constantAngular)
      ])
    var page = CapabilitiesPageTests.golden.bytes
    page.replaceSubrange(page.count - 2..<page.count, with: [0xFF, 0xFF])
    script["5A"] = [.good(HexFixture(bytes: page))]
    script["AC"] = [
      .good("00 00 00 14 00*4 00*4 00 23 05 3F FF FF FF FF FF FF FF FF")
    ]
    #expect(
      try await MediumBench.medium(script)?.writeRates == [TransferRate(kilobytesPerSecond: 8467)])
  }

  @Test func `speeds of a CD are not taken for those of a DVD`() async throws {
    var script = Self.closedDVD
    var page = CapabilitiesPageTests.golden.bytes
    page.replaceSubrange(page.count - 2..<page.count, with: [0x05, 0x47])
    script["5A"] = [.good(HexFixture(bytes: page))]
    script["AC"] = [.good("00 00 00 14 00*4 00*8 00*8")]
    #expect(
      try await MediumBench.medium(script)?.writeRates == [TransferRate(kilobytesPerSecond: 8467)])
  }

  @Test func `an open session on DVD+R that holds a track counts as a session`() async throws {
    var script = Self.closedDVD
    script["51"] = [MediumBench.disc("05 01 01 01 02")]
    script["52 01 00 00 00 FF"] = [
      .good(
        """
        00 2E 02 01 00 04 40 01 00 00 10 10 00 00 10 10 00 22 F5 30 00 00 00 10
        00 22 F5 30 00 00 00 00 00*16
        """)
    ]
    let found = try #require(try await MediumBench.medium(script))
    #expect(found.condition == .appendable)
    #expect(found.sessionCount == 1)
    #expect(found.nextWritableAddress == LogicalBlockAddress(4112))
    #expect(found.capacity == BlockCount(4112 + 2_290_992))
    #expect(found.tracks.count == 1)
  }

  private static let openBDR: HexFixture = """
    00 2E 01 01 00 04 40 01 00 00 00 00 00 00 00 00 00 BA 74 00 00 00 00 20
    00 BA 74 00 00 00 00 00 00*16
    """

  @Test(arguments: ["00 01 01 01 01", "01 01 01 01 01"] as [HexFixture])
  func `a blank BD-R, formatted or not`(information: HexFixture) async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 41")], "51": [MediumBench.disc(information)],
      "52 01 00 00 00 FF": [.good(Self.openBDR)],
      "23": [.good("00 00 00 08 00 BA 74 00 01 00 08 00")],
      "AD 01 00 00 00 00 00 00": [.good(ReadDiscStructureTests.bluray)],
    ])
    var expected = Medium(
      profile: .bdRSequential, condition: .blank, capacity: BlockCount(12_219_392),
      freeBlocks: BlockCount(12_219_392), nextWritableAddress: .zero, sessionCount: 0, tracks: [],
      writeRates: [], manufacturerID: "VERBAT/IMe/1")
    expected.lastSessionState = .empty
    expected.isPhysicallyBlank = true
    expected.openTrack = found?.openTrack
    expected.details.structure = PhysicalStructure(layers: 1, bdClass: 1, bdVersion: 2)
    #expect(found == expected)
  }

  @Test func `a closed BD-R keeps the size of its make`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 41")], "51": [MediumBench.disc("0E 01 01 01 01")],
      "23": [.good("00 00 00 08 00 BA 74 00 02 00 08 00")],
      "25": [.good("00 00 0F FF 00 00 08 00")],
    ])
    #expect(found?.condition == .closed)
    #expect(found?.capacity == BlockCount(12_219_392))
    #expect(found?.freeBlocks == .zero)
  }

  @Test func `a pressed CD in a drive that knows no track information`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 08")], "51": [MediumBench.disc("0E 01 01 01 03")],
      "43 00 00": [.good(ReadTOCTests.threeTracks)], "25": [.good("00 00 AA CC 00 00 08 00")],
    ])
    var expected = Medium(
      profile: .cdROM, condition: .closed, capacity: BlockCount(43_725), freeBlocks: .zero,
      nextWritableAddress: nil, sessionCount: 1,
      tracks: [
        MediumTrack(number: 1, session: 1, start: .zero, blocks: BlockCount(13_650), isData: false),
        MediumTrack(
          number: 2, session: 1, start: LogicalBlockAddress(13_650), blocks: BlockCount(18_780),
          isData: false),
        MediumTrack(
          number: 3, session: 1, start: LogicalBlockAddress(32_430), blocks: BlockCount(11_295),
          isData: true),
      ],
      writeRates: [], manufacturerID: nil)
    expected.lastSessionState = .complete
    expected.writeProtection = .readOnlyMedium
    #expect(found == expected)
  }

  @Test func `a pressed DVD in a reader that only knows its capacity`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 10")], "25": [.good("00 23 05 3F 00 00 08 00")],
    ])
    #expect(found?.profile == .dvdROM)
    #expect(found?.capacity == BlockCount(2_295_104))
    #expect(found?.sessionCount == 0)
  }

  @Test func `a disc whose table of contents runs backwards has no negative track`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 08")],
      "43": [.good("00 12 01 01 00 14 01 00 00 00 10 00 00 14 AA 00 00 00 00 10")],
    ])
    #expect(found?.tracks.map(\.blocks) == [.zero])
  }

  @Test func `a disc with addresses at the ends of what 32 bits hold`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 1B")], "51": [MediumBench.disc("05 01 01 01 01")],
      "52": [
        .good(
          """
          00 2E 01 01 00 04 00 03 80 00 00 00 7F FF FF FF FF FF FF FF 00 00 00 10
          FF FF FF FF 7F FF FF FF 00*16
          """)
      ],
    ])
    #expect(found?.capacity == BlockCount(2_147_483_648))
    #expect(found?.freeBlocks == .zero)
    #expect(found?.tracks.first?.blocks == BlockCount(4_294_967_296))
  }

  @Test func `no more than 300 tracks are asked for, and a disc of none is none`() async throws {
    let bench = DriveBench([
      "46": [MediumBench.profile("00 41")], "51": [MediumBench.disc("0E 01 01 01 FF")],
      "52": [.good(Self.openBDR)],
    ])
    _ = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.readMedium()
    }
    #expect(bench.commands.count { $0.bytes[0] == 0x52 } == 255)
    let backwards = try await MediumBench.medium([
      "46": [MediumBench.profile("00 41")], "51": [MediumBench.disc("0E 05 01 01 00")],
    ])
    #expect(backwards?.tracks == [])
  }

  @Test(arguments: [1, 2] as [UInt8])
  func `no disc is nil, not an error`(ascq: UInt8) async throws {
    #expect(try await MediumBench.medium(["00": [.sense(2, 0x3A, ascq)]]) == nil)
  }

  @Test func `a profile of zero is no disc`() async throws {
    #expect(try await MediumBench.medium(["46": [MediumBench.profile("00 00")]]) == nil)
  }

  @Test func `a drive that will not say what disc it is is an error`() async {
    await #expect(throws: refusal(0x46, 5, 0x24)) {
      try await MediumBench.medium(["46": [.sense(5, 0x24, 0)]])
    }
    await #expect(throws: refusal(0x51, 3, 0x11)) {
      try await MediumBench.medium([
        "46": [MediumBench.profile("00 09")], "51": [.sense(3, 0x11, 0)],
      ])
    }
  }

  @Test func `a drive that goes on loading is an error in the end`() async {
    await #expect(throws: refusal(0, 2, 4, 1)) {
      try await MediumBench.medium(["00": [.sense(2, 4, 1)]])
    }
  }
}
