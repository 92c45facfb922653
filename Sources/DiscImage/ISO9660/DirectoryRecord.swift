/// The sizes and rules of directory records.
///
/// Source: ECMA-119, "Directory Descriptors".
enum DirectoryRecord {
  /// The fields before the identifier.
  static let fixedByteCount = 33
  /// A record's length is one byte, and it is even.
  static let longest = 254
  static let sectorByteCount = 2048
  /// The most of a file that one record can tell: below 4 GiB, and whole sectors, for another
  /// extent may follow.
  static let longestExtent: UInt64 = 0xFFFF_F800

  static let folderFlag: UInt8 = 0x02
  static let moreExtentsFlag: UInt8 = 0x80

  /// Fixed fields, identifier, and the zero that makes their length even.
  static func byteCount(identifierByteCount: Int) -> Int {
    fixedByteCount + identifierByteCount + (identifierByteCount + 1) % 2
  }

  /// How many records a node has; a file of no bytes too has one.
  static func extentCount(of record: NodeRecord) -> Int {
    guard record.kind == .file, record.byteCount > 0 else { return 1 }
    return Int((record.byteCount - 1) / longestExtent) + 1
  }

  /// Where a record begins that is to follow the one that ends at `end`: there, or at the next
  /// sector if it would not fit into this one.
  static func place(after end: Int, byteCount: Int) -> Int {
    let room = sectorByteCount - end % sectorByteCount
    return byteCount > room ? end + room : end
  }

  /// The fixed fields and the identifier of one record.
  struct Head {
    var byteCount: Int
    /// The address on the disc of the file's or directory's first block.
    var address: UInt32
    var dataByteCount: UInt32
    var time: CivilTime
    var flags: UInt8
  }
}

extension ByteWriter {
  /// A record up to its system use field.
  ///
  ///     byte 0    length of the record       byte 25   flags
  ///     byte 2    address of the extent      byte 28   volume number, 1
  ///     byte 10   its bytes                  byte 32   length of the identifier
  ///     byte 18   date                       byte 33   identifier
  ///
  /// Source: ECMA-119, "Format of a Directory Record".
  mutating func putRecordHead(
    _ head: DirectoryRecord.Head, identifier: UnsafeRawBufferPointer
  ) {
    put(UInt8(head.byteCount))
    put(0)
    putBoth(head.address)
    putBoth(head.dataByteCount)
    putRecordDate(head.time)
    put(head.flags)
    put(0)
    put(0)
    putBoth(UInt16(1))
    put(UInt8(identifier.count))
    put(identifier)
    if identifier.count.isMultiple(of: 2) { put(0) }
  }
}
