import CompactDisc
import DiscModel
import Foundation
import MMC
import Synchronization
import SystemPackage
import Testing
import VirtualDrive

@testable import Burning

/// What holds at the end of every job, whatever came of it.
extension BurnBench {
  func expectInvariants(_ outcome: BurnOutcome, _ location: SourceLocation) async throws {
    let state = try MediumState(folder: mediumFolder)
    expectHonestCondition(outcome, state, location)
    expectWritesInOrder(outcome, location)
    expectCloseAsPlanned(outcome, location)
    expectTrayUnlocked(outcome, location)
    // The drive can be claimed again at once.
    #expect(
      throws: Never.self, sourceLocation: location,
      performing: { _ = try VirtualDrive(folder: self.driveFolder, access: .exclusive) })
    try await expectNobodyFeeds(location)
  }

  /// The condition that the user is told is the one that the medium is in.
  private func expectHonestCondition(
    _ outcome: BurnOutcome, _ state: MediumState, _ location: SourceLocation
  ) {
    let condition = outcome.condition
    switch condition {
    case .untouched:
      #expect(state.tracks.isEmpty, sourceLocation: location)
      #expect(outcome.commands(0x5B).allSatisfy { !$0.isGood }, sourceLocation: location)
    case .appendable(let freeBlocks):
      #expect(!state.isFinalized && !state.isIncomplete, sourceLocation: location)
      #expect(freeBlocks > .zero, sourceLocation: location)
    case .closed:
      #expect(state.isFinalized && !state.isIncomplete, sourceLocation: location)
    case .partlyWritten(let blocks, let freeBlocks, let isErasable):
      #expect(isErasable == [.cdRW, .dvdMinusRW].contains(kind), sourceLocation: location)
      #expect(!state.isIncomplete, sourceLocation: location)
      #expect(state.isFinalized == (freeBlocks == .zero), sourceLocation: location)
      let recorded =
        switch outcome.recording {
        case nil: state.tracks.last?.recordedBlocks ?? 0
        case .sessionAtOnce: state.tracks.last.map { $0.start + $0.recordedBlocks } ?? 0
        case .trackAtOnce: state.tracks.reduce(0) { $0 + $1.recordedBlocks }
        }
      #expect(blocks.rawValue <= recorded, sourceLocation: location)
    case .lost:
      #expect(state.isIncomplete, sourceLocation: location)
    case .overwritable, .partlyOverwritten:
      #expect(["formatted", "background"].contains(state.format), sourceLocation: location)
    case .partlyErased:
      #expect(state.isIncomplete, sourceLocation: location)
    case .beingErased:
      Issue.record("a burn only formats what is new", sourceLocation: location)
    case .unknown: break
    }
  }

  /// Every write begins where the one before ended, from the plan's start on, and none goes on
  /// behind what was planned.
  private func expectWritesInOrder(_ outcome: BurnOutcome, _ location: SourceLocation) {
    // Track by track the drive says where each begins.
    if outcome.recording == .trackAtOnce { return }
    let lacksText = outcome.events.contains { if case .textRefused = $0 { true } else { false } }
    var next = Int64(outcome.plan.runs[lacksText ? 1 : 0].start.rawValue)
    let end = next + max(outcome.plan.blocks.rawValue, kind == .cdR || kind == .cdRW ? 300 : 0)
    for write in outcome.commands(0x2A) {
      #expect(write.range.lowerBound == next, sourceLocation: location)
      #expect(write.range.upperBound <= end, sourceLocation: location)
      if write.isGood { next = write.range.upperBound }
    }
  }

  /// The functions of CLOSE TRACK/SESSION, as the medium and the request want them.
  private func expectCloseAsPlanned(_ outcome: BurnOutcome, _ location: SourceLocation) {
    let functions = outcome.commands(0x5B).filter(\.isGood).map { $0.bytes[2] }
    guard case .success = outcome.result else {
      // A disc that was cut short must stay open for more.
      if case .partlyWritten = outcome.condition {
        #expect(!functions.contains(5) && !functions.contains(6), sourceLocation: location)
      }
      return
    }
    // A session at once ends with the drive's buffer.
    if outcome.recording == .sessionAtOnce {
      #expect(functions == [], sourceLocation: location)
      return
    }
    // A drive that knows no way to finish a disc closes the session, and the log says so.
    let isUnfinished = outcome.events.contains {
      if case .stepRefused(.finalize, _) = $0 { true } else { false }
    }
    let closes = outcome.plan.request.sessionEnd == .closed && !isUnfinished
    switch kind {
    case .cdR, .cdRW: #expect(functions == [2], sourceLocation: location)
    case .dvdPlusR:
      let wanted: [[UInt8]] = closes ? [[1, 6], [1, 5]] : [[1, 2]]
      #expect(wanted.contains(functions), sourceLocation: location)
    case .dvdPlusRDualLayer:
      #expect(functions == (closes ? [1, 5] : [1, 2]), sourceLocation: location)
    case .dvdMinusR, .dvdMinusRDualLayer, .dvdMinusRW, .dvdPlusRW:
      // A disc at once is finished by the drive; a format that is over is not stopped.
      #expect([[1, 2], [], [2], [0, 2]].contains(functions), sourceLocation: location)
    case .dvdRAM, .bdRE: #expect(functions == [], sourceLocation: location)
    case .bdR: #expect(functions == (closes ? [1, 6] : [1, 2]), sourceLocation: location)
    }
  }

  /// PREVENT comes once, and ALLOW last.
  private func expectTrayUnlocked(_ outcome: BurnOutcome, _ location: SourceLocation) {
    let locks = outcome.commands(0x1E).filter(\.isGood).map { $0.bytes[4] }
    let isGone = outcome.commands.contains { $0.status == nil }
    // Nobody can unlock the tray of a drive that is gone.
    if !isGone { #expect(driveRecord["isLocked"] as? Bool == false, sourceLocation: location) }
    guard outcome.error?.code != .driveNotAvailable else { return }
    // A drive without a lock refuses both.
    guard !locks.isEmpty else { return }
    #expect(locks.count { $0 == 1 } == 1, sourceLocation: location)
    #expect(isGone || locks.last == 0, sourceLocation: location)
  }

  var driveRecord: [String: Any] {
    let data = try? Data(contentsOf: URL(filePath: driveFolder.appending("drive.json").string))
    return data.flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] } ?? [:]
  }

  private func expectNobodyFeeds(_ location: SourceLocation) async throws {
    let limit = ContinuousClock.now + .seconds(10)
    while feeders.withLock({ $0 }) > 0, ContinuousClock.now < limit {
      try await Task.sleep(for: .milliseconds(1))
    }
    #expect(feeders.withLock { $0 } == 0, sourceLocation: location)
  }
}
