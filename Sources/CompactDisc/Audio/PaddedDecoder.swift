internal import DiscModel

/// A source that is too short for a track, with silence behind it.
///
/// A track must play for 4 seconds. Source: IEC 60908 (Red Book), "Tracks".
public final class PaddedDecoder: AudioDecoding {
  public let length: SampleCount
  private let source: any AudioDecoding
  /// How much of the silence was given; only the reader touches it.
  private nonisolated(unsafe) var silence: Int64 = 0

  /// - Parameter length: how long it shall be; at least as long as `source`.
  public init(_ source: any AudioDecoding, to length: SampleCount) {
    self.source = source
    self.length = max(length, source.length)
  }

  /// `source` as it is if it is long enough, else with silence up to the length of a track.
  public static func track(_ source: any AudioDecoding) -> any AudioDecoding {
    let minimum = SampleCount(filling: AudioDiscPlan.minimumTrack)
    return source.length < minimum ? PaddedDecoder(source, to: minimum) : source
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(AudioDecodingError) -> Int {
    let count = try source.read(into: buffer)
    guard count == 0 else { return count }
    let left = (length - source.length).byteCount - silence
    let whole = buffer.count - buffer.count % SampleCount.bytesPerSample
    let given = min(whole, Int(left))
    UnsafeMutableRawBufferPointer(rebasing: buffer[..<given]).initializeMemory(
      as: UInt8.self, repeating: 0)
    silence += Int64(given)
    return given
  }

  public func cancel() {
    source.cancel()
  }
}
