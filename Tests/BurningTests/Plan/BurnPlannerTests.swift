import DiscImage
import DiscModel
import Foundation
import MMC
import SystemPackage
import Testing
import VirtualDrive

@testable import Burning

@Suite("Planning a burn") struct BurnPlannerTests {
  private static func request(
    _ sessionEnd: BurnRequest.SessionEnd = .closed, rate: TransferRate? = nil,
    verification: BurnRequest.Verification = .full, ejects: Bool = false
  ) async throws -> BurnRequest {
    BurnRequest(
      layout: try await BurnBench(.cdR, files: ["one.txt": 10]).layout(),
      verification: verification, rate: rate, sessionEnd: sessionEnd, ejectsAfterwards: ejects)
  }

  private static func inspection(
    _ profile: MediumProfile, _ condition: Medium.Condition = .blank, free: Int64 = 2000,
    writable: Set<MediumProfile> = BurnPlanner.writableProfiles, next: LogicalBlockAddress = .zero
  ) -> DriveInspection {
    let medium = Medium(
      profile: profile, condition: condition, capacity: BlockCount(2000),
      freeBlocks: BlockCount(free), nextWritableAddress: condition == .closed ? nil : next,
      sessionCount: condition == .blank ? 0 : 1, tracks: [], writeRates: [], manufacturerID: nil)
    return DriveInspection(
      identity: DriveIdentity(vendor: "A", product: "B", revision: "C"),
      capabilities: DriveCapabilities(writableProfiles: writable), trayIsOpen: false,
      medium: medium)
  }

  @Test(
    arguments: [
      (
        .cdR, .closed,
        [.setWriteParameters(.lastSession), .write(run: 0), .synchronizeCache, .closeSession]
      ),
      (
        .cdR, .appendable,
        [
          .setWriteParameters(.moreSessionsAllowed), .write(run: 0), .synchronizeCache,
          .closeSession,
        ]
      ),
      (.dvdPlusR, .closed, [.write(run: 0), .synchronizeCache, .closeTrack, .finalize]),
      (.dvdPlusR, .appendable, [.write(run: 0), .synchronizeCache, .closeTrack, .closeSession]),
      (.bdRSequential, .closed, [.write(run: 0), .synchronizeCache, .closeTrack, .finalize]),
      (
        .bdRSequential, .appendable,
        [.write(run: 0), .synchronizeCache, .closeTrack, .closeSession]
      ),
    ] as [(MediumProfile, BurnRequest.SessionEnd, [BurnStep])])
  func `closes each medium in its own way`(
    profile: MediumProfile, sessionEnd: BurnRequest.SessionEnd, steps: [BurnStep]
  ) async throws {
    let request = try await Self.request(sessionEnd, verification: .none)
    let plan = try BurnPlanner.plan(request, for: Self.inspection(profile))
    #expect(plan.steps == steps)
    #expect(plan.profile == profile)
    #expect(plan.start == .zero)
  }

  @Test func `refuses a disc on which the image would not lie where its addresses say`()
    async throws
  {
    let request = try await Self.request()
    let inspection = Self.inspection(.bdRSequential, next: LogicalBlockAddress(32))
    #expect(BurnPlanner.problems(of: request, with: inspection) == [.mediumHoldsData])
    #expect(throws: PlanError(problems: [.mediumHoldsData])) {
      try BurnPlanner.plan(request, for: inspection)
    }
  }

  @Test func `adds speed, verification and ejection where they are wished`() async throws {
    let rate = TransferRate.dvd(4)
    let request = try await Self.request(rate: rate, verification: .quick, ejects: true)
    let plan = try BurnPlanner.plan(request, for: Self.inspection(.dvdPlusR))
    #expect(
      plan.steps == [
        .setSpeed(rate), .write(run: 0), .synchronizeCache, .closeTrack, .finalize, .verify(.quick),
        .eject,
      ])
  }

  // An image of one small file takes 177 to 192 blocks.
  @Test(
    arguments: [(.cdR, 300), (.dvdPlusR, 192), (.bdRSequential, 192)] as [(MediumProfile, Int64)])
  func `rounds up to the write unit and the shortest track`(
    profile: MediumProfile, blocks: Int64
  ) async throws {
    let request = try await Self.request()
    #expect((177...192).contains(request.layout.blockCount.rawValue))
    let plan = try BurnPlanner.plan(request, for: Self.inspection(profile))
    #expect(plan.blocks == BlockCount(blocks))
    // So much must be free, and one block less is too little.
    #expect(
      BurnPlanner.problems(of: request, with: Self.inspection(profile, free: blocks)) == [])
    #expect(
      BurnPlanner.problems(of: request, with: Self.inspection(profile, free: blocks - 1)) == [
        .mediumTooSmall(required: BlockCount(blocks), available: BlockCount(blocks - 1))
      ])
  }

  @Test(arguments: [MediumProfile.cdROM, .dvdROM, .dvdMinusRDualLayerJump, .bdRRandom])
  func `refuses media that this version does not write`(profile: MediumProfile) async throws {
    let request = try await Self.request()
    #expect(
      BurnPlanner.problems(of: request, with: Self.inspection(profile))
        == [.mediumNotWritable(profile)])
  }

  @Test(
    arguments: [(.cdRW, .closed), (.cdRW, .appendable), (.dvdMinusRWSequential, .closed)]
      as [(MediumProfile, Medium.Condition)])
  func `offers to erase a used disc that can be erased`(
    profile: MediumProfile, condition: Medium.Condition
  ) async throws {
    let request = try await Self.request()
    var inspection = Self.inspection(profile, condition)
    inspection.medium?.isErasable = true
    let problems = BurnPlanner.problems(of: request, with: inspection)
    #expect(problems == [.mediumMustBeErased(profile)])
  }

  @Test func `says that nothing can be added to a disc that is written in one go`() async throws {
    var request = try await Self.request()
    request.sessionEnd = .appendable
    let inspection = Self.inspection(.dvdMinusRDualLayerSequential)
    #expect(
      BurnPlanner.problems(of: request, with: inspection)
        == [.mediumTakesOneSession(.dvdMinusRDualLayerSequential)])
    request.sessionEnd = .closed
    #expect(BurnPlanner.problems(of: request, with: inspection) == [])
  }

  @Test func `formats a new disc that can be overwritten only where the drive offers how`()
    async throws
  {
    let request = try await Self.request()
    var inspection = Self.inspection(.bdRE, .unformatted)
    #expect(BurnPlanner.problems(of: request, with: inspection) == [.mediumNotWritable(.bdRE)])
    inspection.formats = .init(
      state: .unformatted, currentBlocks: BlockCount(12_219_392),
      formats: [.init(type: .full, blocks: BlockCount(11_826_176), parameter: 2048)])
    let plan = try BurnPlanner.plan(request, for: inspection)
    guard case .format(let format) = plan.steps.first else {
      Issue.record("\(plan.steps)")
      return
    }
    #expect(format.purpose == .firstUse && plan.start == .zero && !plan.overwrites)
  }

  @Test func `refuses a disc that is write-protected, and says so`() async throws {
    let request = try await Self.request()
    var inspection = Self.inspection(.bdRSequential)
    inspection.medium?.writeProtection = .persistent
    #expect(BurnPlanner.problems(of: request, with: inspection) == [.mediumWriteProtected])
  }

  @Test func `works with drives that write one of its kinds of media`() {
    #expect(
      BurnPlanner.writableTypes == [
        .cdR, .cdRW, .dvdMinusR, .dvdMinusRDualLayer, .dvdMinusRW, .dvdRAM, .dvdPlusR,
        .dvdPlusRDualLayer, .dvdPlusRW, .dvdPlusRWDualLayer, .bdR, .bdRE,
      ])
    #expect(BurnPlanner.supports(DriveCapabilities(writableProfiles: [.dvdPlusR, .cdROM])))
    #expect(!BurnPlanner.supports(DriveCapabilities(profiles: [.cdR], writableProfiles: [.bdROM])))
    #expect(!BurnPlanner.supports(DriveCapabilities()))
  }

  @Test func `tells all reasons together`() async throws {
    let empty = BurnRequest(layout: try await BurnBench(.cdR, files: [:]).layout())
    let inspection = Self.inspection(.dvdPlusR, .closed, writable: [.cdR])
    let problems: [PlanProblem] = [.nothingToWrite, .driveCannotWrite(.dvdPlusR), .mediumClosed]
    #expect(BurnPlanner.problems(of: empty, with: inspection) == problems)
    #expect(throws: PlanError(problems: problems)) {
      try BurnPlanner.plan(empty, for: inspection)
    }
  }

  @Test(arguments: ["folder", "link"])
  func `takes a disc of nothing but one empty folder or one link to nothing`(
    kind: String
  ) async throws {
    let bench = try BurnBench(.cdR, files: [:])
    let path = bench.sourceFolder.appending(kind).string
    if kind == "folder" {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    } else {
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "nowhere")
    }
    let request = BurnRequest(layout: try await bench.layout())
    #expect(BurnPlanner.problems(of: request, with: Self.inspection(.dvdPlusR)) == [])
  }

  @Test func `refuses to hide what is on a disc already`() async throws {
    let request = try await Self.request()
    #expect(
      BurnPlanner.problems(of: request, with: Self.inspection(.cdR, .appendable))
        == [.mediumHoldsData])
  }

  @Test func `refuses a blank disc that tells no place to write to`() async throws {
    let request = try await Self.request()
    var inspection = Self.inspection(.cdR)
    inspection.medium?.nextWritableAddress = nil
    #expect(throws: PlanError(problems: [.mediumClosed])) {
      try BurnPlanner.plan(request, for: inspection)
    }
  }
}
