/// Finds out what lies at some places of the computer: names, sizes, modes, times and links. No
/// contents are read.
public struct SourceScanner: Sendable {
  public init() {}

  /// Walks the sources on a thread of its own.
  ///
  /// What cannot be read is not an error: it stands in ``SourceScan/issues``.
  ///
  /// - Parameter progress: told now and then how many files, folders and links were found so far,
  ///   on the walking thread.
  public func scan(
    _ sources: [ScanSource], progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(CancellationError) -> SourceScan {
    try await BlockingWork.run(named: "scan") { cancellation throws(CancellationError) in
      try SourceWalk.scan(sources, isCancelled: { cancellation.isCancelled }, progress: progress)
    }
  }
}
