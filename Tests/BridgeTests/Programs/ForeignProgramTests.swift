import Foundation
import TestSupport
import Testing

/// The judges: programs that were written for real drives, unmodified, on our virtual one.
@Suite("Programs of others on our drive") struct ForeignProgramTests {
  private static let gate = Gate(16)
  private static let isDeep = ProcessInfo.processInfo.environment["SPINDLE_DEEP"] == "1"

  static let all: [BridgeCase] = Disc.allCases.flatMap(cases)

  private static func cases(on disc: Disc) -> [BridgeCase] {
    var cases = CdrskinCases.all(on: disc)
    cases += WodimCases.all(on: disc)
    cases += GrowisofsCases.all(on: disc)
    cases += XorrisoCases.all(on: disc)
    cases += CompactDiscCases.all(on: disc)
    cases += UDFToolsCases.all(on: disc)
    cases += ToolCases.all(on: disc)
    return cases
  }

  @Test(arguments: all.filter { !$0.isDeep || isDeep })
  func `burn it right`(trial: BridgeCase) async throws {
    try await Self.gate.pass {
      let start = ContinuousClock.now
      func record(_ passed: Bool) throws {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try trial.proof.record(in: "programs", passed: passed, seconds: seconds)
      }
      do {
        try await trial.steps(Workbench(trial))
      } catch {
        try record(false)
        throw error
      }
      try record(true)
    }
  }

  @Test func `stand in the table of proofs, each and no other`() throws {
    let table = ProofTable(
      heading: "Programs of others", columns: BridgeCase.Program.allCases.map(\.rawValue),
      proofs: Self.all.map(\.proof))
    try table.expectDocumented()
  }
}
