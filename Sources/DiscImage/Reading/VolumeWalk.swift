internal import DiscModel

/// The way through a volume, as a value: it says which block it wants next and is told what is in it.
///
/// Each folder is read once, folders of one depth in the order of their addresses.
struct VolumeWalk {
  private enum Step {
    case descriptors
    /// The first block of the plain tree, to see whether it has Rock Ridge.
    case rootRecord
    case directory
    /// What of the fields of the folder's records lies elsewhere.
    case continuations
    case finished
  }

  private struct PendingDirectory {
    var entry: Int
    var extent: VolumeExtent
    /// Its size stands in its own first record alone, for the record above it is a substitute.
    var isRelocated = false
  }

  /// The descriptors before the set is taken to be endless.
  private static let descriptorLimit = BlockCount(64)

  let start: LogicalBlockAddress
  let wantedNames: VolumeNames?
  /// The block to be told of next; nil when the tree is whole.
  private(set) var wanted: LogicalBlockAddress?
  /// The first block behind the volume, or behind `wanted` as long as nothing is known of it.
  private(set) var end: LogicalBlockAddress
  private(set) var tree: VolumeTree
  private var step = Step.descriptors
  private var found: [RecordedVolume] = []
  private var reading = DirectoryReading()
  private var skippedByteCount = 0
  private var level: [PendingDirectory] = []
  private var nextLevel: [PendingDirectory] = []
  private var visited: Set<LogicalBlockAddress> = []
  private var claimedBlocks = BlockCount.zero
  private var emptied: Set<Int> = []

  init(start: LogicalBlockAddress, names: VolumeNames?) {
    self.start = start
    wantedNames = names
    let first = LogicalBlockAddress(clamping: start, plus: BlockCount(16))
    wanted = first
    end = LogicalBlockAddress(clamping: first, plus: BlockCount(1))
    tree = VolumeTree(names: names ?? .plain, volumeName: "", blockCount: .zero, entries: [])
  }

  /// Takes the block at ``wanted``.
  mutating func take(_ block: RawSpan) throws(VolumeFault) {
    let address = wanted ?? start
    do throws(VolumeFault.Reason) {
      switch step {
      case .descriptors: try takeDescriptor(block, at: address)
      case .rootRecord: try takeRootRecord(block)
      case .directory: try takeDirectory(block, at: address)
      case .continuations:
        try reading.takeContinuations(block, at: address)
        try continueOrEndDirectory()
      case .finished: break
      }
    } catch {
      throw VolumeFault(error, at: address)
    }
  }
}

// MARK: Descriptors

extension VolumeWalk {
  private mutating func takeDescriptor(
    _ block: RawSpan, at address: LogicalBlockAddress
  ) throws(VolumeFault.Reason) {
    var isLast = address - start >= BlockCount(16) + Self.descriptorLimit
    switch try RecordedVolume.parse(block) {
    case .tree(let descriptor): found.append(descriptor)
    case .other: break
    case .end: isLast = true
    }
    if isLast {
      try endDescriptors()
    } else {
      wanted = LogicalBlockAddress(clamping: address, plus: BlockCount(1))
      end = LogicalBlockAddress(clamping: address, plus: BlockCount(2))
    }
  }

  private mutating func endDescriptors() throws(VolumeFault.Reason) {
    guard let plain = found.first(where: { $0.names == .plain }) else { throw .noVolume }
    end = LogicalBlockAddress(clamping: start, plus: plain.blockCount)
    tree.volumeName = plain.volumeName
    tree.blockCount = plain.blockCount
    if wantedNames == nil || wantedNames == .rockRidge {
      guard contains(plain.root) else { throw .beyondVolume }
      step = .rootRecord
      wanted = plain.root.start
    } else {
      try beginTree(hasRockRidge: false)
    }
  }

  private mutating func takeRootRecord(_ block: RawSpan) throws(VolumeFault.Reason) {
    let record = try RecordedEntry(block, at: 0)
    var fields = RockRidgeFields()
    // Blocks without Rock Ridge may have anything there.
    try? fields.take(block, record.systemUse)
    skippedByteCount = fields.skippedByteCount ?? 0
    try beginTree(hasRockRidge: record.role == .itself && fields.announcesRockRidge)
  }

  private mutating func beginTree(hasRockRidge: Bool) throws(VolumeFault.Reason) {
    let best = found.contains { $0.names == .joliet } ? VolumeNames.joliet : .plain
    tree.names = wantedNames ?? (hasRockRidge ? .rockRidge : best)
    let stored = tree.names == .joliet ? VolumeNames.joliet : .plain
    guard hasRockRidge || tree.names != .rockRidge,
      let descriptor = found.first(where: { $0.names == stored })
    else {
      throw .noTree(tree.names)
    }
    if !descriptor.volumeName.isEmpty { tree.volumeName = descriptor.volumeName }
    tree.entries = [VolumeTree.Entry(parent: 0, kind: .folder, name: "")]
    nextLevel = [PendingDirectory(entry: VolumeTree.root, extent: descriptor.root)]
    try beginNextDirectory()
  }
}

// MARK: Folders

extension VolumeWalk {
  private mutating func beginNextDirectory() throws(VolumeFault.Reason) {
    if level.isEmpty {
      // The last is taken first.
      level = nextLevel.sorted { $0.extent.start > $1.extent.start }
      nextLevel = []
    }
    guard let next = level.popLast() else {
      removeEmptied()
      step = .finished
      wanted = nil
      return
    }
    guard visited.insert(next.extent.start).inserted else { throw .directoryLoop }
    reading = DirectoryReading(
      entry: next.entry, start: next.extent.start, isRelocated: next.isRelocated,
      skippedByteCount: tree.names == .rockRidge ? skippedByteCount : nil)
    if next.isRelocated {
      guard contains(VolumeExtent(start: next.extent.start, byteCount: 1)) else {
        throw .beyondVolume
      }
    } else {
      reading.blocks = try claim(next.extent)
    }
    step = .directory
    wanted = next.extent.start
  }

  /// Counts the blocks of a folder, so that overlapping ones cannot make endless work.
  private mutating func claim(_ extent: VolumeExtent) throws(VolumeFault.Reason) -> BlockCount {
    guard extent.byteCount > 0, contains(extent) else { throw .beyondVolume }
    claimedBlocks += extent.blocks
    guard claimedBlocks <= tree.blockCount else { throw .directoriesOverlap }
    return extent.blocks
  }

  /// Whether all blocks of `extent` are the volume's, or an earlier session's.
  private func contains(_ extent: VolumeExtent) -> Bool {
    extent.start >= .zero && end - extent.start >= extent.blocks && extent.start < end
  }

  private mutating func takeDirectory(
    _ block: RawSpan, at address: LogicalBlockAddress
  ) throws(VolumeFault.Reason) {
    if reading.blocks == .zero {
      let own = try RecordedEntry(block, at: 0)
      guard own.role == .itself else { throw .truncated }
      reading.blocks = try claim(VolumeExtent(start: address, byteCount: own.extent.byteCount))
    }
    try reading.takeBlock(block)
    let next = LogicalBlockAddress(clamping: address, plus: BlockCount(1))
    if next - reading.start < reading.blocks {
      wanted = next
    } else {
      try continueOrEndDirectory()
    }
  }

  private mutating func continueOrEndDirectory() throws(VolumeFault.Reason) {
    guard let address = reading.nextContinuation else { return try endDirectory() }
    guard contains(VolumeExtent(start: address, byteCount: 1)) else { throw .beyondVolume }
    step = .continuations
    wanted = address
  }

  private mutating func endDirectory() throws(VolumeFault.Reason) {
    let isRoot = reading.entry == VolumeTree.root
    if isRoot || reading.isRelocated, let own = reading.own {
      tree.entries[reading.entry].modificationTime = own.fields.modificationTime ?? own.record.time
      tree.entries[reading.entry].attributes = own.fields.attributes
    }
    let first = tree.entries.count
    for child in try reading.children(names: tree.names) {
      var entry = child.entry
      guard entry.extents.allSatisfy(contains) else { throw .beyondVolume }
      if entry.kind == .folder {
        nextLevel.append(
          PendingDirectory(
            entry: tree.entries.count, extent: child.directory, isRelocated: child.isRelocated))
      }
      entry.parent = Int32(reading.entry)
      tree.entries.append(entry)
    }
    if !isRoot, reading.hadRelocated, tree.entries.count == first { emptied.insert(reading.entry) }
    try beginNextDirectory()
  }

  /// Takes out the folders that hold nothing but relocated ones: they are not the user's.
  private mutating func removeEmptied() {
    guard !emptied.isEmpty else { return }
    var places: [Int32] = []
    var kept: [VolumeTree.Entry] = []
    for (index, entry) in tree.entries.enumerated() {
      places.append(Int32(kept.count))
      guard !emptied.contains(index) else { continue }
      kept.append(entry)
      kept[kept.count - 1].parent = places[Int(entry.parent)]
    }
    tree.entries = kept
  }
}

extension LogicalBlockAddress {
  /// The address `blocks` after another, or the last there is.
  init(clamping address: LogicalBlockAddress, plus blocks: BlockCount) {
    self.init(Int32(clamping: Int64(address.rawValue) + blocks.rawValue))
  }
}
