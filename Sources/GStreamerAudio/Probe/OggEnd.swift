internal import Glibc
internal import SystemPackage

/// Whether an Ogg file ends as its writer meant it to.
///
/// Each page begins with "OggS", a version of 0 and flags, of which 4 marks the last page of a stream;
/// 26 bytes in it tells how many segments it has, and 27 their lengths.
/// Source: RFC 3533, section 6.
enum OggEnd {
  private static let mark: [UInt8] = Array("OggS".utf8) + [0]
  /// A page has at most 255 segments of 255 bytes.
  private static let largestPage = 27 + 255 + 255 * 255

  /// Whether a file is one of Ogg and lacks its last page. Says no if the file cannot be read.
  static func isMissing(in path: FilePath) -> Bool {
    guard
      let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return false }
    defer { try? file.close() }
    guard file.bytes(from: 0, count: mark.count) == mark,
      let size = try? file.seek(offset: 0, from: .end)
    else { return false }
    let start = max(0, size - Int64(largestPage))
    return isMissing(inTail: file.bytes(from: start, count: Int(size - start)))
  }

  /// - Parameter tail: the last bytes of the file, as many as the largest page has.
  static func isMissing(inTail tail: [UInt8]) -> Bool {
    guard let last = tail.indices.last(where: { tail[$0...].starts(with: mark) }),
      last + 27 <= tail.count
    else { return true }
    let segments = tail[(last + 27)...].prefix(Int(tail[last + 26]))
    let end = last + 27 + segments.count + segments.reduce(0) { $0 + Int($1) }
    return segments.count < tail[last + 26] || end > tail.count || tail[last + 5] & 4 == 0
  }
}
