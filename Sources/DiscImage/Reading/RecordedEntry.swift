internal import DiscModel

/// One record of a directory, as ECMA-119 has it.
///
///     byte 0       length of the record    byte 25   flags
///     byte 1       blocks of attributes    byte 26   blocks a file unit, 0 if not interleaved
///     byte 2…9     first block             byte 32   length of the identifier
///     byte 10…17   bytes of the extent     byte 33…  identifier, padded to an even offset,
///     byte 18…24   time of recording                 then the system use fields
///
/// Source: ECMA-119, "Format of a Directory Record".
struct RecordedEntry {
  /// The flags of a record.
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let directory = Self(rawValue: 1 << 1)
    static let associated = Self(rawValue: 1 << 2)
    /// The next record goes on with the same file.
    static let moreExtents = Self(rawValue: 1 << 7)
  }

  /// Whose record it is.
  enum Role: Equatable { case itself, parent, child }

  var recordByteCount: Int
  var extent: VolumeExtent
  var time: Timestamp?
  var flags: Flags
  var role: Role
  /// The identifier's bytes; none unless the record is a child's.
  var identifier: [UInt8]
  /// Where the system use fields lie in the block.
  var systemUse: Range<Int>

  /// Reads the record at `offset` of `block`.
  ///
  /// - Throws: ``VolumeFault/Reason/truncated`` if it reaches past the block or its identifier past
  ///   the record, ``VolumeFault/Reason/beyondVolume`` if its address cannot be one.
  init(_ block: RawSpan, at offset: Int) throws(VolumeFault.Reason) {
    recordByteCount = Int(try block.byte(at: offset))
    let identifierByteCount = Int(try block.byte(at: offset + 32))
    let identifierEnd = offset + 33 + identifierByteCount
    let end = offset + recordByteCount
    guard end <= block.byteCount, identifierByteCount > 0, identifierEnd <= end else {
      throw .truncated
    }
    guard try block.byte(at: offset + 26) == 0 else { throw .interleaved }
    let first = try block.littleEndian(at: offset + 2, as: UInt32.self)
    let attributeBlocks = UInt32(try block.byte(at: offset + 1))
    guard let start = Int32(exactly: UInt64(first) + UInt64(attributeBlocks)) else {
      throw .beyondVolume
    }
    extent = VolumeExtent(
      start: LogicalBlockAddress(start), byteCount: try block.littleEndian(at: offset + 10))
    time = try RecordedTime.short(block, at: offset + 18)
    flags = Flags(rawValue: try block.byte(at: offset + 25))
    role = Self.role(identifierByteCount, try block.byte(at: offset + 33))
    identifier = role == .child ? try block.bytes(in: offset + 33..<identifierEnd) : []
    systemUse = min(end, identifierEnd + (identifierByteCount + 1) % 2)..<end
  }

  private static func role(_ identifierByteCount: Int, _ first: UInt8) -> Role {
    guard identifierByteCount == 1, first < 2 else { return .child }
    return first == 0 ? .itself : .parent
  }
}
