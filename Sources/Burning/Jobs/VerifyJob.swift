public import DiscImage
internal import DiscModel
public import MMC

/// Compares the newest session of a disc with files on the computer, contents included.
///
/// Cancelling the task that awaits ``run()`` ends it.
public final class VerifyJob: Sendable {
  /// How far the job is, counted in blocks of contents. Ends when ``run()`` returns.
  public let snapshots: AsyncStream<BurnSnapshot>

  private let tree: StagingTree
  private let drive: DriveReference
  private let client: ClientName
  private let log = JobLog()
  private let continuation: AsyncStream<BurnSnapshot>.Continuation

  /// - Parameter client: who other programs are told uses the drive.
  public init(_ tree: StagingTree, on drive: DriveReference, as client: ClientName = .spindle) {
    self.tree = tree
    self.drive = drive
    self.client = client
    (snapshots, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Reads the disc and compares it.
  ///
  /// - Throws: ``VerifyError`` if there is no result. Differences are a result.
  public func run() async throws(VerifyError) -> VerifyReport {
    defer { continuation.finish() }
    let (tree, log, continuation) = (tree, log, continuation)
    return try await drive.withExclusiveAccess(
      client: client, for: .verifying, mapping: VerifyError.driveNotAvailable
    ) { (drive) async throws(VerifyError) in
      let meter = ProgressMeter(clock: { log.elapsed }, publish: { continuation.yield($0) })
      var session = VerifySession(tree: tree, log: log, meter: meter)
      return try session.run(on: drive)
    }
  }
}

/// One comparison on a claimed drive.
private struct VerifySession {
  let tree: StagingTree
  let log: JobLog
  var meter: ProgressMeter

  mutating func run(on drive: borrowing ExclusiveDrive) throws(VerifyError) -> VerifyReport {
    meter.begin(.preparing)
    let start = try findSession(drive)
    let volume = try readTree(from: start, on: drive)
    let comparison = SessionComparison(tree, with: volume, start: start)
    meter.begin(.verifying, total: BlockCount(holding: comparison.contentByteCount))
    let differences = try compare(comparison, on: drive)
    return VerifyReport(
      differences: differences, comparedByteCount: comparison.contentByteCount,
      entryCount: volume.entries.count - 1, names: volume.names, totalTime: log.elapsed)
  }

  /// Where the last data track begins.
  private func findSession(
    _ drive: borrowing ExclusiveDrive
  ) throws(VerifyError) -> LogicalBlockAddress {
    let medium: Medium?
    do throws(DriveError) {
      try drive.lockTrayIfPossible()
      let isReady = try drive.waitUntilReady(
        limit: BurnSession.loadLimit, isCancelled: { Task.isCancelled })
      medium = isReady ? try drive.readMedium() : nil
    } catch {
      throw error.meansNoMedium ? .noMedium : .drive(error)
    }
    if Task.isCancelled { throw .cancelled }
    guard let medium else { throw .noMedium }
    if let track = medium.tracks.last(where: \.isData) { return track.start }
    // A disc that is closed or formatted has a track.
    let hasTrack = medium.condition == .closed || medium.condition == .overwritable
    throw hasTrack && medium.tracks.isEmpty ? .tracksUnknown : .nothingOnDisc
  }

  private func readTree(
    from start: LogicalBlockAddress, on drive: borrowing ExclusiveDrive
  ) throws(VerifyError) -> VolumeTree {
    do throws(SessionReadError<ReadStop>) {
      return try SessionReader(start: start).readTree {
        (address, blocks, bytes) throws(ReadStop) in
        if Task.isCancelled { throw .cancelled }
        do throws(DriveError) {
          try drive.read(at: address, blocks: blocks, into: bytes)
        } catch {
          throw .failed(error)
        }
      }
    } catch {
      switch error {
      case .unreadable(_, .cancelled): throw .cancelled
      case .unreadable(_, .failed(let failure)) where failure.meansDriveLost: throw .drive(failure)
      case .unreadable(let address, .failed(let failure)): throw .unreadable(at: address, failure)
      case .invalid(let fault): throw .volume(fault)
      }
    }
  }

  /// Why the reading of the directories ended.
  private enum ReadStop: Error {
    case cancelled
    case failed(DriveError)
  }

  private mutating func compare(
    _ comparison: SessionComparison, on drive: borrowing ExclusiveDrive
  ) throws(VerifyError) -> [SessionDifference] {
    do throws(SessionComparisonError<DriveError>) {
      return try comparison.run(
        progress: { meter.advance(to: BlockCount(holding: $0), bufferFill: 0) },
        isCancelled: { Task.isCancelled }, isFatal: \.meansDriveLost,
        readBlocks: { (address, blocks, bytes) throws(DriveError) in
          try drive.read(at: address, blocks: blocks, into: bytes)
        })
    } catch {
      switch error {
      case .cancelled: throw .cancelled
      case .unreadable(_, let failure): throw .drive(failure)
      }
    }
  }
}
