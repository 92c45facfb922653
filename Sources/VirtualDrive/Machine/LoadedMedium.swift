internal import SystemPackage

/// The medium on the tray: what it remembers and its sectors.
struct LoadedMedium: Sendable {
  /// How much is recorded, 16 MiB, until the record on the disk is brought up to date.
  private static let checkpointBlocks: Int64 = 8192

  let folder: MediumFolder
  private(set) var record: MediumRecord
  let sectors: SectorStore
  /// What else is kept of a compact disc.
  let disc: CompactDiscStore?
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
    if writable { folder.removeAbandonedFiles() }
    record = try MediumRecord.read(folder.description)
    saved = record
    sectors = try SectorStore(folder.sectors, writable: writable)
    disc = try CompactDiscStore(folder, of: record, writable: writable)
    // What reached the disk is on the medium, though the record may not have been told.
    record.takeUp(storedTo: storedEnd)
    try takeUpJumps()
    record.recover()
    record.heal(storedBlocks: (sectors.byteCount + 2047) / 2048)
    try takeUpAnnounced()
    guard writable else { return }
    try setEnd()
    try save()
  }

  /// The block behind the last that is stored whole of the track that is written last. A raw recording
  /// has told the record too little of its track for more than what that counts.
  private var storedEnd: Int64 {
    let layout = record.tracks.last { $0.isBeingWritten && !$0.isClosed }?.layout
    if layout?.keepsSubchannels == true { return .min }
    return layout?.keepsWholeSectors == true
      ? disc?.sectorsEnd ?? 0 : sectors.byteCount / Int64(SectorStore.blockByteCount)
  }

  var kind: MediumKind { record.kind }
  var isTesting: Bool { recordBeforeTest != nil }
  /// What is really on the medium, without what a test write pretends.
  var stored: MediumRecord { recordBeforeTest ?? record }

  /// Stores blocks at an address that can be written next.
  mutating func write(
    _ bytes: UnsafeRawBufferPointer, at range: Range<Int64>, control: UInt8
  ) throws(VirtualDriveError) {
    if !isTesting {
      let index = record.openTrackIndex(at: range.lowerBound)
      let open =
        index.map { record.tracks[$0] }
        ?? (record.isRecordedInJumps ? record.openTrack : nil)
      let isMarked = open?.isBeingWritten == true
      if !isMarked || blocksSinceSave >= Self.checkpointBlocks {
        try makeCheckpoint(at: range.lowerBound, control: control)
      }
      hasUnsynchronizedBlocks = true
      try sectors.write(bytes, at: range.lowerBound)
      blocksSinceSave += Int64(range.count)
    }
    record.record(Int64(range.count), control: control, at: range.lowerBound)
  }

  /// Forgets all sectors.
  mutating func erase() throws(VirtualDriveError) {
    try sectors.setEnd(blocks: 0)
    hasUnsynchronizedBlocks = true
  }

  /// Changes what the medium remembers, which is kept with the next thing worth keeping.
  mutating func note(_ body: (inout MediumRecord) -> Void) {
    body(&record)
  }

  /// Stores blocks of a compact disc by `write`, unless they are only pretended, and notes them by
  /// `change`, which is told how many of them it may count.
  ///
  /// - Parameter track: the open track they are of, counted from 0; nil for the last or a new one.
  mutating func store(
    blocks: Int64, in track: Int? = nil,
    noting change: (inout MediumRecord, _ blocks: Int64) -> Void,
    by write: (LoadedMedium) throws(VirtualDriveError) -> Void
  ) throws(VirtualDriveError) {
    if !isTesting {
      let open = track.map { record.tracks[$0] } ?? record.openTrack
      let isMarked = open?.isBeingWritten == true
      if !isMarked || blocksSinceSave >= Self.checkpointBlocks {
        var marked = record
        change(&marked, 0)
        try keep(marked)
      }
    }
    let trackCount = record.trackCount
    change(&record, blocks)
    guard !isTesting else { return }
    if record.trackCount > trackCount { try keepBeginOfTrack() }
    hasUnsynchronizedBlocks = true
    try write(self)
    blocksSinceSave += blocks
  }

  /// Stores blocks within the format of a medium that is written at any address, or again on one
  /// that replaces what was recorded.
  mutating func overwrite(
    _ bytes: UnsafeRawBufferPointer, at range: Range<Int64>
  ) throws(VirtualDriveError) {
    guard !isTesting else { return }
    try announce(range)
    hasUnsynchronizedBlocks = true
    try sectors.overwrite(bytes, at: range.lowerBound)
    record.noteOverwritten(range)
  }

  /// Brings everything received to the disk.
  mutating func flush() throws(VirtualDriveError) {
    try change { $0.flush() }
  }

  /// Changes what the medium remembers, and keeps it.
  mutating func change(_ body: (inout MediumRecord) -> Void) throws(VirtualDriveError) {
    body(&record)
    guard !isTesting, isWritable, record != saved || hasUnsynchronizedBlocks else { return }
    try setEnd()
    if hasUnsynchronizedBlocks {
      try sectors.synchronize()
      try disc?.synchronize()
    }
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
  private mutating func makeCheckpoint(
    at address: Int64, control: UInt8
  ) throws(VirtualDriveError) {
    var marked = record
    marked.record(0, control: control, at: address)
    marked.dropPartialUnit()
    try keep(marked)
  }

  /// Notes on the disk that a track began, of which nothing is stored yet: what is stored from now on
  /// is not of the one before.
  private mutating func keepBeginOfTrack() throws(VirtualDriveError) {
    var marked = record
    marked.changeLastTrack { track in
      track.recordedBlocks = 0
      track.writtenBlocks = 0
    }
    if marked != saved { try keep(marked) }
  }

  /// Writes the record of a recording that goes on, as it is.
  mutating func keepRecord() throws(VirtualDriveError) {
    try keep(record)
  }

  /// Writes a record of a recording that goes on; the disk may take its time.
  private mutating func keep(_ record: MediumRecord) throws(VirtualDriveError) {
    try record.write(folder.description)
    saved = record
    blocksSinceSave = 0
  }

  /// What lies behind the recorded blocks is gone.
  private func setEnd() throws(VirtualDriveError) {
    try sectors.setEnd(blocks: record.recordedEnd)
    try disc?.setEnd(of: record)
  }

  private mutating func save() throws(VirtualDriveError) {
    guard isWritable, record != saved else { return }
    try record.write(folder.description, isLasting: true)
    saved = record
    blocksSinceSave = 0
  }
}
