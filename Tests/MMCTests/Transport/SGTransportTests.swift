import Foundation
import TestSupport
import Testing

/// The real transport and a kernel that umockdev pretends, in a process of its own. Each line of
/// SG_IO is what the kernel saw: direction, length, milliseconds, command, data.
@Suite("Commands through SG_IO") struct SGTransportTests {
  private static let device =
    #"device P: /devices/pci0/ata3/block/sr0\nN: sr0\nE: DEVNAME=/dev/sr0\nE: SUBSYSTEM=block\n"#
    + #"A: dev=11:0\n\n"#
  private static let identity = """
    answer 12 data 05 80 00 32 5B 00 00 00 48 4C 2D 44 54 2D 53 54 42 44 2D 52 45 20 20 57 48 31 36 \
    4E 53 36 30 20 31 2E 30 32
    """
  private static let inquiry = "SG_IO -3 36 30000 [12 00 00 00 24 00]"
  private static let capacity = "SG_IO -3 8 30000 [25 00 00 00 00 00 00 00 00 00]"
  private static let unlock = "SG_IO -1 0 30000 [1E 00 00 00 00 00]"
  private static let write = "SG_IO -2 4096 200000 [2A 00 00 00 00 10 00 00 02 00] 00 01 02 03"

  /// What the probe says when a drive is there and `script` follows.
  private func play(_ script: String...) throws -> [String] {
    let products = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let probe = products.deletingLastPathComponent().appending(path: "SystemProbe")
    let wrapper = ForeignProgram("umockdev-wrapper", package: "Debian package umockdev")
    let output = try wrapper.run([probe.path, Self.device, Self.identity] + script)
    return output.text.split(separator: "\n").map(String.init)
  }

  @Test func `carry the drive's reply to the host`() throws {
    let told = try play("answer 25 data 00 05 7D A8 00 00 08 00", "capacity /dev/sr0")
    #expect(told == [Self.inquiry, Self.capacity, Self.unlock, "blocks 359849"])
  }

  @Test func `carry the host's sectors to the drive`() throws {
    #expect(try play("write /dev/sr0") == [Self.inquiry, Self.write, Self.unlock, "written"])
  }

  @Test func `carry the drive's sense`() throws {
    let told = try play(
      "answer 25 check 70 00 02 00 00 00 00 0A 00 00 00 00 3A 02 00 00 00 00", "capacity /dev/sr0")
    #expect(told.dropLast() == [Self.inquiry, Self.capacity, Self.unlock])
    let sense = "SenseData(key: MMC.SenseData.Key(rawValue: 2), asc: 58, ascq: 2"
    #expect(told.last?.contains(sense) == true, "\(told)")
  }

  @Test(arguments: [
    ("host 1", "deviceVanished"), ("host 3", "timedOut"), ("host 8", "reset"),
    ("host 7 00 05 7D A8 00 00 08 00", "failed(errorNumber: 0, hostStatus: 7)"),
    ("error 19", "deviceVanished"), ("error 1", "notPermitted"),
    ("error 5", "failed(errorNumber: 5, hostStatus: 0)"),
    ("error 12", "failed(errorNumber: 12, hostStatus: 0)"),
  ])
  func `fail as the system or the host says, and the tray is unlocked`(
    answer: String, error: String
  ) throws {
    let told = try play("answer 25 \(answer)", "capacity /dev/sr0")
    #expect(
      told == [
        Self.inquiry, Self.capacity, Self.unlock,
        "transport(command: 37, MMC.TransportError.\(error))",
      ])
  }

  @Test func `say that the drive vanished when it is pulled out while it writes`() throws {
    for answer in ["error 19", "error 6", "host 1", "host 4"] {
      let told = try play("answer 2A \(answer)", "answer 1E error 19", "write /dev/sr0")
      #expect(
        told == [
          Self.inquiry, Self.write, Self.unlock,
          "transport(command: 42, MMC.TransportError.deviceVanished)",
        ])
    }
  }

  @Test func `fail when the drive took only a part`() throws {
    let told = try play("answer 2A residual 2048", "write /dev/sr0")
    #expect(
      told.last == "reply(command: 42, MMC.ReplyError.truncated(needed: 4096, available: 2048))")
  }

  @Test func `are not sent to a disk that lies under the drive's name`() throws {
    let told = try play("answer 12 data 00\(String(repeating: " 20", count: 35))", "write /dev/sr0")
    #expect(told == [Self.inquiry, #"opening(MMC.OpeningError.notADrive(path: "/dev/sr0"))"#])
  }

  @Test func `go without a lock when the access is shared`() throws {
    let told = try play(
      "answer 46 data 00 00 00 04 00 00 00 00",
      "answer 00 check 70 00 02 00 00 00 00 0A 00 00 00 00 3A 01 00 00 00 00", "inspect /dev/sr0")
    #expect(told.last == "product BD-RE  WH16NS60")
    #expect(!told.contains(Self.unlock))
  }
}
