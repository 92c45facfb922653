import DiscModel
import Testing

@testable import DriveDiscovery

@Suite("A drive from udev's properties") struct DriveRecordTests {
  static let burner = [
    "ID_CDROM": "1", "DEVNAME": "/dev/sr0", "ID_VENDOR": "HL-DT-ST",
    "ID_MODEL": "HL-DT-ST_BD-RE_WH16NS60",
    "ID_MODEL_ENC": #"HL-DT-ST\x20BD-RE\x20\x20WH16NS60\x20"#,
    "ID_REVISION": "1.02", "ID_SERIAL": "HL-DT-ST_BD-RE_WH16NS60_KL1G9ABCDEF",
    "ID_SERIAL_SHORT": "KL1G9ABCDEF", "ID_PATH": "pci-0000:00:17.0-ata-3",
  ]

  private func record(_ changes: [String: String?]) -> DriveRecord? {
    var properties = Self.burner
    for (key, value) in changes { properties[key] = value }
    return DriveRecord { properties[$0] }
  }

  @Test func `has names, node and serial number`() {
    let expected = DriveRecord(
      id: "HL-DT-ST_BD-RE_WH16NS60_KL1G9ABCDEF", node: "/dev/sr0", vendor: "HL-DT-ST",
      model: "HL-DT-ST BD-RE  WH16NS60", revision: "1.02", serial: "KL1G9ABCDEF")
    #expect(record([:]) == expected)
  }

  @Test func `has the link by its id, or else by its place, and its bus`() {
    let links =
      "/dev/cdrom /dev/disk/by-path/pci-1-usb-2 /dev/disk/by-id/usb-B /dev/disk/by-id/usb-A"
    let found = record(["DEVLINKS": links, "ID_BUS": "usb"])
    #expect(found?.link == "/dev/disk/by-id/usb-A")
    #expect(found?.bus == .usb)
    #expect(
      record(["DEVLINKS": "/dev/dvd /dev/disk/by-path/pci-1"])?.link == "/dev/disk/by-path/pci-1")
    #expect(record(["DEVLINKS": "/dev/dvd"])?.link == nil)
    #expect(record([:])?.link == nil && record([:])?.bus == nil)
    #expect(record(["ID_BUS": "nvme"])?.bus?.rawValue == "nvme")
  }

  @Test func `is none without ID_CDROM or a node`() {
    #expect(record(["ID_CDROM": nil]) == nil)
    #expect(record(["ID_CDROM": "0"]) == nil)
    #expect(record(["DEVNAME": nil]) == nil)
  }

  @Test func `is known by its place where it has no serial number`() {
    let found = record(["ID_SERIAL_SHORT": "", "ID_SERIAL": "HL-DT-ST_BD-RE_WH16NS60"])
    #expect(found?.id == "pci-0000:00:17.0-ata-3")
    #expect(found?.serial == nil)
  }

  @Test func `is known by its names, then by its node, where it has no place either`() {
    let named = record([
      "ID_SERIAL_SHORT": nil, "ID_PATH": nil, "ID_SERIAL": "QEMU_DVD-ROM",
    ])
    #expect(named?.id == "QEMU_DVD-ROM")
    let bare = record([
      "ID_SERIAL_SHORT": nil, "ID_PATH": nil, "ID_SERIAL": nil,
    ])
    #expect(bare?.id == "/dev/sr0")
  }

  @Test func `has names with blanks for underscores where udev gives no others`() {
    let found = record([
      "ID_MODEL_ENC": nil, "ID_VENDOR": nil, "ID_REVISION": nil,
    ])
    #expect(found?.model == "HL-DT-ST BD-RE WH16NS60")
    #expect(found?.vendor == "")
    #expect(found?.revision == "")
  }

  @Test func `has no medium unless udev says so`() {
    #expect(record(["ID_CDROM_MEDIA_CD_R": "1"])?.hasMedium == false)
    #expect(record(["ID_CDROM_MEDIA": "1"])?.hasMedium == true)
    #expect(record(["ID_CDROM_MEDIA": "1"])?.mediumProfile == nil)
  }

  @Test(
    arguments: [
      (["CD_R"], .cdR), (["CD_RW"], .cdRW), (["CD"], .cdROM), (["DVD"], .dvdROM),
      (["DVD_R"], .dvdMinusRSequential), (["DVD_RAM"], .dvdRAM),
      (["DVD_RW_RO", "DVD_RW"], .dvdMinusRWRestrictedOverwrite),
      (["DVD_RW_SEQ", "DVD_RW"], .dvdMinusRWSequential),
      (["DVD_R_DL_SEQ", "DVD_R_DL"], .dvdMinusRDualLayerSequential),
      (["DVD_R_DL_JR", "DVD_R_DL"], .dvdMinusRDualLayerJump),
      (["DVD_PLUS_R"], .dvdPlusR), (["DVD_PLUS_RW"], .dvdPlusRW),
      (["DVD_PLUS_R_DL"], .dvdPlusRDualLayer), (["DVD_PLUS_RW_DL"], .dvdPlusRWDualLayer),
      (["BD"], .bdROM), (["BD_R_SRM", "BD_R"], .bdRSequential), (["BD_R_RRM", "BD_R"], .bdRRandom),
      (["BD_R"], .bdRSequential), (["BD_RE"], .bdRE), (["HDDVD"], nil),
    ] as [([String], MediumProfile?)])
  func `knows the medium by the exact name beside the general one`(
    names: [String], profile: MediumProfile?
  ) {
    let media = names.map { ("ID_CDROM_MEDIA_" + $0, Optional("1")) } + [("ID_CDROM_MEDIA", "1")]
    #expect(record(Dictionary(media) { $1 })?.mediumProfile == profile)
  }
}

@Suite("Names as udev writes them") struct UdevTextTests {
  @Test(arguments: [
    (#"A\x20B"#, "A B"), (#"\x20\x20A\x20"#, "A"), (#"Gr\xc3\xbcn"#, "Grün"), (#"A\x2"#, #"A\x2"#),
    (#"A\xZZ"#, #"A\xZZ"#), (#"A\"#, #"A\"#), (#"\x+1"#, #"\x+1"#), ("", ""), (#"\x20"#, ""),
    (#"\xff"#, "\u{FFFD}"),
  ])
  func `lose their escapes, and nothing else`(text: String, decoded: String) {
    #expect(UdevText.decoded(text) == decoded)
  }
}

@Suite("What changed between two looks") struct DriveChangeTests {
  private static let first = DriveRecord(id: "A", node: "/dev/sr0", vendor: "V", model: "M")
  private static let second = DriveRecord(id: "B", node: "/dev/sr1", vendor: "V", model: "N")

  private var loaded: DriveRecord {
    var record = Self.first
    record.hasMedium = true
    return record
  }

  @Test func `drives come and go`() {
    #expect(DriveChange.between([], [Self.first], touched: []) == [.added(Self.first)])
    #expect(DriveChange.between([Self.first], [], touched: ["/dev/sr0"]) == [.removed(Self.first)])
    #expect(
      DriveChange.between([Self.first], [Self.second], touched: [])
        == [.removed(Self.first), .added(Self.second)])
  }

  @Test func `a medium comes`() {
    #expect(DriveChange.between([Self.first], [loaded], touched: []) == [.changed(loaded)])
  }

  @Test func `one blank disc takes the place of another`() {
    #expect(
      DriveChange.between([loaded, Self.second], [loaded, Self.second], touched: ["/dev/sr0"])
        == [.changed(loaded)])
  }

  @Test func `nothing happened`() {
    #expect(DriveChange.between([Self.first], [Self.first], touched: ["/dev/sda"]) == [])
  }

  @Test func `a drive that moved to another node is the same drive`() {
    var moved = Self.first
    moved.node = "/dev/sr4"
    #expect(DriveChange.between([Self.first], [moved], touched: []) == [.changed(moved)])
  }

  @Test func `drives that share an id are told apart by their nodes`() {
    var twin = Self.first
    twin.node = "/dev/sr7"
    let ids = UdevContext.told(apart: [Self.first, twin, Self.second]).map(\.id)
    #expect(ids == ["A@/dev/sr0", "A@/dev/sr7", "B"])
  }

  @Test func `a drive keeps its id when its twin comes, and the twin its own when that goes`() {
    var twin = Self.first
    twin.node = "/dev/sr7"
    let alone = UdevContext.told(apart: [Self.first])
    let both = UdevContext.told(apart: [Self.first, twin], knownAs: alone)
    #expect(both.map(\.id) == ["A", "A@/dev/sr7"])
    #expect(DriveChange.between(alone, both, touched: ["/dev/sr7"]) == [.added(both[1])])
    let rest = UdevContext.told(apart: [twin], knownAs: both)
    #expect(DriveChange.between(both, rest, touched: ["/dev/sr0"]) == [.removed(both[0])])
  }
}
