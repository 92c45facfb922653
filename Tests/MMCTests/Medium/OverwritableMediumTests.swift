import DiscModel
import MMC
import TestSupport
import Testing

/// Media of which every block can be written again, as drives describe them.
@Suite("Media that can be overwritten") struct OverwritableMediumTests {
  private typealias Script = MediumBench.Script

  /// A DVD+RW with a background format in this state: 2,295,104 blocks by format 26h.
  private static func dvdPlusRW(background: UInt8) -> Script {
    let flags: UInt8 = background == 0 ? 0x10 : 0x1E
    return [
      "46": [MediumBench.profile("00 1A")],
      "51": [MediumBench.disc(HexFixture(bytes: [flags, 1, 1, 1, 1, 0x20 | background]))],
      "52 01 00 00 00 01": [MediumBench.wholeTrack("00 23 05 40")],
      "25": [.good("00 00 3F FF 00 00 08 00")],
      "23": [
        .good(
          """
          00 00 00 10 00 23 05 40 02 00 08 00    # formatted, 2,295,104
          00 23 05 40 98 00 00 00                # 26h
          """)
      ],
    ]
  }

  @Test func `a new DVD+RW must be formatted first`() async throws {
    let found = try #require(
      try await MediumBench.medium(Self.dvdPlusRW(background: 0)))
    #expect(found.condition == .unformatted)
    #expect(found.capacity == BlockCount(2_295_104))
    #expect(found.freeBlocks == .zero)
    #expect(found.nextWritableAddress == nil)
    #expect(found.sessionCount == 0)
    #expect(found.tracks == [])
    #expect(found.isPhysicallyBlank)
    #expect(found.isErasable)
  }

  @Test(arguments: [(1, .stopped), (2, .running), (3, .complete)] as [(UInt8, BackgroundFormat)])
  func `a DVD+RW counts as a whole however far its format is`(
    state: UInt8, expected: BackgroundFormat
  ) async throws {
    let found = try #require(
      try await MediumBench.medium(Self.dvdPlusRW(background: state)))
    #expect(found.condition == .overwritable)
    #expect(found.details.backgroundFormat == expected)
    #expect(found.capacity == BlockCount(2_295_104))
    #expect(found.freeBlocks == found.capacity)
    #expect(found.nextWritableAddress == .zero)
    #expect(!found.isPhysicallyBlank)
    #expect(found.state == [.overwriteOnly])
    #expect(found.tracks.map(\.blocks) == [BlockCount(2_295_104)])
  }

  @Test func `a DVD+RW whose drive lists no formats is as large as it can be read`() async throws {
    var script = Self.dvdPlusRW(background: 3)
    script["23"] = [.sense(5, 0x20, 0)]
    #expect(try await MediumBench.medium(script)?.capacity == BlockCount(0x4000))
  }

  /// A DVD-RW for overwriting: state of the first descriptor and its blocks; 2,297,888 in full.
  private static func restrictedOverwrite(_ current: HexFixture, disc: HexFixture) -> Script {
    [
      "46": [MediumBench.profile("00 13")], "51": [MediumBench.disc(disc)],
      "52 01 00 00 00 01": [MediumBench.wholeTrack("00 00 10 00")],
      "25": [.good("00 00 0F FF 00 00 08 00")],
      "23": [
        .good(
          HexFixture(
            bytes: [0, 0, 0, 0x18] + current.bytes
              + ("00 23 10 20 00 00 08 00 00 23 10 20 40 00 00 10" as HexFixture).bytes))
      ],
    ]
  }

  @Test func `a DVD-RW that is formatted is as large as its format`() async throws {
    let found = try #require(
      try await MediumBench.medium(
        Self.restrictedOverwrite("00 00 10 00 02 00 08 00", disc: "1E 01 01 01 01")))
    #expect(found.profile == .dvdMinusRWRestrictedOverwrite)
    #expect(found.condition == .overwritable)
    #expect(found.capacity == BlockCount(4096))
    #expect(found.lastSessionState == .complete)
  }

  @Test func `a DVD-RW that was formatted quickly lacks its border`() async throws {
    let found = try #require(
      try await MediumBench.medium(
        Self.restrictedOverwrite("00 00 10 00 03 00 08 00", disc: "15 01 01 01 01")))
    #expect(found.condition == .intermediate)
    #expect(found.capacity == BlockCount(2_297_888))
    #expect(found.freeBlocks == BlockCount(2_297_888))
    #expect(found.nextWritableAddress == .zero)
    #expect(found.lastSessionState == .incomplete)
    #expect(found.state == [.overwriteOnly, .nonEmptySession])
  }

  private static let dvdRAM: Script = [
    "46": [MediumBench.profile("00 12")],
    "51": [MediumBench.disc("1F 01 01 01 01")],  // of another kind, the session complete
    "52 01 00 00 00 01": [MediumBench.wholeTrack("00 22 21 20")],
    "25": [.good("00 22 21 1F 00 00 08 00")],
    "23": [.good("00 00 00 10 00 22 21 20 02 00 08 00 00 22 21 20 00 00 08 00")],
    "AD 00 00 00 00 00 00 09": [MediumBench.structure("C8", count: 4)],
    "AD 00 00 00 00 00 00 0A": [MediumBench.structure("00 00 31 00 00 00 01 00", count: 12)],
    "AD 00 00 00 00 00 00 C0": [MediumBench.structure("04", count: 4)],
  ]

  @Test func `a DVD-RAM calls its state another, and can be overwritten`() async throws {
    let found = try #require(try await MediumBench.medium(Self.dvdRAM))
    #expect(found.condition == .overwritable)
    #expect(found.capacity == BlockCount(2_236_704))
    #expect(found.lastSessionState == nil)
    #expect(found.details.cartridge == .present(wasTakenOut: true, isWriteProtected: true))
    #expect(found.details.spareArea == SpareArea(free: BlockCount(0x3200), total: nil))
    #expect(found.writeProtection == .byCartridge)
    #expect(found.state == [.overwriteOnly, .writeProtected])
    #expect(!found.state.isUsable)
  }

  @Test func `a DVD-RAM that is not formatted has the size that a format gives it`() async throws {
    var script = Self.dvdRAM
    script["23"] = [.good("00 00 00 10 00 23 05 20 01 00 08 00 00 22 21 20 00 00 08 00")]
    let found = try await MediumBench.medium(script)
    #expect(found?.condition == .unformatted)
    #expect(found?.capacity == BlockCount(2_236_704))
  }

  @Test func `the switch of a cartridge protects even where the status says nothing`() async throws
  {
    var script = Self.dvdRAM
    script["AD 00 00 00 00 00 00 C0"] = [.sense(5, 0x24, 0)]
    #expect(try await MediumBench.medium(script)?.writeProtection == .byCartridge)
    script["AD 00 00 00 00 00 00 09"] = [MediumBench.structure("00", count: 4)]
    let bare = try await MediumBench.medium(script)
    #expect(bare?.details.cartridge == Cartridge.none)
    #expect(bare?.writeProtection == [])
  }

  /// A BD-RE: the first descriptor, then the formats of a disc of one layer.
  private static func bdRE(_ current: HexFixture) -> Script {
    let formats: HexFixture = """
      00 B4 74 00 00 00 08 00    # 00h, 11,826,176
      00 B4 74 00 C0 00 30 00    # 30h
      00 BA 74 00 C4 00 00 00    # 31h, without spare area
      """
    return [
      "46": [MediumBench.profile("00 43")], "51": [MediumBench.disc("1E 01 01 01 01")],
      "52 01 00 00 00 01": [MediumBench.wholeTrack("00 B4 74 00")],
      "25": [.good("00 B4 73 FF 00 00 08 00")],
      "23": [.good(HexFixture(bytes: [0, 0, 0, 0x20] + current.bytes + formats.bytes))],
      "AD 01 00 00 00 00 00 0A": [
        MediumBench.structure("00*4 00 00 2F 00 00 00 30 00", count: 12)
      ],
    ]
  }

  @Test func `a BD-RE that is formatted tells its spare area in clusters`() async throws {
    let found = try #require(
      try await MediumBench.medium(Self.bdRE("00 B4 74 00 02 00 08 00")))
    #expect(found.condition == .overwritable)
    #expect(found.capacity == BlockCount(11_826_176))
    #expect(
      found.details.spareArea
        == SpareArea(free: BlockCount(12_032 * 32), total: BlockCount(12_288 * 32)))
  }

  @Test func `a new BD-RE must be formatted first`() async throws {
    var script = Self.bdRE("00 BA 74 00 01 00 08 00")
    script["51"] = [MediumBench.disc("10 01 01 01 01")]
    let found = try #require(try await MediumBench.medium(script))
    #expect(found.condition == .unformatted)
    #expect(found.capacity == BlockCount(11_826_176))
    #expect(found.isPhysicallyBlank)
    #expect(found.state == [.blank])
  }

  @Test func `a BD-RE in a reader that lists no formats can be seen all the same`() async throws {
    let found = try #require(
      try await MediumBench.medium([
        "46": [MediumBench.profile("00 43")], "25": [.good("00 B4 73 FF 00 00 08 00")],
      ]))
    #expect(found.condition == .overwritable)
    #expect(found.capacity == BlockCount(11_826_176))
    #expect(found.sessionCount == 1)
  }
}
