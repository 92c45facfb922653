import DiscModel
import Testing

/// Numbers typed from the headers of IMAPI 2.
@Suite("Media as IMAPI counts them") struct MediumStateTests {
  static let types: [(MediumProfile, Int)] = [
    (.none, 0), (.cdROM, 1), (.cdR, 2), (.cdRW, 3), (.dvdROM, 4), (.dvdRAM, 5), (.dvdPlusR, 6),
    (.dvdPlusRW, 7), (.dvdPlusRDualLayer, 8), (.dvdMinusRSequential, 9),
    (.dvdMinusRWSequential, 10), (.dvdMinusRWRestrictedOverwrite, 10),
    (.dvdMinusRDualLayerSequential, 11), (.dvdMinusRDualLayerJump, 11),
    (MediumProfile(rawValue: 0x0002), 12), (.dvdPlusRWDualLayer, 13),
    (MediumProfile(rawValue: 0x0050), 14), (MediumProfile(rawValue: 0x0051), 15),
    (MediumProfile(rawValue: 0x0052), 16), (.bdROM, 17), (.bdRSequential, 18), (.bdRRandom, 18),
    (.bdRE, 19), (MediumProfile(rawValue: 0x7777), 0),
  ]

  @Test(arguments: types)
  func `a profile is one of twenty types`(profile: MediumProfile, type: Int) {
    #expect(profile.physicalType.rawValue == type)
  }

  @Test func `the bits of the state have their numbers`() {
    let bits: [(MediumState, UInt32)] = [
      (.overwriteOnly, 0x0001), (.blank, 0x0002), (.appendable, 0x0004), (.finalSession, 0x0008),
      (.damaged, 0x0400), (.eraseRequired, 0x0800), (.nonEmptySession, 0x1000),
      (.writeProtected, 0x2000), (.finalized, 0x4000), (.unsupportedMedia, 0x8000),
      (.informationalMask, 0x000F), (.unsupportedMask, 0xFC00),
    ]
    for (bit, number) in bits { #expect(bit.rawValue == number) }
  }

  @Test func `the bits of write protection have their numbers`() {
    let bits: [(WriteProtection, UInt32)] = [
      (.untilPowerDown, 0x01), (.byCartridge, 0x02), (.byMedium, 0x04), (.persistent, 0x08),
      (.byDiscControlBlock, 0x10), (.readOnlyMedium, 0x4000),
    ]
    for (bit, number) in bits { #expect(bit.rawValue == number) }
  }

  static func medium(_ profile: MediumProfile, _ condition: Medium.Condition) -> Medium {
    Medium(
      profile: profile, condition: condition, capacity: BlockCount(1000), freeBlocks: .zero,
      nextWritableAddress: nil, sessionCount: 2, tracks: [], writeRates: [], manufacturerID: nil)
  }

  @Test(
    arguments: [
      (.cdR, .blank, 0x0002), (.cdR, .appendable, 0x0004), (.cdR, .closed, 0x4000),
      (.dvdPlusRW, .overwritable, 0x0001), (.dvdMinusRWRestrictedOverwrite, .intermediate, 0x0001),
      (.bdRE, .unformatted, 0x0002), (.dvdROM, .closed, 0xC000),
      (.dvdMinusRDualLayerSequential, .blank, 0x000A),
    ] as [(MediumProfile, Medium.Condition, UInt32)])
  func `each condition has its bits`(
    profile: MediumProfile, condition: Medium.Condition, bits: UInt32
  ) {
    let state = Self.medium(profile, condition).state
    #expect(state.rawValue == bits)
    #expect(state.isUsable == (bits & 0xFC00 == 0))
  }

  @Test func `what stands in the way of writing is added to the condition`() {
    var medium = Self.medium(.cdRW, .closed)
    medium.isErasable = true
    #expect(medium.state.rawValue == 0x4800)
    medium = Self.medium(.dvdPlusR, .appendable)
    medium.lastSessionState = .incomplete
    #expect(medium.state.rawValue == 0x1004)
    medium.lastSessionState = .damaged
    #expect(medium.state.rawValue == 0x0404)
    medium = Self.medium(.dvdRAM, .overwritable)
    medium.writeProtection = .byCartridge
    #expect(medium.state.rawValue == 0x2001)
    medium.writeProtection = .readOnlyMedium
    #expect(medium.state.rawValue == 0x0001)
  }

  private static func track(
    _ number: Int, _ session: Int, _ start: Int32, _ blocks: Int64
  )
    -> MediumTrack
  {
    MediumTrack(
      number: number, session: session, start: LogicalBlockAddress(start),
      blocks: BlockCount(blocks), isData: true)
  }

  @Test func `the last complete session is the range of its tracks`() {
    var medium = Self.medium(.cdR, .appendable)
    #expect(medium.lastSession == nil)
    medium.tracks = [
      Self.track(1, 1, 0, 600), Self.track(2, 2, 12_002, 300), Self.track(3, 2, 12_452, 10),
    ]
    #expect(medium.lastSession == LogicalBlockAddress(12_002)...LogicalBlockAddress(12_461))
    // The second session is open.
    medium.lastSessionState = .incomplete
    #expect(medium.lastSession == LogicalBlockAddress(0)...LogicalBlockAddress(599))
    medium.tracks = [Self.track(1, 1, 0, 0)]
    #expect(medium.lastSession == nil)
  }

  @Test func `a track never ends past what an address can hold`() {
    #expect(
      Self.track(1, 1, .max, 100).lastAddress == LogicalBlockAddress(Int32.max))
    #expect(Self.track(1, 1, 5, 0).lastAddress == LogicalBlockAddress(5))
  }

  @Test func `a broken track is damage wherever it stands`() {
    var medium = Self.medium(.cdR, .appendable)
    #expect(!medium.isDamaged)
    var broken = Self.track(1, 1, 0, 600)
    broken.isDamaged = true
    medium.tracks = [broken]
    #expect(medium.isDamaged)
    medium.tracks = []
    medium.openTrack = broken
    #expect(medium.isDamaged)
  }
}
