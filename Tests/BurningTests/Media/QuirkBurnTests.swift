import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

/// Each peculiarity of a drive with each kind of medium: the disc is burned and proved, or refused before
/// anything happens to it. What else holds at the end is in `BurnBench+Invariants.swift`.
@Suite("Drives with a peculiarity") struct QuirkBurnTests {
  /// Of each way to write, one or two.
  static let kinds: [MediumKind] = [.cdR, .dvdMinusRW, .dvdPlusR, .dvdPlusRW, .bdR, .bdRE]
  static let otherKinds: [MediumKind] = [.cdRW, .dvdMinusR, .dvdRAM]

  /// What a drive without GET CONFIGURATION says in mode page 2Ah: CD-R, CD-RW, DVD-R and DVD-RAM. Of the
  /// other kinds it is not known whether it writes them.
  static let untold: [MediumKind: MediumProfile] = [
    .dvdMinusRW: .dvdMinusRWSequential, .dvdPlusR: .dvdPlusR, .dvdPlusRW: .dvdPlusRW,
    .bdR: .bdRSequential, .bdRE: .bdRE,
  ]

  @Test(arguments: VirtualDriveQuirk.allCases, kinds)
  func `burn a disc that can be read, or leave it alone and say why`(
    quirk: VirtualDriveQuirk, kind: MediumKind
  ) async throws {
    try await Self.burn(kind, quirk)
  }

  @Test(arguments: otherKinds)
  func `that lack GET CONFIGURATION burn what mode page 2Ah says`(kind: MediumKind) async throws {
    try await Self.burn(kind, .noConfiguration)
  }

  private static func burn(_ kind: MediumKind, _ quirk: VirtualDriveQuirk) async throws {
    let bench = try BurnBench(kind, files: ["a.txt": 5, "b.bin": 70_000])
    let options = VirtualDriveOptions(quirks: [quirk])
    let inspection = try await bench.reference(options: options).inspect()
    let request = try await bench.request()
    let untold = quirk == .noConfiguration ? Self.untold[kind] : nil
    if let untold {
      #expect(inspection.medium?.profile == untold)
      #expect(BurnPlanner.problems(of: request, with: inspection) == [.driveDoesNotTell(untold)])
      return
    }
    let plan = try BurnPlanner.plan(request, for: inspection)
    bench.observer.forget()
    let outcome = try await bench.run(plan, options: options)
    let report = try outcome.report()
    #expect(report.proof == .everyBlock)
    switch kind {
    case .dvdPlusRW, .dvdRAM, .bdRE: #expect(report.medium == .overwritable)
    // Such a drive closes the session of a BD-R; of a DVD+R it knows another way.
    case .bdR where quirk == .noFunction6:
      guard case .appendable = report.medium else {
        Issue.record("\(report.medium)")
        return
      }
    default: #expect(report.medium == .closed)
    }
  }

  @Test(arguments: untold.map { ($0.key, $0.value) })
  func `that do not tell what they write erase nothing either`(
    kind: MediumKind, profile: MediumProfile
  ) async throws {
    let bench = try BurnBench(kind, files: [:])
    let options = VirtualDriveOptions(quirks: [.noConfiguration])
    let choices = EraseChoices(for: try await bench.reference(options: options).inspect())
    let expected: EraseProblem =
      kind == .dvdPlusR ? .writtenOnce(profile) : .driveDoesNotTell(profile)
    #expect(choices.erasingProblems == [expected])
  }
}
