import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

/// The bits of IMAPI's `IMAPI_FORMAT2_DATA_MEDIA_STATE`, as a drive leads to them.
@Suite("The bits of a medium's state") struct MediumBitsTests {
  private static func bits(_ bench: BurnBench) async throws -> DiscModel.MediumState? {
    try await bench.reference().inspect().medium?.state
  }

  @Test(
    arguments: [
      (.cdR, .closed, .blank, .finalized),
      (.cdR, .appendable, .blank, .appendable),
      (.cdRW, .closed, .blank, [.finalized, .eraseRequired]),
      (.dvdPlusR, .closed, .blank, .finalized),
      (.dvdPlusR, .appendable, .blank, .appendable),
      (.dvdMinusRW, .closed, .blank, [.finalized, .eraseRequired]),
      (.dvdMinusRDualLayer, .closed, [.blank, .finalSession], .finalized),
      (.dvdRAM, .closed, .overwriteOnly, .overwriteOnly),
      (.bdRE, .closed, .blank, .overwriteOnly),
    ]
      as [(MediumKind, BurnRequest.SessionEnd, DiscModel.MediumState, DiscModel.MediumState)])
  func `say what can be done with a disc before and after it is burned`(
    kind: MediumKind, end: BurnRequest.SessionEnd, before: DiscModel.MediumState,
    after: DiscModel.MediumState
  ) async throws {
    let bench = try BurnBench(kind)
    #expect(try await Self.bits(bench) == before)
    try await bench.run(try await bench.plan(end))
    let state = try #require(try await Self.bits(bench))
    #expect(state == after)
    #expect(state.isUsable == !after.contains(.finalized))
  }

  @Test func `say that a disc that is broken cannot be used as it is`() async throws {
    let bench = try BurnBench(.dvdMinusRDualLayer)
    let outcome = try await bench.run(
      try await bench.plan(), faults: [.after(blocks: 333, .sense(.mediumError))])
    #expect(outcome.condition == .lost)
    let state = try #require(try await Self.bits(bench))
    #expect(state.contains(.nonEmptySession) && !state.isUsable)
  }
}
