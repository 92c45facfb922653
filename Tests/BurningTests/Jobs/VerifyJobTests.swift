import DiscImage
import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

@Suite("Comparing a disc with files") struct VerifyJobTests {
  /// A disc that holds the bench's files.
  private static func burnt(_ kind: MediumKind = .bdR) async throws -> BurnBench {
    let bench = try BurnBench(kind)
    _ = try await bench.run(try await bench.plan(verification: .none)).report()
    bench.observer.forget()
    return bench
  }

  private static func verify(
    _ bench: BurnBench, faults: [FaultScript.Rule] = []
  ) async throws -> Result<VerifyReport, VerifyError> {
    let job = VerifyJob(try await bench.tree(), on: bench.reference(faults: FaultScript(faults)))
    let result = await Task { () -> Result<VerifyReport, VerifyError> in
      do throws(VerifyError) {
        return .success(try await job.run())
      } catch {
        return .failure(error)
      }
    }.value
    if !bench.observer.entries.contains(where: { $0.status == nil }) {
      #expect(bench.driveRecord["isLocked"] as? Bool == false)
    }
    #expect(!bench.observer.entries.contains { [0x2A, 0x35, 0x5B].contains($0.operationCode) })
    _ = try VirtualDrive(folder: bench.driveFolder, access: .exclusive)
    return result
  }

  private static func differences(_ bench: BurnBench) async throws -> [SessionDifference] {
    try await verify(bench).get().differences
  }

  /// Does something to a source file, and leaves its time as it was.
  private static func change(
    _ path: String, of bench: BurnBench, _ body: (inout Data) -> Void
  ) throws {
    let file = bench.sourceFolder.appending(path).string
    let time = try FileManager.default.attributesOfItem(atPath: file)[.modificationDate]
    var data = try Data(contentsOf: URL(filePath: file))
    body(&data)
    try data.write(to: URL(filePath: file))
    try FileManager.default.setAttributes(
      [.modificationDate: time ?? Date()], ofItemAtPath: file)
  }

  @Test(arguments: MediumKind.burnable)
  func `finds no difference on a good disc, and says how much it compared`(
    kind: MediumKind
  ) async throws {
    let bench = try await Self.burnt(kind)
    let report = try await Self.verify(bench).get()
    #expect(report.differences == [])
    #expect(report.comparedByteCount == UInt64(BurnBench.files.values.reduce(0, +)))
    // Six files and two folders.
    #expect(report.entryCount == 8)
    #expect(report.names == .rockRidge)
  }

  @Test func `finds what is missing on the disc and what is there alone`() async throws {
    let bench = try await Self.burnt()
    try bench.folder.write([1], to: "source/new.txt")
    try FileManager.default.removeItem(
      atPath: bench.sourceFolder.appending("z.bin").string)
    #expect(
      try await Self.differences(bench) == [
        SessionDifference(path: "/new.txt", kind: .missing),
        SessionDifference(path: "/z.bin", kind: .extra),
      ])
  }

  @Test func `finds the one byte that differs`() async throws {
    let bench = try await Self.burnt()
    try Self.change("numbers/e.bin", of: bench) { $0[700_123] ^= 0x40 }
    #expect(
      try await Self.differences(bench) == [
        SessionDifference(path: "/numbers/e.bin", kind: .content(firstDifferenceAt: 700_123))
      ])
  }

  @Test func `finds a file that has another size`() async throws {
    let bench = try await Self.burnt()
    try Self.change("letters/b.txt", of: bench) { $0.append(7) }
    #expect(
      try await Self.differences(bench) == [
        SessionDifference(path: "/letters/b.txt", kind: .size(expected: 3001, found: 3000))
      ])
  }

  @Test func `names the file that the drive cannot read, and goes on`() async throws {
    let bench = try await Self.burnt()
    try Self.change("numbers/e.bin", of: bench) { $0[0] ^= 1 }
    let layout = try await bench.layout()
    let bad = (0..<layout.blockCount.rawValue).first {
      layout.paths(at: BlockCount($0), blocks: BlockCount(1)) == ["/numbers/d.bin"]
    }
    let place = try #require(bad)
    let report = try await Self.verify(
      bench, faults: [.onRead(of: place..<place + 1, .sense(.readError))]
    ).get()
    #expect(report.differences.map(\.path).contains("/numbers/d.bin"))
    #expect(
      report.differences.contains(
        SessionDifference(path: "/numbers/e.bin", kind: .content(firstDifferenceAt: 0))))
  }

  @Test func `says that there is no disc, or nothing on it`() async throws {
    let bench = try BurnBench(.bdR)
    #expect(try await Self.verify(bench) == .failure(.nothingOnDisc))
    try bench.withHands { try $0.openTray() }
    #expect(try await Self.verify(bench) == .failure(.noMedium))
  }

  @Test func `says that the drive does not tell the tracks, not that there are none`() async throws
  {
    let bench = try await Self.burnt()
    let unknown = VirtualSense(0x5, 0x20, 0x00)
    let result = try await Self.verify(
      bench,
      faults: [.on(0x43, calls: nil, .sense(unknown)), .on(0x52, calls: nil, .sense(unknown))])
    #expect(result == .failure(.tracksUnknown))
  }

  @Test func `says where the directories cannot be read`() async throws {
    let bench = try await Self.burnt()
    guard
      case .failure(.unreadable(let address, _)) = try await Self.verify(
        bench, faults: [.onRead(of: 16..<17, .sense(.readError))])
    else {
      Issue.record("the volume descriptor was read")
      return
    }
    #expect(address == LogicalBlockAddress(16))
  }

  @Test func `does not call a disc different whose drive is lost`() async throws {
    let bench = try await Self.burnt()
    #expect(
      try await Self.verify(bench, faults: [.on(0x28, call: 8, .vanish)])
        == .failure(.drive(.transport(command: 0x28, .deviceVanished))))
  }

  @Test(arguments: [(0x46, 1), (0x28, 2), (0x28, 10)] as [(UInt8, Int)])
  func `ends when it is cancelled, whatever it does`(operation: UInt8, call: Int) async throws {
    let bench = try await Self.burnt()
    bench.observer.before(operation, call: call, cancelCurrentTask)
    #expect(try await Self.verify(bench) == .failure(.cancelled))
    let reads = bench.observer.entries.count { $0.operationCode == 0x28 }
    #expect(reads == (operation == 0x28 ? call : 0))
  }

  @Test func `ends its snapshots, the last one complete`() async throws {
    let bench = try await Self.burnt()
    let job = VerifyJob(try await bench.tree(), on: bench.reference())
    let watching = Task { await job.snapshots.reduce(into: []) { $0.append($1) } }
    _ = try await job.run()
    let last = try #require(await watching.value.last)
    #expect(last.phase == .verifying)
    #expect(last.fraction == 1)
  }
}
