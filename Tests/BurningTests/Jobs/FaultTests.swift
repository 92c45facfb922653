import DiscModel
import MMC
import Testing
import VirtualDrive

@testable import Burning

/// Each fault with the code, the condition, the cause and the recovery that the user is told.
@Suite("A burn that goes wrong") struct FaultTests {
  private static func sense(
    _ key: SenseData.Key, _ asc: UInt8, _ ascq: UInt8, of command: UInt8, at address: UInt64? = nil,
    isDeferred: Bool = false
  ) -> DriveError {
    .refused(
      command: command,
      sense: SenseData(
        key: key, asc: asc, ascq: ascq, isDeferred: isDeferred, information: address))
  }

  // MARK: Writing

  @Test(arguments: MediumKind.burnable)
  func `names the place where the medium refuses, and saves the rest of the disc`(
    kind: MediumKind
  ) async throws {
    let bench = try BurnBench(kind)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.after(blocks: 333, .sense(.mediumError))])
    let error = try #require(outcome.error)
    #expect(error.code == .writingFailed(at: LogicalBlockAddress(320)))
    #expect(error.cause == Self.sense(.mediumError, 0x0C, 0x00, of: 0x2A, at: 333))
    #expect(error.recovery == .retryAtLowerSpeed)
    let free = try #require(try await bench.reference().inspect().medium?.freeBlocks)
    #expect(
      error.medium == .partlyWritten(blocks: BlockCount(320), freeBlocks: free, isErasable: false))
  }

  @Test func `tells of a disc on which the first block failed that it is partly written`()
    async throws
  {
    let bench = try BurnBench(.dvdPlusR)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.after(blocks: 5, .sense(.mediumError))])
    let error = try #require(outcome.error)
    #expect(error.code == .writingFailed(at: .zero))
    guard case .partlyWritten(BlockCount(0), _, _) = error.medium else {
      Issue.record("\(error.medium)")
      return
    }
  }

  @Test(arguments: MediumKind.burnable)
  func `leaves a disc untouched of which the drive takes nothing`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    // "Cannot write medium - incompatible format".
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.on(0x2A, .sense(.init(0x5, 0x30, 0x05)))])
    let error = try #require(outcome.error)
    #expect(error.code == .writingFailed(at: .zero))
    #expect(error.medium == .untouched)
    #expect(error.cause == Self.sense(.illegalRequest, 0x30, 0x05, of: 0x2A, at: 0))
    #expect(outcome.commands(0x5B).isEmpty)
  }

  @Test func `believes a drive that tells of a write error afterwards`() async throws {
    let bench = try BurnBench(.bdR)
    // The buffer holds one call: the eighth waits for the seventh, and the ninth hears of it.
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.on(0x2A, call: 7, .deferred(.mediumError))],
      options: VirtualDriveOptions(bufferByteCount: 65_536))
    let error = try #require(outcome.error)
    #expect(error.code == .writingFailed(at: LogicalBlockAddress(8 * 32)))
    #expect(
      error.cause == Self.sense(.mediumError, 0x0C, 0x00, of: 0x2A, at: 6 * 32, isDeferred: true))
    guard case .partlyWritten = error.medium else {
      Issue.record("\(error.medium)")
      return
    }
  }

  @Test func `believes a drive that tells of the last write's error while it empties its buffer`()
    async throws
  {
    let bench = try BurnBench(.bdR)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.on(0x2A, call: 26, .deferred(.mediumError))])
    let error = try #require(outcome.error)
    #expect(error.code == .closingFailed)
    #expect(
      error.cause == Self.sense(.mediumError, 0x0C, 0x00, of: 0x00, at: 25 * 32, isDeferred: true))
    #expect(error.recovery == .insertAnotherMedium)
  }

  @Test(
    arguments: [
      (.vanish, .transport(command: 0x2A, .deviceVanished)),
      (.timeout, .transport(command: 0x2A, .timedOut)),
      (.reset, .transport(command: 0x2A, .reset)),
      (.sense(.powerOn), sense(.unitAttention, 0x29, 0x00, of: 0x2A, at: 96)),
    ] as [(FaultScript.Action, DriveError)])
  func `knows nothing of a disc whose drive is lost in the midst of it`(
    action: FaultScript.Action, cause: DriveError
  ) async throws {
    let bench = try BurnBench(.cdR)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.on(0x2A, call: 4, action)])
    #expect(outcome.error == BurnError(code: .driveLost, medium: .unknown, cause: cause))
    #expect(outcome.error?.recovery == .checkConnection)
    // Nothing is sent again blindly.
    #expect(outcome.commands(0x2A).count == 4)
    #expect(outcome.commands(0x5B).isEmpty)
  }

  @Test func `waits while the drive's buffer is full`() async throws {
    let bench = try BurnBench(.cdR)
    let outcome = try await bench.run(
      try await bench.plan(),
      faults: [.on(0x2A, call: 3, calls: 20, .sense(.longWriteInProgress))])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(outcome.commands(0x2A).count == 46)
    let busy = outcome.events.filter { if case .driveWasBusy = $0 { true } else { false } }
    #expect(busy.count == 1)
  }

  @Test func `writes at the pace of a drive that refuses what its buffer cannot take`()
    async throws
  {
    let bench = try BurnBench(.cdR)
    let outcome = try await bench.run(
      try await bench.plan(),
      options: VirtualDriveOptions(bufferByteCount: 65_536, fullBuffer: .answersBusy))
    #expect(try outcome.report().proof == .everyBlock)
    #expect(outcome.commands(0x2A).count { !$0.isGood } > 10)
    // A full disc has hundreds of thousands of chunks.
    let busy = outcome.events.filter { if case .driveWasBusy = $0 { true } else { false } }
    #expect(busy.count == 1)
  }

  @Test func `gives up on a drive that takes nothing for two minutes, and closes what it has`()
    async throws
  {
    let bench = try BurnBench(.dvdPlusR)
    let outcome = try await bench.run(
      try await bench.plan(),
      faults: [.on(0x2A, call: 3, calls: nil, .sense(.longWriteInProgress))])
    let error = try #require(outcome.error)
    #expect(error.code == .writingFailed(at: LogicalBlockAddress(64)))
    guard case .partlyWritten(BlockCount(64), _, _) = error.medium else {
      Issue.record("\(error.medium)")
      return
    }
  }

  @Test func `does not lose a write error in the emptying of the buffer between two writes`()
    async throws
  {
    let bench = try BurnBench(.dvdPlusR)
    let outcome = try await bench.run(
      try await bench.plan(verification: .none),
      faults: [
        .on(0x2A, call: 5, .sense(.operationInProgress)), .onSynchronizeCache(.sense(.mediumError)),
      ])
    let error = try #require(outcome.error)
    #expect(error.code == .writingFailed(at: LogicalBlockAddress(128)))
    #expect(error.cause == Self.sense(.mediumError, 0x0C, 0x00, of: 0x35))
  }

  // MARK: Closing

  @Test func `fails when the drive cannot empty its buffer`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    let outcome = try await bench.run(plan, faults: [.onSynchronizeCache(.sense(.mediumError))])
    let error = try #require(outcome.error)
    #expect(error.code == .closingFailed)
    #expect(error.cause == Self.sense(.mediumError, 0x0C, 0x00, of: 0x35))
    guard case .partlyWritten(plan.blocks, _, _) = error.medium else {
      Issue.record("\(error.medium)")
      return
    }
  }

  @Test func `empties the buffer of a drive that only does it while the host waits`() async throws {
    let bench = try BurnBench(.cdR)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.onSynchronizeCache(.sense(.init(0x5, 0x24, 0x00)))])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(outcome.commands(0x35).map { $0.bytes[1] } == [0x02, 0x00])
  }

  @Test(
    arguments: [
      .sense(.longWriteInProgress), .sense(.operationInProgress), .status(.busy),
    ] as [FaultScript.Action])
  func `sends again what a drive did not take because it was still at work`(
    action: FaultScript.Action
  ) async throws {
    let bench = try BurnBench(.dvdPlusR)
    let outcome = try await bench.run(
      try await bench.plan(),
      faults: [.onSynchronizeCache(calls: 5, action), .onClose(calls: 5, action)])
    #expect(try outcome.report().proof == .everyBlock)
    #expect(outcome.commands(0x5B).count == 5 + 2)
  }

  @Test func `knows nothing of a disc whose drive was reset while it emptied its buffer`()
    async throws
  {
    let bench = try BurnBench(.bdR)
    let faultless = try await bench.run(try await bench.plan(verification: .none))
    let before = try #require(faultless.commands.firstIndex { $0.operationCode == 0x35 })
    let questions = faultless.commands[..<before].count { $0.operationCode == 0x00 }
    let other = try BurnBench(.bdR)
    let outcome = try await other.run(
      try await other.plan(verification: .none),
      faults: [.onTestUnitReady(call: questions + 1, .sense(.powerOn))])
    #expect(
      outcome.error
        == BurnError(
          code: .driveLost, medium: .unknown,
          cause: Self.sense(.unitAttention, 0x29, 0x00, of: 0x00)))
  }

  @Test(arguments: MediumKind.burnable)
  func `calls a disc lost that no attempt could close`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.onClose(calls: nil, .sense(.sessionFixationError))])
    let error = try #require(outcome.error)
    #expect(error.code == .closingFailed)
    #expect(error.medium == .lost)
    #expect(error.cause == Self.sense(.mediumError, 0x72, 0x00, of: 0x5B))
  }

  @Test(arguments: MediumKind.burnable)
  func `saves a disc that could be closed at the second attempt, but does not call it good`(
    kind: MediumKind
  ) async throws {
    let bench = try BurnBench(kind)
    let plan = try await bench.plan()
    let outcome = try await bench.run(plan, faults: [.onClose(.sense(.sessionFixationError))])
    let error = try #require(outcome.error)
    #expect(error.code == .closingFailed)
    guard case .partlyWritten(plan.blocks, _, _) = error.medium else {
      Issue.record("\(error.medium)")
      return
    }
  }

  @Test(arguments: MediumKind.burnable)
  func `closes where the drive only closes while the host waits`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.onClose(.sense(.init(0x5, 0x24, 0x00)))])
    #expect(try outcome.report().medium == .closed)
    #expect(outcome.commands(0x5B).prefix(2).map { $0.bytes[1] } == [0x01, 0x00])
  }

  @Test func `ends a DVD+R by the function that the drive knows`() async throws {
    let bench = try BurnBench(.dvdPlusR)
    // The second CLOSE is function 6, at once; the third is the same while the host waits.
    let outcome = try await bench.run(
      try await bench.plan(),
      faults: [.onClose(call: 2, calls: 2, .sense(.init(0x5, 0x24, 0x00)))])
    #expect(try outcome.report().medium == .closed)
    #expect(outcome.commands(0x5B).map { $0.bytes[2] } == [1, 6, 6, 5])
  }

  @Test func `knows nothing of a disc whose drive vanishes while it closes`() async throws {
    let bench = try BurnBench(.bdR)
    let outcome = try await bench.run(try await bench.plan(), faults: [.onClose(.vanish)])
    #expect(
      outcome.error
        == BurnError(
          code: .driveLost, medium: .unknown, cause: .transport(command: 0x5B, .deviceVanished)))
  }

  @Test(arguments: MediumKind.burnable)
  func `believes the disc, not a drive that only says that it closed it`(
    kind: MediumKind
  ) async throws {
    let bench = try BurnBench(kind)
    // "Recovered", but nothing is done.
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.onClose(calls: nil, .sense(.init(0x1, 0x17, 0x00)))])
    #expect(outcome.error == BurnError(code: .closingFailed, medium: .lost))
  }

  @Test func `burns in a drive that has no lock`() async throws {
    let bench = try BurnBench(.cdR)
    let outcome = try await bench.run(
      try await bench.plan(),
      faults: [.on(0x1E, calls: nil, .sense(.init(0x5, 0x24, 0x00)))])
    #expect(try outcome.report().proof == .everyBlock)
  }
}
