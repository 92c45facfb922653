import Foundation
import TestSupport
import Testing

@Suite("Drives and media that do not suit") struct RefusalTests {
  @Test func `an open tray is told`() throws {
    let bench = try Bench(medium: "cd-r")
    try bench.makeFiles()
    try bench.succeed(["eject", bench.drive])
    let failure = try bench.failure(["burn", bench.drive, "files"], status: 3)
    #expect(failure.reasonCodes == ["trayOpen"])
    #expect(failure.text == "The drive's tray is open. Insert a blank disc and close the tray.")
  }

  @Test(arguments: [["burn"], ["verify"]])
  func `no medium is told`(command: [String]) throws {
    let bench = try Bench()
    try bench.makeFiles()
    let failure = try bench.failure(command + [bench.drive, "files"], status: 3)
    #expect(failure.reasonCodes == ["noMedium"])
  }

  @Test func `loading nothing is told`() throws {
    let bench = try Bench()
    #expect(try bench.failure(["load", bench.drive], status: 3).reasonCodes == ["noMedium"])
  }

  @Test(arguments: ["nowhere", "/dev/no-such-drive", "virtual:/no/such/folder"])
  func `an unknown drive is told by the name that was given`(drive: String) throws {
    let bench = try Bench()
    try bench.makeFiles()
    let failure = try bench.failure(["burn", drive, "files"], status: 3)
    let name = drive.split(separator: ":").last.map(String.init) ?? drive
    #expect(failure.reasonCodes == ["driveNotFound"])
    #expect(failure.text?.contains(name) == true)
  }

  @Test func `a virtual drive's folder without the prefix is told with the right name`() throws {
    let bench = try Bench()
    let failure = try bench.failure(["info", "drive"], status: 3)
    #expect(failure.reasonCodes == ["driveNotFound"])
    #expect(failure.text?.contains("Name the drive as virtual:drive.") == true)
  }

  @Test func `a folder that is no drive, and a file that is none, are told`() throws {
    let bench = try Bench()
    let files = try bench.makeFiles()
    for drive in ["virtual:" + files, "/dev/null"] {
      let failure = try bench.failure(["info", drive], status: 3)
      #expect(failure.reasonCodes == ["notADrive"])
    }
  }

  @Test(arguments: [["insert", "/dev/null", "cd-r"], ["export", "/dev/null", "out.iso"]])
  func `a real drive has no virtual media`(arguments: [String]) throws {
    let failure = try Bench().failure(["medium"] + arguments, status: 3)
    #expect(failure.reasonCodes == ["notVirtual"])
  }

  @Test(arguments: [
    ["info"], ["burn", "files"], ["verify", "files"], ["eject"], ["load"],
    ["medium insert", "cd-r"],
  ])
  func `a drive that another program holds is told to be in use`(command: [String]) throws {
    let bench = try Bench(medium: "cd-r")
    try bench.makeFiles()
    let lock = open(bench.path("drive/drive.lock"), O_RDONLY | O_CLOEXEC)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    defer { close(lock) }
    let words = command[0].split(separator: " ").map(String.init)
    let failure = try bench.failure(words + [bench.drive] + command.dropFirst(), status: 3)
    #expect(failure.code == "busy" || failure.code == "driveNotAvailable")
    #expect(failure.reasons.count == 1)
    let listed = try bench.succeed(["devices", "--json"])
    #expect(try listed.events().first?["state"] == "busy")
  }

  @Test func `a blank medium is neither exported nor verified`() throws {
    let bench = try Bench(medium: "bd-r")
    try bench.makeFiles()
    let exported = try bench.failure(["medium", "export", bench.drive, "out.iso"], status: 3)
    #expect(exported.reasonCodes == ["mediumIsBlank"])
    #expect(!FileManager.default.fileExists(atPath: bench.path("out.iso")))
    let verified = try bench.failure(["verify", bench.drive, "files"], status: 3)
    #expect(verified.reasonCodes == ["nothingOnDisc"])
  }

  @Test(arguments: [["burn"], ["verify"], ["image"]])
  func `a path that is not there is a failure, and nothing is done`(command: [String]) throws {
    let bench = try Bench(medium: "cd-r")
    try bench.makeFiles()
    let target = command == ["image"] ? "out.iso" : bench.drive
    let failure = try bench.failure(command + [target, "files", "missing"], status: 1)
    #expect(failure.code == "sourceNotFound")
    #expect(failure.text?.contains("“missing”") == true)
    #expect(try bench.medium().condition == "blank")
    #expect(!FileManager.default.fileExists(atPath: bench.path("out.iso")))
  }
}
