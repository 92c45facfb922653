internal import Glibc
internal import SystemPackage

/// The silence that an encoder of MP3 put around the music, where GStreamer leaves it in.
///
/// GStreamer knows the tag of LAME only where LAME itself wrote it. ffmpeg, with which most programs
/// make MP3 files, writes the same, and its files would begin late and end late.
struct EncoderSilence: Equatable {
  /// What comes before the music, in samples of the file.
  let leadingCount: Int64
  /// How long the music is.
  let sampleCount: Int64

  /// Nil if there is none, or nobody knows.
  init?(of path: FilePath) {
    guard
      let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return nil }
    defer { try? file.close() }
    var offset: Int64 = 0
    // Two may be there, of different versions; more are nonsense.
    for _ in 0..<2 { offset += Self.tagByteCount(file.bytes(from: offset, count: 10)) }
    self.init(frame: file.bytes(from: offset, count: Self.largestFrame))
  }

  /// - Parameter frame: the first of the file.
  init?(frame: [UInt8]) {
    guard let header = XingHeader(frame: frame.span), let lame = header.lame, !lame.isOfLAME,
      let frameCount = header.frameCount
    else { return nil }
    let whole = frameCount * header.samplesPerFrame
    leadingCount = lame.delay + LAMETag.decoderDelay
    sampleCount = min(whole - lame.delay - lame.padding, whole - leadingCount)
    guard sampleCount > 0 else { return nil }
  }

  /// Layer III has none that is larger: 320 kbit/s at 32 kHz.
  private static let largestFrame = 1441

  /// The size of an ID3v2 tag: "ID3", version, flags, and 28 bits that do not count the 10 bytes of the
  /// head, nor as many of a foot; 0 if there is none. Source: "ID3 tag version 2.4.0 - Main Structure", section 3.
  private static func tagByteCount(_ head: [UInt8]) -> Int64 {
    guard head.count == 10, head.starts(with: "ID3".utf8) else { return 0 }
    let size = head[6...].reduce(Int64(0)) { $0 << 7 | Int64($1 & 0x7F) }
    return size + (head[5] & 0x10 == 0 ? 10 : 20)
  }

  /// The part of some samples that is music.
  ///
  /// - Parameters:
  ///   - count: how many samples come.
  ///   - position: how many came before them.
  func music(in count: Int, at position: Int64) -> Range<Int> {
    let lower = Int(clamping: max(0, leadingCount - position))
    let upper = Int(clamping: max(0, leadingCount + sampleCount - position))
    return min(lower, count)..<max(min(lower, count), min(upper, count))
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
