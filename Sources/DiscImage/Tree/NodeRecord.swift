/// What the tree keeps of one file, folder or link: 56 bytes, no references, so that a tree of a
/// million files costs two allocations and is copied like an array of numbers.
struct NodeRecord: Sendable {
  /// Stands for "nothing" where an index is kept.
  static let none = UInt32.max

  /// The bytes of a file; of a folder the sum below it; 0 of a link.
  var byteCount: UInt64 = 0
  var seconds: Int64 = 0
  var nanoseconds: UInt32 = 0
  /// The folder it lies in, or ``none`` of the root and of what was taken out.
  var parent = NodeRecord.none
  /// The name on disc, in ``StagingTree/bytes``.
  var nameStart: UInt32 = 0
  /// The name on the computer, in ``StagingTree/bytes``; another one after a renaming.
  var sourceNameStart: UInt32 = 0
  /// The folder on the computer, in ``StagingTree/sources``, or ``none`` of a folder made here.
  var source = NodeRecord.none
  /// Of a folder its place in ``StagingTree/folders``, of a link in ``StagingTree/targets``;
  /// of a file the number, from 1, that it shares with its hard links, or 0.
  var detail: UInt32 = 0
  var userID: UInt32 = 0
  var groupID: UInt32 = 0
  var nameByteCount: UInt16 = 0
  var sourceNameByteCount: UInt16 = 0
  /// The twelve permission bits.
  var permissions: UInt16 = 0
  var kind = StagingTree.Kind.file

  var modificationTime: Timestamp {
    Timestamp(seconds: seconds, nanoseconds: nanoseconds)
  }
}

/// What lies in a folder.
struct FolderContents: Sendable {
  /// Node indices: folders first, then by name, see ``StagingTree/precedes(_:_:_:)``.
  var children: [UInt32] = []
  /// Everything below, at every depth.
  var descendantCount = 0
}

/// A folder on the computer that files come from.
struct SourceFolder: Sendable {
  /// The folder above in ``StagingTree/sources``, or ``NodeRecord/none`` where the name is a path.
  var parent: UInt32
  var nameStart: UInt32
  var nameByteCount: UInt32
}

/// The text of a symbolic link, in ``StagingTree/bytes``.
struct LinkTarget: Sendable {
  var start: UInt32
  var byteCount: UInt32
}
