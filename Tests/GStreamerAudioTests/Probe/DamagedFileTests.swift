import CompactDisc
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import GStreamerAudio

@Suite("Audio files that are damaged or cut off") struct DamagedFileTests {
  private let files: AudioFixture

  init() throws {
    files = try AudioFixture()
  }

  /// A frame that does not fit its checksum would be left out in silence.
  @Test func `refuses a FLAC file that is damaged in its midst`() async throws {
    try files.wave("source.wav", samples: 200_000)
    let path = try files.encode("source.wav", as: "track.flac")
    var bytes = try files.folder.bytes(of: "track.flac")
    for offset in 0..<40 { bytes[bytes.count / 2 + offset] ^= 0x5A }
    try files.folder.write(bytes, to: "track.flac")
    guard case .broken = await AudioFixture.reason(path) else {
      Issue.record("\(String(describing: await AudioFixture.reason(path)))")
      return
    }
  }

  @Test func `refuses a FLAC file that was cut off`() async throws {
    try files.wave("source.wav", samples: 200_000)
    try files.encode("source.wav", as: "track.flac")
    let bytes = try files.folder.bytes(of: "track.flac")
    let path = try files.folder.write(bytes.prefix(bytes.count / 2), to: "track.flac")
    let found = await AudioFixture.reason(path)
    #expect(found == .endedEarly(expected: SampleCount(200_000)))
  }

  @Test func `refuses a WAVE file that was cut off`() async throws {
    try files.wave("source.wav", samples: 200_000)
    let bytes = try files.folder.bytes(of: "source.wav")
    let path = try files.folder.write(bytes.prefix(bytes.count / 2), to: "source.wav")
    #expect(await AudioFixture.reason(path) == .endedEarly(expected: SampleCount(200_000)))
  }

  /// Many programs put a tag there, and the head of the music is behind it.
  @Test func `refuses a FLAC file that was cut off behind a tag`() async throws {
    try files.wave("source.wav", samples: 200_000)
    try files.encode("source.wav", as: "track.flac")
    let bytes = try files.folder.bytes(of: "track.flac")
    let tag = Array("ID3".utf8) + [4, 0, 0, 0, 0, 2, 0] + [UInt8](repeating: 0, count: 256)
    let whole = try files.folder.write(tag + bytes, to: "whole.flac")
    #expect(try await GStreamerProbe.measure(whole).length == SampleCount(200_000))
    let cut = try files.folder.write(tag + bytes.prefix(bytes.count / 2), to: "cut.flac")
    #expect(await AudioFixture.reason(cut) == .endedEarly(expected: SampleCount(200_000)))
  }

  /// What is there of other files is played, as players do it, and the user is told.
  @Test(arguments: ["mp3", "ogg", "opus", "m4a", "mka", "webm", "wv"])
  func `knows what is incomplete`(kind: String) async throws {
    try files.wave("source.wav", samples: 400_000)
    let whole = files.path("whole.\(kind)")
    if ["mp3", "ogg", "opus"].contains(kind) {
      try files.encode("source.wav", as: "whole.\(kind)")
    } else {
      // The head of an MP4 file may stand at its end; this is of those that can be cut.
      try AudioFixture.ffmpeg.run(
        ["-v", "error", "-i", "source.wav", "-movflags", "+faststart", "whole.\(kind)"],
        in: files.folder.url)
    }
    let file = try await GStreamerProbe.measure(whole)
    #expect(!file.isIncomplete)
    let bytes = try files.folder.bytes(of: "whole.\(kind)")
    for divisor in [2, 3] {
      let path = try files.folder.write(bytes.prefix(bytes.count / divisor), to: "cut.\(kind)")
      let cut = try await GStreamerProbe.measure(path)
      #expect(cut.isIncomplete)
      #expect((10_000..<300_000).contains(cut.length.rawValue))
      let decoded = try await AudioFixture.decode(path, length: cut.length)
      #expect(decoded.count == Int(cut.length.rawValue) * 2)
    }
  }

  @Test func `knows no film as incomplete because its sound is shorter`() async throws {
    try AudioFixture.ffmpeg.run(
      [
        "-v", "error", "-f", "lavfi", "-i", "testsrc=d=5:s=64x64:r=5", "-f", "lavfi", "-i",
        "sine=d=1:r=44100", "-c:a", "pcm_s16le", "-c:v", "mpeg4", "film.mov",
      ], in: files.folder.url)
    #expect(try await !GStreamerProbe.measure(files.path("film.mov")).isIncomplete)
  }

  /// GStreamer would look for ever for the rest of such files.
  @Test func `ends where a file ends`() async throws {
    try files.wave("source.aiff", samples: 200_000)
    let bytes = try files.folder.bytes(of: "source.aiff")
    let path = try files.folder.write(bytes.prefix(bytes.count / 2), to: "cut.aiff")
    #expect(try await GStreamerProbe.measure(path).isIncomplete)
    try AudioFixture.ffmpeg.run(
      ["-v", "error", "-i", "source.aiff", "s.tta"], in: files.folder.url)
    let packed = try files.folder.bytes(of: "s.tta")
    let cut = try files.folder.write(packed.prefix(packed.count / 2), to: "cut.tta")
    guard case .broken = await AudioFixture.reason(cut) else {
      Issue.record("\(String(describing: await AudioFixture.reason(cut)))")
      return
    }
  }

  @Test func `gives up where nothing comes`() async throws {
    let path = try files.wave("source.wav", samples: 2_000_000)
    let result = try await AudioFixture.offPool {
      ProbeRun(path: path, flag: CancellationFlag(), longestSilence: .zero).run()
    }
    #expect(throws: AudioDecodingError.self) { try result.get() }
  }

  /// Computing a filter for it would take all memory.
  @Test(arguments: [999, 1_536_001, 9_999_991, 2_147_483_647])
  func `refuses samples at a rate that is none`(rate: UInt32) async throws {
    try files.wave("source.wav", samples: 44_100)
    var bytes = try files.folder.bytes(of: "source.wav")
    let fields = [rate, rate.multipliedReportingOverflow(by: 4).partialValue]
    bytes.replaceSubrange(
      24..<32, with: fields.flatMap { field in (0..<4).map { UInt8(field >> ($0 * 8) & 0xFF) } })
    let path = try files.folder.write(bytes, to: "source.wav")
    guard case .unsupported(let format) = await AudioFixture.reason(path) else {
      Issue.record("\(String(describing: await AudioFixture.reason(path)))")
      return
    }
    #expect(format.samplesPerSecond == Int(rate))
    await #expect(throws: AudioDecodingError.self) {
      try await AudioFixture.decode(path, length: SampleCount(44_100))
    }
  }
}
