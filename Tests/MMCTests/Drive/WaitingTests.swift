import MMC
import TestSupport
import Testing

@Suite("Waiting until the drive is ready") struct WaitingTests {
  /// What the waiting brought, and what it told meanwhile.
  private struct Outcome {
    var isReady: Bool
    var progress: [Double?]
    var bench: DriveBench
  }

  private func wait(
    limit: Duration = .seconds(60), cancelledAfter count: Int = .max,
    _ script: [HexFixture: [ScriptedTransport.Answer]]
  ) async throws(DriveError) -> Outcome {
    let bench = DriveBench(script)
    let (isReady, progress) = try await bench.reference.withExclusiveAccess {
      (drive) throws(DriveError) in
      var told: [Double?] = []
      var asked = 0
      let isReady = try drive.waitUntilReady(
        limit: limit,
        isCancelled: {
          asked += 1
          return asked > count
        },
        progress: { told.append($0) })
      return (isReady, told)
    }
    return Outcome(isReady: isReady, progress: progress, bench: bench)
  }

  @Test func `asks once when it is ready already`() async throws {
    let outcome = try await wait([:])
    #expect(outcome.isReady)
    #expect(outcome.bench.commands == [DriveBench.ready])
    #expect(outcome.bench.transport.paused == .zero)
  }

  @Test(arguments: [(0x04, 0x01), (0x3E, 0x00)] as [(UInt8, UInt8)])
  func `asks twice a second while the disc spins up`(asc: UInt8, ascq: UInt8) async throws {
    let outcome = try await wait(
      ["00": [.sense(2, asc, ascq), .sense(2, asc, ascq), .sense(2, asc, ascq), .good]])
    #expect(outcome.isReady)
    #expect(
      outcome.bench.commands == [
        DriveBench.ready, DriveBench.ready, DriveBench.ready, DriveBench.ready,
      ])
    #expect(outcome.bench.transport.paused == .milliseconds(1500))
    #expect(outcome.progress == [nil, nil, nil])
  }

  @Test func `tells the progress in the refusal's sense`() async throws {
    let busy = ScriptedTransport.Answer.senseBytes(
      "70 00 02 00*4 0A 00*4 04 08 00 80 40 00", .checkCondition)
    let outcome = try await wait(["00": [busy, .good]])
    #expect(outcome.progress == [0.25])
    #expect(!outcome.bench.commands.contains("03 00 00 00 12 00"))
  }

  @Test(arguments: [0x04, 0x07, 0x08] as [UInt8])
  func `asks for the progress of a long operation where the refusal has none`(
    ascq: UInt8
  ) async throws {
    let outcome = try await wait([
      "00": [.sense(2, 4, ascq), .sense(2, 4, ascq), .good],
      "03": [.good("70 00 00 00*4 0A 00*4 04 04 00 80 80 00"), .sense(5, 0x20, 0)],
    ])
    #expect(outcome.progress == [0.5, nil])
  }

  @Test func `swallows each unit attention once`() async throws {
    let outcome = try await wait([
      "00": [.sense(6, 0x29, 0), .sense(6, 0x28, 0), .sense(6, 0x5A, 1), .good]
    ])
    #expect(outcome.isReady)
  }

  @Test func `ends at a reset where the drive held data, and not at another attention`()
    async throws
  {
    func wait(_ answers: [ScriptedTransport.Answer]) async throws(DriveError) -> Bool {
      try await DriveBench(["00": answers]).reference.withExclusiveAccess {
        (drive) throws(DriveError) in
        try drive.waitUntilReady(limit: .seconds(60), endsAtReset: true)
      }
    }
    #expect(try await wait([.sense(2, 4, 8), .sense(6, 0x28, 0), .good]))
    await #expect(throws: refusal(0, 6, 0x29)) {
      try await wait([.sense(2, 4, 8), .sense(6, 0x29, 0), .good])
    }
  }

  @Test func `gives up when a unit attention comes again and again`() async {
    await #expect(throws: refusal(0, 6, 0x5A, 1)) { try await wait(["00": [.sense(6, 0x5A, 1)]]) }
  }

  @Test(arguments: [(0x2E, 0x00), (0x2F, 0x00), (0x5A, 0x03), (0x5E, 0x41)] as [(UInt8, UInt8)])
  func `bears what nothing follows from as often as it comes within the time`(
    asc: UInt8, ascq: UInt8
  ) async throws {
    let many = [ScriptedTransport.Answer](repeating: .sense(6, asc, ascq), count: 40)
    #expect(try await wait(["00": many + [.good]]).isReady)
    await #expect(throws: refusal(0, 6, asc, ascq)) {
      try await wait(limit: .seconds(20), ["00": [.sense(6, asc, ascq)]])
    }
  }

  @Test func `bears what an earlier command mended`() async throws {
    let mended = ScriptedTransport.Answer.senseBytes(
      "71 00 01 00*4 0A 00*4 0C 01 00*4", .checkCondition)
    #expect(try await wait(["00": [mended, mended, .good]]).isReady)
  }

  @Test(arguments: [(2, 0x05, 0), (2, 0x08, 1), (0xB, 0x47, 0)] as [(UInt8, UInt8, UInt8)])
  func `bears a bad connection three times`(key: UInt8, asc: UInt8, ascq: UInt8) async throws {
    let bad = ScriptedTransport.Answer.sense(key, asc, ascq)
    #expect(try await wait(["00": [bad, bad, bad, .good]]).isReady)
    await #expect(throws: refusal(0, key, asc, ascq)) {
      try await wait(["00": [bad, bad, bad, bad, .good]])
    }
  }

  @Test func `starts a disc that stands still, once`() async throws {
    let outcome = try await wait(["00": [.sense(2, 4, 2), .good], "1B": [.good]])
    #expect(outcome.bench.commands == [DriveBench.ready, "1B 00 00 00 01 00", DriveBench.ready])
    await #expect(throws: refusal(0, 2, 4, 2)) {
      try await wait(["00": [.sense(2, 4, 2)], "1B": [.good]])
    }
  }

  @Test func `bears "not ready" without a reason for five seconds`() async throws {
    let many = [ScriptedTransport.Answer](repeating: .sense(2, 4, 0), count: 9)
    #expect(try await wait(["00": many + [.good]]).isReady)
    await #expect(throws: refusal(0, 2, 4, 0)) { try await wait(["00": [.sense(2, 4, 0)]]) }
  }

  @Test(arguments: [SCSIStatus.busy, .taskSetFull])
  func `waits while the drive is too busy to answer`(status: SCSIStatus) async throws {
    let outcome = try await wait(["00": [.status(status), .status(status), .good]])
    #expect(outcome.isReady)
    #expect(outcome.bench.transport.paused == .seconds(1))
  }

  @Test(
    arguments: [
      (.sense(2, 0x3A, 1), refusal(0, 2, 0x3A, 1)), (.sense(2, 4, 3), refusal(0, 2, 4, 3)),
      (.sense(3, 0x57, 0), refusal(0, 3, 0x57)), (.sense(3, 0x72, 1), refusal(0, 3, 0x72, 1)),
      (.status(.reservationConflict), .status(command: 0, .reservationConflict)),
      (.failure(.deviceVanished), .transport(command: 0, .deviceVanished)),
    ] as [(ScriptedTransport.Answer, DriveError)])
  func `gives up at once where waiting does not help`(
    answer: ScriptedTransport.Answer, expected: DriveError
  ) async {
    await #expect(throws: expected) { try await wait(["00": [answer]]) }
  }

  @Test func `gives up with the last refusal when the limit has passed`() async {
    let bench = DriveBench(["00": [.sense(2, 4, 1)]])
    await #expect(throws: refusal(0, 2, 4, 1)) {
      try await bench.reference.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.waitUntilReady(limit: .seconds(3600))
      }
    }
    #expect((Duration.seconds(3599)...Duration.seconds(3600)).contains(bench.transport.paused))
  }

  @Test func `is over when it is cancelled`() async throws {
    let outcome = try await wait(cancelledAfter: 2, ["00": [.sense(2, 4, 8)]])
    #expect(!outcome.isReady)
    #expect(outcome.bench.transport.paused == .seconds(1))
  }
}
