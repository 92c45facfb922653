internal import SystemPackage

/// The medium on the tray: what it remembers and its sectors.
struct LoadedMedium: Sendable {
  /// How much is recorded, 16 MiB, until the record on the disk is brought up to date.
  private static let checkpointBlocks: Int64 = 8192

  let folder: MediumFolder
  private(set) var record: MediumRecord
  let sectors: SectorStore
  private let isWritable: Bool
  /// What is on the medium while a test write pretends that more is.
  private var recordBeforeTest: MediumRecord?
  private var saved: MediumRecord
  /// Whether blocks were stored that may not be on the disk yet.
  private var hasUnsynchronizedBlocks = false
  /// The blocks that were stored since the record was kept.
  private var blocksSinceSave: Int64 = 0

  /// Opens the medium in `folder`. A recording that was cut off is brought to a consistent end.
  init(_ folder: MediumFolder, writable: Bool) throws(VirtualDriveError) {
    self.folder = folder
    isWritable = writable
    record = try MediumRecord.read(folder.description)
    saved = record
    sectors = try SectorStore(folder.sectors, writable: writable)
    record.recover()
    // What reached the disk is on the medium, though the record may not have been told.
    record.noteWritten(to: (sectors.byteCount + 2047) / 2048)
    guard writable else { return }
    try sectors.setEnd(blocks: record.recordedEnd)
    try save()
  }

  var kind: MediumKind { record.kind }
  var isTesting: Bool { recordBeforeTest != nil }
  /// What is really on the medium, without what a test write pretends.
  var stored: MediumRecord { recordBeforeTest ?? record }

  /// Stores blocks at the next writable address.
  mutating func write(
    _ bytes: UnsafeRawBufferPointer, blocks: Int64, control: UInt8
  ) throws(VirtualDriveError) {
    guard let address = record.nextWritableAddress else { return }
    if !isTesting {
      let isMarked = record.openTrack?.isBeingWritten == true
      if !isMarked || blocksSinceSave >= Self.checkpointBlocks {
        try makeCheckpoint(control: control)
      }
      hasUnsynchronizedBlocks = true
      try sectors.write(bytes, at: address)
      blocksSinceSave += blocks
    }
    record.record(blocks, control: control)
  }

  /// Stores blocks within the format of a medium that is written at any address, or again on one
  /// that replaces what was recorded.
  mutating func overwrite(
    _ bytes: UnsafeRawBufferPointer, at range: Range<Int64>
  ) throws(VirtualDriveError) {
    guard !isTesting else { return }
    hasUnsynchronizedBlocks = true
    try sectors.overwrite(bytes, at: range.lowerBound)
    record.noteWritten(to: range.upperBound)
  }

  /// Brings everything received to the disk.
  mutating func flush() throws(VirtualDriveError) {
    try change { $0.flush() }
  }

  /// Changes what the medium remembers, and keeps it.
  mutating func change(_ body: (inout MediumRecord) -> Void) throws(VirtualDriveError) {
    body(&record)
    guard !isTesting, isWritable, record != saved || hasUnsynchronizedBlocks else { return }
    try sectors.setEnd(blocks: record.recordedEnd)
    if hasUnsynchronizedBlocks { try sectors.synchronize() }
    hasUnsynchronizedBlocks = false
    try save()
  }

  /// Begins or ends pretending: what is written in between is forgotten.
  mutating func setTesting(_ testing: Bool) {
    if testing, recordBeforeTest == nil { recordBeforeTest = record }
    if !testing, let before = recordBeforeTest {
      record = before
      recordBeforeTest = nil
    }
  }

  /// Notes on the disk that a recording goes on and how far it is, so that one that breaks off is
  /// noticed and keeps what it wrote.
  ///
  /// The record tells of nothing that the sectors' file was not given before. That the disk has it
  /// only ``flush()`` waits for.
  private mutating func makeCheckpoint(control: UInt8) throws(VirtualDriveError) {
    var marked = record
    marked.record(0, control: control)
    marked.dropPartialUnit()
    try marked.write(folder.description)
    saved = marked
    blocksSinceSave = 0
  }

  private mutating func save() throws(VirtualDriveError) {
    guard isWritable, record != saved else { return }
    try record.write(folder.description, isLasting: true)
    saved = record
    blocksSinceSave = 0
  }
}
