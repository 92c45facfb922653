import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import MMC

@Suite("Claims on drives") struct ClaimTests {
  private static let drive = ClaimedDrive(key: "b11:0")

  /// Lines as the kernel writes them, with the claims of two processes on one drive and others.
  private static let sockets = """
    Num       RefCount Protocol Flags    Type St Inode Path
    0000000000000000: 00000002 00000000 00010000 0001 01 20683 /run/dbus/system_bus_socket
    0000000000000000: 00000003 00000000 00000000 0001 03 20684
    0000000000000000: 00000002 00000000 00000000 0002 01 31000 @spindle/b11:0/47/burning/My burner
    0000000000000000: 00000002 00000000 00000000 0002 01 31001 @spindle/b11:0/48/using/Spindle
    0000000000000000: 00000002 00000000 00000000 0002 01 31002 @spindle/b11:1/49/tray/Spindle
    0000000000000000: 00000002 00000000 00000000 0002 01 31003 @spindle/b11:0/47/verifying/My burner
    0000000000000000: 00000002 00000000 00000000 0002 01 31004 @spindle/b11:0/0/burning/Spindle
    0000000000000000: 00000002 00000000 00000000 0002 01 31005 @spindle/b11:0/50/dancing/Spindle
    0000000000000000: 00000002 00000000 00000000 0002 01 31006 @spindle/b11:0/51/burning/
    0000000000000000: 00000002 00000000 00000000 0002 01 31007 @spindle/b11:0
    """

  private func claim(_ name: String, _ activity: DriveActivity, _ processID: Int32) -> DriveClaim? {
    ClientName(name).map { DriveClaim(client: $0, activity: activity, processID: processID) }
  }

  @Test func `are read from the names of sockets, each process with its newest`() {
    let table = ClaimTable(parsing: Array(Self.sockets.utf8))
    #expect(
      table.claims(on: Self.drive) == [
        claim("My burner", .verifying, 47), claim("Spindle", .using, 48),
      ])
    #expect(
      table.claims(on: ClaimedDrive(key: "b11:1")) == [claim("Spindle", .movingTray, 49)])
    #expect(table.claims(on: ClaimedDrive(key: "b11:2")) == [])
  }

  @Test func `are told while they are held, and not afterwards`() throws {
    let folder = try TemporaryFolder()
    let drive = try #require(ClaimedDrive(at: folder.path("")))
    let claim = DriveClaim(client: .spindle, activity: .burning, processID: getpid())
    do {
      let announced = AnnouncedClaim(claim, on: drive)
      #expect(ClaimTable.current().claims(on: drive) == [claim])
      announced.change(to: .verifying)
      #expect(ClaimTable.current().claims(on: drive).map(\.activity) == [.verifying])
      announced.change(to: .verifying)
      #expect(ClaimTable.current().claims(on: drive).map(\.activity) == [.verifying])
      withExtendedLifetime(announced) {}
    }
    #expect(ClaimTable.current().claims(on: drive) == [])
  }

  @Test func `fit into a socket's name even when all in them is long`() throws {
    let name = try #require(ClientName(String(repeating: "n", count: ClientName.maximumLength)))
    let drive = ClaimedDrive(key: "f4294967295:4294967295:18446744073709551615")
    for activity in DriveActivity.allCases {
      let claim = DriveClaim(client: name, activity: activity, processID: .max)
      // 108 bytes, of which the first is zero.
      #expect(ClaimTable.name(of: claim, on: drive).utf8.count <= 107)
    }
  }

  @Test func `are for a device or a folder, whatever it is called`() throws {
    let folder = try TemporaryFolder()
    #expect(ClaimedDrive(at: "/dev/null")?.key == "c1:3")
    #expect(ClaimedDrive(at: folder.path("none")) == nil)
    try #require(symlink(folder.path("").string, folder.path("link").string) == 0)
    let direct = try #require(ClaimedDrive(at: folder.path("")))
    #expect(ClaimedDrive(at: folder.path("link")) == direct)
    #expect(direct != ClaimedDrive(at: "/"))
  }

  @Test(arguments: ["", " a", "a ", "a/b", "a\nb", "é", String(repeating: "a", count: 33)])
  func `are not made under a name like this`(name: String) {
    #expect(ClientName(name) == nil)
  }

  @Test(arguments: ["Spindle", "io.github.spindleburner.Spindle", "My burner 2", "a_b-c"])
  func `are made under a name like that`(name: String) {
    #expect(ClientName(name)?.description == name)
  }
}
