internal import SystemPackage

/// The contents of all files, in the order of the layout, each filled up to whole blocks.
struct ContentReader: ~Copyable, Sendable {
  /// Files that changed and were made to fit.
  private(set) var changedFiles: [ChangedFile] = []

  private let layout: ImageLayout
  private let policy: ChangedFilePolicy
  private var folders = OpenFolders()
  /// Whether it is known that the files without contents still have none.
  private var hasCheckedEmptyFiles = false
  /// The file that is read, in ``ImageLayout/files``.
  private var index = 0
  private var reader: FileReader?
  /// The bytes of the file that are still to come, and of the zeros behind it.
  private var rest: UInt64 = 0
  private var padding = 0
  private var isReported = false

  init(_ layout: ImageLayout, _ policy: ChangedFilePolicy) {
    self.layout = layout
    self.policy = policy
    beginFile()
  }

  /// Whether everything was read.
  var isAtEnd: Bool { hasCheckedEmptyFiles && index == layout.files.count }

  /// Fills the buffer as far as there are contents.
  ///
  /// - Returns: how many bytes were written; less than the buffer has only at the end.
  mutating func read(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(ImageStreamError) -> Int {
    try checkEmptyFiles()
    var done = 0
    while done < buffer.count, !isAtEnd {
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      done += rest > 0 ? try readFile(into: room) : pad(room)
    }
    return done
  }

  private var node: UInt32 { layout.files[index] }

  /// A file that was empty when it was measured has no place on the disc, so that what came into it
  /// since then would be missing there without a word.
  private mutating func checkEmptyFiles() throws(ImageStreamError) {
    guard !hasCheckedEmptyFiles else { return }
    hasCheckedEmptyFiles = true
    for file in layout.emptyFiles {
      if let reason = changeOfEmptyFile(file) { try report(reason, of: file) }
    }
  }

  /// That an empty file was touched changes nothing on the disc.
  private mutating func changeOfEmptyFile(_ file: UInt32) -> ImageStreamError.Reason? {
    let record = layout.tree.records[Int(file)]
    guard record.source != NodeRecord.none else { return nil }
    do {
      let folder = try folders.descriptor(of: record.source, in: layout.tree)
      let change = try FileReader(record, in: folder, layout.tree).change
      return change == .modified ? nil : change
    } catch let error as OpenFolders.Failure {
      return .init(ofOpening: error.errorNumber)
    } catch let error as FileReader.Failure {
      return error.reason
    } catch {
      return .vanished
    }
  }

  private mutating func beginFile() {
    guard index < layout.files.count else { return }
    rest = layout.tree.records[Int(node)].byteCount
    let over = Int(rest % UInt64(DirectoryRecord.sectorByteCount))
    padding = over == 0 ? 0 : DirectoryRecord.sectorByteCount - over
    isReported = false
  }

  private mutating func endFileIfDone() {
    guard rest == 0, padding == 0 else { return }
    index += 1
    beginFile()
  }

  private mutating func pad(_ room: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(room.count, padding)
    zero(room, count)
    padding -= count
    endFileIfDone()
    return count
  }

  private mutating func readFile(
    into room: UnsafeMutableRawBufferPointer
  ) throws(ImageStreamError) -> Int {
    let wanted = UnsafeMutableRawBufferPointer(
      rebasing: room[..<Int(min(UInt64(room.count), rest))])
    if reader == nil, !isReported { try open() }
    var count = wanted.count
    do throws(FileReader.Failure) {
      count = try reader?.read(into: wanted) ?? zero(wanted, wanted.count)
    } catch {
      reader = nil
      try report(error.reason)
      zero(wanted, wanted.count)
    }
    rest -= UInt64(count)
    if rest == 0 { try close() }
    endFileIfDone()
    return count
  }

  private mutating func open() throws(ImageStreamError) {
    let record = layout.tree.records[Int(node)]
    let reason: ImageStreamError.Reason?
    do {
      let folder = try folders.descriptor(of: record.source, in: layout.tree)
      reader = try FileReader(record, in: folder, layout.tree)
      reason = reader?.changeBeforeReading()
    } catch let error as OpenFolders.Failure {
      reason = .init(ofOpening: error.errorNumber)
    } catch let error as FileReader.Failure {
      reason = error.reason
    } catch {
      reason = .vanished
    }
    if let reason { try report(reason) }
  }

  private mutating func close() throws(ImageStreamError) {
    let reason = reader?.change
    reader = nil
    if let reason { try report(reason) }
  }

  /// Ends the stream or notes the file, once, as the user wishes.
  private mutating func report(_ reason: ImageStreamError.Reason) throws(ImageStreamError) {
    guard !isReported else { return }
    isReported = true
    try report(reason, of: node)
  }

  private mutating func report(
    _ reason: ImageStreamError.Reason, of file: UInt32
  ) throws(ImageStreamError) {
    let node = StagingTree.Node(file)
    switch policy {
    case .stop:
      throw ImageStreamError(
        path: layout.tree.sourcePath(of: node)?.string ?? layout.tree.path(of: node),
        reason: reason)
    case .padAndReport:
      changedFiles.append(ChangedFile(path: layout.tree.path(of: node), reason: reason))
    }
  }
}

/// Makes the first bytes of a buffer zeros, and tells how many.
@discardableResult
func zero(_ buffer: UnsafeMutableRawBufferPointer, _ byteCount: Int) -> Int {
  UnsafeMutableRawBufferPointer(rebasing: buffer[..<byteCount])
    .initializeMemory(as: UInt8.self, repeating: 0)
  return byteCount
}
