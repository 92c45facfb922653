import MMC
import TestSupport
import Testing

@Suite("The tray") struct TrayTests {
  private static let eject: HexFixture = "1B 00 00 00 02 00"
  private static let load: HexFixture = "1B 00 00 00 03 00"

  private func eject(
    _ script: [HexFixture: [ScriptedTransport.Answer]]
  ) async throws(DriveError) -> DriveBench {
    let bench = DriveBench(script)
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.eject()
    }
    return bench
  }

  @Test func `is unlocked before it opens`() async throws {
    let bench = try await eject(["1B": [.good]])
    #expect(bench.commands == [DriveBench.unlock, Self.eject])
  }

  @Test func `opens though the drive has no lock`() async throws {
    let bench = try await eject(["1E": [.sense(5, 0x20, 0)], "1B": [.good]])
    #expect(bench.commands.contains(Self.eject))
  }

  @Test(arguments: [2, 5] as [UInt8])
  func `is unlocked in both ways and tried again when another has locked it`(
    key: UInt8
  ) async throws {
    let bench = try await eject(["1B": [.sense(key, 0x53, 2), .good]])
    #expect(
      bench.commands == [
        DriveBench.unlock, Self.eject, DriveBench.unlock, "1E 00 00 00 02 00", Self.eject,
      ])
    #expect(bench.transport.paused == .seconds(1))
  }

  @Test func `stays shut after the fourth refusal`() async {
    let bench = DriveBench(["1B": [.sense(5, 0x53, 2)]])
    await #expect(throws: refusal(0x1B, 5, 0x53, 2)) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.eject()
      }
    }
    #expect(bench.commands.count { $0 == Self.eject } == 4)
  }

  @Test func `opens when the drive has finished what it was doing`() async throws {
    let bench = try await eject([
      "1B": [.sense(2, 4, 7), .good], "00": [.sense(2, 4, 7), .good],
    ])
    #expect(
      bench.commands.filter { $0 != "03 00 00 00 12 00" } == [
        DriveBench.unlock, Self.eject, DriveBench.ready, DriveBench.ready, Self.eject,
      ])
  }

  @Test func `stays shut when the drive is broken`() async {
    await #expect(throws: refusal(0x1B, 4, 0x53)) { try await eject(["1B": [.sense(4, 0x53, 0)]]) }
    await #expect(throws: DriveError.transport(command: 0x1B, .timedOut)) {
      try await eject(["1B": [.failure(.timedOut)]])
    }
  }

  @Test func `is locked and unlocked`() async throws {
    let bench = DriveBench()
    try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.lockTray()
      try drive.unlockTray()
    }
    #expect(bench.commands == ["1E 00 00 00 01 00", DriveBench.unlock])
  }

  @Test func `closes, and the disc is waited for`() async throws {
    let bench = DriveBench([
      "1B": [.good], "00": [.sense(6, 0x28, 0), .sense(2, 4, 1), .good],
    ])
    let arrival = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.load()
    }
    #expect(arrival == .ready)
    #expect(bench.commands.first == Self.load)
  }

  @Test func `closes without a disc`() async throws {
    let bench = DriveBench(["1B": [.good], "00": [.sense(2, 0x3A, 1)]])
    let arrival = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      try drive.load()
    }
    #expect(arrival == .noMedium)
  }

  @Test func `closes, and the disc is not waited for any longer than is wanted`() async throws {
    let bench = DriveBench([
      "1B": [.good], "00": [.sense(2, 4, 1), .sense(2, 4, 1), .good],
    ])
    let arrival = try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
      var questions = 0
      return try drive.load {
        questions += 1
        return questions == 2
      }
    }
    #expect(arrival == .cancelled)
    #expect(bench.commands == [Self.load, "00 00 00 00 00 00", "00 00 00 00 00 00"])
  }

  @Test func `cannot be closed on a slim drive`() async {
    let bench = DriveBench(["1B": [.sense(5, 0x24, 0)]])
    await #expect(throws: refusal(0x1B, 5, 0x24)) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.load()
      }
    }
  }
}
