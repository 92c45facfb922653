import MMC
import TestSupport
import Testing

@Suite("A command of the caller's own") struct CommandResultTests {
  private func run(
    _ script: [HexFixture: [ScriptedTransport.Answer]], _ command: HexFixture,
    _ transfer: CommandResult.Transfer = .none
  ) async throws -> (CommandResult, DriveBench) {
    let bench = DriveBench(script)
    let block = try #require(CommandDescriptorBlock(bytes: command.bytes))
    let result = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.execute(block, transfer)
    }
    return (result, bench)
  }

  @Test func `brings what the drive sent, and no more`() async throws {
    let (result, bench) = try await run(
      ["AB": [.good("00 00 00 04 AA BB")]], "AB 01 00*7 08 00 00", .receive(8))
    #expect(result.status == .good)
    #expect(result.data == [0, 0, 0, 4, 0xAA, 0xBB])
    #expect(result.transferredByteCount == 6)
    #expect(bench.commands == ["AB 01 00*7 08 00 00"])
  }

  @Test func `takes the host's bytes to the drive`() async throws {
    let (result, bench) = try await run(
      ["3B": [.good]], "3B 02 00 00 00 00 00 00 03 00", .send([1, 2, 3]))
    #expect(result.status == .good)
    #expect(result.data == [] && result.transferredByteCount == 3)
    #expect(bench.transport.events.contains(.data("01 02 03")))
  }

  @Test func `has the drive's refusal as its result and not as an error`() async throws {
    let (result, bench) = try await run(["FF": [.sense(0x5, 0x20, 0x00)]], "FF 00*5")
    guard case .checkCondition(let sense) = result.status else {
      Issue.record("\(result.status)")
      return
    }
    #expect(sense.key == .illegalRequest && sense.asc == 0x20 && sense.ascq == 0)
    #expect(result.senseBytes.count == 18)
    #expect(bench.commands == ["FF 00*5"])
  }

  @Test(arguments: [
    HexFixture("70 00 06 00*4 0A 00*4 28 00 00*4"), "70 00 02 00*4 0A 00*4 04 01 00*4",
  ])
  func `is sent once, whatever the drive reports`(sense: HexFixture) async throws {
    let (result, bench) = try await run(
      ["00": [.senseBytes(sense, .checkCondition), .good]], "00*6")
    #expect(result.senseBytes == sense.bytes)
    #expect(bench.commands == ["00*6"])
  }

  @Test func `has every other status as it is`() async throws {
    #expect(try await run(["00": [.status(.busy)]], "00*6").0.status == .other(.busy))
    let silent = try await run(["00": [.senseBytes("", .checkCondition)]], "00*6").0
    #expect(silent.status == .other(.checkCondition))
  }

  @Test func `fails when it does not reach the drive`() async {
    await #expect(throws: DriveError.transport(command: 0xBD, .notPermitted)) {
      _ = try await run(["BD": [.failure(.notPermitted)]], "BD 00*11", .receive(8))
    }
  }

  @Test func `may take ten seconds unless told otherwise`() {
    #expect(ExclusiveDrive.commandTimeout == .seconds(10))
  }
}
