/// The directories of one file system: which records they hold, in which order, and where they lie.
///
/// Identifiers are not kept: they are made from the names whenever they are needed, which takes
/// less time than to fetch them from memory. Only what was changed to be unique is remembered.
struct DirectoryTree: Sendable {
  /// A directory, in the order of the path table, from which it gets its number.
  struct Directory: Sendable {
    /// The folder in the staging tree.
    var node: UInt32
    /// The directory above; the root's is the root.
    var parent: Int
    /// The first of its records in ``DirectoryTree/order``, "." and ".." not counted.
    var firstRecord = 0
    var recordCount = 0
    /// The first directory below it; others follow in the order of its records.
    var firstChild = 0
    /// Blocks from the image's start.
    var start: UInt32 = 0
    var blockCount: UInt32 = 0
    /// The blocks behind it where its system use fields go on.
    var continuationBlockCount: UInt32 = 0
  }

  let rules: NameRules
  var directories: [Directory] = []
  /// Nodes, by directory and in it in the order of identifiers.
  var order: [UInt32] = []
  /// The number in the identifier of a node whose own was taken.
  var numbers: [UInt32: UInt32] = [:]
  var pathTableByteCount = 0
  /// Where the path table for little-endian computers begins; the other follows. In blocks from
  /// the image's start.
  var pathTableStart: UInt32 = 0

  var pathTableBlockCount: UInt32 { UInt32(blocksHolding: pathTableByteCount) }

  func records(of directory: Directory) -> ArraySlice<UInt32> {
    order[directory.firstRecord..<directory.firstRecord + directory.recordCount]
  }
}

extension UInt32 {
  /// The fewest blocks of 2,048 bytes that hold so many bytes.
  init(blocksHolding byteCount: Int) {
    self.init((byteCount + 2047) / 2048)
  }
}
