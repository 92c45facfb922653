import CompactDisc
import DiscModel

extension [UInt8] {
  func withRawSpan<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(span.bytes)
  }
}

extension AudioTrack {
  /// A track of so many whole sectors.
  init(blocks: Int64, pregap: Int64 = 0) {
    self.init(
      length: SampleCount(blocks * 588), pregap: BlockCount(pregap))
  }
}
