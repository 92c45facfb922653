internal import DiscModel

/// Writes the records of one directory and what of their system use fields goes on behind it.
struct DirectoryWriter {
  private let layout: ImageLayout
  private let tree: StagingTree
  private let directories: DirectoryTree
  private let planner: RecordPlanner
  private let addressOffset: UInt32
  private let index: Int
  private var writer: ByteWriter
  private var continuation: ContinuationBlocks

  private init(
    _ layout: ImageLayout, _ directories: DirectoryTree, index: Int,
    _ buffer: UnsafeMutableRawBufferPointer
  ) {
    self.layout = layout
    self.directories = directories
    self.index = index
    tree = layout.tree
    planner = RecordPlanner(
      attributes: layout.planner.attributes,
      hasRockRidge: layout.planner.hasRockRidge && directories.rules == .iso9660)
    addressOffset = layout.addressOffset
    writer = ByteWriter(buffer)
    let directory = directories.directories[index]
    continuation = ContinuationBlocks(
      start: directory.start + directory.blockCount + addressOffset)
  }

  /// Fills the buffer, which has exactly the directory's blocks and those behind it.
  static func write(
    _ layout: ImageLayout, _ directories: DirectoryTree, index: Int,
    to buffer: UnsafeMutableRawBufferPointer
  ) {
    var directory = Self(layout, directories, index: index, buffer)
    directory.putDots()
    directory.putChildren()
    directory.writer.pad(to: DirectoryRecord.sectorByteCount)
    directory.writer.put(directory.continuation.bytes)
    directory.writer.pad(to: DirectoryRecord.sectorByteCount)
  }

  private mutating func putDots() {
    let parent = directories.directories[index].parent
    putDot(
      of: index, identifier: 0,
      planner.planDot(of: directories.directories[index].node, isOwn: true))
    putDot(
      of: parent, identifier: 1,
      planner.planDot(of: directories.directories[parent].node, isOwn: false))
  }

  private mutating func putDot(of target: Int, identifier: UInt8, _ plan: RecordPlan) {
    let node = directories.directories[target].node
    let head = directoryHead(target, plan, planner.attributes.time(of: node))
    withUnsafeBytes(of: identifier) { put(plan, head, $0, node: node) }
  }

  private mutating func putChildren() {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NameRules.longestIdentifier) { room in
      guard let place = room.baseAddress else { return }
      var child = directories.directories[index].firstChild
      for node in directories.records(of: directories.directories[index]) {
        let record = tree.records[Int(node)]
        let isFolder = record.kind == .folder
        let byteCount = writeIdentifier(of: node, isFolder: isFolder, to: place)
        let identifier = UnsafeRawBufferPointer(start: place, count: byteCount)
        let plan = planner.plan(of: node, identifierByteCount: byteCount)
        let time = CivilTime(record.modificationTime)
        if isFolder {
          put(plan, directoryHead(child, plan, time), identifier, node: node)
          child += 1
        } else {
          putFile(node, record, plan, time, identifier)
        }
      }
    }
  }

  private func writeIdentifier(
    of node: UInt32, isFolder: Bool, to place: UnsafeMutablePointer<UInt8>
  ) -> Int {
    let number = directories.numbers.isEmpty ? 0 : directories.numbers[node, default: 0]
    let written = tree.withName(of: node) {
      directories.rules.write($0, isFolder: isFolder, number: number, to: place)
    }
    return isFolder
      ? written.byteCount : directories.rules.addVersion(to: place, byteCount: written.byteCount)
  }

  private func directoryHead(
    _ target: Int, _ plan: RecordPlan, _ time: CivilTime
  ) -> DirectoryRecord.Head {
    let directory = directories.directories[target]
    return DirectoryRecord.Head(
      byteCount: plan.byteCount, address: directory.start + addressOffset,
      dataByteCount: directory.blockCount * UInt32(DirectoryRecord.sectorByteCount), time: time,
      flags: DirectoryRecord.folderFlag)
  }

  /// A record for each extent of a file.
  private mutating func putFile(
    _ node: UInt32, _ record: NodeRecord, _ plan: RecordPlan, _ time: CivilTime,
    _ identifier: UnsafeRawBufferPointer
  ) {
    let owner = NodeAttributes.owner(of: node, record, planner.attributes.linkGroups)
    var rest = record.byteCount
    var address = rest == 0 ? 0 : layout.starts[Int(owner)] + addressOffset
    repeat {
      let extent = min(rest, DirectoryRecord.longestExtent)
      rest -= extent
      let head = DirectoryRecord.Head(
        byteCount: plan.byteCount, address: address, dataByteCount: UInt32(extent), time: time,
        flags: rest > 0 ? DirectoryRecord.moreExtentsFlag : 0)
      put(plan, head, identifier, node: node)
      address += UInt32(extent / UInt64(DirectoryRecord.sectorByteCount))
    } while rest > 0
  }

  private mutating func put(
    _ plan: RecordPlan, _ head: DirectoryRecord.Head, _ identifier: UnsafeRawBufferPointer,
    node: UInt32
  ) {
    let start = DirectoryRecord.place(after: writer.count, byteCount: plan.byteCount)
    writer.put(0, times: start - writer.count)
    writer.putRecordHead(head, identifier: identifier)
    if let field = plan.field {
      put(field)
    } else if planner.hasRockRidge {
      writer.putAttributes(planner.attributes.rockRidge(of: node, time: head.time))
      writer.putTimes(head.time)
      tree.withName(of: node) { writer.putName(UnsafeRawBufferPointer($0), goesOn: false) }
    }
    writer.put(0, times: start + plan.byteCount - writer.count)
  }

  private mutating func put(_ field: SystemUseField) {
    for entry in field.entries { writer.put(entry) }
    guard !field.continued.isEmpty else { return }
    let area = continuation.store(Array(field.continued))
    writer.putContinuation(block: area.block, offset: area.offset, byteCount: area.byteCount)
  }
}

extension ImageLayout {
  /// What is added to a block of the image to get its address on the disc.
  var addressOffset: UInt32 { UInt32(options.start.rawValue) }
}
