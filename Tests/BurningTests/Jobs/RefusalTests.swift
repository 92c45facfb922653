import DiscModel
import Foundation
import MMC
import SystemPackage
import Testing
import VirtualDrive

@testable import Burning

@Suite("A burn that is refused") struct RefusalTests {
  /// What a plan is refused for; empty if it is not.
  private static func problems(
    _ bench: BurnBench, _ request: BurnRequest? = nil
  ) async throws -> [PlanProblem] {
    do throws(PlanError) {
      let request = if let request { request } else { try await Self.request(bench) }
      _ = try BurnPlanner.plan(request, for: try await Self.inspection(bench))
      return []
    } catch {
      return error.problems
    }
  }

  private static func request(_ bench: BurnBench) async throws(PlanError) -> BurnRequest {
    guard let request = try? await bench.request() else { throw PlanError(problems: []) }
    return request
  }

  private static func inspection(_ bench: BurnBench) async throws(PlanError) -> DriveInspection {
    guard let inspection = try? await bench.reference().inspect() else {
      throw PlanError(problems: [])
    }
    return inspection
  }

  /// Runs a plan that does not hold any more, and sees that nothing is written.
  private static func expectRefusal(
    _ bench: BurnBench, _ plan: BurnPlan, _ code: BurnError.Code,
    location: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try MediumFiles(bench.mediumFolder)
    let outcome = try await bench.run(plan, location: location)
    #expect(
      outcome.error == BurnError(code: code, medium: .untouched), sourceLocation: location)
    #expect(outcome.error?.recovery == .insertAnotherMedium, sourceLocation: location)
    #expect(outcome.commands(0x2A).isEmpty, sourceLocation: location)
    #expect(try MediumFiles(bench.mediumFolder) == before, sourceLocation: location)
  }

  @Test(
    arguments: [(MediumKind.cdR, 815), (.dvdPlusR, 816), (.bdR, 832)]
      as [(MediumKind, Int64)])
  func `says by how much the medium is too small`(kind: MediumKind, required: Int64) async throws {
    let bench = try BurnBench(kind, blocks: 512)
    #expect(
      try await Self.problems(bench) == [
        .mediumTooSmall(required: BlockCount(required), available: BlockCount(512))
      ])
  }

  @Test(arguments: [
    (BurnRequest.SessionEnd.closed, PlanProblem.mediumClosed),
    (.appendable, .mediumHoldsData),
  ])
  func `says that something is on the disc already`(
    sessionEnd: BurnRequest.SessionEnd, problem: PlanProblem
  ) async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan(sessionEnd)
    _ = try await bench.run(plan).report()
    #expect(try await Self.problems(bench) == [problem])
    let before = try MediumFiles(bench.mediumFolder)
    bench.observer.forget()
    // The plan of the blank disc is run once more.
    let job = BurnJob(plan, on: bench.reference())
    await #expect(throws: BurnError(code: .notFit([problem]), medium: .untouched)) {
      try await job.run()
    }
    #expect(!bench.observer.entries.contains { $0.operationCode == 0x2A })
    #expect(try MediumFiles(bench.mediumFolder) == before)
  }

  @Test func `says that there is no disc, and that the tray is open`() async throws {
    let bench = try BurnBench(.cdR)
    let plan = try await bench.plan()
    try bench.withHands { try $0.openTray() }
    #expect(try await Self.problems(bench) == [.trayOpen])
    try await Self.expectRefusal(bench, plan, .notFit([.trayOpen]))
    try bench.withHands { drive in
      try drive.removeMedium()
      try drive.closeTray()
    }
    bench.observer.forget()
    #expect(try await Self.problems(bench) == [.noMedium])
    try await Self.expectRefusal(bench, plan, .notFit([.noMedium]))
  }

  @Test func `says that there is nothing to write, beside all other reasons`() async throws {
    let bench = try BurnBench(.cdR, files: [:])
    #expect(try await Self.problems(bench) == [.nothingToWrite])
    try bench.withHands { try $0.openTray() }
    #expect(try await Self.problems(bench) == [.nothingToWrite, .trayOpen])
  }

  @Test func `notices that the disc was changed for one of another kind`() async throws {
    let bench = try BurnBench(.dvdPlusR)
    let plan = try await bench.plan()
    try bench.withHands { _ = try $0.insert(.bdR, blocks: BlockCount(4096)) }
    try await Self.expectRefusal(bench, plan, .mediumChanged)
  }

  @Test(arguments: [MediumKind.cdR, .bdR, .dvdPlusR])
  func `notices that the disc was changed for another blank one`(kind: MediumKind) async throws {
    let bench = try BurnBench(kind)
    let plan = try await bench.plan()
    try bench.withHands { _ = try $0.insert(kind, blocks: BlockCount(24_000)) }
    try await Self.expectRefusal(bench, plan, .mediumChanged)
  }

  @Test func `notices that the disc was changed for one that can be overwritten, too`()
    async throws
  {
    let bench = try BurnBench(.dvdPlusRW)
    try await bench.run(try await bench.plan()).report()
    let plan = try await bench.plan()
    #expect(plan.overwrites)
    try bench.withHands { _ = try $0.insert(.dvdPlusRW, blocks: BlockCount(4096)) }
    try await Self.expectRefusal(bench, plan, .mediumChanged)
  }

  @Test func `notices that the disc was changed for one that is too small`() async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    try bench.withHands { _ = try $0.insert(.bdR, blocks: BlockCount(512)) }
    try await Self.expectRefusal(
      bench, plan,
      .notFit([.mediumTooSmall(required: BlockCount(832), available: BlockCount(512))]))
  }

  @Test func `says who holds a drive that is in use`() async throws {
    let bench = try BurnBench(.cdR)
    let plan = try await bench.plan()
    let other = try VirtualDrive(folder: bench.driveFolder, access: .exclusive)
    let job = BurnJob(plan, on: bench.reference())
    let error = BurnError(
      code: .driveNotAvailable, medium: .untouched,
      cause: .opening(.busy(path: bench.driveFolder.string)))
    await #expect(throws: error) { try await job.run() }
    #expect(error.recovery == .closeOtherProgram)
    #expect(other.medium?.condition == .blank)
  }

  @Test func `leaves the disc alone when the drive fails before the first write`() async throws {
    let bench = try BurnBench(.cdR)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.on(0x55, .sense(.init(0x5, 0x26, 0x00)))])
    let error = try #require(outcome.error)
    #expect(error.code == .driveFailed)
    #expect(error.medium == .untouched)
    #expect(outcome.commands(0x2A).isEmpty)
  }

  @Test func `leaves the disc alone when the drive vanishes before the first write`()
    async throws
  {
    let bench = try BurnBench(.bdR)
    let outcome = try await bench.run(try await bench.plan(), faults: [.on(0x1E, .vanish)])
    #expect(
      outcome.error
        == BurnError(
          code: .driveLost, medium: .untouched, cause: .transport(command: 0x1E, .deviceVanished)))
  }
}
