internal import CompactDisc

/// Counts samples as the decoder will make them, without making them.
///
/// GStreamer's thread counts; whoever waits for it looks afterwards.
final class SampleCounter {
  /// What the head of the file says.
  let declared: DeclaredLength?
  /// What an MP3 file begins with.
  private let header: XingHeader?
  /// What is left out of it.
  private let silence: EncoderSilence?
  /// What the file is, by its first samples or packets.
  private(set) var firstFormat: AudioFileFormat?
  /// Whether all that came told how long it is.
  private var isCountable = true
  private var done = SampleCount.zero
  private var format: StreamFormat?
  /// At the rate of `format`.
  private var taken: Int64 = 0
  /// How many samples came, with all silence.
  private var position: Int64 = 0
  /// Of an MP3 file whose first frame tells what follows.
  private var mp3: MP3Ledger?
  /// Whether the file should hold more than came.
  private(set) var isIncomplete = false

  init(_ declared: DeclaredLength?, _ header: XingHeader?) {
    self.declared = declared
    self.header = header
    silence = header.flatMap(EncoderSilence.init)
  }

  /// - Throws: ``AudioDecodingError/Reason/notAudio`` if it cannot be counted.
  func add(_ buffer: StreamBuffer, _ format: StreamFormat) throws(DecodingFailure) {
    if self.format != format { try begin(format) }
    switch format {
    case .samples(let format): add(buffer.sampleCount(format))
    case .packets(let format): try add(buffer, of: format)
    case .other: try giveUp()
    }
  }

  private func begin(_ format: StreamFormat) throws(DecodingFailure) {
    // A file has one first frame, which tells of all that follow.
    if mp3 != nil { try giveUp() }
    done = length
    taken = 0
    self.format = format
    switch format {
    case .samples(let found): firstFormat = firstFormat ?? found.fileFormat(codec: nil)
    case .packets(let found):
      if let codec = AudioCodec(missingFor: found.codec) {
        throw DecodingFailure(.missingCodec(codec))
      }
      firstFormat =
        firstFormat
        ?? AudioFileFormat(
          codec: nil, samplesPerSecond: found.rate, channels: found.channels,
          bitsPerValue: found.isLossless ? declared?.bitsPerValue : nil)
      // The last frame of FLAC is shorter than the parser knows.
      if found.isLossless, declared == nil { try giveUp() }
    case .other: break
    }
    if let rate = format.samplesPerSecond, !RedBookConverter.rates.contains(rate), let firstFormat {
      throw DecodingFailure(.unsupported(firstFormat))
    }
  }

  /// Whether something came, and all of it told how long it is.
  var hasCounted: Bool { format != nil && isCountable }

  /// Takes what only the end of the file tells.
  func end() {
    guard let mp3 else { return }
    isIncomplete = mp3.isIncomplete
    guard GStreamerLibrary.decodesMP3Exactly, let count = mp3.exactSampleCount
    else { return }
    taken = count
    isCountable = true
  }

  private func add(_ sampleCount: Int) {
    let music = silence?.music(in: sampleCount, at: position) ?? [0..<sampleCount]
    taken += Int64(music.reduce(0) { $0 + $1.count })
    position += Int64(sampleCount)
  }

  /// Packets in containers that do not count samples, such as Matroska's, lack an end, or a duration.
  private func add(_ buffer: StreamBuffer, of format: PacketFormat) throws(DecodingFailure) {
    if format.codec == .mp3 { return try add(mp3: buffer) }
    guard !buffer.isHeader else { return }
    guard let duration = buffer.duration, buffer.end != nil else { return try giveUp() }
    let (product, isTooLong) = duration.multipliedReportingOverflow(by: UInt64(format.rate))
    guard !isTooLong else { return try giveUp() }
    // Nanoseconds tell one sample from the next up to any rate there is.
    let (seconds, rest) = product.quotientAndRemainder(dividingBy: 1_000_000_000)
    taken += Int64(seconds) + (rest >= 500_000_000 ? 1 : 0)
    // What no clock of ours can count is no length.
    guard taken < 1 << 40 else { return try giveUp() }
  }

  private func add(mp3 buffer: StreamBuffer) throws(DecodingFailure) {
    let isFirst = mp3 == nil
    // Until all of it was seen.
    isCountable = false
    buffer.withBytes { bytes in
      let frame = Span(_unsafeElements: bytes.assumingMemoryBound(to: UInt8.self))
      if isFirst {
        if let header, XingHeader(frame: frame) == header { mp3 = MP3Ledger(header) }
      } else {
        mp3?.add(frame)
      }
    }
    if mp3 == nil { try giveUp() }
  }

  private func giveUp() throws(DecodingFailure) {
    isCountable = false
    throw DecodingFailure(.notAudio)
  }

  var length: SampleCount {
    guard let format, let rate = format.samplesPerSecond else { return done }
    var taken = taken
    if case .packets(let packets) = format, packets.isLossless, let declared {
      taken = min(taken, declared.samples)
    }
    return done + RedBookConverter.length(of: taken, at: rate)
  }

  /// Whether a file holds whole frames more than its head knows of.
  var goesBeyondItsHead: Bool {
    guard case .packets(let packets) = format, packets.isLossless, let declared else {
      return false
    }
    return taken >= declared.samples + DeclaredLength.largestFrame
  }
}
