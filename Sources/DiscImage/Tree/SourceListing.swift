public import SystemPackage

/// Files and folders that are to come onto a disc just as they are listed, wherever they lie: what
/// lies beside them in their folders does not come in.
public struct SourceListing: Hashable, Sendable {
  /// A file, folder or link of the listing.
  public struct Entry: Hashable, Sendable {
    /// The name on the disc.
    public var name: String
    public var kind: StagingTree.Kind
    /// Where it lies on the computer, an absolute path; nil for a folder that is only on the disc.
    public var source: FilePath?
    /// The place in ``SourceListing/entries`` of the folder it lies in; nil for the disc's root.
    public var folder: Int?

    public init(name: String, kind: StagingTree.Kind, source: FilePath?, folder: Int?) {
      self.name = name
      self.kind = kind
      self.source = source
      self.folder = folder
    }
  }

  /// Each folder stands before what lies in it.
  public var entries: [Entry]

  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }
}

/// What was found of a listing.
public struct ListingScan: Sendable {
  /// What is there, with the sizes and times of today.
  public var scan: SourceScan
  /// The places in the listing of what is not there or cannot be read, in their order.
  public var missing: [Int]
}

extension StagingTree {
  /// Everything in the tree, so that ``SourceScanner/scan(_:progress:)`` can find it again.
  public var listing: SourceListing {
    var listing = SourceListing()
    listing.entries.reserveCapacity(nodeCount)
    var waiting = children(of: root).reversed().map { (node: $0, folder: Int?.none) }
    while let (node, folder) = waiting.popLast() {
      let place = listing.entries.count
      let (name, kind) = (name(of: node), kind(of: node))
      listing.entries.append(
        .init(name: name, kind: kind, source: sourcePath(of: node), folder: folder))
      if kind == .folder { waiting += children(of: node).reversed().map { ($0, place) } }
    }
    return listing
  }
}

extension SourceScanner {
  /// Looks for everything of a listing, on a thread of its own. What is not there any more is no
  /// error: it stands in ``ListingScan/missing`` and as ``StagingIssue/Kind/missing`` in the scan.
  ///
  /// - Parameter progress: told now and then how many entries were found so far.
  public func scan(
    _ listing: SourceListing, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws(CancellationError) -> ListingScan {
    try await BlockingWork.run(named: "scan") { cancellation throws(CancellationError) in
      try SourceWalk.scan(
        listing, isCancelled: { cancellation.isCancelled }, progress: progress)
    }
  }
}
