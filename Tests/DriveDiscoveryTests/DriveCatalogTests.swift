import DriveDiscovery
import Foundation
import TestSupport
import Testing

/// The catalog with a udev that umockdev pretends, in a process of its own.
@Suite("The catalog of drives") struct DriveCatalogTests {
  private static let burnerPath = "/sys/devices/pci0/ata3/block/sr0"
  private static let burner = """
    P: /devices/pci0/ata3/block/sr0
    N: sr0
    E: DEVNAME=/dev/sr0
    E: SUBSYSTEM=block
    E: DEVTYPE=disk
    E: ID_CDROM=1
    E: ID_VENDOR=ASUS
    E: ID_MODEL=BW-16D1HT
    E: ID_REVISION=3.10
    E: ID_SERIAL=ASUS_BW-16D1HT_K9
    E: ID_SERIAL_SHORT=K9
    """
  private static let burnerLine = "ASUS_BW-16D1HT_K9 | /dev/sr0 | ASUS | BW-16D1HT | 3.10 | K9 |"

  private static let reader = """
    P: /devices/pci0/usb1/block/sr1
    N: sr1
    E: DEVNAME=/dev/sr1
    E: SUBSYSTEM=block
    E: DEVTYPE=disk
    E: ID_CDROM=1
    E: ID_MODEL=DVD-ROM
    E: ID_PATH=pci-0-usb-1
    E: ID_CDROM_MEDIA=1
    E: ID_CDROM_MEDIA_DVD=1
    """
  private static let readerLine = "pci-0-usb-1 | /dev/sr1 |  | DVD-ROM |  | none | DVD-ROM"

  /// A disk whose node looks like a drive's: only ID_CDROM counts.
  private static let impostor = """
    P: /devices/pci0/ata4/block/sr9
    N: sr9
    E: DEVNAME=/dev/sr9
    E: SUBSYSTEM=block
    E: DEVTYPE=disk
    """

  /// What the probe says about `script`.
  private func play(_ script: String...) throws -> [String] {
    let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let probe = products.deletingLastPathComponent().appending(path: "SystemProbe")
    let wrapper = ForeignProgram("umockdev-wrapper", package: "Debian package umockdev")
    let output = try wrapper.run([probe.path] + script)
    return output.text.split(separator: "\n").map(String.init)
  }

  private static func device(_ description: String) -> String {
    "device " + description.replacing("\n", with: #"\n"#) + #"\n"#
  }

  @Test func `is empty where there are no drives`() throws {
    #expect(try play("list") == [])
    #expect(try play(Self.device(Self.impostor), "list") == [])
  }

  @Test func `names drives by ID_CDROM, in the order of their nodes`() throws {
    let told = try play(
      Self.device(Self.reader), Self.device(Self.impostor), Self.device(Self.burner), "list")
    #expect(told == [Self.burnerLine + " none", Self.readerLine])
  }

  /// One of several drives, each in its own place.
  private static func drive(_ number: Int, node: Int? = nil) -> String {
    device(
      """
      P: /devices/pci0/ata\(10 + number)/block/sr\(node ?? number)
      N: sr\(node ?? number)
      E: DEVNAME=/dev/sr\(node ?? number)
      E: SUBSYSTEM=block
      E: DEVTYPE=disk
      E: ID_CDROM=1
      E: ID_MODEL=Drive
      E: ID_SERIAL=Drive_\(number)
      E: ID_SERIAL_SHORT=\(number)
      """)
  }

  private static func line(_ number: Int, node: Int? = nil) -> String {
    "Drive_\(number) | /dev/sr\(node ?? number) |  | Drive |  | \(number) | none"
  }

  @Test func `names five drives, and tells of the fifth alone when it comes`() throws {
    let probe = try play(
      Self.drive(3), Self.drive(1), Self.drive(0), Self.drive(2), "listen", Self.drive(4),
      "event /sys/devices/pci0/ata14/block/sr4 add", "await 1", "list", "end")
    #expect(probe == ["added " + Self.line(4)] + (0...4).map { Self.line($0) } + ["ended"])
  }

  @Test func `knows a drive again that comes back at another node`() throws {
    let told = try play(
      Self.drive(1), "listen", "event /sys/devices/pci0/ata11/block/sr1 remove",
      "remove /sys/devices/pci0/ata11/block/sr1", "await 1", Self.drive(1, node: 2),
      "event /sys/devices/pci0/ata11/block/sr2 add", "await 1", "end")
    #expect(told == ["removed " + Self.line(1), "added " + Self.line(1, node: 2), "ended"])
  }

  @Test func `tells of the button on the front, and of a medium that goes`() throws {
    let told = try play(
      Self.device(Self.burner), "property \(Self.burnerPath) ID_CDROM_MEDIA 1", "listen",
      "property \(Self.burnerPath) DISK_EJECT_REQUEST 1", "event \(Self.burnerPath) change",
      "await 1", "property \(Self.burnerPath) ID_CDROM_MEDIA 0", "event \(Self.burnerPath) change",
      "await 1", "end")
    #expect(
      told == [
        "changed " + Self.burnerLine + " unknown", "changed " + Self.burnerLine + " none", "ended",
      ])
  }

  @Test func `tells of a drive that is plugged in and pulled out`() throws {
    let told = try play(
      Self.device(Self.burner), "listen", Self.device(Self.reader),
      "event /sys/devices/pci0/usb1/block/sr1 add", "await 1",
      "event /sys/devices/pci0/usb1/block/sr1 remove", "remove /sys/devices/pci0/usb1/block/sr1",
      "await 1", "end")
    #expect(told == ["added " + Self.readerLine, "removed " + Self.readerLine, "ended"])
  }

  @Test func `tells of a medium that comes, and of another that takes its place`() throws {
    let told = try play(
      Self.device(Self.burner), "listen", "property \(Self.burnerPath) ID_CDROM_MEDIA 1",
      "property \(Self.burnerPath) ID_CDROM_MEDIA_BD_R_SRM 1", "event \(Self.burnerPath) change",
      "await 1", "event \(Self.burnerPath) change", "await 1", "end")
    #expect(
      told == [
        "changed " + Self.burnerLine + " BD-R", "changed " + Self.burnerLine + " BD-R", "ended",
      ])
  }

  @Test func `tells a burst of events once`() throws {
    let event = "event \(Self.burnerPath) change"
    let told = try play(
      Self.device(Self.burner), "listen", event, event, event, event, "await 1", "quiet 600", "end")
    #expect(told == ["changed " + Self.burnerLine + " none", "ended"])
  }

  @Test func `keeps silent about devices that are no drives`() throws {
    let told = try play(
      Self.device(Self.burner), "listen", Self.device(Self.impostor),
      "event /sys/devices/pci0/ata4/block/sr9 add", "quiet 600", "end")
    #expect(told == ["ended"])
  }

  @Test func `ends when nobody listens any more`() throws {
    #expect(try play("listen", "end") == ["ended"])
  }
}
