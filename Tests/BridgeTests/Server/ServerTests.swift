import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

/// What the server can be asked for, on its command line and by hands.
@Suite("The server of a drive") struct ServerTests {
  /// Runs the server's program and collects what it says where it complains, or where it answers.
  private func run(_ words: [String], answer: Bool = false) throws -> (status: Int32, text: String)
  {
    let process = Process()
    process.executableURL = BridgeTools.server
    process.arguments = words
    let said = Pipe()
    process.standardError = answer ? FileHandle.nullDevice : said
    process.standardOutput = answer ? said : FileHandle.nullDevice
    try process.run()
    let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  private func tell(_ drive: ServedDrive, _ words: String...) throws -> (Int32, String) {
    try run(["tell", drive.guest.socket.path] + words, answer: true)
  }

  @Test(arguments: [
    ["serve", "somewhere"], ["serve", "a", "b", "--unknown", "1"], ["serve", "a", "b", "--log"],
    ["serve", "a", "b", "--real-time", "0"], ["serve", "a", "b", "--polls", "-1"],
    ["serve", "a", "b", "--full-buffer", "explodes"],
    ["serve", "a", "b", "--fault", "timeout now"],
    ["serve", "a", "b", "--fault", "operation=2A"], ["tell", "a"], [],
  ])
  func `a mistake on the command line is named and ends with 2`(words: [String]) throws {
    let (status, text) = try run(words)
    #expect(status == 2, "\(words)")
    #expect(text.hasPrefix("DriveServer: "))
  }

  @Test func `a drive that somebody has is not served`() throws {
    let drive = try ServedDrive()
    let (status, errors) = try run([
      "serve", drive.folder.path("drive").string, drive.folder.path("other.sock").string,
    ])
    #expect(status == 1)
    #expect(errors.contains("busy"))
  }

  @Test func `a socket's name that is too long is told`() throws {
    let drive = try ServedDrive()
    drive.stop()
    let (status, errors) = try run([
      "serve", drive.folder.path("drive").string, "/tmp/" + String(repeating: "n", count: 110),
    ])
    #expect(status == 1)
    #expect(errors.contains("too long"), "\(errors)")
  }

  @Test func `hands insert, open, close and take out media`() throws {
    let drive = try ServedDrive()
    #expect(try tell(drive, "insert", "cd-r", "4000") == (0, "done\n"))
    #expect(try tell(drive, "open") == (0, "done\n"))
    #expect(try tell(drive, "close") == (0, "done\n"))
    #expect(try tell(drive, "button") == (0, "done\n"))
    #expect(try tell(drive, "remove") == (0, "done\n"))
    #expect(try tell(drive, "insert-again", "1-cd-r") == (0, "done\n"))
    #expect(try tell(drive, "power") == (0, "done\n"))
    drive.stop()
    let medium = try VirtualDrive(folder: drive.folder.path("drive"), access: .shared).medium
    #expect(medium?.kind == .cdR)
    #expect(medium?.capacity == BlockCount(4000))
  }

  @Test(arguments: [
    "insert floppy", "insert cd-r many", "insert-again 9-cd-r", "juggle", "export x",
  ])
  func `what hands cannot do is told`(words: String) throws {
    let drive = try ServedDrive()
    let (status, text) = try tell(drive, words)
    #expect(status == 1)
    #expect(text.count > 5)
    #expect(text != "done\n")
  }

  @Test func `a fault of the command line is told by the drive, as often as it says`() async throws
  {
    let drive = try ServedDrive(options: ["--fault", "operation=12 calls=2 sense=4/15/01"])
    let client = try RawClient(drive)
    for isGood in [false, false, true] {
      client.send(MessageTests.inquiry)
      let reply = client.receive(96)
      #expect((reply[4] == 0) == isGood)
      if isGood { _ = client.receive(36) } else { expectBytes(reply[44..<46], equal: "15 01") }
    }
    #expect(drive.log.prefix(1) == ["12 00 00 00 24 00 in 0 of 36: 02 4/15/01"])
  }

  @Test(arguments: [
    ("timeout", "host 3"), ("reset", "host 8"), ("status=08", "08"), ("vanish", "error 19"),
    ("delay=1", "00"),
  ])
  func `what goes wrong on the way looks as the kernel tells it`(
    fault: String, outcome: String
  ) throws {
    let drive = try ServedDrive()
    #expect(try tell(drive, "fault", "operation=12 \(fault)") == (0, "done\n"))
    let client = try RawClient(drive)
    client.send(MessageTests.inquiry)
    #expect(client.receive(96).count == 96)
    #expect(drive.log.first?.hasSuffix(": " + outcome) == true, "\(drive.log)")
  }

  @Test func `with a real clock a drive takes its time`() throws {
    let drive = try ServedDrive("cd-r", blocks: 1000, options: ["--real-time", "10"])
    #expect(try tell(drive, "open") == (0, "done\n"))
    #expect(try tell(drive, "close") == (0, "done\n"))
    let start = ContinuousClock.now
    let client = try RawClient(drive)
    var isReady = false
    while !isReady, ContinuousClock.now - start < .seconds(10) {
      client.send(MessageTests.ready)
      isReady = client.receive(96)[4] == 0
    }
    // A CD spins up for 6 s.
    #expect(isReady)
    #expect(ContinuousClock.now - start > .milliseconds(400))
  }
}
