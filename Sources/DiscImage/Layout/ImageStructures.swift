internal import DiscModel

/// The parts of an image that are made and not read: descriptors, path tables, directories.
///
/// They are made one after the other, each when it is written, so that no more than one is held.
struct ImageStructures: Sendable {
  private let layout: ImageLayout
  /// How many parts there are.
  let count: Int

  init(_ layout: ImageLayout) {
    self.layout = layout
    let joliet = layout.joliet.map { $0.directories.count + 1 } ?? 0
    count = 1 + layout.iso.directories.count + 1 + joliet
  }

  /// Makes a part; its length is whole blocks.
  func render(_ part: Int, into bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    let trees = [layout.iso] + (layout.joliet.map { [$0] } ?? [])
    var rest = part
    if rest == 0 { return renderDescriptors(into: &bytes) }
    rest -= 1
    for tree in trees {
      if rest == 0 { return renderPathTables(of: tree, into: &bytes) }
      rest -= 1
    }
    for tree in trees {
      if rest < tree.directories.count { return render(rest, of: tree, into: &bytes) }
      rest -= tree.directories.count
    }
  }

  private func renderDescriptors(into bytes: inout [UInt8]) {
    let blocks = VolumeDescriptor.firstBlock + (layout.joliet == nil ? 2 : 3)
    fill(&bytes, blockCount: blocks) { writer in
      writer.put(0, times: VolumeDescriptor.firstBlock * VolumeDescriptor.byteCount)
      writer.putVolumeDescriptor(contents(of: layout.iso))
      if let joliet = layout.joliet { writer.putVolumeDescriptor(contents(of: joliet)) }
      writer.putTerminator()
    }
  }

  private func contents(of directories: DirectoryTree) -> VolumeDescriptor.Contents {
    let root = directories.directories[0]
    let offset = layout.addressOffset
    let time = CivilTime(layout.options.creationTime)
    let table = directories.pathTableStart + offset
    return VolumeDescriptor.Contents(
      rules: directories.rules, volumeName: layout.options.volumeName,
      blockCount: UInt32(layout.blockCount.rawValue),
      pathTableByteCount: UInt32(directories.pathTableByteCount),
      pathTables: (table, table + directories.pathTableBlockCount),
      root: DirectoryRecord.Head(
        byteCount: DirectoryRecord.byteCount(identifierByteCount: 1),
        address: root.start + offset,
        dataByteCount: root.blockCount * UInt32(DirectoryRecord.sectorByteCount), time: time,
        flags: DirectoryRecord.folderFlag),
      creationTime: time)
  }

  private func renderPathTables(of directories: DirectoryTree, into bytes: inout [UInt8]) {
    let table = PathTable(
      directories: directories, tree: layout.tree, addressOffset: layout.addressOffset)
    fill(&bytes, blockCount: 2 * Int(directories.pathTableBlockCount)) { writer in
      table.write(bigEndian: false, to: &writer)
      table.write(bigEndian: true, to: &writer)
    }
  }

  private func render(_ index: Int, of directories: DirectoryTree, into bytes: inout [UInt8]) {
    let directory = directories.directories[index]
    let blocks = Int(directory.blockCount + directory.continuationBlockCount)
    let byteCount = blocks * DirectoryRecord.sectorByteCount
    bytes.append(contentsOf: repeatElement(0, count: byteCount))
    bytes.withUnsafeMutableBytes {
      DirectoryWriter.write(layout, directories, index: index, to: $0)
    }
  }

  private func fill(
    _ bytes: inout [UInt8], blockCount: Int, _ write: (inout ByteWriter) -> Void
  ) {
    let byteCount = blockCount * DirectoryRecord.sectorByteCount
    bytes.append(contentsOf: repeatElement(0, count: byteCount))
    bytes.withUnsafeMutableBytes { buffer in
      var writer = ByteWriter(buffer)
      write(&writer)
      precondition(writer.count == byteCount, "a structure has another size than was planned")
    }
  }
}
