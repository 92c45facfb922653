import CompactDisc
import Glibc
import SystemPackage
import TestSupport
import Testing

@Suite("WAVE decoder") struct WAVEDecoderTests {
  private let folder: TemporaryFolder
  private let sox = ForeignProgram("sox", package: "Debian package sox")

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ decoder: WAVEDecoder, bufferByteCount: Int = 1000) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: bufferByteCount)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try decoder.read(into: $0) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  @Test func `gives the samples that sox put into a file, and their number`() throws {
    try sox.run(
      ["-n", "-r", "44100", "-b", "16", "-c", "2", "noise.wav", "synth", "0.5", "whitenoise"],
      in: folder.url)
    try sox.run(["noise.wav", "-t", "raw", "noise.raw"], in: folder.url)
    let decoder = try WAVEDecoder(folder.path("noise.wav"))
    #expect(decoder.length == SampleCount(22050))
    expectBytes(try read(decoder), equal: try folder.bytes(of: "noise.raw"))
  }

  @Test func `reads to the end of a file whose head knows no size`() throws {
    var bytes = WAVEHeaderTests.plain.bytes
    bytes.replaceSubrange(40..<44, with: [0xFF, 0xFF, 0xFF, 0xFF])
    let decoder = try WAVEDecoder(try folder.write(bytes + [5, 0, 6, 0, 9], to: "open.wav"))
    #expect(decoder.length == SampleCount(3))
    expectBytes(try read(decoder), equal: "01 00 02 00 03 00 04 00 05 00 06 00")
  }

  @Test func `refuses what is no Red Book audio`() throws {
    var bytes = WAVEHeaderTests.plain.bytes
    bytes.replaceSubrange(24..<28, with: [0x80, 0xBB, 0, 0])
    let path = try folder.write(bytes, to: "48.wav")
    let format = AudioFileFormat(
      codec: "PCM", samplesPerSecond: 48000, channels: 2, bitsPerValue: 16)
    #expect(throws: AudioDecodingError(path: path, reason: .unsupported(format))) {
      try WAVEDecoder(path)
    }
    let text = try folder.write("no sound".utf8, to: "text.wav")
    #expect(throws: AudioDecodingError(path: text, reason: .notAudio)) { try WAVEDecoder(text) }
  }

  @Test func `refuses a file that was cut off`() throws {
    let path = try folder.write(WAVEHeaderTests.plain.bytes.dropLast(1), to: "cut.wav")
    let reason = AudioDecodingError.Reason.endedEarly(expected: SampleCount(2))
    #expect(throws: AudioDecodingError(path: path, reason: reason)) { try WAVEDecoder(path) }
  }

  @Test func `notices that a file is cut off while it is read`() throws {
    let path = try folder.write(WAVEHeaderTests.plain.bytes, to: "cut.wav")
    let decoder = try WAVEDecoder(path)
    #expect(truncate(path.string, 48) == 0)
    var buffer = [UInt8](repeating: 0, count: 4)
    #expect(try buffer.withUnsafeMutableBytes { try decoder.read(into: $0) } == 4)
    let expected = AudioDecodingError(
      path: path, position: SampleCount(1), reason: .endedEarly(expected: SampleCount(2)))
    #expect(throws: expected) { try buffer.withUnsafeMutableBytes { try decoder.read(into: $0) } }
  }

  @Test func `says why a file cannot be opened`() {
    let path = folder.path("missing.wav")
    #expect(throws: AudioDecodingError(path: path, reason: .vanished)) { try WAVEDecoder(path) }
    let reason = AudioDecodingError.Reason.unreadable(errorNumber: EISDIR)
    #expect(throws: AudioDecodingError(path: folder.path, reason: reason)) {
      try WAVEDecoder(folder.path)
    }
  }

  @Test func `gives nothing after it was cancelled`() throws {
    let path = try folder.write(WAVEHeaderTests.plain.bytes, to: "plain.wav")
    let decoder = try WAVEDecoder(path)
    decoder.cancel()
    #expect(throws: AudioDecodingError(path: path, reason: .cancelled)) { try read(decoder) }
  }
}
