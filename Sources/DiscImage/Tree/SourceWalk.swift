internal import Glibc
internal import SystemPackage

/// The walk of ``SourceScanner``: one `fstatat` a file, and nothing is opened but folders.
struct SourceWalk {
  /// Which file or folder it is, on any path.
  struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64

    init(_ status: stat) {
      device = UInt64(status.st_dev)
      inode = UInt64(status.st_ino)
    }
  }

  /// What the hard links of a file share.
  struct LinkGroup {
    /// From 1.
    var number: UInt32
    /// As its first name was measured: were it written to meanwhile, its names must not differ.
    var byteCount: UInt64
  }

  var scan = SourceScan()
  var linkGroups: [Identity: LinkGroup] = [:]
  /// The folders around the one that is read, to notice one that contains itself.
  private var around: [Identity] = []
  private let deepest: Int
  private let isCancelled: () -> Bool
  private let progress: (Int) -> Void

  init(
    deepest: Int = 0, isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (Int) -> Void = { _ in }
  ) {
    self.deepest = deepest
    self.isCancelled = isCancelled
    self.progress = progress
  }

  /// Walks the sources on this thread.
  ///
  /// - Parameter deepest: how many folders may lie in each other. By default as many as a path of
  ///   4,096 bytes can name, which the thread's stack can bear too.
  static func scan(
    _ sources: [ScanSource], deepest: Int = 2048, isCancelled: @escaping () -> Bool = { false },
    progress: @escaping (Int) -> Void = { _ in }
  ) throws(CancellationError) -> SourceScan {
    var walk = Self(deepest: deepest, isCancelled: isCancelled, progress: progress)
    var children: [UInt32] = []
    for source in sources { children += try walk.entries(of: source) }
    walk.finishFolder(0, children, mayClash: sources.count > 1)
    progress(walk.scan.nodeCount)
    return walk.scan
  }

  private mutating func entries(of source: ScanSource) throws(CancellationError) -> [UInt32] {
    let place = SourcePlace(source)
    let descriptor = openFolder(place.folder)
    guard descriptor >= 0 else {
      leaveOut(source.path.string, errno)
      return []
    }
    let index = addSource(at: place.folder)
    guard let name = place.name else {
      return try readFolder(descriptor, source: index, into: 0) ?? []
    }
    defer { close(descriptor) }
    let found = name.withPlatformString { addEntry($0, in: descriptor, source: index) }
    guard let found, try isKept(found, in: descriptor) else { return [] }
    return [found]
  }

  /// Opens a folder, whose name may be no text; negative if it cannot be opened.
  func openFolder(_ path: FilePath) -> Int32 {
    path.withPlatformString { Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  }

  mutating func addSource(at path: FilePath) -> UInt32 {
    let bytes = path.withPlatformString {
      Array(UnsafeRawBufferPointer(start: $0, count: strlen($0)))
    }
    return addSource(named: bytes, in: NodeRecord.none)
  }

  private mutating func addSource(named name: some Collection<UInt8>, in parent: UInt32) -> UInt32 {
    let start = scan.tree.store(name)
    scan.tree.sources.append(
      SourceFolder(parent: parent, nameStart: start, nameByteCount: UInt32(name.count)))
    return UInt32(scan.tree.sources.count - 1)
  }

  // MARK: Folders

  /// Reads what lies below if the entry is a folder, and tells whether the entry stays.
  private mutating func isKept(_ node: UInt32, in parent: Int32) throws(CancellationError) -> Bool {
    let record = scan.tree.records[Int(node)]
    guard record.kind == .folder else { return true }
    let descriptor = scan.tree.withText(at: record.sourceNameStart) {
      openat(parent, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard descriptor >= 0 else {
      leaveOut(scan.tree.sourcePath(of: StagingTree.Node(node))?.string ?? "", errno)
      return false
    }
    let start = Int(record.sourceNameStart)
    let name = Array(scan.tree.bytes[start..<start + Int(record.sourceNameByteCount)])
    let source = addSource(named: name, in: record.source)
    guard let children = try readFolder(descriptor, source: source, into: node) else {
      return false
    }
    finishFolder(node, children, mayClash: false)
    return true
  }

  /// Reads an open folder and everything below it, and closes it; nil if it is left out.
  private mutating func readFolder(
    _ descriptor: Int32, source: UInt32, into node: UInt32
  ) throws(CancellationError) -> [UInt32]? {
    guard let stream = fdopendir(descriptor) else {
      leaveOut(source, errno)
      close(descriptor)
      return nil
    }
    defer { closedir(stream) }
    var status = stat()
    fstat(descriptor, &status)
    guard !around.contains(Identity(status)) else {
      leaveOut(source, .loop)
      return nil
    }
    guard around.count < deepest else {
      leaveOut(source, ENAMETOOLONG)
      return nil
    }
    around.append(Identity(status))
    defer { around.removeLast() }
    if isCancelled() { throw CancellationError() }
    let entries = list(stream, descriptor, source: source)
    progress(scan.tree.records.count - 1)
    var kept: [UInt32] = []
    kept.reserveCapacity(entries.count)
    for entry in entries where try isKept(entry, in: descriptor) { kept.append(entry) }
    return kept
  }

  private mutating func list(
    _ stream: OpaquePointer, _ descriptor: Int32, source: UInt32
  ) -> [UInt32] {
    var entries: [UInt32] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \.d_name)!)
        .assumingMemoryBound(to: CChar.self)
      if name[0] == 46, name[1] == 0 || (name[1] == 46 && name[2] == 0) { continue }
      if let node = addEntry(name, in: descriptor, source: source) { entries.append(node) }
      errno = 0
    }
    if errno != 0 { leaveOut(source, errno) }
    return entries
  }

  /// Puts a folder's list in order and adds up what lies below.
  mutating func finishFolder(_ node: UInt32, _ children: [UInt32], mayClash: Bool) {
    if mayClash || children.contains(where: { scan.tree.isRenamed($0) }) {
      separateClashes(children)
    }
    var contents = FolderContents(children: scan.tree.sorted(children), descendantCount: 0)
    var byteCount: UInt64 = 0
    for child in children {
      let record = scan.tree.records[Int(child)]
      scan.tree.records[Int(child)].parent = node
      byteCount &+= record.byteCount
      contents.descendantCount += 1
      if record.kind == .folder {
        contents.descendantCount += scan.tree.folders[Int(record.detail)].descendantCount
      }
    }
    scan.tree.records[Int(node)].byteCount = byteCount
    scan.tree.folders[Int(scan.tree.records[Int(node)].detail)] = contents
  }

  /// Gives other names to those that have the name of an earlier one.
  private mutating func separateClashes(_ children: [UInt32]) {
    var names: Set<[UInt8]> = []
    var clashing: [UInt32] = []
    for child in children where !names.insert(scan.tree.nameBytes(of: .init(child))).inserted {
      clashing.append(child)
    }
    for child in clashing {
      scan.tree.giveFreeName(to: child, in: &names)
      let name = scan.tree.name(of: .init(child))
      scan.findings.append(.init(place: .node(child), kind: .nameTaken(newName: name)))
    }
  }

  // MARK: What is left out

  func path(ofSource source: UInt32) -> String {
    String(decoding: scan.tree.sourcePathBytes(folder: source), as: UTF8.self)
  }

  private mutating func leaveOut(_ source: UInt32, _ failure: Int32) {
    leaveOut(path(ofSource: source), failure)
  }

  private mutating func leaveOut(_ source: UInt32, _ kind: StagingIssue.Kind) {
    scan.findings.append(.init(place: .path(path(ofSource: source)), kind: kind))
  }

  mutating func leaveOut(_ path: String, _ failure: Int32) {
    let kind: StagingIssue.Kind =
      failure == ENOENT ? .vanished : .unreadable(errorNumber: failure)
    scan.findings.append(.init(place: .path(path), kind: kind))
  }
}
