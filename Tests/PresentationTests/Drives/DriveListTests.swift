import DiscModel
import MMC
import Presentation
import SystemPackage
import Testing

@Suite("The list of drives") struct DriveListTests {
  static let asus = KnownDrive(
    id: "sr0", vendor: "ASUS", product: "BW-16D1HT", location: "/dev/sr0", isVirtual: false)
  static let lg = KnownDrive(
    id: "sr1", vendor: "HL-DT-ST ", product: " GP65", location: "/dev/sr1", isVirtual: false)
  static let trial = KnownDrive(
    id: "/home/u/trial", vendor: "", product: "Trial", location: "/home/u/trial", isVirtual: true)

  /// What is plugged in when, what is selected before and after, and what is told.
  struct Hotplug: Sendable {
    var before: [KnownDrive]
    var selected: String?
    var after: [KnownDrive]
    var expected: String?
    var notice: String?
  }

  @Test(arguments: [
    Hotplug(before: [], after: [trial, asus], expected: "sr0"),
    Hotplug(before: [], after: [trial], expected: "/home/u/trial"),
    Hotplug(before: [asus], selected: "sr0", after: [lg, trial, asus], expected: "sr0"),
    Hotplug(
      before: [asus, trial], selected: "/home/u/trial", after: [asus, lg, trial],
      expected: "/home/u/trial"),
    Hotplug(
      before: [asus, lg], selected: "sr1", after: [asus], expected: "sr0",
      notice: "HL-DT-ST GP65 was disconnected. ASUS BW-16D1HT is selected now."),
    Hotplug(
      before: [asus, trial], selected: "sr0", after: [trial], expected: "/home/u/trial",
      notice: "ASUS BW-16D1HT was disconnected. Trial (virtual) is selected now."),
    Hotplug(
      before: [asus], selected: "sr0", after: [], expected: nil,
      notice: "ASUS BW-16D1HT was disconnected."),
    Hotplug(before: [], after: [], expected: nil),
  ])
  func `the selection stays with its drive, and a change by itself is told`(hotplug: Hotplug) {
    var list = DriveList()
    _ = list.update(hotplug.before)
    if let selected = hotplug.selected { list.select(selected) }
    let (_, notice) = list.update(hotplug.after)
    #expect(list.selectedID == hotplug.expected)
    #expect(list.selected?.id == hotplug.expected)
    #expect(notice?.text == hotplug.notice)
  }

  @Test func `a virtual drive that goes is followed by another virtual one`() {
    var other = Self.trial
    other.id = "/home/u/other"
    var list = DriveList()
    _ = list.update([Self.asus, Self.trial, other])
    list.select("/home/u/trial")
    _ = list.update([Self.asus, other])
    #expect(list.selectedID == "/home/u/other")
  }

  @Test func `real drives come first, each kind by its place, none twice`() {
    var list = DriveList()
    let (added, _) = list.update([Self.trial, Self.lg, Self.asus, Self.lg])
    #expect(list.items.map(\.id) == ["sr0", "sr1", "/home/u/trial"])
    #expect(added == ["sr0", "sr1", "/home/u/trial"])
    #expect(list.update([Self.lg, Self.asus]).added == [])
  }

  @Test func `what is known of a drive survives when others come and go`() {
    var list = DriveList()
    _ = list.update([Self.asus])
    list.setState(.trayOpen, of: "sr0")
    list.setState(.trayOpen, of: "gone")
    _ = list.update([Self.asus, Self.lg])
    #expect(list.items.map(\.state) == [.trayOpen, .looking])
  }

  @Test func `a drive that is not there cannot be selected`() {
    var list = DriveList()
    _ = list.update([Self.asus])
    list.select("sr1")
    #expect(list.selectedID == "sr0")
    #expect(list.selectedIndex == 0)
  }

  @Test func `a drive without names is shown by its place`() {
    let bare = KnownDrive(id: "a", vendor: " ", product: "", location: "/dev/sr0", isVirtual: false)
    #expect(DriveItem(bare).title == "/dev/sr0")
    #expect(DriveItem(Self.trial).title == "Trial (virtual)")
  }

  @Test func `what hinders the opening of a drive is a state of its own`() {
    let holder = DriveHolder.mount("/media/x")
    #expect(DriveState(.opening(.busy(path: "/dev/sr0", holders: [holder]))) == .busy([holder]))
    #expect(DriveState(.opening(.notPermitted(path: "/dev/sr0"))) == .notPermitted(nil))
    #expect(DriveState(.transport(command: 0, .notPermitted)) == .notPermitted(nil))
    let gone = DriveError.opening(.notFound(path: "/dev/sr0"))
    #expect(DriveState(gone) == .failed(gone))
    #expect(DriveState(medium: nil, trayIsOpen: true) == .trayOpen)
    #expect(DriveState(medium: nil, trayIsOpen: false) == .noMedium)
  }
}

@Suite("Media in words") struct DriveTextTests {
  @Test func `a medium is told in one line`() {
    #expect(DriveText.medium(.example(.dvdPlusR)) == "DVD+R, blank, 4.7 GB free")
    #expect(
      DriveText.medium(.example(.cdR, .appendable, free: 150_000)) == "CD-R, begun, 307 MB free")
    #expect(DriveText.medium(.example(.bdRSequential, .closed, free: 0)) == "BD-R, finished")
    #expect(
      DriveText.medium(.example(.dvdPlusRW, .overwritable)) == "DVD+RW, can be overwritten, 4.7 GB")
    #expect(
      DriveText.medium(.example(.bdRE, .unformatted, free: 0)) == "BD-RE, must be formatted first")
    #expect(
      DriveText.medium(.example(.dvdMinusRWRestrictedOverwrite, .intermediate))
        == "DVD-RW, can be overwritten, not closed")
    #expect(DriveText.profile(.init(rawValue: 0x50)) == "Unknown disc (profile 0050)")
    #expect(DriveText.profile(.none) == "Unknown disc")
  }

  @Test func `the facts of a medium leave out what is not known`() {
    var medium = Medium.example(.dvdPlusR)
    #expect(
      DriveText.facts(of: medium).map(\.label) == ["Disc", "State", "Capacity", "Free", "Sessions"])
    medium.writeSpeeds = [WriteSpeed(rate: .dvd(8)), WriteSpeed(rate: .dvd(2.4))]
    medium.manufacturerID = "CMC MAG/M01/0"
    #expect(
      DriveText.facts(of: medium).suffix(2) == [
        Fact("Speeds", "8×, 2.4×"), Fact("Manufacturer", "CMC MAG/M01/0"),
      ])
  }

  @Test func `a medium that needs attention says so in its line`() {
    var medium = Medium.example(.cdRW, .closed, free: 0)
    medium.isErasable = true
    #expect(DriveText.medium(medium) == "CD-RW, finished, can be erased")
    medium = .example(.bdROM, .closed, free: 0)
    medium.writeProtection = .readOnlyMedium
    #expect(DriveText.medium(medium) == "BD-ROM, can only be read")
    medium = .example(.dvdRAM, .overwritable)
    medium.writeProtection = .byCartridge
    #expect(DriveText.medium(medium) == "DVD-RAM, write-protected")
    medium = .example(.dvdPlusR, .appendable)
    medium.lastSessionState = .damaged
    #expect(DriveText.medium(medium) == "DVD+R, a burn broke off")
  }

  @Test func `every state has a text of its own`() {
    let states: [DriveState] = [
      .looking, .medium(.example(.cdR)), .noMedium, .trayOpen, .working(.burning),
      .working(.erasing),
      .working(.formatting), .busy([]),
      .busy([.mount("/media/x")]), .busy([.program(name: "brasero", processID: 123)]),
      .busy([.spindle(DriveClaim(client: .spindle, activity: .burning, processID: 9))]),
      .busy([.spindle(DriveClaim(client: .spindle, activity: .using, processID: 9))]),
      .notPermitted(nil), .notPermitted(.outsider),
      .failed(.opening(.notFound(path: "/dev/sr0"))),
    ]
    #expect(Set(states.map(DriveText.state)).count == states.count)
  }
}

extension DrivePermission {
  /// The usual case: the node is the group's, and the user is not in it.
  static let outsider = DrivePermission(
    group: "cdrom", groupMayUse: true, membership: .none, isForSeat: true)
}

extension Medium {
  /// A medium with nothing but what a test is about.
  static func example(
    _ profile: MediumProfile, _ condition: Condition = .blank, free: Int = 2_295_104,
    rates: [TransferRate] = []
  ) -> Medium {
    Medium(
      profile: profile, condition: condition, capacity: BlockCount(2_295_104),
      freeBlocks: BlockCount(free), nextWritableAddress: condition == .closed ? nil : .zero,
      sessionCount: condition == .blank ? 0 : 1, tracks: [], writeRates: rates, manufacturerID: nil)
  }
}
