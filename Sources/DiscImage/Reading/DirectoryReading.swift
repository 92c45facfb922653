internal import DiscModel

/// A folder while it is read: its records, and what of them lies elsewhere.
struct DirectoryReading {
  /// A record with the fields found so far.
  struct OpenRecord {
    var record: RecordedEntry
    var fields = RockRidgeFields()
  }

  /// What a record, or several of one file, came to.
  struct Child {
    var entry: VolumeTree.Entry
    /// Where a folder's own records lie.
    var directory: VolumeExtent
    /// Its first block alone is known.
    var isRelocated: Bool
  }

  /// The folder's place in the tree.
  let entry: Int
  let start: LogicalBlockAddress
  let isRelocated: Bool
  /// The bytes before the system use fields; nil if there are none to read.
  let skippedByteCount: Int?
  /// The size of the folder; zero as long as it is not known.
  var blocks = BlockCount.zero
  /// The folder's record of itself.
  private(set) var own: OpenRecord?
  private var records: [OpenRecord] = []
  /// Which records go on where; −1 is the folder's own.
  private var continuations: [LogicalBlockAddress: [Int]] = [:]

  init(
    entry: Int = VolumeTree.root, start: LogicalBlockAddress = .zero, isRelocated: Bool = false,
    skippedByteCount: Int? = nil
  ) {
    self.entry = entry
    self.start = start
    self.isRelocated = isRelocated
    self.skippedByteCount = skippedByteCount
  }

  /// Whether records are left out because their folders belong elsewhere.
  var hadRelocated: Bool { records.contains { $0.fields.isRelocated } }

  /// The lowest block that must be looked at before the records are whole.
  var nextContinuation: LogicalBlockAddress? { continuations.keys.min() }

  /// Takes the records of a block; no record lies in two.
  mutating func takeBlock(_ block: RawSpan) throws(VolumeFault.Reason) {
    var offset = 0
    while offset < block.byteCount, try block.byte(at: offset) != 0 {
      let record = try RecordedEntry(block, at: offset)
      offset += record.recordByteCount
      if record.role != .parent, !record.flags.contains(.associated) {
        try take(record, of: block)
      }
    }
  }

  private mutating func take(
    _ record: RecordedEntry, of block: RawSpan
  ) throws(VolumeFault.Reason) {
    var open = OpenRecord(record: record)
    if let skippedByteCount {
      // The root's own record announces the skip, and so has none.
      let isAnnouncement = record.role == .itself && entry == VolumeTree.root
      let first = record.systemUse.lowerBound + (isAnnouncement ? 0 : skippedByteCount)
      if first < record.systemUse.upperBound {
        try open.fields.take(block, first..<record.systemUse.upperBound)
      }
    }
    let index = record.role == .itself ? -1 : records.count
    note(open.fields.continuation, of: index)
    if record.role == .itself { own = open } else { records.append(open) }
  }

  private mutating func note(_ continuation: RockRidgeFields.Continuation?, of index: Int) {
    guard let continuation else { return }
    continuations[continuation.block, default: []].append(index)
  }

  /// Takes the fields that lie in `block`.
  mutating func takeContinuations(
    _ block: RawSpan, at address: LogicalBlockAddress
  ) throws(VolumeFault.Reason) {
    for index in continuations.removeValue(forKey: address) ?? [] {
      var fields = (index < 0 ? own?.fields : records[index].fields) ?? RockRidgeFields()
      guard let range = fields.continuation?.range else { continue }
      try fields.take(block, range)
      note(fields.continuation, of: index)
      if index < 0 { own?.fields = fields } else { records[index].fields = fields }
    }
  }

  /// What the records came to, once nothing of them is missing.
  func children(names: VolumeNames) throws(VolumeFault.Reason) -> [Child] {
    var children: [Child] = []
    var goesOn = false
    for open in records where !open.fields.isRelocated {
      if goesOn {
        try Self.append(open.record, to: &children[children.count - 1])
      } else {
        children.append(try Self.child(open, names: names))
      }
      goesOn = open.record.flags.contains(.moreExtents)
    }
    guard !goesOn else { throw .sectionsInvalid }
    return children
  }
}

// MARK: From records to entries

extension DirectoryReading {
  private static func child(
    _ open: OpenRecord, names: VolumeNames
  ) throws(VolumeFault.Reason) -> Child {
    let name = open.fields.name ?? recordedName(open.record.identifier, names: names)
    guard RecordedName.isValid(name) else { throw .nameInvalid }
    var entry = VolumeTree.Entry(parent: 0, kind: kind(of: open), name: name)
    entry.modificationTime = open.fields.modificationTime ?? open.record.time
    entry.attributes = open.fields.attributes
    switch entry.kind {
    case .file:
      entry.byteCount = UInt64(open.record.extent.byteCount)
      if entry.byteCount > 0 { entry.extents = [open.record.extent] }
    case .symbolicLink: entry.linkTarget = open.fields.linkTarget ?? ""
    case .folder, .special: break
    }
    var directory = open.record.extent
    if let address = open.fields.relocatedTo { directory.start = address }
    return Child(
      entry: entry, directory: directory, isRelocated: open.fields.relocatedTo != nil)
  }

  private static func recordedName(_ identifier: [UInt8], names: VolumeNames) -> String {
    names == .joliet ? RecordedName.joliet(identifier) : RecordedName.plain(identifier)
  }

  /// What a record stands for: the type in its mode, but a folder only where one can be read.
  private static func kind(of open: OpenRecord) -> VolumeTree.Kind {
    if open.record.flags.contains(.directory) || open.fields.relocatedTo != nil { return .folder }
    if open.fields.linkTarget != nil { return .symbolicLink }
    switch (open.fields.attributes?.mode ?? 0) & 0o170000 {
    case 0o120000: return .symbolicLink
    case 0o020000, 0o060000, 0o010000, 0o140000: return .special
    default: return .file
    }
  }

  private static func append(
    _ record: RecordedEntry, to child: inout Child
  ) throws(VolumeFault.Reason) {
    guard child.entry.kind == .file, !record.flags.contains(.directory) else {
      throw .sectionsInvalid
    }
    child.entry.byteCount += UInt64(record.extent.byteCount)
    if record.extent.byteCount > 0 { child.entry.extents.append(record.extent) }
  }
}
