import CompactDisc
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

@Suite("Planning audio for drives that can do less") struct AudioPlannerTests {
  /// GET CONFIGURATION without the bit of session at once, byte 4 of feature 002Eh, bit 5.
  /// MMC-6, "CD Mastering Feature".
  private static func withoutSessionAtOnce(_ drive: any CommandTransport) -> any CommandTransport {
    FalsifyingDrive(drive: drive, operationCode: 0x46) { _, reply in
      var offset = 8
      while offset + 4 < reply.count {
        if reply[offset] == 0x00, reply[offset + 1] == 0x2E { reply[offset + 4] &= ~0x20 }
        offset += 4 + Int(reply[offset + 3])
      }
    }
  }

  /// READ TOC/PMA/ATIP, format 4, without the time at which the lead-in begins, bytes 8 to 10.
  /// MMC-6, "ATIP".
  private static func withoutLeadIn(_ drive: any CommandTransport) -> any CommandTransport {
    FalsifyingDrive(drive: drive, operationCode: 0x43) { command, reply in
      guard command[2] & 0x0F == 4, reply.count > 10 else { return }
      for index in 8...10 { reply[index] = 0 }
    }
  }

  private func plan(
    _ bench: BurnBench, _ content: AudioContent, behind wrapper: @escaping BurnBench.Wrapper
  ) async throws -> BurnPlan {
    try BurnPlanner.plan(
      BurnRequest(.audio(content)),
      for: try await bench.reference(behind: wrapper).inspect())
  }

  @Test func `asks before it gives up what only a session at once can hold`() async throws {
    let bench = try BurnBench.audio()
    let losses: [AudioDiscPlan.Compromise] = [
      .textLeftOut, .indicesLeftOut(track: 2), .gapChanged(track: 3),
    ]
    await #expect(throws: PlanError(problems: [.sessionAtOnceMissing(losses)])) {
      _ = try await self.plan(bench, Music.rich.content(), behind: Self.withoutSessionAtOnce)
    }
    let plan = try await self.plan(
      bench, Music.rich.content(acceptsLosses: true), behind: Self.withoutSessionAtOnce)
    #expect(plan.audio?.plan.recording == .trackAtOnce)
    #expect(plan.audio?.losses == losses)
  }

  @Test func `writes track by track unasked where nothing is lost`() async throws {
    let bench = try BurnBench.audio()
    let plan = try await self.plan(bench, Music.simple.content(), behind: Self.withoutSessionAtOnce)
    #expect(plan.audio?.plan.recording == .trackAtOnce)
    let outcome = try await bench.run(plan, behind: Self.withoutSessionAtOnce)
    #expect(try outcome.report().proof == .everyBlock)
    #expect(outcome.commands(0x5D).isEmpty)
  }

  @Test func `asks before it leaves out texts that there is no place for`() async throws {
    let bench = try BurnBench.audio()
    await #expect(throws: PlanError(problems: [.textNotPossible])) {
      _ = try await self.plan(bench, Music.rich.content(), behind: Self.withoutLeadIn)
    }
    let plan = try await self.plan(
      bench, Music.rich.content(text: .whereTaken), behind: Self.withoutLeadIn)
    #expect(plan.audio?.text == nil)
    #expect(plan.audio?.losses == [.textLeftOut])
  }
}
