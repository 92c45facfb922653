internal import Glibc

/// Makes a ``DirectoryTree``: level by level, which is the order of the path table.
struct DirectoryTreeBuilder {
  /// An identifier in the order that is being made.
  private struct Entry {
    /// The first eight bytes of the key, which mostly decide.
    var head: UInt64
    var start: Int
    var byteCount: Int
    var node: UInt32
  }

  private let tree: StagingTree
  private let planner: RecordPlanner
  private var result: DirectoryTree
  private var keys: [UInt8] = []
  private var entries: [Entry] = []

  private init(_ planner: RecordPlanner, _ rules: NameRules) {
    tree = planner.attributes.tree
    self.planner = planner
    result = DirectoryTree(rules: rules)
    result.order.reserveCapacity(tree.nodeCount)
  }

  static func build(_ rules: NameRules, _ planner: RecordPlanner) -> DirectoryTree {
    var builder = Self(planner, rules)
    builder.result.directories.append(.init(node: 0, parent: 0))
    builder.result.pathTableByteCount = 10
    var next = 0
    while next < builder.result.directories.count {
      builder.order(next)
      next += 1
    }
    return builder.result
  }

  /// Puts the records of a directory in order, and the directories below it behind all others.
  private mutating func order(_ index: Int) {
    collect(tree.childIndices(of: result.directories[index].node))
    sort()
    if hasClash { separateClashes() }
    result.directories[index].firstRecord = result.order.count
    result.directories[index].recordCount = entries.count
    result.directories[index].firstChild = result.directories.count
    let directory = result.directories[index]
    var size = DirectorySize()
    size.add(planner.planDot(of: directory.node, isOwn: true))
    size.add(
      planner.planDot(of: result.directories[directory.parent].node, isOwn: false))
    for entry in entries {
      result.order.append(entry.node)
      let record = tree.records[Int(entry.node)]
      size.add(
        planner.plan(of: entry.node, identifierByteCount: identifierByteCount(of: entry, record)),
        times: DirectoryRecord.extentCount(of: record))
      guard record.kind == .folder else { continue }
      result.directories.append(.init(node: entry.node, parent: index))
      result.pathTableByteCount += 8 + entry.byteCount + entry.byteCount % 2
    }
    result.directories[index].blockCount = size.blockCount
    result.directories[index].continuationBlockCount = size.continuationBlockCount
  }

  private func identifierByteCount(of entry: Entry, _ record: NodeRecord) -> Int {
    guard record.kind != .folder else { return entry.byteCount }
    return keys.withUnsafeBufferPointer { keys in
      entry.byteCount
        + result.rules.versionByteCount(
          of: UnsafeBufferPointer(rebasing: keys[entry.start..<entry.start + entry.byteCount]))
    }
  }

  private mutating func collect(_ children: [UInt32]) {
    keys.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    for child in children {
      // Only Rock Ridge has links; without it there would be empty files.
      if !planner.hasRockRidge, tree.records[Int(child)].kind == .symbolicLink { continue }
      let start = keys.count
      append(child, number: 0)
      entries.append(Entry(head: 0, start: start, byteCount: keys.count - start, node: child))
    }
  }

  private mutating func append(_ node: UInt32, number: UInt32) {
    let isFolder = tree.records[Int(node)].kind == .folder
    let rules = result.rules
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NameRules.longestIdentifier) { room in
      guard let place = room.baseAddress else { return }
      let written = tree.withName(of: node) {
        rules.write($0, isFolder: isFolder, number: number, to: place)
      }
      rules.makeSortKey(place, byteCount: written.byteCount)
      keys.append(contentsOf: UnsafeBufferPointer(start: place, count: written.byteCount))
    }
  }

  private mutating func sort() {
    keys.withUnsafeBufferPointer { keys in
      for index in entries.indices { entries[index].head = Self.head(of: entries[index], keys) }
      entries.sort { Self.order(of: $0, $1, keys) < 0 }
    }
  }

  private static func head(of entry: Entry, _ keys: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var head: UInt64 = 0
    for offset in 0..<8 {
      head = head << 8 | (offset < entry.byteCount ? UInt64(keys[entry.start + offset]) : 0)
    }
    return head
  }

  private static func order(
    of left: Entry, _ right: Entry, _ keys: UnsafeBufferPointer<UInt8>
  ) -> Int {
    if left.head != right.head { return left.head < right.head ? -1 : 1 }
    guard let base = keys.baseAddress else { return 0 }
    let order = memcmp(base + left.start, base + right.start, min(left.byteCount, right.byteCount))
    return order != 0 ? Int(order) : left.byteCount - right.byteCount
  }

  // MARK: Names that became the same

  private var hasClash: Bool {
    keys.withUnsafeBufferPointer { keys in
      switch result.rules {
      case .iso9660:
        return entries.indices.dropFirst().contains {
          Self.order(of: entries[$0 - 1], entries[$0], keys) == 0
        }
      case .joliet:
        // What only looks like a clash does no harm: `separateClashes` looks again.
        let hashes = entries.map { identity($0, keys).hashValue }.sorted()
        return zip(hashes, hashes.dropFirst()).contains(where: ==)
      }
    }
  }

  /// Gives a number to all but the first of those whose identifiers are the same, in the order of
  /// the staging tree, so that the same tree always gives the same names.
  private mutating func separateClashes() {
    let place = Dictionary(
      uniqueKeysWithValues: tree.childIndices(of: parentOfEntries).enumerated().map { ($1, $0) })
    let identities = keys.withUnsafeBufferPointer { keys in entries.map { identity($0, keys) } }
    var used = Set(identities)
    var numbers: [[UInt16]: UInt32] = [:]
    let members = entries.indices.sorted {
      place[entries[$0].node, default: 0] < place[entries[$1].node, default: 0]
    }
    for member in members {
      guard let number = numbers[identities[member]] else {
        numbers[identities[member]] = 0
        continue
      }
      numbers[identities[member]] = giveNumber(to: member, after: number, used: &used)
    }
    sort()
  }

  private var parentOfEntries: UInt32 {
    entries.first.map { tree.records[Int($0.node)].parent } ?? 0
  }

  /// Numbers an entry with the first number that makes it differ, and says which.
  private mutating func giveNumber(
    to index: Int, after number: UInt32, used: inout Set<[UInt16]>
  ) -> UInt32 {
    var number = number
    repeat {
      number += 1
      let start = keys.count
      append(entries[index].node, number: number)
      entries[index].start = start
      entries[index].byteCount = keys.count - start
    } while !used.insert(keys.withUnsafeBufferPointer { identity(entries[index], $0) }).inserted
    result.numbers[entries[index].node] = number
    return number
  }

  private func identity(_ entry: Entry, _ keys: UnsafeBufferPointer<UInt8>) -> [UInt16] {
    result.rules.identity(
      UnsafeBufferPointer(rebasing: keys[entry.start..<entry.start + entry.byteCount]))
  }
}
