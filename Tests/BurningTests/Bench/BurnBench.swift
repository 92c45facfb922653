import DiscImage
import DiscModel
import Foundation
import MMC
import Synchronization
import SystemPackage
import TestSupport
import Testing
import VirtualDrive

@testable import Burning

/// A virtual drive with a blank medium, files to burn, and all that a job leaves behind.
///
/// Each ``run(_:faults:)`` ends with the invariants that hold on every path, see
/// `BurnBench+Invariants.swift`.
final class BurnBench: Sendable {
  /// Some 100 KB in small files and 1.2 MB in two larger ones: 815 blocks, 26 chunks.
  static let files = ["a.txt": 5, "letters/b.txt": 3000, "letters/c.txt": 2048]
    .merging(["numbers/d.bin": 400_000, "numbers/e.bin": 800_001, "z.bin": 90_000]) { $1 }

  /// Puts something between a job and the drive, which falsifies what goes through.
  typealias Wrapper = @Sendable (any CommandTransport) -> any CommandTransport

  let kind: MediumKind
  let folder: TemporaryFolder
  let observer = CommandObserver()
  /// How many sources are feeding a buffer now.
  let feeders = Mutex(0)

  var driveFolder: FilePath { folder.path("drive") }
  var sourceFolder: FilePath { folder.path("source") }
  /// The folder of the medium on the tray, or of the first one.
  var mediumFolder: FilePath {
    folder.path("drive/media/\(driveRecord["medium"] as? String ?? "1-\(kind.rawValue)")")
  }

  /// - Parameters:
  ///   - blocks: the medium's capacity.
  ///   - files: paths and sizes; the contents are the same in every run.
  init(
    _ kind: MediumKind, blocks: Int64? = nil, files: [String: Int] = BurnBench.files
  ) throws {
    // A second session of a CD begins 11,400 blocks behind the first.
    let blocks = blocks ?? (kind == .cdR || kind == .cdRW ? 20_000 : 4096)
    self.kind = kind
    folder = try TemporaryFolder()
    try VirtualDrive.create(at: folder.path("drive"), name: "Bench")
    try VirtualDrive.insert(kind, blocks: BlockCount(blocks), inDriveAt: folder.path("drive"))
    try folder.write([], to: "source/.keep")
    try FileManager.default.removeItem(atPath: folder.path("source/.keep").string)
    for (index, file) in files.sorted(by: { $0.key < $1.key }).enumerated() {
      var random = SeededGenerator(seed: UInt64(index))
      try folder.write(random.bytes(file.value), to: "source/\(file.key)")
    }
  }

  func reference(
    faults: FaultScript = .none, options: VirtualDriveOptions = VirtualDriveOptions(),
    behind wrapper: @escaping Wrapper = { $0 }
  ) -> DriveReference {
    let (folder, observer) = (driveFolder, observer)
    return DriveReference(name: "Bench") { (access) throws(DriveError) in
      do throws(VirtualDriveError) {
        let drive = try VirtualDrive(
          folder: folder, access: access, faults: faults, clock: .instant, options: options)
        return wrapper(ObservedDrive(drive: drive, observer: observer))
      } catch {
        throw error.asDriveError
      }
    }
  }

  /// Opens the drive as a hand would, for trays and media.
  func withHands(_ body: (VirtualDrive) throws -> Void) throws {
    try body(VirtualDrive(folder: driveFolder, access: .exclusive))
  }

  func tree() async throws -> StagingTree {
    var tree = StagingTree()
    let source = ScanSource(path: sourceFolder, placement: .contents)
    let root = tree.root
    _ = tree.graft(try await SourceScanner().scan([source]), onto: root)
    return tree
  }

  func layout() async throws -> ImageLayout {
    try ImagePlanner(ImageOptions(volumeName: "BENCH")).plan(try await tree())
  }

  func request(
    _ sessionEnd: BurnRequest.SessionEnd = .closed,
    verification: BurnRequest.Verification = .full, changedFiles: ChangedFilePolicy = .stop
  ) async throws -> BurnRequest {
    BurnRequest(
      layout: try await layout(), verification: verification, sessionEnd: sessionEnd,
      changedFiles: changedFiles)
  }

  /// Plans `request` for what lies in the drive.
  func plan(_ request: BurnRequest) async throws -> BurnPlan {
    let plan = try BurnPlanner.plan(request, for: try await reference().inspect())
    observer.forget()
    return plan
  }

  func plan(
    _ sessionEnd: BurnRequest.SessionEnd = .closed,
    verification: BurnRequest.Verification = .full, changedFiles: ChangedFilePolicy = .stop
  ) async throws -> BurnPlan {
    try await plan(
      request(sessionEnd, verification: verification, changedFiles: changedFiles))
  }

  /// A source that counts who feeds.
  func source(
    bufferByteCount: Int = 64 << 20,
    _ body: @escaping @Sendable (StreamFeeder) -> StreamFeeder.Fed? = { $0.run() }
  ) -> StreamSource {
    StreamSource(bufferByteCount: bufferByteCount) { [self] feeder in
      feeders.withLock { $0 += 1 }
      defer { feeders.withLock { $0 -= 1 } }
      return body(feeder)
    }
  }

  /// Runs the plan in a task of its own, which a hook may cancel, and checks what it leaves.
  @discardableResult
  func run(
    _ plan: BurnPlan, faults: [FaultScript.Rule] = [],
    options: VirtualDriveOptions = VirtualDriveOptions(), source: StreamSource? = nil,
    behind wrapper: @escaping Wrapper = { $0 }, location: SourceLocation = #_sourceLocation
  ) async throws -> BurnOutcome {
    let before = try MediumFiles(mediumFolder)
    let drive = reference(faults: FaultScript(faults), options: options, behind: wrapper)
    let job = BurnJob(plan, on: drive, source: source ?? self.source())
    let result = await Task { () -> Result<BurnReport, BurnError> in
      do throws(BurnError) {
        return .success(try await job.run())
      } catch {
        return .failure(error)
      }
    }.value
    let outcome = BurnOutcome(
      plan: plan, result: result, commands: observer.entries, log: job.log, before: before)
    try await expectInvariants(outcome, location)
    return outcome
  }
}

/// Cancels the task that a drive's command runs in; for a hook.
@Sendable func cancelCurrentTask() {
  withUnsafeCurrentTask { $0?.cancel() }
}

/// What a job brought and left.
struct BurnOutcome {
  var plan: BurnPlan
  var result: Result<BurnReport, BurnError>
  var commands: [CommandObserver.Entry]
  var log: [LogEntry]
  /// The medium before the job.
  var before: MediumFiles

  var error: BurnError? {
    if case .failure(let error) = result { error } else { nil }
  }

  func report() throws -> BurnReport { try result.get() }

  var events: [LogEvent] { log.map(\.event) }
  var condition: MediumCondition {
    switch result {
    case .success(let report): report.medium
    case .failure(let error): error.medium
    }
  }

  func commands(_ operationCode: UInt8) -> [CommandObserver.Entry] {
    commands.filter { $0.operationCode == operationCode }
  }
}

/// The bytes of a medium's description and the size of its sectors.
struct MediumFiles: Equatable {
  var description: Data
  var sectorByteCount: Int

  init(_ folder: FilePath) throws {
    description = try Data(contentsOf: URL(filePath: folder.appending("medium.json").string))
    let attributes = try FileManager.default.attributesOfItem(
      atPath: folder.appending("sectors.iso").string)
    sectorByteCount = attributes[.size] as? Int ?? -1
  }
}

extension MediumKind {
  /// The media that the planner knows how to burn.
  static let burnable: [Self] = [.cdR, .dvdPlusR, .bdR]
}

extension BurnRequest {
  /// The image that the bench asks for.
  var layout: ImageLayout {
    guard case .image(let image) = content else { fatalError("the bench asked for no image") }
    return image.layout
  }
}
