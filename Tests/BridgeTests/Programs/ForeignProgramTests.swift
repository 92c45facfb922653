import Foundation
import TestSupport
import Testing

/// The judges: programs that were written for real drives, unmodified, on our virtual one.
@Suite("Programs of others on our drive") struct ForeignProgramTests {
  private static let gate = Gate(16)
  private static let isDeep = ProcessInfo.processInfo.environment["SPINDLE_DEEP"] == "1"

  static let all: [BridgeCase] = Disc.allCases.flatMap { disc in
    CdrskinCases.all(on: disc) + WodimCases.all(on: disc) + GrowisofsCases.all(on: disc)
      + XorrisoCases.all(on: disc) + CompactDiscCases.all(on: disc) + ToolCases.all(on: disc)
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
