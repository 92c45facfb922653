internal import Glibc

extension StagingTree {
  /// The order in a folder: folders first, then by name; letters of ASCII without regard to case,
  /// and where that makes no difference by the bytes of UTF-8, which is the order of code points.
  static func precedes(
    _ left: NodeRecord, _ right: NodeRecord, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let leftIsFolder = left.kind == .folder
    if leftIsFolder != (right.kind == .folder) { return leftIsFolder }
    return compare(name(of: left, bytes), name(of: right, bytes)) < 0
  }

  private static func name(
    of record: NodeRecord, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    let start = Int(record.nameStart)
    return UnsafeBufferPointer(rebasing: bytes[start..<start + Int(record.nameByteCount)])
  }

  /// Below 0 if `left` comes first, 0 if the names are the same.
  private static func compare(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let common = min(left.count, right.count)
    var place = 0
    while place < common {
      let difference = Int(folded(left[place])) - Int(folded(right[place]))
      if difference != 0 { return difference }
      place += 1
    }
    if left.count != right.count { return left.count - right.count }
    guard let leftBase = left.baseAddress, let rightBase = right.baseAddress else { return 0 }
    return Int(memcmp(leftBase, rightBase, common))
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
  }

  func sorted(_ nodes: [UInt32]) -> [UInt32] {
    bytes.withUnsafeBufferPointer { bytes in
      records.withUnsafeBufferPointer { records in
        nodes.sorted { Self.precedes(records[Int($0)], records[Int($1)], bytes) }
      }
    }
  }

  /// Two lists that are in order, as one that is.
  func merged(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    guard !left.isEmpty, !right.isEmpty else { return left + right }
    var all: [UInt32] = []
    all.reserveCapacity(left.count + right.count)
    var next = 0
    bytes.withUnsafeBufferPointer { bytes in
      records.withUnsafeBufferPointer { records in
        for node in left {
          while next < right.count,
            Self.precedes(records[Int(right[next])], records[Int(node)], bytes)
          {
            all.append(right[next])
            next += 1
          }
          all.append(node)
        }
      }
    }
    return all + right[next...]
  }

  /// The place in a folder's list where a node belongs.
  func place(of record: NodeRecord, in children: [UInt32]) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var low = 0
      var high = children.count
      while low < high {
        let middle = (low + high) / 2
        if Self.precedes(records[Int(children[middle])], record, bytes) {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
  }

  /// The node of exactly this name in a folder.
  func child(named name: [UInt8], in folder: UInt32) -> UInt32? {
    let children = childIndices(of: folder)
    for isFolder in [true, false] {
      var low = 0
      var high = children.count
      while low < high {
        let middle = (low + high) / 2
        let record = records[Int(children[middle])]
        let order = self.order(of: record, comparedTo: name, isFolder: isFolder)
        if order == 0 { return children[middle] }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
    }
    return nil
  }

  private func order(of record: NodeRecord, comparedTo name: [UInt8], isFolder: Bool) -> Int {
    if (record.kind == .folder) != isFolder { return record.kind == .folder ? -1 : 1 }
    return bytes.withUnsafeBufferPointer { bytes in
      name.withUnsafeBufferPointer { Self.compare(Self.name(of: record, bytes), $0) }
    }
  }
}
