extension RawSpan {
  /// The byte at `offset`.
  func byte(at offset: Int) throws(VolumeFault.Reason) -> UInt8 {
    guard offset >= 0, offset < byteCount else { throw .truncated }
    return unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }

  /// The little-endian number at `offset`; fields in both orders have this half first.
  func littleEndian<Integer: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Integer.Type = Integer.self
  ) throws(VolumeFault.Reason) -> Integer {
    guard offset >= 0, offset + MemoryLayout<Integer>.size <= byteCount else { throw .truncated }
    return Integer(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
  }

  /// A copy of the bytes in `range`.
  func bytes(in range: Range<Int>) throws(VolumeFault.Reason) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= byteCount else { throw .truncated }
    return extracting(range).withUnsafeBytes { [UInt8]($0) }
  }

  /// Whether the bytes from `offset` on are `characters`.
  func has(_ characters: StaticString, at offset: Int) -> Bool {
    let count = characters.utf8CodeUnitCount
    guard offset >= 0, offset + count <= byteCount else { return false }
    return (0..<count).allSatisfy {
      unsafeLoad(fromByteOffset: offset + $0, as: UInt8.self) == characters.utf8Start[$0]
    }
  }
}
