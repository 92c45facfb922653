/// The list of all directories of a tree, for readers that look a path up without reading them all.
///
///     byte 0   length of the identifier       byte 6   number of the directory above, from 1
///     byte 2   address of the directory       byte 8   identifier, filled up to an even length
///
/// Source: ECMA-119, "Path Table Record".
struct PathTable {
  let directories: DirectoryTree
  let tree: StagingTree
  /// What is added to a block of the image to get its address on the disc.
  let addressOffset: UInt32

  /// Writes the table with numbers in one byte order, filled up to whole sectors.
  func write(bigEndian: Bool, to writer: inout ByteWriter) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: NameRules.longestIdentifier) { room in
      guard let place = room.baseAddress else { return }
      for directory in directories.directories {
        let byteCount = writeIdentifier(of: directory.node, to: place)
        writer.put(UInt8(byteCount))
        writer.put(0)
        let address = directory.start + addressOffset
        let number = UInt16(directory.parent + 1)
        if bigEndian {
          writer.putBig(address)
          writer.putBig(number)
        } else {
          writer.putLittle(address)
          writer.putLittle(number)
        }
        writer.put(UnsafeRawBufferPointer(start: place, count: byteCount))
        if !byteCount.isMultiple(of: 2) { writer.put(0) }
      }
    }
    writer.pad(to: DirectoryRecord.sectorByteCount)
  }

  private func writeIdentifier(of node: UInt32, to place: UnsafeMutablePointer<UInt8>) -> Int {
    guard node != 0 else {
      place[0] = 0
      return 1
    }
    return tree.withName(of: node) {
      directories.rules.write(
        $0, isFolder: true, number: directories.numbers[node, default: 0], to: place
      ).byteCount
    }
  }
}
