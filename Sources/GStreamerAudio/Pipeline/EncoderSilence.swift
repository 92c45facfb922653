/// The silence that an encoder of MP3 put around the music, where GStreamer leaves it in.
///
/// GStreamer knows the tag of LAME only where LAME itself wrote it. ffmpeg, with which most programs
/// make MP3 files, writes the same, and its files would begin late and end late.
struct EncoderSilence: Equatable {
  /// What comes before the music, in samples of the file.
  let leadingCount: Int64
  /// How long the music is.
  let sampleCount: Int64
  /// What the encoder's frames hold. Behind them another file may follow, which was appended.
  private let wholeCount: Int64

  /// Nil if there is none, or nobody knows.
  ///
  /// - Parameter header: what the file begins with.
  init?(_ header: XingHeader) {
    guard let lame = header.lame, !lame.isOfLAME, let frameCount = header.frameCount else {
      return nil
    }
    wholeCount = frameCount * header.samplesPerFrame
    leadingCount = lame.delay + LAMETag.decoderDelay
    sampleCount = min(wholeCount - lame.delay - lame.padding, wholeCount - leadingCount)
    guard sampleCount > 0 else { return nil }
  }

  /// The parts of some samples that are music.
  ///
  /// - Parameters:
  ///   - count: how many samples come.
  ///   - position: how many came before them.
  func music(in count: Int, at position: Int64) -> [Range<Int>] {
    [leadingCount..<leadingCount + sampleCount, wholeCount..<Int64(Int32.max) << 16].compactMap {
      let part = $0.clamped(to: position..<position + Int64(count))
      return part.isEmpty
        ? nil : Int(part.lowerBound - position)..<Int(part.upperBound - position)
    }
  }
}
