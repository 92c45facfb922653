import DiscImage
import DiscModel
import Foundation
import MMC
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

/// What somebody does to a file of 800,001 bytes after it was measured.
enum FileChange: CaseIterable {
  case vanishes, shrinks, grows, isModified

  func apply(to path: FilePath) throws {
    let url = URL(filePath: path.string)
    switch self {
    case .vanishes: try FileManager.default.removeItem(at: url)
    case .shrinks: try Data(repeating: 1, count: 700_000).write(to: url)
    case .grows: try Data(repeating: 1, count: 900_000).write(to: url)
    case .isModified:
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
        ofItemAtPath: path.string)
    }
  }

  var reason: ImageStreamError.Reason {
    switch self {
    case .vanishes: .vanished
    case .shrinks: .shrank(expectedByteCount: 800_001, foundByteCount: 700_000)
    case .grows: .grew(expectedByteCount: 800_001, foundByteCount: 900_000)
    case .isModified: .modified
    }
  }

  /// The first byte of the file that does not reach the disc if the burn stops.
  var stopsAtByte: Int64 {
    switch self {
    case .vanishes: 0
    case .shrinks: 700_000
    case .grows, .isModified: 800_000
    }
  }
}

@Suite("A source that changes") struct SourceTests {
  private static let path = "/numbers/e.bin"

  @Test(arguments: FileChange.allCases)
  func `costs no disc if it is noticed before the first write`(change: FileChange) async throws {
    let bench = try BurnBench(.bdR)
    let plan = try await bench.plan()
    let file = bench.sourceFolder.appending("numbers/e.bin")
    try change.apply(to: file)
    let outcome = try await bench.run(plan)
    let error = ImageStreamError(path: file.string, reason: change.reason)
    #expect(outcome.error == BurnError(code: .sourceFailed(error), medium: .untouched))
    #expect(outcome.error?.recovery == .checkSource(path: file.string))
    #expect(outcome.commands(0x2A).isEmpty)
    #expect(try MediumFiles(bench.mediumFolder) == outcome.before)
  }

  @Test(arguments: FileChange.allCases)
  func `ends a burn that runs, and what is on the disc can be read`(
    change: FileChange
  ) async throws {
    let bench = try BurnBench(.dvdPlusR)
    let plan = try await bench.plan()
    let file = bench.sourceFolder.appending("numbers/e.bin")
    let place = try #require(Self.place(in: plan))
    // The buffer holds four chunks, and another is being made: the file is far behind these.
    try #require(place > 6 * 32)
    bench.observer.before(0x2A) { #expect(throws: Never.self) { try change.apply(to: file) } }
    let outcome = try await bench.run(plan, source: bench.source(bufferByteCount: 4 * 65_536))
    let error = try #require(outcome.error)
    #expect(
      error.code == .sourceFailed(ImageStreamError(path: file.string, reason: change.reason)))
    #expect(error.cause == nil)
    // Whole chunks of 32 blocks up to the one in which the change was noticed.
    let written = (place + change.stopsAtByte / 2048) / 32 * 32
    let free = try #require(try await bench.reference().inspect().medium?.freeBlocks)
    #expect(
      error.medium
        == .partlyWritten(blocks: BlockCount(written), freeBlocks: free, isErasable: false))
  }

  @Test(arguments: FileChange.allCases, [true, false])
  func `is made to fit and named in the report if the user wishes`(
    change: FileChange, beforeTheBurn: Bool
  ) async throws {
    let bench = try BurnBench(.cdR)
    let plan = try await bench.plan(changedFiles: .padAndReport)
    let file = bench.sourceFolder.appending("numbers/e.bin")
    if beforeTheBurn {
      try change.apply(to: file)
    } else {
      bench.observer.before(0x2A) { #expect(throws: Never.self) { try change.apply(to: file) } }
    }
    let outcome = try await bench.run(plan, source: bench.source(bufferByteCount: 4 * 65_536))
    let report = try outcome.report()
    let changed = ChangedFile(path: Self.path, reason: change.reason)
    #expect(report.changedFiles == [changed])
    #expect(outcome.events.contains(.fileChanged(changed)))
    // The disc is proven to be what was sent, and the digest is that of what was sent.
    #expect(report.proof == .everyBlock)
    #expect(report.blocks == plan.request.layout.blockCount)
    #expect(report.digest == (try Self.digestOnDisc(bench, report.blocks)))
  }

  private static func place(in plan: BurnPlan) -> Int64? {
    let layout = plan.request.layout
    return (0..<layout.blockCount.rawValue).first {
      layout.paths(at: BlockCount($0), blocks: BlockCount(1)) == [path]
    }
  }

  private static func digestOnDisc(_ bench: BurnBench, _ blocks: BlockCount) throws -> String {
    let sectors = try Data(
      contentsOf: URL(filePath: bench.mediumFolder.appending("sectors.iso").string))
    return ContentDigest.of([sectors.prefix(Int(blocks.byteCount()))])
  }
}
