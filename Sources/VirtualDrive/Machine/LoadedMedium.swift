internal import SystemPackage

/// The medium on the tray: what it remembers and its sectors.
struct LoadedMedium: Sendable {
  let folder: MediumFolder
  private(set) var record: MediumRecord
  let sectors: SectorStore
  private let isWritable: Bool
  /// What is on the medium while a test write pretends that more is.
  private var recordBeforeTest: MediumRecord?
  private var saved: MediumRecord
  /// Whether blocks were stored that may not be on the disk yet.
  private var hasUnsynchronizedBlocks = false

  /// Opens the medium in `folder`. A recording that was cut off is brought to a consistent end.
  init(_ folder: MediumFolder, writable: Bool) throws(VirtualDriveError) {
    self.folder = folder
    isWritable = writable
    record = try MediumRecord.read(folder.description)
    saved = record
    sectors = try SectorStore(folder.sectors, writable: writable)
    record.recover()
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
    let wasBeingWritten = record.openTrack?.isBeingWritten == true
    if !isTesting {
      if !wasBeingWritten { try markBeingWritten(control: control) }
      hasUnsynchronizedBlocks = true
      try sectors.write(bytes, at: address)
    }
    record.record(blocks, control: control)
  }

  /// Brings everything received to the disk.
  mutating func flush() throws(VirtualDriveError) {
    try change { $0.flush() }
  }

  /// Changes what the medium remembers, and keeps it.
  mutating func change(_ body: (inout MediumRecord) -> Void) throws(VirtualDriveError) {
    body(&record)
    guard !isTesting, isWritable, record != saved else { return }
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

  /// Notes on the disk that a recording has begun, so that one that breaks off is noticed.
  private mutating func markBeingWritten(control: UInt8) throws(VirtualDriveError) {
    var marked = record
    marked.record(0, control: control)
    try marked.write(folder.description)
    saved = marked
  }

  private mutating func save() throws(VirtualDriveError) {
    guard isWritable, record != saved else { return }
    try record.write(folder.description, isLasting: true)
    saved = record
  }
}
