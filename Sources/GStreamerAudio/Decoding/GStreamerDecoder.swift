public import CompactDisc
public import SystemPackage

/// Decodes any audio file that GStreamer has a codec for, ahead of whoever reads.
///
/// It works on a thread of its own, from the moment it is made until its ``ReadAhead`` is full, and
/// puts nothing into files. What it gives is the same as what ``GStreamerProbe`` counted, or an error.
public final class GStreamerDecoder: AudioDecoding {
  public let length: SampleCount
  private let path: FilePath
  private let queue: SampleQueue

  /// Begins to decode a file.
  ///
  /// - Parameters:
  ///   - length: what the probe told.
  ///   - readAhead: how far ahead it may be.
  /// - Throws: ``AudioDecodingError`` if there is no thread for it. What is wrong with the file is
  ///   told when it is read.
  public init(
    _ path: FilePath, length: SampleCount, readAhead: ReadAhead = ReadAhead()
  ) throws(AudioDecodingError) {
    self.path = path
    self.length = length
    let queue = SampleQueue(readAhead)
    self.queue = queue
    do throws(DecodingFailure) {
      try DecodingThread.start(named: "spindle-decoder") {
        DecodingRun(path: path, length: length, queue: queue).run()
      }
    } catch {
      throw AudioDecodingError(path: path, reason: error.reason)
    }
  }

  /// Decodes a file that was probed.
  public convenience init(
    _ file: AudioFile, readAhead: ReadAhead = ReadAhead()
  ) throws(AudioDecodingError) {
    try self.init(file.path, length: file.length, readAhead: readAhead)
  }

  deinit {
    queue.abandon()
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(AudioDecodingError) -> Int {
    let whole = buffer.count - buffer.count % SampleCount.bytesPerSample
    guard
      let count = try queue.take(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<whole]))
    else { throw AudioDecodingError(path: path, reason: .cancelled) }
    return count
  }

  public func cancel() {
    queue.abandon()
  }
}
