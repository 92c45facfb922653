import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

/// Data onto the kinds of media that need more than a track and its end: what the drive is told, as
/// bytes typed by hand from MMC-6.
@Suite("Data on every kind of medium") struct MediaBurnTests {
  private static let telling: Set<UInt8> = [0x04, 0x2A, 0x35, 0x53, 0x55, 0x5B]

  /// Commands that were done and that change something, the parameters of MODE SELECT and FORMAT UNIT
  /// behind them, and runs of WRITE as one line.
  private static func listing(_ outcome: BurnOutcome) -> [String] {
    var lines: [String] = []
    for command in outcome.commands where telling.contains(command.operationCode) && command.isGood
    {
      if command.operationCode == 0x2A {
        if lines.last == "2A" { continue }
        lines.append("2A")
      } else if command.operationCode == 0x55 {
        // The header is eight bytes; of the page, what says how to write.
        lines.append("55: " + hexadecimal(command.parameters[8..<24]))
      } else if command.parameters.isEmpty {
        lines.append(hexadecimal(command.bytes[...]))
      } else {
        lines.append("04: " + hexadecimal(command.parameters[4...]))
      }
    }
    return lines
  }

  private static func hexadecimal(_ bytes: ArraySlice<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }

  private static let synchronize = [
    "35 02 00 00 00 00 00 00 00 00", "35 00 00 00 00 00 00 00 00 00",
  ]
  private static let closeTrack = "5B 01 01 00 00 01 00 00 00 00"
  private static let closeSession = "5B 01 02 00 00 00 00 00 00 00"
  private static let stopFormat = "5B 01 00 00 00 00 00 00 00 00"

  /// Page 05h: underrun protection, links of 16 blocks and write type 0; fixed packets and track mode
  /// 5; block type 8; the pause.
  private static func incremental(_ multiSession: String) -> String {
    "55: 05 32 60 \(multiSession) 08 10 00 00 00 00 00 00 00 10 00 96"
  }
  private static let discAtOnce = "55: 05 32 42 05 08 00 00 00 00 00 00 00 00 00 00 96"

  // The bench's files take 815 blocks: 816 in units of 16, and 832 in units of 32.
  @Test(
    arguments: [
      (.dvdMinusR, .closed, [incremental("25"), "2A"], [closeTrack, closeSession]),
      (.dvdMinusR, .appendable, [incremental("E5"), "2A"], [closeTrack, closeSession]),
      (.dvdMinusRW, .closed, [incremental("25"), "2A"], [closeTrack, closeSession]),
      (.dvdMinusRDualLayer, .closed, [discAtOnce, "53 00 00 00 00 00 00 03 30 00", "2A"], []),
      (.dvdPlusRDualLayer, .closed, ["2A"], [closeTrack, "5B 01 05 00 00 00 00 00 00 00"]),
      (.dvdRAM, .closed, ["2A"], []),
      (.dvdPlusRW, .closed, ["04: FF FF FF FF 98 00 00 00", "2A"], [stopFormat, closeSession]),
      (.bdRE, .closed, ["04: 00 00 0F 60 00 00 08 00", "2A"], []),
    ] as [(MediumKind, BurnRequest.SessionEnd, [String], [String])])
  func `is written by these commands and no others`(
    kind: MediumKind, sessionEnd: BurnRequest.SessionEnd, beginning: [String], ending: [String]
  ) async throws {
    // Large enough for the format of a DVD+RW not to be over at once, and for two borders on DVD-R.
    let blocks: Int64 = kind == .dvdPlusRW ? 2_295_104 : kind == .dvdMinusR ? 120_000 : 4096
    let bench = try BurnBench(kind, blocks: blocks)
    let outcome = try await bench.run(try await bench.plan(sessionEnd))
    #expect(outcome.plan.blocks == BlockCount(kind == .bdRE ? 832 : 816))
    #expect(Self.listing(outcome) == beginning + Self.synchronize + ending)
    let report = try outcome.report()
    #expect(report.proof == .everyBlock)
    switch (kind, sessionEnd) {
    case (.dvdRAM, _), (.dvdPlusRW, _), (.bdRE, _): #expect(report.medium == .overwritable)
    case (_, .closed): #expect(report.medium == .closed)
    case (_, .appendable): #expect(report.medium != .closed)
    }
  }

  @Test func `is mastered on a CD-RW as on a CD-R`() async throws {
    let bench = try BurnBench(.cdRW)
    let outcome = try await bench.run(try await bench.plan())
    #expect(outcome.commands(0x5B).map { $0.bytes[2] } == [2])
    #expect(try outcome.report().medium == .closed)
    let problems = BurnPlanner.problems(
      of: try await bench.request(), with: try await bench.reference().inspect())
    #expect(problems == [.mediumMustBeErased(.cdRW)])
  }

  @Test func `is written in one go on a DVD-RW that was erased quickly`() async throws {
    let bench = try BurnBench(.dvdMinusRW)
    let options = VirtualDriveOptions(quirks: [.minimalBlankOnceOnly])
    let reference = bench.reference(options: options)
    let choices = EraseChoices(for: try await reference.inspect())
    let quick = try #require(choices.erasing.first)
    #expect(quick.allowsOneSessionOnly)
    _ = try await EraseJob(quick, on: reference).run()
    bench.observer.forget()
    let plan = try BurnPlanner.plan(
      try await bench.request(), for: try await reference.inspect())
    #expect(plan.steps.prefix(2) == [.setRecording(.discAtOnce), .reserveTrack(BlockCount(816))])
    let outcome = try await bench.run(plan, options: options)
    #expect(try outcome.report().proof == .everyBlock)
    #expect(try outcome.report().medium == .closed)
  }

  @Test func `is closed by the host on a drive that does not finish a disc at once`() async throws {
    let bench = try BurnBench(.dvdMinusRDualLayer)
    let plan = try await bench.plan()
    // The drive says that its buffer is empty, and does nothing more.
    let outcome = try await bench.run(
      plan, faults: [.onSynchronizeCache(calls: nil, .sense(.init(0x1, 0x00, 0x00)))])
    #expect(try outcome.report().medium == .closed)
    #expect(outcome.commands(0x5B).map { $0.bytes[2] } == [2])
  }

  // MARK: Overwriting

  @Test(arguments: [.dvdRAM, .dvdPlusRW, .bdRE] as [MediumKind])
  func `replaces what was there before`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    try await bench.run(try await bench.plan())
    let plan = try await bench.plan()
    #expect(plan.overwrites)
    let outcome = try await bench.run(plan)
    #expect(try outcome.report().proof == .everyBlock)
    // The new disc was formatted by the first burn.
    #expect(
      !plan.steps.contains {
        if case .format(let format) = $0 { format.purpose == .firstUse } else { false }
      })
  }

  @Test func `grows a DVD-RW whose format is smaller than the files`() async throws {
    let bench = try BurnBench(.dvdMinusRW)
    let reference = bench.reference()
    let choices = EraseChoices(for: try await reference.inspect())
    let quick = try #require(choices.formatting.first { $0.depth == .quick })
    _ = try await EraseJob(quick, on: reference).run()
    bench.observer.forget()
    // The first burn closes what was formatted quickly, so that the disc is as large as its files.
    let first = try await bench.run(try await bench.plan())
    let page = "55: 05 32 40 25 08 00 00 00 00 00 00 00 00 00 00 96"
    #expect(Self.listing(first) == [page, "2A"] + Self.synchronize + [Self.closeSession])
    #expect(try first.report().medium == .overwritable)
    #expect(try await bench.reference().inspect().medium?.capacity == BlockCount(816))
    try bench.folder.write([UInt8](repeating: 7, count: 500_000), to: "source/more.bin")
    let plan = try await bench.plan()
    guard case .format(let format) = plan.steps.first else {
      Issue.record("\(plan.steps)")
      return
    }
    #expect(format.purpose == .grow)
    let second = try await bench.run(plan)
    #expect(Self.listing(second).first == "04: 00 00 00 00 4C 00 00 10")
    #expect(try second.report().proof == .everyBlock)
  }

  @Test func `goes on with the format of a DVD+RW that was stopped`() async throws {
    let bench = try BurnBench(.dvdPlusRW, blocks: 2_295_104)
    try await bench.run(try await bench.plan())
    // The burn stopped the format, for the disc to be read elsewhere at once.
    let plan = try await bench.plan()
    guard case .format(let format) = plan.steps.first else {
      Issue.record("\(plan.steps)")
      return
    }
    #expect(format.purpose == .finish)
    let outcome = try await bench.run(plan)
    #expect(Self.listing(outcome).first == "04: FF FF FF FF 98 00 00 01")
    #expect(try outcome.report().proof == .everyBlock)
  }

  @Test func `uses a BD-R that was given a spare area, and one whose parts can be replaced`()
    async throws
  {
    for deed in [EraseChoice.Deed.format(.usual), .pseudoOverwrite] {
      let bench = try BurnBench(.bdR)
      let reference = bench.reference()
      let choices = EraseChoices(for: try await reference.inspect())
      let choice = try #require(choices.formatting.first { $0.deed == deed })
      _ = try await EraseJob(choice, on: reference).run()
      bench.observer.forget()
      let outcome = try await bench.run(try await bench.plan())
      #expect(try outcome.report().proof == .everyBlock)
      #expect(try outcome.report().medium == .closed)
    }
  }

  // MARK: What goes wrong

  @Test(arguments: [.dvdRAM, .dvdPlusRW, .bdRE] as [MediumKind])
  func `that is cancelled leaves a disc that can be written again`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    let plan = try await bench.plan()
    bench.observer.before(0x2A, call: 15, cancelCurrentTask)
    let outcome = try await bench.run(plan)
    #expect(
      outcome.error
        == BurnError(code: .cancelled, medium: .partlyOverwritten(blocks: BlockCount(15 * 32))))
    #expect(try await bench.reference().inspect().medium?.condition == .overwritable)
  }

  @Test func `that breaks off in one go spoils a DVD-R, and a DVD-RW until it is erased`()
    async throws
  {
    for (kind, condition) in [
      (MediumKind.dvdMinusRDualLayer, MediumCondition.lost), (.dvdMinusRW, .partlyErased),
    ] {
      let bench = try BurnBench(kind)
      let options = VirtualDriveOptions(quirks: [.minimalBlankOnceOnly])
      let reference = bench.reference(options: options)
      if kind == .dvdMinusRW {
        let choices = EraseChoices(for: try await reference.inspect())
        _ = try await EraseJob(try #require(choices.erasing.first), on: reference).run()
      }
      bench.observer.forget()
      let plan = try BurnPlanner.plan(
        try await bench.request(), for: try await reference.inspect())
      let outcome = try await bench.run(
        plan, faults: [.after(blocks: 333, .sense(.mediumError))], options: options)
      #expect(outcome.error?.code == .writingFailed(at: LogicalBlockAddress(320)))
      #expect(outcome.error?.medium == condition)
      if kind == .dvdMinusRW {
        let after = EraseChoices(for: try await reference.inspect())
        _ = try await EraseJob(try #require(after.erasing.last), on: reference).run()
        #expect(try await reference.inspect().medium?.condition == .blank)
      }
    }
  }

  @Test(
    arguments: [
      (.dvdMinusR, .mediumHoldsData), (.dvdMinusRW, .mediumMustBeErased(.dvdMinusRWSequential)),
      (.cdRW, .mediumMustBeErased(.cdRW)),
    ] as [(MediumKind, PlanProblem)])
  func `that fails piece by piece keeps what is there, and the rest of the disc`(
    kind: MediumKind, next: PlanProblem
  ) async throws {
    let bench = try BurnBench(kind, blocks: 120_000)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.after(blocks: 333, .sense(.hardwareError))])
    guard case .partlyWritten(let blocks, let free, let isErasable) = outcome.condition else {
      Issue.record("\(outcome.condition)")
      return
    }
    #expect(blocks == BlockCount(320) && free > .zero)
    #expect(isErasable == (kind != .dvdMinusR))
    // Burned again, a disc that can be erased needs no more than that.
    let inspection = try await bench.reference().inspect()
    #expect(BurnPlanner.problems(of: try await bench.request(), with: inspection) == [next])
    #expect((EraseChoices(for: inspection).suggestion?.deed == .blank) == isErasable)
  }

  @Test(
    arguments: [
      (.sense(.init(0x5, 0x26, 0x00)), .untouched),
      (.sense(.init(0x3, 0x31, 0x00)), .partlyErased),
    ] as [(FaultScript.Action, MediumCondition)])
  func `that needs a format tells that it failed`(
    action: FaultScript.Action, condition: MediumCondition
  ) async throws {
    let bench = try BurnBench(.dvdPlusRW)
    let plan = try await bench.plan()
    let job = BurnJob(
      plan, on: bench.reference(faults: FaultScript([.on(0x04, calls: nil, action)])))
    await #expect {
      try await job.run()
    } throws: { error in
      let error = error as? BurnError
      return error?.code == .formattingFailed && error?.medium == condition
    }
  }

  @Test func `that is cancelled while the disc is formatted leaves that to the drive`()
    async throws
  {
    let bench = try BurnBench(.bdRE)
    let plan = try await bench.plan()
    bench.observer.before(0x04, cancelCurrentTask)
    let job = BurnJob(plan, on: bench.reference())
    let task = Task { () -> BurnError? in
      do throws(BurnError) {
        _ = try await job.run()
        return nil
      } catch {
        return error
      }
    }
    #expect(await task.value == BurnError(code: .cancelled, medium: .beingErased))
    #expect(bench.observer.entries.allSatisfy { $0.operationCode != 0x2A })
  }

  @Test(
    arguments: [
      (.dvdMinusR, "B6 00 00 00 00 00 00 00 00 00 1C 00", 11_080),
      (.dvdRAM, "B6 00 00 00 00 00 00 00 00 00 1C 00", 4155),
      (.bdRE, "B6 00 00 00 00 00 00 00 00 00 1C 00", 8992),
    ] as [(MediumKind, String, Int)])
  func `is written at the speed that was wished`(
    kind: MediumKind, command: String, speed: Int
  ) async throws {
    let bench = try BurnBench(kind)
    var request = try await bench.request()
    request.rate = TransferRate(kilobytesPerSecond: speed)
    let outcome = try await bench.run(try await bench.plan(request))
    let sent = try #require(outcome.commands(0xB6).first)
    #expect(Self.hexadecimal(sent.bytes[...]) == command)
    // Bytes 4 to 7 the first block, 8 to 11 the last: of the disc, not of some track.
    let last = sent.parameters[8..<12].reduce(0) { $0 << 8 | Int($1) }
    let capacity = try #require(try await bench.reference().inspect().medium?.capacity.rawValue)
    #expect(sent.isGood && (Int(capacity) - 1...4095).contains(last), "\(last)")
  }
}
