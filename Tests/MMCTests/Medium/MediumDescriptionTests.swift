import DiscModel
import MMC
import TestSupport
import Testing

@Suite("What a medium is, whatever is written on it") struct MediumDescriptionTests {
  private typealias Script = MediumBench.Script

  /// A pressed DVD with two layers whose second one runs inwards: sectors 030000h to 22D7FFh, and on
  /// the other side DD2800h to FCFFFFh.
  private static let pressedDVD: Script = [
    "46": [MediumBench.profile("00 10")], "25": [.good("00 3F AF FF 00 00 08 00")],
    "AD 00 00 00 00 00 00 00": [
      MediumBench.structure("02 02 31 10 00 03 00 00 00 FC FF FF 00 22 D7 FF", count: 2048)
    ],
    "AD 00 00 00 00 00 00 01": [MediumBench.structure("01 FD 00 00", count: 4)],
  ]

  @Test func `a pressed DVD tells its book, its layers and that it is protected`() async throws {
    let found = try #require(try await MediumBench.medium(Self.pressedDVD))
    #expect(found.condition == .closed)
    #expect(found.writeProtection == .readOnlyMedium)
    #expect(found.details.isCopyProtected)
    let structure = try #require(found.details.structure)
    #expect(structure.bookType == .dvdROM)
    #expect(structure.layers == 2)
    #expect(structure.hasOppositePath == true)
    #expect(structure.diameterMillimeters == 120)
    #expect(
      found.details.layerBoundary
        == LayerBoundary(firstLayer: BlockCount(0x1FD800), isFixed: true))
    #expect(found.state == [.finalized, .unsupportedMedia])
  }

  @Test func `a pressed DVD without protection, or of which the drive is silent`() async throws {
    var script = Self.pressedDVD
    script["AD 00 00 00 00 00 00 01"] = [MediumBench.structure("00", count: 4)]
    #expect(try await MediumBench.medium(script)?.details.isCopyProtected == false)
    script["AD 00 00 00 00 00 00 01"] = [.sense(5, 0x24, 0)]
    #expect(try await MediumBench.medium(script)?.details.isCopyProtected == false)
  }

  @Test func `a DVD+R that passes itself off for a DVD-ROM keeps both`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 1B")], "51": [MediumBench.disc("0E 01 01 01 01")],
      "AD 00 00 00 00 00 00 00": [
        MediumBench.structure("01 02 01 10 00 03 00 00 00 03 0F FF", count: 2048)
      ],
      "AD 00 00 00 00 00 00 11": [.good(ReadDiscStructureTests.adip)],
    ])
    #expect(found?.details.structure?.bookType == .dvdROM)
    #expect(found?.details.structure?.blocks == BlockCount(2_295_104))
    #expect(found?.capacity == BlockCount(2_295_104))
    #expect(found?.manufacturerID == "CMC MAG/M01/0")
  }

  @Test func `a DVD+R whose drive does not read the groove is known by its lead-in`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 1B")], "51": [MediumBench.disc("0E 01 01 01 01")],
      "AD 00 00 00 00 00 00 00": [.good(ReadDiscStructureTests.adip)],
    ])
    #expect(found?.manufacturerID == "CMC MAG/M01/0")
  }

  @Test func `a DVD+R with two layers tells where the first ends`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 2B")], "51": [MediumBench.disc("00 01 01 01 01")],
      "AD 00 00 00 00 00 00 20": [MediumBench.structure("80 00 00 00 00 1F D8 00", count: 8)],
    ])
    #expect(
      found?.details.layerBoundary
        == LayerBoundary(firstLayer: BlockCount(0x1FD800), isFixed: true))
    #expect(found?.details.structure == nil)
  }

  @Test(arguments: [("01", true), ("00", false)] as [(HexFixture, Bool)])
  func `a pressed BD is protected if the drive would use AACS on it`(
    current: HexFixture, expected: Bool
  ) async throws {
    let feature = HexFixture(bytes: [0x01, 0x0D] + current.bytes + [4, 0, 0, 4, 1])
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 40", features: feature)],
      "AD 01 00 00 00 00 00 00": [
        MediumBench.structure(
          "44 49 01 08 00 00 20 00 42 44 4F 01 20", count: 4096)
      ],
    ])
    #expect(found?.details.isCopyProtected == expected)
    #expect(found?.details.structure == PhysicalStructure(layers: 2, bdClass: 0, bdVersion: 1))
    #expect(found?.writeProtection == .readOnlyMedium)
  }

  @Test func `a BD-R without spare area has none, and its cartridge may forbid writing`()
    async throws
  {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 41")], "51": [MediumBench.disc("00 01 01 01 01")],
      "AD 01 00 00 00 00 00 09": [MediumBench.structure("88", count: 4)],
      "AD 01 00 00 00 00 00 0A": [MediumBench.structure("00*12", count: 12)],
      "AD 01 00 00 00 00 00 C0": [MediumBench.structure("0A", count: 4)],
    ])
    #expect(found?.details.spareArea == nil)
    #expect(found?.details.cartridge == .present(wasTakenOut: false, isWriteProtected: true))
    #expect(found?.writeProtection == [.persistent, .byMedium, .byCartridge])
  }

  @Test func `a medium of an unknown kind is told as far as it can be read`() async throws {
    let found = try await MediumBench.medium([
      "46": [MediumBench.profile("00 02")], "25": [.good("00 00 0F FF 00 00 08 00")],
    ])
    #expect(found?.profile.rawValue == 2)
    #expect(found?.capacity == BlockCount(4096))
    #expect(found?.details == MediumDetails())
    #expect(found?.profile.physicalType == .disk)
  }

  // MARK: Speeds

  private static func speeds(_ script: Script) async throws -> [WriteSpeed]? {
    let disc: Script = [
      "46": [MediumBench.profile("00 09")], "51": [MediumBench.disc("00 01 01 01 01")],
    ]
    return try await MediumBench.medium(disc.merging(script) { $1 })?.writeSpeeds
  }

  @Test func `speeds come fastest first, each once a way of turning the disc`() async throws {
    let told: ScriptedTransport.Answer = .good(
      """
      00 00 00 54 00 00 00 00
      08 00 00 00 00 05 7D A8 00 00 21 13 00 00 21 13    # 8,467, constant angular
      00 00 00 00 00 05 7D A8 00 00 21 13 00 00 0B 06    # 2,822, constant linear
      08 00 00 00 00 05 7D A8 00 00 21 13 00 00 21 13    # 8,467, constant angular
      00 00 00 00 00 05 7D A8 00 00 21 13 00 00 21 13    # the same, constant linear
      10 00 00 00 00 05 7D A8 00 00 21 13 00 00 1B 90    # 7,056, a number nobody knows
      """)
    let expected = [
      WriteSpeed(rate: .cd(48), rotation: .constantAngular),
      WriteSpeed(rate: .cd(48), rotation: .constantLinear), WriteSpeed(rate: .cd(40)),
      WriteSpeed(rate: .cd(16), rotation: .constantLinear),
    ]
    #expect(try await Self.speeds(["AC": [told]]) == expected)
  }

  /// Refused, empty, and a length of zero: then mode page 2Ah counts.
  @Test(
    arguments: [
      .sense(5, 0x20, 0), .good("00 00 00 04 00*4"), .good("00*8"),
      .good("00 00 00 14 00*4 00*16"),
    ] as [ScriptedTransport.Answer])
  func `where they are not told, the older page counts`(
    answer: ScriptedTransport.Answer
  )
    async throws
  {
    var page = CapabilitiesPageTests.golden.bytes
    page[8 + 33] = 1  // the first of its speeds with constant angular velocity
    let script: Script = ["AC": [answer], "5A": [.good(HexFixture(bytes: page))]]
    #expect(
      try await Self.speeds(script) == [
        WriteSpeed(rate: .cd(48), rotation: .constantAngular),
        WriteSpeed(rate: .cd(16), rotation: .constantLinear),
      ])
    #expect(try await Self.speeds(["AC": [answer]]) == [])
  }
}
