import DiscModel
import Presentation
import Testing

@Suite("Facts of a medium") struct MediumFactsTests {
  private static func fact(
    _ label: String, of medium: Medium, isProbablyBlank: Bool? = nil
  )
    -> String?
  {
    DriveText.facts(of: medium, isProbablyBlank: isProbablyBlank).first { $0.label == label }?.value
  }

  @Test func `contents are told of a medium that was looked at alone`() {
    let medium = Medium.example(.dvdPlusRW, .overwritable)
    #expect(Self.fact("Contents", of: medium) == nil)
    #expect(Self.fact("Contents", of: medium, isProbablyBlank: true) == "probably none")
    #expect(Self.fact("Contents", of: medium, isProbablyBlank: false) == "something is on it")
  }

  @Test func `nothing is free on a medium that is not formatted, nor on a pressed one`() {
    #expect(Self.fact("Free", of: .example(.bdRE, .unformatted, free: 0)) == nil)
    var pressed = Medium.example(.dvdROM, .closed, free: 0)
    pressed.writeProtection = .readOnlyMedium
    #expect(Self.fact("Free", of: pressed) == nil)
    #expect(Self.fact("State", of: pressed) == "can only be read")
    #expect(Self.fact("Write protection", of: pressed) == nil)
  }

  @Test func `each track has a line, and what is odd about it`() {
    var medium = Medium.example(.cdR, .appendable, free: 1000)
    medium.nextWritableAddress = LogicalBlockAddress(12_002)
    var data = MediumTrack(
      number: 1, session: 1, start: .zero, blocks: BlockCount(600), isData: true)
    data.dataMode = .mode2
    var audio = MediumTrack(
      number: 2, session: 1, start: LogicalBlockAddress(752), blocks: BlockCount(1000),
      isData: false)
    audio.isDamaged = true
    audio.isReserved = true
    medium.tracks = [data, audio]
    medium.lastSessionState = .empty
    #expect(Self.fact("Next block", of: medium) == "12\u{202F}002")
    #expect(Self.fact("Last session", of: medium) == "blocks 0 to 1751")
    #expect(Self.fact("Track 1", of: medium) == "session 1, data, mode 2, 1.2 MB from block 0")
    #expect(
      Self.fact("Track 2", of: medium)
        == "session 1, audio, 2.4 MB from block 752, reserved, damaged")
    #expect(Self.fact("Damage", of: medium) == "a burn broke off")
  }

  @Test func `packets are told of a CD alone, as other discs have nothing else`() {
    var track = MediumTrack(
      number: 1, session: 1, start: .zero, blocks: BlockCount(1000), isData: true)
    func line(_ packets: MediumTrack.Packets, on profile: MediumProfile = .cdRW) -> String? {
      var medium = Medium.example(profile, .closed)
      track.packets = packets
      medium.tracks = [track]
      return Self.fact("Track 1", of: medium)
    }
    let plain = "session 1, data, 2 MB from block 0"
    #expect(line(.fixed(BlockCount(32))) == plain + ", in packets of 32 blocks")
    #expect(line(.fixed(nil)) == plain + ", in packets")
    #expect(line(.variable) == plain + ", in packets")
    #expect(line(.fixed(BlockCount(16)), on: .dvdMinusRSequential) == plain)
  }

  @Test func `an open session is told where it is not a damage`() {
    var medium = Medium.example(.dvdPlusR, .appendable)
    medium.lastSessionState = .incomplete
    #expect(
      Self.fact("Open session", of: medium) == "tracks are in it, and it is not closed")
    medium.lastSessionState = .empty
    #expect(Self.fact("Open session", of: medium) == nil)
  }

  @Test func `every reason for write protection has a word`() {
    var medium = Medium.example(.dvdRAM, .overwritable)
    medium.writeProtection = [
      .untilPowerDown, .byCartridge, .byMedium, .persistent, .byDiscControlBlock,
    ]
    #expect(
      Self.fact("Write protection", of: medium)?.split(separator: ", ") == [
        "until the drive is switched off", "by the switch of the cartridge",
        "by this kind of disc", "for good", "by a control block",
      ])
    medium.details.cartridge = .present(wasTakenOut: true, isWriteProtected: true)
    #expect(Self.fact("Cartridge", of: medium) == "yes, the disc was taken out before")
    medium.details.cartridge = Cartridge.none
    #expect(Self.fact("Cartridge", of: medium) == nil)
  }

  @Test func `speeds say how the disc turns where it turns evenly with one of them`() {
    var medium = Medium.example(.cdR)
    medium.writeSpeeds = [
      WriteSpeed(rate: .cd(48), rotation: .constantAngular),
      WriteSpeed(rate: .cd(16), rotation: .constantLinear), WriteSpeed(rate: .cd(4)),
    ]
    #expect(Self.fact("Speeds", of: medium) == "48× CAV, 16× CLV, 4×")
    medium.writeSpeeds.removeFirst()
    #expect(Self.fact("Speeds", of: medium) == "16×, 4×")
  }

  @Test func `a groove tells its kind and its times`() {
    var medium = Medium.example(.cdRW)
    medium.details.groove = GrooveInformation(
      leadIn: MinuteSecondFrame(minute: 97, second: 17, frame: 6),
      leadOut: MinuteSecondFrame(minute: 79, second: 59, frame: 74), isRewritable: true, subtype: 1,
      maximumWriteRate: .cd(10))
    #expect(
      DriveText.facts(of: medium).suffix(4) == [
        Fact("Kind of CD-RW", "high speed"), Fact("Fastest by its maker", "10×"),
        Fact("Lead-in from", "97:17:06"), Fact("Lead-out at the latest", "79:59:74"),
      ])
    medium.details.groove?.subtype = 7
    #expect(Self.fact("Kind of CD-RW", of: medium) == nil)
  }

  @Test func `layers, book and reserve are told where they are known`() {
    var medium = Medium.example(.dvdPlusRDualLayer)
    medium.details.structure = PhysicalStructure(
      bookType: .dvdROM, layers: 2, diameterMillimeters: 120, hasOppositePath: true)
    medium.details.layerBoundary = LayerBoundary(
      firstLayer: BlockCount(2_086_912), isFixed: false)
    #expect(
      DriveText.facts(of: medium).suffix(5) == [
        Fact("Book type", "DVD-ROM"), Fact("Diameter", "120 mm"), Fact("Layers", "2"),
        Fact("Second layer", "runs inwards"),
        Fact("First layer", "4.3 GB, can still be changed"),
      ])
    medium = .example(.bdRSequential)
    medium.details.structure = PhysicalStructure(layers: 1, bdClass: 1, bdVersion: 3)
    medium.details.spareArea = SpareArea(free: BlockCount(1000), total: BlockCount(2000))
    medium.details.pseudoOverwrite = PseudoOverwrite(replacementsLeft: 4660)
    #expect(
      DriveText.facts(of: medium).suffix(4) == [
        Fact("Class and version", "1, 3"), Fact("Layers", "1"),
        Fact("Spare area", "2 MB of 4.1 MB free"), Fact("Blocks that can be replaced", "4660"),
      ])
  }

  @Test(
    arguments: [
      (.none, nil), (.stopped, "begun, and stopped"),
      (.running, "goes on in the background"), (.complete, "complete"),
    ]
      as [(BackgroundFormat, String?)])
  func `a format in the background is told where there is one`(
    format: BackgroundFormat, expected: String?
  ) {
    var medium = Medium.example(.dvdPlusRW, .overwritable)
    medium.details.backgroundFormat = format
    #expect(Self.fact("Format", of: medium) == expected)
  }
}
