/// How long a directory record gets and what its system use field holds.
struct RecordPlan {
  var byteCount: Int
  /// The field where it has to be divided, or holds more than a name's usual entries; nil where it
  /// holds just these, or nothing.
  var field: SystemUseField?

  init(head: Int, field: SystemUseField) {
    byteCount = Self.even(head + field.byteCount)
    self.field = field
  }

  init(byteCount: Int) {
    self.byteCount = Self.even(byteCount)
  }

  private static func even(_ byteCount: Int) -> Int {
    byteCount + byteCount % 2
  }
}

/// Plans the records of one file system, for those who measure directories and those who write them.
struct RecordPlanner: Sendable {
  let attributes: NodeAttributes
  let hasRockRidge: Bool

  /// The record of a node under its name.
  func plan(of node: UInt32, identifierByteCount: Int) -> RecordPlan {
    let head = DirectoryRecord.byteCount(identifierByteCount: identifierByteCount)
    guard hasRockRidge else { return RecordPlan(byteCount: head) }
    let record = attributes.tree.records[Int(node)]
    let usual =
      head + SystemUse.attributesByteCount
      + SystemUse.timesByteCount(isShort: record.modificationTime.fitsRecord)
      + SystemUse.nameHeaderByteCount + Int(record.nameByteCount)
    if record.kind != .symbolicLink, usual <= DirectoryRecord.longest {
      return RecordPlan(byteCount: usual)
    }
    let target = record.kind == .symbolicLink ? attributes.tree.targetBytes(of: record) : nil
    let entries = attributes.tree.withName(of: node) {
      SystemUseField.entries(
        rockRidge(of: node), name: UnsafeRawBufferPointer($0), target: target)
    }
    return RecordPlan(
      head: head, field: SystemUseField(entries, room: DirectoryRecord.longest - head))
  }

  /// The record "." or ".." that stands for a directory.
  func planDot(of directory: UInt32, isOwn: Bool) -> RecordPlan {
    let head = DirectoryRecord.byteCount(identifierByteCount: 1)
    guard hasRockRidge else { return RecordPlan(byteCount: head) }
    let entries =
      isOwn && directory == 0
      ? SystemUseField.rootEntries(rockRidge(of: directory))
      : SystemUseField.commonEntries(rockRidge(of: directory))
    return RecordPlan(
      head: head, field: SystemUseField(entries, room: DirectoryRecord.longest - head))
  }

  private func rockRidge(of node: UInt32) -> RockRidgeAttributes {
    attributes.rockRidge(of: node, time: attributes.time(of: node))
  }
}

/// Adds up records as they come to lie in the sectors of a directory.
struct DirectorySize {
  private(set) var byteCount = 0
  private var continuation = ContinuationBlocks(start: 0)

  mutating func add(_ plan: RecordPlan, times: Int = 1) {
    for _ in 0..<times {
      byteCount =
        DirectoryRecord.place(after: byteCount, byteCount: plan.byteCount) + plan.byteCount
      if let field = plan.field, !field.continued.isEmpty {
        _ = continuation.store(Array(field.continued))
      }
    }
  }

  var blockCount: UInt32 { UInt32(blocksHolding: byteCount) }
  var continuationBlockCount: UInt32 { UInt32(continuation.blockCount) }
}
