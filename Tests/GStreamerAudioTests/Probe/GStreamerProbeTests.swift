import CompactDisc
import Foundation
import GStreamerAudio
import SystemPackage
import TestSupport
import Testing

@Suite("Measuring audio files") struct GStreamerProbeTests {
  private let files: AudioFixture

  init() throws {
    files = try AudioFixture()
  }

  /// Encoders put a little before and behind the music; decoders take most of it away again.
  @Test(arguments: [
    ("flac", 0), ("wav", 0), ("mp3", 0), ("ogg", 0), ("opus", 0), ("m4a", 2048),
  ])
  func `says exactly how much the decoder gives`(kind: String, tolerance: Int) async throws {
    try files.wave("source.wav", samples: 123_457)
    let name = kind == "wav" ? "source.wav" : "track.\(kind)"
    if kind != "wav" { try files.encode("source.wav", as: name) }
    let file = try await GStreamerProbe.measure(files.path(name))
    #expect(abs(file.length.rawValue - 123_457) <= tolerance)
    let samples = try await AudioFixture.decode(file.path, length: file.length)
    #expect(Int64(samples.count) == file.length.rawValue * 2)
  }

  /// Matroska tells times of milliseconds, and the head of a FLAC file need not know its length, or
  /// may be wrong: such a file is decoded.
  @Test(arguments: ["vorbis.mka", "opus.mka", "unknown.flac", "short.flac"])
  func `says how much comes where packets do not tell`(name: String) async throws {
    try files.wave("source.wav", samples: 200_000)
    if name.hasSuffix("flac") {
      try files.encode("source.wav", as: name)
      var bytes = try files.folder.bytes(of: name)
      // The lower 32 bits of the length in STREAMINFO: none, or 50,000 samples.
      let length: [UInt8] = name == "short.flac" ? [0, 0, 0xC3, 0x50] : [0, 0, 0, 0]
      bytes.replaceSubrange(22..<26, with: length)
      try files.folder.write(bytes, to: name)
    } else {
      let codec = name.hasPrefix("opus") ? "libopus" : "libvorbis"
      try AudioFixture.ffmpeg.run(
        ["-v", "error", "-i", "source.wav", "-c:a", codec, name], in: files.folder.url)
    }
    let file = try await GStreamerProbe.measure(files.path(name))
    #expect(abs(file.length.rawValue - 200_000) <= (name.hasSuffix("flac") ? 0 : 1024))
    let samples = try await AudioFixture.decode(file.path, length: file.length)
    #expect(Int64(samples.count) == file.length.rawValue * 2)
  }

  /// Against the source itself: what is lossy sounds like it, at the same place.
  @Test(arguments: ["mp3", "ogg", "opus"])
  func `lossy music begins where its source does`(kind: String) async throws {
    try files.wave("source.wav", samples: 88_200, synth: ["sine", "300-3000"])
    let path = try files.encode("source.wav", as: "track.\(kind)")
    let file = try await GStreamerProbe.measure(path)
    let samples = try await AudioFixture.decode(path, length: file.length)
    #expect(samples.difference(from: try files.sox("source.wav")) < -30)
  }

  @Test func `tells format and tags`() async throws {
    try files.wave("source.wav", samples: 44_100, rate: 48_000, bits: 24, channels: 1)
    let tags = [
      "title=Größe", "artist= Anna ", "album=Demo", "albumartist=Both", "composer=C",
      "tracknumber=7", "isrc=DEABC2500001",
    ]
    try ForeignProgram("flac", package: "Debian package flac").run(
      ["--silent", "-o", "tagged.flac", "source.wav"] + tags.map { "--tag=\($0)" },
      in: files.folder.url)
    let file = try await GStreamerProbe.measure(files.path("tagged.flac"))
    #expect(file.format.samplesPerSecond == 48_000)
    #expect(file.format.channels == 1)
    #expect(file.format.bitsPerValue == 24)
    #expect(file.format.codec?.contains("FLAC") == true)
    #expect(
      file.tags
        == AudioTags(
          title: "Größe", artist: "Anna", album: "Demo", albumArtist: "Both", composer: "C",
          trackNumber: 7, recordingCode: try ISRC("DEABC2500001")))
  }

  @Test func `knows no tags where there are none, and no width of lossy music`() async throws {
    try files.wave("source.wav", samples: 44_100)
    try files.encode("source.wav", as: "track.ogg")
    let file = try await GStreamerProbe.measure(files.path("track.ogg"))
    #expect(file.tags == AudioTags())
    #expect(file.format.bitsPerValue == nil)
    #expect(file.format.codec == "Vorbis")
  }

  @Test func `takes the sound of a film`() async throws {
    try AudioFixture.ffmpeg.run(
      [
        "-v", "error", "-f", "lavfi", "-i", "testsrc=d=1:s=64x64", "-f", "lavfi", "-i",
        "sine=d=1:r=44100", "-c:a", "pcm_s16le", "-c:v", "mpeg4", "film.mov",
      ], in: files.folder.url)
    #expect(try await GStreamerProbe.measure(files.path("film.mov")).length == SampleCount(44_100))
  }

  @Test func `says what is no music`() async throws {
    let text = try files.folder.write("Not a sound.\n".utf8, to: "text.mp3")
    #expect(await AudioFixture.reason(text) == .notAudio)
    #expect(await AudioFixture.reason(try files.folder.write([], to: "empty.flac")) == .notAudio)
    #expect(await AudioFixture.reason(files.folder.path) == .notAudio)
    #expect(await AudioFixture.reason(files.path("missing.flac")) == .vanished)
  }

  @Test func `says that a film has no sound, and a picture neither`() async throws {
    for name in ["film.mov", "picture.png"] {
      try AudioFixture.ffmpeg.run(
        ["-v", "error", "-f", "lavfi", "-i", "testsrc=d=1:s=64x64:r=1", "-frames:v", "1", name],
        in: files.folder.url)
      #expect(await AudioFixture.reason(files.path(name)) == .notAudio)
    }
  }

  @Test func `ends when its task is cancelled`() async throws {
    let path = try files.wave("long.wav", samples: 60 * 44_100 * 10, synth: ["sine", "440"])
    let task = Task { await AudioFixture.reason(path) }
    // From a thread of its own, which does not wait for its turn behind other tests.
    Thread.detachNewThread {
      usleep(20_000)
      task.cancel()
    }
    #expect(await task.value == .cancelled)
  }
}
