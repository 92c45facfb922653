internal import CompactDisc
internal import Glibc
internal import SystemPackage

/// What the head of a file says of its length, in its own samples.
///
/// Decoders end at the end of a file that was cut off as if nothing were missing. FLAC and WAVE files
/// tell exactly what they should hold; others do not, or estimate.
struct DeclaredLength {
  /// The most samples that a frame of FLAC holds (RFC 9639, "Frame Header").
  static let largestFrame: Int64 = 65_536

  var samples: Int64
  var rate: Int
  /// Of one value.
  var bitsPerValue: Int?

  /// As samples of the disc.
  var length: SampleCount { RedBookConverter.length(of: samples, at: rate) }

  /// Nil if the file does not tell.
  init?(of path: FilePath) {
    guard
      let descriptor = try? FileDescriptor.open(
        path, .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return nil }
    defer { try? descriptor.close() }
    self.init(head: descriptor.bytes(from: ID3Tag.end(in: descriptor), count: 1 << 16))
  }

  init?(head: [UInt8]) {
    if let flac = Self(flac: head) {
      self = flac
    } else if let header = try? WAVEHeader.parse(head.span.bytes), let bytes = header.dataByteCount
    {
      samples = Int64(clamping: bytes / UInt64(header.bytesPerSample))
      rate = header.format.samplesPerSecond
      bitsPerValue = header.format.bitsPerValue
    } else {
      return nil
    }
    // What no clock of ours can count is no length.
    guard samples < 1 << 40 else { return nil }
  }

  /// "fLaC", then the block STREAMINFO: 4 bytes of header, 10 of sizes, then 20 bits of rate, 3 of
  /// channels, 5 of width, and 36 of length, where 0 is unknown.
  /// Source: RFC 9639, "Streaminfo".
  private init?(flac head: [UInt8]) {
    guard head.count >= 26, head.starts(with: "fLaC".utf8), head[4] & 0x7F == 0 else { return nil }
    let fields = head[18..<26].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    rate = Int(fields >> 44)
    bitsPerValue = Int(fields >> 36 & 0x1F) + 1
    samples = Int64(fields & 0xF_FFFF_FFFF)
    guard rate > 0, samples > 0 else { return nil }
  }
}
