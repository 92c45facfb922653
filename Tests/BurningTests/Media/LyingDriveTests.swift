import DiscModel
import MMC
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

/// Drives that answer what cannot be: whatever comes of it, nothing traps and everything comes to an end.
@Suite("Drives that lie") struct LyingDriveTests {
  private static func reference(_ bench: BurnBench, seed: UInt64) -> DriveReference {
    bench.reference(behind: { LyingDrive($0, seed: seed) })
  }

  /// - Returns: whether the job succeeded; nil if there was no plan.
  private static func burn(
    _ request: BurnRequest, _ bench: BurnBench, seed: UInt64
  ) async throws -> Bool? {
    let drive = reference(bench, seed: seed)
    guard let inspection = try? await drive.inspect() else { return nil }
    _ = BurnPlanner.problems(of: request, with: inspection)
    guard let plan = try? BurnPlanner.plan(request, for: inspection) else { return nil }
    return (try? await BurnJob(plan, on: drive).run()) != nil
  }

  @Test(arguments: 0..<UInt64(MediumKind.allCases.count * 8))
  func `have discs burned, erased and looked at like any other`(seed: UInt64) async throws {
    let kinds = MediumKind.allCases
    let bench = try BurnBench(
      kinds[Int(seed) % kinds.count], files: ["a.txt": 5, "b.bin": 70_000])
    var request = try await bench.request(seed % 2 == 0 ? .closed : .appendable)
    request.rate = TransferRate(kilobytesPerSecond: 2770)
    _ = try await Self.burn(request, bench, seed: seed)
    let drive = Self.reference(bench, seed: seed &+ 1_000)
    guard let inspection = try? await drive.inspect() else { return }
    if let medium = inspection.medium {
      _ = (medium.state, medium.lastSession, medium.tracks.map(\.lastAddress))
      _ = try? await drive.withExclusiveAccess { (drive) throws(DriveError) in
        try drive.isProbablyBlank(medium)
      }
    }
    let choices = EraseChoices(for: inspection).all
    guard !choices.isEmpty else { return }
    _ = try? await EraseJob(choices[Int(seed / 11) % choices.count], on: drive).run()
  }

  @Test(arguments: 0..<UInt64(16))
  func `have audio written on a CD like any other`(seed: UInt64) async throws {
    let bench = try BurnBench.audio(seed % 2 == 0 ? .cdR : .cdRW)
    let content = try Music.simple.content(text: .whereTaken, acceptsLosses: true)
    var request = BurnRequest(.audio(content), verification: .quick)
    request.rate = TransferRate(kilobytesPerSecond: 706)
    _ = try await Self.burn(request, bench, seed: seed)
  }

  @Test func `have audio read like any other`() async throws {
    let bench = try BurnBench.audio()
    try await bench.run(try await bench.plan(.rich))
    var found = 0
    for seed in 0..<UInt64(24) {
      let drive = Self.reference(bench, seed: seed)
      if let contents = try? await AudioContentsReader.read(.everything, from: drive) {
        found += contents.tracks.isEmpty ? 0 : 1
      }
    }
    #expect((1..<60).contains(found), "\(found)")
  }

  // MARK: What trapped

  @Test func `about the end of a DVD-RAM have it burned at the speed that was wished`()
    async throws
  {
    let bench = try BurnBench(.dvdRAM, files: ["a.txt": 5])
    var request = try await bench.request()
    request.rate = TransferRate(kilobytesPerSecond: 2770)
    let plan = try await bench.plan(request)
    let outcome = try await bench.run(plan) { drive in
      FalsifyingDrive(drive: drive, operationCode: 0x25) { _, reply in
        reply.copyBytes(from: [0x7F, 0xFF, 0xFF, 0xFF])
      }
    }
    #expect(try outcome.report().proof == .everyBlock)
  }

  @Test(arguments: [MediumKind.dvdRAM, .dvdPlusRW], EraseChoice.Depth.allCases)
  func `about the size of a disc erase as much as there is, and say that it was not all`(
    kind: MediumKind, depth: EraseChoice.Depth
  ) async throws {
    let bench = try BurnBench(kind, files: ["a.txt": 5])
    try await bench.run(try await bench.plan())
    let drive = bench.reference(behind: { drive in
      FalsifyingDrive(drive: drive, operationCode: 0x23) { _, reply in
        // All sizes, behind the header of four bytes.
        for offset in stride(from: 4, through: reply.count - 8, by: 8) {
          for byte in 0..<4 { reply[offset + byte] = 0xFF }
        }
      }
    })
    let choices = EraseChoices(for: try await drive.inspect())
    let choice = try #require(choices.erasing.first { $0.deed == .clear && $0.depth == depth })
    do throws(EraseError) {
      _ = try await EraseJob(choice, on: drive).run()
      Issue.record("all of it was erased")
    } catch {
      #expect(error.code == .erasingFailed && error.medium == .partlyErased)
    }
  }

  @Test func `about the order of tracks have those read that there are`() async throws {
    let bench = try BurnBench.audio()
    try await bench.run(try await bench.plan(.plain))
    let drive = bench.reference(behind: { drive in
      FalsifyingDrive(drive: drive, operationCode: 0x43) { command, reply in
        guard command[2] & 0x0F == 2 else { return }
        // Track 2 begins at 99:59:74, behind the third one and the lead-out.
        for offset in stride(from: 4, through: reply.count - 11, by: 11)
        where reply[offset + 3] == 2 {
          for (byte, value) in [99, 59, 74].enumerated() {
            reply[offset + 8 + byte] = UInt8(value)
          }
        }
      }
    })
    let contents = try #require(try await AudioContentsReader.read(.everything, from: drive))
    #expect(contents.tracks.map(\.number) == [1, 2, 3])
    #expect(contents.tracks[2].pregap == .zero)
  }
}
