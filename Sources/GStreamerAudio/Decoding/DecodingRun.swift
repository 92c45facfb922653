internal import CompactDisc
internal import SystemPackage

/// The decoding of one file, from its beginning to its end, on the decoder's thread.
struct DecodingRun {
  /// Chunks are collected up to this size, so that the queue is not locked for every few samples.
  private static let chunkByteCount = 1 << 17

  let path: FilePath
  let length: SampleCount
  let queue: SampleQueue

  func run() {
    var made = SampleCount.zero
    do throws(DecodingFailure) {
      try decode(counting: &made)
      queue.end(.success(()))
    } catch {
      queue.end(.failure(AudioDecodingError(path: path, position: made, reason: error.reason)))
    }
  }

  private func decode(counting made: inout SampleCount) throws(DecodingFailure) {
    let pipeline = try DecodingPipeline(path)
    var converter: RedBookConverter?
    var chunk: [UInt8] = []
    do throws(DecodingFailure) {
      while !queue.isAbandoned {
        switch try pipeline.next() {
        case .nothingYet: continue
        case .samples(let samples):
          try convert(samples, with: &converter, into: &chunk)
          if chunk.count >= Self.chunkByteCount { try send(&chunk, counting: &made) }
        case .end:
          converter?.finish(into: &chunk)
          try send(&chunk, counting: &made)
          guard made == length else { throw DecodingFailure(.endedEarly(expected: length)) }
          return
        }
      }
    } catch {
      // What was good is still good: the reader learns how far the file went.
      if case .longerThanExpected = error.reason {} else { try send(&chunk, counting: &made) }
      throw error
    }
  }

  /// A file may change its format midway, as broadcasts do.
  private func convert(
    _ samples: PulledSamples, with converter: inout RedBookConverter?, into chunk: inout [UInt8]
  ) throws(DecodingFailure) {
    guard let format = samples.format else { throw DecodingFailure(.notAudio) }
    if converter?.format != format {
      converter?.finish(into: &chunk)
      converter = try RedBookConverter(format)
    }
    samples.withBytes { converter?.convert($0, into: &chunk) }
  }

  /// Hands the chunk on, as far as the length that was promised goes.
  private func send(
    _ chunk: inout [UInt8], counting made: inout SampleCount
  ) throws(DecodingFailure) {
    let found = made + SampleCount(Int64(chunk.count / SampleCount.bytesPerSample))
    let isLonger = found > length
    if isLonger { chunk.removeLast(Int((found - length).byteCount)) }
    made = min(found, length)
    if !chunk.isEmpty { _ = queue.put(chunk) }
    chunk = []
    if isLonger { throw DecodingFailure(.longerThanExpected(expected: length)) }
  }
}
