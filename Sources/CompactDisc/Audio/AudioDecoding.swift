/// A source of Red Book audio: 44,100 Hz, 16 bits, stereo, little-endian, left before right.
///
/// It is pulled: nothing more is decoded than the reader and the decoder's own queue take. One thread
/// reads; any thread may cancel.
public protocol AudioDecoding: AnyObject, Sendable {
  /// How many samples come in all. It is known before the first is read, because the disc is planned
  /// with it.
  var length: SampleCount { get }

  /// Fills `buffer` from its beginning with whole samples, at least one where it has room for one.
  /// Waits while the decoder is behind, so it must not be called where that would hold up others.
  ///
  /// - Parameter buffer: room for a whole number of samples of 4 bytes.
  /// - Returns: the number of bytes that were filled; 0 at the end alone, which comes after exactly
  ///   ``length`` samples.
  /// - Throws: ``AudioDecodingError`` if the source gives fewer samples, or more, or none at all.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(AudioDecodingError) -> Int

  /// Makes a read that waits, and all that follow, throw ``AudioDecodingError/Reason/cancelled``.
  func cancel()
}
