import Foundation
import TestSupport
import Testing

@Suite("A drive that another spindlectl holds") struct BusyDriveTests {
  /// A burn that is in the middle of its files.
  private func burning() throws -> (Bench, RunningTool) {
    let bench = try Bench(medium: "bd-r")
    try bench.makeFiles()
    try bench.makeHole("files/huge", gibibytes: 20)
    let running = try bench.tool.start(
      ["burn", bench.drive, "files", "--json"], in: bench.folder.url)
    try running.wait(forOutput: #""phase":"writing""#)
    return (bench, running)
  }

  @Test(arguments: [["info"], ["burn", "files"], ["eject"], ["verify", "files"]])
  func `is refused with who holds it and what for`(command: [String]) throws {
    let (bench, running) = try burning()
    let arguments = [command[0], bench.drive] + command.dropFirst()
    let failure = try bench.failure(arguments, status: 3)
    #expect(["busy", "driveNotAvailable"].contains(failure.code))
    #expect(failure.reasonCodes == ["busy"])
    let holders = try #require(failure.reasons.first?["holders"] as? [[String: Any]])
    #expect(holders.count == 1)
    #expect(holders.first?["kind"] as? String == "spindle")
    #expect(holders.first?["name"] as? String == "Spindle")
    #expect(holders.first?["activity"] as? String == "burning")
    #expect(holders.first?["processID"] as? Int32 == running.processID)
    let text = "Spindle (process \(running.processID)) is burning on the drive."
    #expect(failure.text?.contains(text) == true, "\(failure.text ?? "")")
    running.send(SIGKILL)
  }

  @Test func `is listed as busy, in words and for scripts`() throws {
    let (bench, running) = try burning()
    let listed = try bench.run(["devices", "--json"]).events()
    let drive = try #require(listed.first { $0["id"] == bench.drive })
    #expect(drive["state"] == "busy")
    #expect(drive["stateText"] == "Spindle is burning on it")
    let reasons: [[String: Any]] = try #require(drive["reasons"])
    #expect(reasons.first?["code"] as? String == "busy")
    running.send(SIGKILL)
  }

  @Test(arguments: [SIGKILL, SIGTERM])
  func `is free again when that one dies, and its tray opens`(signal: Int32) throws {
    let (bench, running) = try burning()
    running.send(signal)
    _ = try running.finish(within: .seconds(60))
    #expect(try bench.medium().condition != nil)
    try bench.succeed(["eject", bench.drive])
    #expect(try !bench.isTrayLocked())
  }
}

@Suite("The environment, as `devices` tells it") struct EnvironmentTests {
  @Test func `is told once, after the drives`() throws {
    let bench = try Bench()
    let events = try bench.run(["devices", "--json"]).events()
    #expect(events.map(\.name) == ["drive", "environment"])
    // No drive is pretended here, so what is told depends on this computer.
    let hasDrive = FileManager.default.fileExists(atPath: "/dev/sr0")
    let state: String = try #require(events.last?["state"])
    #expect(hasDrive ? state != "noDrive" : state == "noDrive")
  }
}
