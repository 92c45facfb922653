internal import CompactDisc
internal import SystemPackage

/// The decoding of one file, from its beginning to its end.
///
/// It is driven by the decoder's thread, which only waits; what comes is worked on by GStreamer's.
final class DecodingRun {
  /// Chunks are collected up to this size, so that the queue is not locked for every few samples.
  private static let chunkByteCount = 1 << 18
  /// The last samples wait for the end, which may have to lose some.
  private static let keptByteCount = 1 << 12
  /// What a decoder gives at once, as a rule.
  private static let bufferByteCount = 1 << 14

  private let path: FilePath
  private let length: SampleCount
  private let queue: SampleQueue
  private let silence: EncoderSilence?

  // Of one thread at a time: GStreamer's while the pipeline runs, the decoder's afterwards.
  private var made = SampleCount.zero
  /// How many samples came, with all silence.
  private var position: Int64 = 0
  private var converter: RedBookConverter?
  private var chunk: [UInt8] = []

  init(path: FilePath, length: SampleCount, queue: SampleQueue) {
    self.path = path
    self.length = length
    self.queue = queue
    silence = XingHeader(of: path).flatMap(EncoderSilence.init)
  }

  func run() {
    do throws(DecodingFailure) {
      try decode()
      queue.end(.success(()))
    } catch {
      queue.end(.failure(AudioDecodingError(path: path, position: made, reason: error.reason)))
    }
  }

  private func decode() throws(DecodingFailure) {
    let pipeline = try DecodingPipeline(path, to: .samples) {
      [unowned self] (buffer, format) throws(DecodingFailure) in
      try self.take(buffer, format)
    }
    do throws(DecodingFailure) {
      try pipeline.run { !self.queue.isAbandoned }
    } catch {
      // What was good is still good: the reader learns how far the file went.
      if case .longerThanExpected = error.reason {} else { try send() }
      throw error
    }
    converter?.finish(into: &chunk)
    dropRounding(of: pipeline)
    try send()
    guard made == length else { throw DecodingFailure(.endedEarly(expected: length)) }
  }

  /// A file may change its format midway, as broadcasts do.
  private func take(_ buffer: StreamBuffer, _ format: StreamFormat) throws(DecodingFailure) {
    guard case .samples(let format) = format else { throw DecodingFailure(.notAudio) }
    if converter?.format != format {
      converter?.finish(into: &chunk)
      converter = try RedBookConverter(format)
    }
    let count = buffer.sampleCount(format)
    let music = silence?.music(in: count, at: position) ?? [0..<count]
    position += Int64(count)
    buffer.withBytes { bytes in
      let size = format.bytesPerSample
      for part in music {
        let range = (part.lowerBound * size..<part.upperBound * size).clamped(to: bytes.indices)
        converter?.convert(UnsafeRawBufferPointer(rebasing: bytes[range]), into: &chunk)
      }
    }
    if chunk.count >= Self.chunkByteCount + Self.keptByteCount {
      try send(keeping: Self.keptByteCount)
    }
  }

  /// The decoder of Ogg Vorbis cuts its last block by a time in nanoseconds and may be a sample late,
  /// where the container counts exactly.
  private func dropRounding(of pipeline: DecodingPipeline) {
    guard let rate = converter?.format.rate, pipeline.tags.codec == "Vorbis" else { return }
    let excess = made + SampleCount(Int64(chunk.count / SampleCount.bytesPerSample)) - length
    guard excess > .zero, excess <= RedBookConverter.length(of: 1, at: rate) else { return }
    chunk.removeLast(min(chunk.count, Int(excess.byteCount)))
  }

  /// Hands the chunk on but for its last bytes, as far as the length that was promised goes.
  private func send(keeping keptByteCount: Int = 0) throws(DecodingFailure) {
    var sent = chunk
    chunk = []
    // No larger than needed: the queue holds what is sent for as long as a track plays.
    chunk.reserveCapacity(Self.chunkByteCount + Self.keptByteCount + Self.bufferByteCount)
    chunk += sent.suffix(keptByteCount)
    sent.removeLast(min(keptByteCount, sent.count))
    let found = made + SampleCount(Int64(sent.count / SampleCount.bytesPerSample))
    let isLonger = found > length
    if isLonger { sent.removeLast(Int((found - length).byteCount)) }
    made = min(found, length)
    if !sent.isEmpty { _ = queue.put(sent) }
    if isLonger { throw DecodingFailure(.longerThanExpected(expected: length)) }
  }
}
