internal import CompactDisc
internal import SystemPackage

/// What encoders of MP3 tell of their file, in a first frame that holds no music.
///
/// Behind the frame's header of 4 bytes and its empty side information stand "Xing" or "Info" and 4
/// bytes of flags, then, where the flag of each is set: 4 bytes with the number of frames, 4 with that
/// of bytes, 100 of a table for seeking, 4 of quality. All numbers are big-endian.
/// Source: "Mp3 Info Tag revision 1" of the LAME project; ISO/IEC 11172-3, section 2.4.1, for the frame.
struct XingHeader: Equatable {
  /// Of the frames that follow; nil if it is not told.
  var frameCount: Int64?
  /// What a frame holds of each channel.
  var samplesPerFrame: Int64
  /// Nil if the encoder left no such tag.
  var lame: LAMETag?

  /// Nil if a file is not of MP3 alone, or does not begin with such a frame, but for tags.
  ///
  /// Films may hold a whole MP3 file. What is in them has times, and GStreamer leaves nothing out then.
  init?(of path: FilePath) {
    guard
      let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return nil }
    defer { try? file.close() }
    self.init(frame: file.bytes(from: ID3Tag.end(in: file), count: Self.largestFrame).span)
  }

  /// Layer III has none that is larger: 320 kbit/s at 32 kHz.
  private static let largestFrame = 1441

  /// Nil if a frame is no such header.
  init?(frame: Span<UInt8>) {
    guard frame.count >= 4, frame[0] == 0xFF, frame[1] & 0xE6 == 0xE2 else { return nil }
    let isMPEG1 = frame[1] >> 3 & 0b11 == 0b11
    let isMono = frame[3] >> 6 == 0b11
    samplesPerFrame = isMPEG1 ? 1152 : 576
    var position = 4 + (isMPEG1 ? (isMono ? 17 : 32) : (isMono ? 9 : 17))
    guard frame.count >= position + 8 else { return nil }
    let name = frame.number(at: position, byteCount: 4)
    guard name == Self.xing || name == Self.info else { return nil }
    let flags = frame[position + 7]
    position += 8
    if flags & 1 != 0, frame.count >= position + 4 {
      frameCount = Int64(frame.number(at: position, byteCount: 4))
    }
    for (bit, byteCount) in [(0, 4), (1, 4), (2, 100), (3, 4)] where flags >> bit & 1 != 0 {
      position += byteCount
    }
    lame = LAMETag(frame: frame, at: position)
  }

  private static let xing: UInt32 = 0x5869_6E67
  private static let info: UInt32 = 0x496E_666F
}

/// The tag of LAME, and of ffmpeg, which does as it does: enough to know a file without decoding it.
///
/// 36 bytes, of which are read: 4 at 0 with the name of the encoder; 3 at 21 with the samples before the
/// music and behind it, 12 bits each; 2 at 32, the checksum of all bytes behind this frame. The last 2
/// are a checksum of this frame, which ffmpeg takes of another range than LAME.
/// Source: "Mp3 Info Tag revision 1" of the LAME project.
struct LAMETag: Equatable {
  /// What decoders give later than they are given it, in samples. Source: the same.
  static let decoderDelay: Int64 = 529

  /// Whether LAME itself made the file. GStreamer's parser leaves out the silence of no other encoder.
  var isOfLAME: Bool
  /// The silence that the encoder put before the music, in samples.
  var delay: Int64
  /// What it put behind it, in samples.
  var padding: Int64
  /// Of all frames with music.
  var checksum: UInt16

  /// Nil if there is no whole tag at that position.
  init?(frame: Span<UInt8>, at position: Int) {
    guard frame.count >= position + 36 else { return nil }
    let name = frame.number(at: position, byteCount: 4)
    guard Self.names.contains(name) else { return nil }
    isOfLAME = name == Self.names[0]
    let lengths = frame.number(at: position + 21, byteCount: 3)
    delay = Int64(lengths >> 12)
    padding = Int64(lengths & 0xFFF)
    checksum = UInt16(frame.number(at: position + 32, byteCount: 2))
  }

  /// "LAME", "Lavf", "Lavc".
  private static let names: [UInt32] = [0x4C41_4D45, 0x4C61_7666, 0x4C61_7663]
}

/// The checksum of LAME's tag: x^16 + x^15 + x^2 + 1, bits from the lowest, begun at 0.
struct FrameChecksum {
  private(set) var value: UInt16 = 0

  private static let table: [UInt16] = (0..<256).map { byte in
    (0..<8).reduce(UInt16(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0xA001 : 0) }
  }

  mutating func add(_ bytes: Span<UInt8>) {
    var value = value
    let table = Self.table.span
    for index in bytes.indices {
      value = value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ bytes[index])]
    }
    self.value = value
  }
}

extension Span<UInt8> {
  /// A big-endian number; the bytes must be there.
  fileprivate func number(at position: Int, byteCount: Int) -> UInt32 {
    (position..<position + byteCount).reduce(0) { $0 << 8 | UInt32(self[$1]) }
  }
}
