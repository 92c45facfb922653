import DiscModel
import MMC
import Testing
import VirtualDrive

@testable import Burning

/// Each fault with the code, the condition and the recovery that the user is told.
@Suite("Erasing that goes wrong") struct EraseFaultTests {
  private static let blank: UInt8 = 0xA1
  private static let format: UInt8 = 0x04
  private static let invalidField = FaultScript.Action.sense(.init(0x5, 0x24, 0x00))
  private static let invalidParameter = FaultScript.Action.sense(.init(0x5, 0x26, 0x00))

  // MARK: Refusals

  @Test(
    arguments: [(.cdRW, .blank, 0xA1, 0x24), (.dvdMinusRW, .restrictedOverwrite, 0x04, 0x26)]
      as [(MediumKind, EraseChoice.Deed, UInt8, UInt8)])
  func `offers the full way where the quick one is refused`(
    kind: MediumKind, deed: EraseChoice.Deed, command: UInt8, code: UInt8
  ) async throws {
    let bench = try EraseBench(kind)
    try await bench.fill()
    let outcome = try await bench.run(
      deed, .quick, faults: [.on(command, calls: nil, .sense(.init(0x5, code, 0x00)))])
    let full = try await bench.choice(deed, .full)
    let error = try #require(outcome.error)
    #expect(error.code == .refused(instead: full))
    #expect(error.recovery == .choose(full))
    #expect(error.medium == .untouched)
    #expect(try await bench.bytes(at: 5)?.first == EraseBench.pattern)
    // Asked to answer at once, and asked to wait.
    #expect(outcome.commands(command).count == 2)
  }

  @Test func `offers nothing where the full way is refused`() async throws {
    let bench = try EraseBench(.cdRW)
    let outcome = try await bench.run(
      .blank, .full, faults: [.on(Self.blank, calls: nil, Self.invalidField)])
    #expect(outcome.error?.code == .refused(instead: nil))
    #expect(outcome.error?.recovery == .insertAnotherMedium)
  }

  @Test(
    arguments: [(.cdRW, .blank, 0xA1), (.dvdPlusRW, .format(nil), 0x04)]
      as [(MediumKind, EraseChoice.Deed, UInt8)])
  func `lets a drive that cannot answer at once work while the host waits`(
    kind: MediumKind, deed: EraseChoice.Deed, command: UInt8
  ) async throws {
    let bench = try EraseBench(kind)
    let refused = command == Self.blank ? Self.invalidField : Self.invalidParameter
    let outcome = try await bench.run(deed, .quick, faults: [.on(command, refused)])
    #expect(throws: Never.self) { try outcome.report() }
    let sent = outcome.commands(command)
    let immediate = sent.map {
      command == Self.blank ? $0.bytes[1] & 0x10 : $0.parameters[1] & 0x02
    }
    #expect(immediate.map { $0 != 0 } == [true, false])
  }

  @Test func `formats without certification where the drive refuses a quick one`() async throws {
    let bench = try EraseBench(.bdRE)
    let choice = try await bench.choices().formatted(sparing: BlockCount(320), depth: .quick)
    let outcome = try await bench.run(
      choice, options: VirtualDriveOptions(quirks: [.noQuickCertification]))
    // Sub-type 3, told to answer at once and to wait, then 0.
    #expect(outcome.commands(Self.format).map { $0.parameters[8] } == [0xC3, 0xC3, 0xC0])
    #expect(try outcome.report().proof == .formatted(BlockCount(6080)))
  }

  // MARK: Failures of the medium

  @Test func `tells of a disc that is worn out that it must be replaced`() async throws {
    let bench = try EraseBench(.cdRW)
    try await bench.fill()
    let outcome = try await bench.run(.blank, .quick, options: VirtualDriveOptions(wearLimit: 0))
    let error = try #require(outcome.error)
    #expect(error.code == .erasingFailed && error.medium == .partlyErased)
    #expect(error.recovery == .insertAnotherMedium)
    #expect(error.cause?.meaning == .other)
    #expect(
      error.cause
        == .refused(command: 0xA1, sense: SenseData(key: .mediumError, asc: 0x51, ascq: 0)))
  }

  @Test func `tells of a disc that takes no format any more`() async throws {
    let bench = try EraseBench(.bdRE)
    let outcome = try await bench.run(
      .format(.usual), .full, options: VirtualDriveOptions(wearLimit: 0))
    let error = try #require(outcome.error)
    #expect(error.code == .formattingFailed && error.medium == .partlyErased)
    #expect(
      error.cause
        == .refused(command: 0x04, sense: SenseData(key: .mediumError, asc: 0x31, ascq: 1)))
  }

  @Test func `believes a drive that fails while it erases`() async throws {
    let bench = try EraseBench(.dvdMinusRW)
    let outcome = try await bench.run(
      .blank, .full,
      faults: [.onTestUnitReady(call: 4, .sense(.init(0x3, 0x51, 0x00)))])
    #expect(outcome.error?.code == .erasingFailed)
    #expect(outcome.error?.medium == .partlyErased)
  }

  @Test func `does not believe a drive whose format changed nothing`() async throws {
    let bench = try EraseBench(.dvdRAM)
    let outcome = try await bench.run(
      .format(.nothing), .quick, options: VirtualDriveOptions(quirks: [.uncertifiedIgnored]))
    let error = try #require(outcome.error)
    #expect(error.code == .notAsWanted && error.recovery == .retry)
    #expect(try await bench.medium().capacity == BlockCount(6192))
  }

  @Test func `does not believe zeros that did not get onto the disc`() async throws {
    let bench = try EraseBench(.dvdRAM)
    let outcome = try await bench.run(
      .clear, .quick, faults: [.onWrite(to: 40..<41, .corruption)])
    #expect(outcome.error?.code == .notAsWanted)
    #expect(outcome.error?.medium == .partlyErased)
  }

  @Test func `does not believe zeros of which one did not get into the middle of the disc`()
    async throws
  {
    let bench = try EraseBench(.dvdRAM)
    let fault = [FaultScript.Rule.onWrite(to: 3000..<3001, .corruption)]
    #expect(try await bench.run(.clear, .full, faults: fault).error?.code == .notAsWanted)
    // The quick way claims nothing of the middle.
    let quick = try await bench.run(.clear, .quick, faults: fault)
    #expect(try quick.report().proof == .endsAreZeros(BlockCount(2048)))
  }

  @Test func `does not believe a disc that is called blank and can be read`() async throws {
    let bench = try EraseBench(.cdRW)
    try await bench.fill()
    // The drive takes the command and does nothing: what follows finds the disc as it was.
    let outcome = try await bench.run(
      .blank, .quick, faults: [.on(0xA1, .sense(.init(0x1, 0x00, 0x00)))])
    #expect(outcome.error?.code == .notAsWanted)
  }

  @Test func `ends where a block does not take a zero`() async throws {
    let bench = try EraseBench(.bdRE)
    try await bench.run(.format(.usual), .quick)
    let outcome = try await bench.run(
      .clear, .full, faults: [.after(blocks: 333, .sense(.mediumError))])
    #expect(outcome.error?.code == .erasingFailed)
    #expect(outcome.error?.medium == .partlyErased)
  }

  // MARK: Drive and disc are lost

  @Test(
    arguments: [(.cdRW, .blank), (.dvdPlusRW, .format(nil))]
      as [(MediumKind, EraseChoice.Deed)])
  func `tells of a disc that was pulled out`(kind: MediumKind, deed: EraseChoice.Deed) async throws
  {
    let bench = try EraseBench(kind)
    let outcome = try await bench.run(
      deed, .full,
      faults: [.onTestUnitReady(call: 4, calls: nil, .sense(.init(0x2, 0x3A, 0x02)))])
    let error = try #require(outcome.error)
    #expect(error.code == .mediumRemoved && error.medium == .partlyErased)
    #expect(error.recovery == .insertAgain)
  }

  @Test(
    arguments: [.vanish, .timeout, .reset, .sense(.powerOn)] as [FaultScript.Action])
  func `knows nothing of a disc whose drive is lost`(action: FaultScript.Action) async throws {
    let bench = try EraseBench(.cdRW)
    let outcome = try await bench.run(
      .blank, .full, faults: [.onTestUnitReady(call: 4, calls: nil, action)])
    let error = try #require(outcome.error)
    #expect(error.code == .driveLost && error.medium == .unknown)
    #expect(error.recovery == .checkConnection)
    #expect(outcome.commands(Self.blank).count == 1)
  }

  @Test func `leaves a disc alone when the drive is lost before`() async throws {
    let bench = try EraseBench(.cdRW)
    let outcome = try await bench.run(.blank, .quick, faults: [.on(0x46, .vanish)])
    #expect(outcome.error?.code == .driveLost && outcome.error?.medium == .untouched)
    #expect(outcome.commands(Self.blank).isEmpty)
  }

  @Test func `waits for a drive that is still at work with something else`() async throws {
    let bench = try EraseBench(.cdRW)
    let outcome = try await bench.run(
      .blank, .quick, faults: [.on(Self.blank, calls: 5, .sense(.operationInProgress))])
    #expect(try outcome.report().proof == .blank)
    #expect(outcome.commands(Self.blank).count == 6)
  }

  @Test func `erases no other disc than the one that was chosen`() async throws {
    let bench = try EraseBench(.cdRW)
    let choice = try await bench.choice(.blank, .quick)
    try VirtualDrive.insert(.dvdMinusRW, blocks: BlockCount(6400), inDriveAt: bench.driveFolder)
    let outcome = try await bench.run(choice)
    #expect(outcome.error == EraseError(code: .mediumChanged, medium: .untouched))
    #expect(outcome.commands(Self.blank).isEmpty)
  }

  @Test(arguments: [MediumKind.cdRW, .dvdMinusRW])
  func `erases no other disc of the same kind`(kind: MediumKind) async throws {
    let bench = try EraseBench(kind)
    let choice = try await bench.choice(.blank, .quick)
    // As blank as the first, but larger; then as large, and not blank.
    for (blocks, isFull) in [(Int64(12_800), false), (6400, true)] {
      try VirtualDrive.insert(kind, blocks: BlockCount(blocks), inDriveAt: bench.driveFolder)
      if isFull { try await bench.fill() }
      let outcome = try await bench.run(choice)
      #expect(outcome.error == EraseError(code: .mediumChanged, medium: .untouched))
      #expect(outcome.commands(Self.blank).isEmpty)
    }
    #expect(try await bench.bytes(at: 5)?.first == EraseBench.pattern)
  }

  @Test func `erases a disc although its drive offers other speeds now`() async throws {
    let bench = try EraseBench(.cdRW)
    let choice = try await bench.choice(.blank, .quick)
    let outcome = try await bench.run(choice, options: VirtualDriveOptions(quirks: [.oneSpeed]))
    #expect(try outcome.report().proof == .blank)
  }

  @Test func `says why the disc that is there now cannot be erased`() async throws {
    let bench = try EraseBench(.cdRW)
    let choice = try await bench.choice(.blank, .quick)
    try VirtualDrive.insert(.cdR, inDriveAt: bench.driveFolder)
    let outcome = try await bench.run(choice)
    #expect(outcome.error?.code == .notErasable([.writtenOnce(.cdR)]))
    try VirtualDrive(folder: bench.driveFolder, access: .exclusive).removeMedium()
    #expect(try await bench.run(choice).error?.code == .notErasable([.trayOpen]))
  }

  @Test func `says that the drive is taken`() async throws {
    let bench = try EraseBench(.cdRW)
    let choice = try await bench.choice(.blank, .quick)
    let held = try VirtualDrive(folder: bench.driveFolder, access: .exclusive)
    let job = EraseJob(choice, on: bench.reference())
    await #expect {
      try await job.run()
    } throws: { error in
      let error = error as? EraseError
      return error?.code == .driveNotAvailable && error?.recovery == .closeOtherProgram
    }
    _ = held
  }
}
