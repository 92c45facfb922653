internal import SystemPackage

/// What many programs put in front of music, whatever its format.
enum ID3Tag {
  /// Where the music begins.
  static func end(in file: FileDescriptor) -> Int64 {
    var offset: Int64 = 0
    // Two may be there, of different versions; more are nonsense.
    for _ in 0..<2 { offset += byteCount(file.bytes(from: offset, count: 10)) }
    return offset
  }

  /// The size of a tag: "ID3", 2 bytes of version, flags, and 28 bits that count neither the 10 bytes of
  /// the head, nor as many of a foot. 0 if there is none.
  /// Source: "ID3 tag version 2.4.0 - Main Structure", section 3.
  private static func byteCount(_ head: [UInt8]) -> Int64 {
    guard head.count == 10, head.starts(with: "ID3".utf8) else { return 0 }
    let size = head[6...].reduce(Int64(0)) { $0 << 7 | Int64($1 & 0x7F) }
    return size + (head[5] & 0x10 == 0 ? 10 : 20)
  }
}

extension FileDescriptor {
  /// As many bytes as there are; none where they cannot be read.
  func bytes(from offset: Int64, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
      done =
        (try? read(fromAbsoluteOffset: offset, into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
    }
  }
}
