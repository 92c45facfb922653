import DiscModel
import Foundation
import MMC
import Synchronization
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

/// A virtual drive with a disc that can be erased, and all that a job leaves behind.
final class EraseBench: Sendable {
  let folder: TemporaryFolder
  let observer = CommandObserver()
  let clock: VirtualClock

  var driveFolder: FilePath { folder.path("drive") }

  init(_ kind: MediumKind?, blocks: Int64 = 6400, clock: VirtualClock = .instant) throws {
    folder = try TemporaryFolder()
    self.clock = clock
    try VirtualDrive.create(at: folder.path("drive"), name: "Bench")
    if let kind {
      try VirtualDrive.insert(kind, blocks: BlockCount(blocks), inDriveAt: folder.path("drive"))
    }
  }

  func reference(
    faults: [FaultScript.Rule] = [], options: VirtualDriveOptions = VirtualDriveOptions()
  ) -> DriveReference {
    let (folder, observer, clock) = (driveFolder, observer, clock)
    return DriveReference(name: "Bench") { (access) throws(DriveError) in
      do throws(VirtualDriveError) {
        let drive = try VirtualDrive(
          folder: folder, access: access, faults: FaultScript(faults), clock: clock,
          options: options)
        return ObservedDrive(drive: drive, observer: observer)
      } catch {
        throw error.asDriveError
      }
    }
  }

  func choices() async throws -> EraseChoices {
    EraseChoices(for: try await reference().inspect())
  }

  func choice(_ deed: EraseChoice.Deed, _ depth: EraseChoice.Depth) async throws -> EraseChoice {
    let all = try await choices().all
    return try #require(all.first { $0.deed == deed && $0.depth == depth }, "\(all)")
  }

  /// Erases or formats as named.
  @discardableResult
  func run(
    _ deed: EraseChoice.Deed, _ depth: EraseChoice.Depth, faults: [FaultScript.Rule] = [],
    options: VirtualDriveOptions = VirtualDriveOptions(),
    location: SourceLocation = #_sourceLocation
  ) async throws -> EraseOutcome {
    try await run(
      try await choice(deed, depth), faults: faults, options: options, location: location)
  }

  /// Runs the choice in a task of its own, which a hook may cancel, and checks what it leaves.
  @discardableResult
  func run(
    _ choice: EraseChoice, faults: [FaultScript.Rule] = [],
    options: VirtualDriveOptions = VirtualDriveOptions(),
    location: SourceLocation = #_sourceLocation
  ) async throws -> EraseOutcome {
    observer.forget()
    let job = EraseJob(choice, on: reference(faults: faults, options: options))
    let watching = Task {
      var seen: [EraseSnapshot] = []
      for await snapshot in job.snapshots { seen.append(snapshot) }
      return seen
    }
    let result = await Task { () -> Result<EraseReport, EraseError> in
      do throws(EraseError) {
        return .success(try await job.run())
      } catch {
        return .failure(error)
      }
    }.value
    let outcome = EraseOutcome(
      result: result, commands: observer.entries, log: job.log, snapshots: await watching.value)
    expectUnlocked(outcome, location)
    return outcome
  }

  /// Whatever came of it, the tray is unlocked last, and the drive can be claimed again at once.
  private func expectUnlocked(_ outcome: EraseOutcome, _ location: SourceLocation) {
    let locks = outcome.commands.filter { $0.operationCode == 0x1E && $0.isGood }
      .map { $0.bytes[4] }
    let isGone = outcome.commands.contains { $0.status == nil }
    if !isGone, !outcome.commands.isEmpty {
      #expect(locks == [1, 0], sourceLocation: location)
      #expect(outcome.commands.last?.operationCode == 0x1E, sourceLocation: location)
    }
    #expect(
      throws: Never.self, sourceLocation: location,
      performing: { _ = try VirtualDrive(folder: self.driveFolder, access: .exclusive) })
  }

  /// Formats a DVD+RW and stops that when the beginning is done.
  func formatBeginning() async throws {
    try await reference().withExclusiveAccess { (drive) throws(DriveError) in
      try drive.waitUntilReady(limit: .seconds(60))
      _ = try drive.formatAndWait([.dvdPlusRW(isRestart: false)], limit: .seconds(600))
      try drive.stopBackgroundFormat(limit: .seconds(600))
    }
  }

  // MARK: Something to erase

  static let pattern: UInt8 = 0xA5

  /// Writes a pattern over the first 320 blocks and, where any block can be written, over the last
  /// 320, and closes what must be closed.
  func fill() async throws {
    let medium = try #require(try await reference().inspect().medium)
    let isAnywhere = medium.condition == .overwritable || medium.condition == .intermediate
    let end = medium.freeBlocks.rawValue / 32 * 32
    let starts = isAnywhere && medium.condition == .overwritable ? [0, end - 320] : [0]
    try await reference().withExclusiveAccess { (drive) throws(DriveError) in
      try drive.waitUntilReady(limit: .seconds(60))
      if medium.profile.family == .cd {
        try drive.setWriteParameters(.lastSession, capabilities: DriveCapabilities())
      }
      let storage = SectorStorage(byteCount: 32 * 2048) { bytes in
        bytes.initializeMemory(as: UInt8.self, repeating: EraseBench.pattern)
      }
      for start in starts as [Int64] {
        for offset in stride(from: Int64(0), to: 320, by: 32) {
          let address = LogicalBlockAddress(Int32(start + offset))
          try storage.withUnsafeBytes { (bytes) throws(DriveError) in
            try drive.write(bytes, at: address, blocks: BlockCount(32))
          }
        }
      }
      try drive.synchronizeCacheAndWait(limit: .seconds(600))
      if [.dvdMinusRWSequential, .bdRSequential].contains(medium.profile) {
        try drive.closeTrackAndWait(limit: .seconds(600))
      }
      if !isAnywhere || medium.condition == .intermediate {
        try drive.closeSessionAndWait(limit: .seconds(600))
      }
    }
  }

  /// What a disc holds at some blocks; nil where it cannot be read.
  func bytes(at block: Int32) async throws -> [UInt8]? {
    try await reference().withExclusiveAccess { (drive) throws(DriveError) in
      try drive.waitUntilReady(limit: .seconds(60))
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 2048, alignment: 4096)
      defer { buffer.deallocate() }
      do throws(DriveError) {
        try drive.read(at: LogicalBlockAddress(block), blocks: BlockCount(1), into: buffer)
        return Array(buffer)
      } catch {
        guard case .refused = error else { throw error }
        return nil
      }
    }
  }

  /// The medium's description as its file tells it, read without the code that wrote it.
  func mediumFile() throws -> [String: Any] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.path("drive/media").string)
    let name = try #require(names.first)
    let data = Data(try folder.bytes(of: "drive/media/\(name)/medium.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  func medium() async throws -> Medium {
    try #require(try await reference().inspect().medium)
  }
}

/// What a job brought and left.
struct EraseOutcome {
  var result: Result<EraseReport, EraseError>
  var commands: [CommandObserver.Entry]
  var log: [LogEntry]
  var snapshots: [EraseSnapshot]

  var error: EraseError? {
    if case .failure(let error) = result { error } else { nil }
  }

  func report() throws -> EraseReport { try result.get() }

  func commands(_ operationCode: UInt8) -> [CommandObserver.Entry] {
    commands.filter { $0.operationCode == operationCode }
  }

  /// The commands that were done and that change something, in hexadecimal, the parameters of FORMAT
  /// UNIT behind them, and runs of WRITE as one line.
  var listing: [String] {
    let telling: Set<UInt8> = [0x04, 0x2A, 0x35, 0x5B, 0xA1]
    var lines: [String] = []
    for command in commands where telling.contains(command.operationCode) && command.isGood {
      if command.operationCode == 0x2A {
        let range = command.range
        if let last = lines.last, last.hasPrefix("2A "), last.hasSuffix("…\(range.lowerBound)") {
          let start = last.dropFirst(3).split(separator: "…")[0]
          lines[lines.count - 1] = "2A \(start)…\(range.upperBound)"
        } else {
          lines.append("2A \(range.lowerBound)…\(range.upperBound)")
        }
        continue
      }
      let parameters =
        command.parameters.isEmpty ? "" : ": " + Self.hexadecimal(command.parameters)
      lines.append(Self.hexadecimal(command.bytes) + parameters)
    }
    return lines
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }
      .joined(separator: " ")
  }
}
