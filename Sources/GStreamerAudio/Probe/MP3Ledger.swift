internal import CompactDisc

/// Tells from the frames of an MP3 file how much music they make, without decoding them.
///
/// That is certain if the file has all frames that its encoder made, and each as it was made.
struct MP3Ledger {
  private let header: XingHeader
  private var frameCount: Int64 = 0
  private var checksum = FrameChecksum()

  /// - Parameter header: the frame that the file begins with, which is not added.
  init(_ header: XingHeader) {
    self.header = header
  }

  mutating func add(_ frame: Span<UInt8>) {
    frameCount += 1
    checksum.add(frame)
  }

  /// Whether frames are missing at the end.
  var isIncomplete: Bool { header.frameCount.map { frameCount < $0 } ?? false }

  /// What the decoder will make of the file, in samples of its own rate; nil if that is uncertain.
  var exactSampleCount: Int64? {
    guard let lame = header.lame, header.frameCount == frameCount,
      lame.checksum == checksum.value
    else { return nil }
    guard lame.isOfLAME else { return EncoderSilence(header)?.sampleCount }
    // GStreamer's parser cuts a frame at one end alone, and cannot lengthen the last one.
    let start = lame.delay + LAMETag.decoderDelay
    let end = frameCount * header.samplesPerFrame - lame.padding + LAMETag.decoderDelay
    guard lame.padding >= LAMETag.decoderDelay,
      start / header.samplesPerFrame < end / header.samplesPerFrame
    else { return nil }
    return end - start
  }
}
