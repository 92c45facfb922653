import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

@Suite("Drives behind a narrow adapter") struct NarrowDriveTests {
  // The bench's files are not a multiple of any of these.
  @Test(
    arguments: [MediumKind.cdR, .dvdPlusR, .dvdMinusR, .dvdRAM, .bdR],
    [4096, 32_768, 61_440, 122_880])
  func `get no more at once than it carries, and whole units where they fit`(
    kind: MediumKind, limit: Int
  ) async throws {
    let bench = try BurnBench(kind)
    let outcome = try await bench.run(try await bench.plan()) { NarrowDrive($0, limit: limit) }
    #expect(try outcome.report().proof == .everyBlock)
    let counts = outcome.commands(0x2A).map { Int($0.range.count) }
    // In blocks: DVD records 16 at a time and BD 32, or halves of that where no more fits.
    let whole: [Int: Int] =
      kind == .cdR
      ? [4096: 2, 32_768: 16, 61_440: 30, 122_880: 32]
      : [4096: 2, 32_768: 16, 61_440: 16, 122_880: 32]
    #expect(counts.max() == whole[limit])
    if kind != .cdR { #expect(counts.allSatisfy { $0 == whole[limit] || $0 == 16 }) }
    #expect(outcome.commands(0x28).allSatisfy { $0.range.count * 2048 <= limit })
  }

  @Test(arguments: [16_384, 32_768])
  func `have audio written and read back in smaller pieces`(limit: Int) async throws {
    let bench = try BurnBench.audio()
    let outcome = try await bench.run(try await bench.plan(.rich)) {
      NarrowDrive($0, limit: limit)
    }
    #expect(try outcome.report().proof == .everyBlock)
  }

  @Test func `have a disc cleared`() async throws {
    let bench = try BurnBench(.dvdRAM)
    try await bench.run(try await bench.plan())
    bench.observer.forget()
    let drive = bench.reference(behind: { NarrowDrive($0, limit: 32_768) })
    let choice = try #require(EraseChoices(for: try await drive.inspect()).erasing.first)
    _ = try await EraseJob(choice, on: drive).run()
    #expect(bench.observer.entries.contains { $0.operationCode == 0x2A })
  }

  @Test func `are no use to a host that does not know it`() async throws {
    let bench = try BurnBench(.dvdPlusR)
    let outcome = try await bench.run(try await bench.plan()) {
      NarrowDrive($0, limit: 32_768, tells: false)
    }
    #expect(
      outcome.error?.cause == .transport(command: 0x2A, .transferTooLarge(byteCount: 65_536)))
  }
}
