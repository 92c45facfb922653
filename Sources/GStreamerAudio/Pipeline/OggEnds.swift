internal import Glibc
internal import SystemPackage

/// What the first and the last pages of an Ogg file tell.
///
/// A page begins with "OggS", a version of 0 and flags, of which 2 marks the first page of a stream and 4
/// its last; 4 bytes at 14 hold the serial number of the stream, 26 how many segments the page has,
/// and 27 their lengths. Source: RFC 3533, section 6.
struct OggEnds: Equatable {
  /// Whether there is one stream from the beginning to the end, not several beside or behind each other.
  var hasOneStream: Bool
  /// Whether the last page is the last one of its stream, as its writer meant it.
  var isComplete: Bool
}

extension OggEnds {
  /// Nil if a file is not of Ogg, or cannot be read.
  init?(of path: FilePath) {
    guard
      let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return nil }
    defer { try? file.close() }
    guard let size = try? file.seek(offset: 0, from: .end) else { return nil }
    let start = max(0, size - Int64(Page.largestByteCount))
    self.init(
      head: file.bytes(from: 0, count: 2 * Page.largestByteCount),
      tail: file.bytes(from: start, count: Int(size - start)))
  }

  /// - Parameters:
  ///   - head: the first bytes of the file, as many as the two largest pages have.
  ///   - tail: its last bytes, as many as the largest page has.
  init?(head: [UInt8], tail: [UInt8]) {
    guard let first = Page(head, at: 0) else { return nil }
    let last = tail.indices.last { tail[$0...].starts(with: Page.mark) }.flatMap {
      Page(tail, at: $0)
    }
    isComplete = (last?.flags ?? 0) & 4 != 0
    let second = Page(head, at: first.byteCount)
    hasOneStream = second?.serial == first.serial && last?.serial == first.serial
  }

  /// A page that is there to its last byte.
  private struct Page {
    static let mark: [UInt8] = Array("OggS".utf8) + [0]
    /// A page has at most 255 segments of 255 bytes.
    static let largestByteCount = 27 + 255 + 255 * 255

    var flags: UInt8
    var serial: ArraySlice<UInt8>
    var byteCount: Int

    init?(_ bytes: [UInt8], at offset: Int) {
      guard offset + 27 <= bytes.count, bytes[offset...].starts(with: Self.mark) else { return nil }
      let segments = bytes[(offset + 27)...].prefix(Int(bytes[offset + 26]))
      byteCount = 27 + segments.count + segments.reduce(0) { $0 + Int($1) }
      guard segments.count == bytes[offset + 26], offset + byteCount <= bytes.count else {
        return nil
      }
      flags = bytes[offset + 5]
      serial = bytes[offset + 14..<offset + 18]
    }
  }
}
