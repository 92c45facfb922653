import CompactDisc
import Testing

@testable import Presentation

@Suite("Why a file does not become a track") struct AudioFileTextTests {
  private static let format = AudioFileFormat(
    codec: "DSD", samplesPerSecond: 2_822_400, channels: 2, bitsPerValue: 1)

  @Test(arguments: [
    (AudioDecodingError.Reason.vanished, "“x” is no longer there."),
    (.unreadable(errorNumber: 13), "“x” could not be read: Permission denied."),
    (.notAudio, "“x” holds no music."),
    (
      .unsupported(format),
      "“x” holds a kind of audio that cannot be brought onto a disc: DSD, 2\u{202F}822\u{202F}400 Hz, 2 channels."
    ),
    (
      .missingCodec(AudioCodec(name: "", debianPackage: nil)),
      "“x” cannot be decoded: there is no decoder for its kind of audio."
    ),
    (.broken("crc"), "“x” is damaged and cannot be played to its end."),
    (.endedEarly(expected: SampleCount(1)), "“x” was cut off: it ends before it should."),
    (
      .longerThanExpected(expected: SampleCount(1)),
      "“x” is longer than it was when it was added."
    ),
    (.decoderFailed("no"), "“x” could not be decoded: GStreamer does not work (no)."),
    (.cancelled, "“x” was not looked into."),
  ])
  func `is said in a sentence`(reason: AudioDecodingError.Reason, sentence: String) {
    #expect(ErrorText.line(for: reason, of: "x") == sentence)
  }
}
