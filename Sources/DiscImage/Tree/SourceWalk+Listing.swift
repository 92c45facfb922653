internal import Glibc
internal import SystemPackage

extension SourceWalk {
  /// What became of an entry of a listing.
  private enum Found {
    case node(UInt32)
    /// A listed folder that is gone; it stays if something listed in it is still there.
    case substitute(UInt32)
    case nothing
    /// Not there for a reason that was told already.
    case leftOut
  }

  /// The folder on the computer that was opened last: neighbours in a listing mostly share it.
  private struct OpenFolder: ~Copyable {
    let path: FilePath
    let descriptor: Int32
    let source: UInt32

    deinit {
      if descriptor >= 0 { close(descriptor) }
    }
  }

  /// Looks for everything of a listing on this thread. Nothing here is recursive, so no listing is
  /// too deep.
  static func scan(
    _ listing: SourceListing, isCancelled: () -> Bool, progress: (Int) -> Void
  ) throws(CancellationError) -> ListingScan {
    var walk = Self()
    var found: [Found] = []
    found.reserveCapacity(listing.entries.count)
    var folder = OpenFolder(path: FilePath(), descriptor: -1, source: NodeRecord.none)
    for (place, entry) in listing.entries.enumerated() {
      if place % 256 == 0 {
        if isCancelled() { throw CancellationError() }
        progress(walk.scan.tree.records.count - 1)
      }
      found.append(walk.look(for: entry, &folder))
    }
    let missing = walk.assemble(listing.entries, &found)
    progress(walk.scan.nodeCount)
    return ListingScan(scan: walk.scan, missing: missing)
  }

  private mutating func look(
    for entry: SourceListing.Entry, _ folder: inout OpenFolder
  ) -> Found {
    guard let source = entry.source, let name = source.lastComponent else {
      return entry.kind == .folder ? .node(makeFolder(entry.name)) : .nothing
    }
    let substitute = {
      (walk: inout Self) -> Found in
      entry.kind == .folder ? .substitute(walk.makeFolder(entry.name)) : .nothing
    }
    let path = source.removingLastComponent()
    if folder.path != path { folder = open(path) }
    guard folder.descriptor >= 0 else { return substitute(&self) }
    let (descriptor, index) = (folder.descriptor, folder.source)
    let kind = name.withPlatformString { Self.kind(of: $0, in: descriptor) }
    if let kind, kind != entry.kind { return substitute(&self) }
    let isThere = name.withPlatformString { faccessat(descriptor, $0, F_OK, AT_SYMLINK_NOFOLLOW) }
    guard isThere == 0 || errno != ENOENT else { return substitute(&self) }
    guard let node = name.withPlatformString({ addEntry($0, in: descriptor, source: index) }) else {
      return .leftOut
    }
    setName(of: node, to: entry.name)
    return .node(node)
  }

  /// What lies there now; nil if that is nothing or of no kind that comes onto a disc.
  private static func kind(
    of name: UnsafePointer<CChar>, in descriptor: Int32
  ) -> StagingTree.Kind? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    return switch status.st_mode & S_IFMT {
    case S_IFDIR: .folder
    case S_IFREG: .file
    case S_IFLNK: .symbolicLink
    default: nil
    }
  }

  private mutating func open(_ path: FilePath) -> OpenFolder {
    let descriptor = openFolder(path)
    guard descriptor >= 0 else {
      return OpenFolder(path: path, descriptor: -1, source: NodeRecord.none)
    }
    return OpenFolder(path: path, descriptor: descriptor, source: addSource(at: path))
  }

  /// Makes a folder that lies nowhere on the computer.
  private mutating func makeFolder(_ name: String) -> UInt32 {
    var record = NodeRecord(newFolderAt: UInt32(scan.tree.folders.count))
    record.nameStart = scan.tree.store(name.utf8)
    record.nameByteCount = UInt16(clamping: name.utf8.count)
    scan.tree.folders.append(FolderContents())
    scan.tree.records.append(record)
    return UInt32(scan.tree.records.count - 1)
  }

  private mutating func setName(of node: UInt32, to name: String) {
    guard !scan.tree.nameBytes(of: .init(node)).elementsEqual(name.utf8) else { return }
    scan.tree.records[Int(node)].nameStart = scan.tree.store(name.utf8)
    scan.tree.records[Int(node)].nameByteCount = UInt16(clamping: name.utf8.count)
  }

  // MARK: Assembling

  /// Puts what was found into its folders, from the innermost outwards.
  ///
  /// - Returns: the places of what is missing; the outermost of each is told as a finding.
  private mutating func assemble(
    _ entries: [SourceListing.Entry], _ found: inout [Found]
  ) -> [Int] {
    var children = [[UInt32]](repeating: [], count: entries.count)
    var top: [UInt32] = []
    for place in entries.indices.reversed() {
      let node: UInt32
      switch found[place] {
      case .node(let there): node = there
      case .substitute(let folder) where !children[place].isEmpty: node = folder
      case .substitute, .nothing:
        found[place] = .nothing
        continue
      case .leftOut: continue
      }
      if entries[place].kind == .folder { finishFolder(node, children[place], mayClash: true) }
      if let folder = entries[place].folder {
        children[folder].append(node)
      } else {
        top.append(node)
      }
    }
    finishFolder(0, top, mayClash: true)
    return missing(entries, found)
  }

  private mutating func missing(_ entries: [SourceListing.Entry], _ found: [Found]) -> [Int] {
    var isMissing = [Bool](repeating: false, count: entries.count)
    for (place, entry) in entries.enumerated() {
      let isInMissing = entry.folder.map { isMissing[$0] } ?? false
      switch found[place] {
      case .node, .substitute: isMissing[place] = isInMissing
      case .leftOut: isMissing[place] = true
      case .nothing:
        isMissing[place] = true
        guard !isInMissing else { continue }
        scan.findings.append(
          .init(place: .path(entry.source?.string ?? entry.name), kind: .missing))
      }
    }
    return isMissing.indices.filter { isMissing[$0] }
  }
}
