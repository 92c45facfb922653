import CompactDisc
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import GStreamerAudio

@Suite("MP3 files, measured without decoding") struct MP3MeasuringTests {
  private let files: AudioFixture

  init() throws {
    files = try AudioFixture()
  }

  private func lame(_ options: [String]) throws -> FilePath {
    try ForeignProgram("lame", package: "Debian package lame").run(
      ["--quiet"] + options + ["source.wav", "track.mp3"], in: files.folder.url)
    return files.path("track.mp3")
  }

  /// The length as the packets tell it; nil if they do not.
  private static func count(_ path: FilePath) -> SampleCount? {
    let counter = SampleCounter(nil, XingHeader(of: path))
    do throws(DecodingFailure) {
      let pipeline = try DecodingPipeline(path, to: .packets) {
        (buffer, format) throws(DecodingFailure) in
        try counter.add(buffer, format)
      }
      try pipeline.run { true }
    } catch {
      return nil
    }
    counter.end()
    return counter.hasCounted ? counter.length : nil
  }

  /// What is counted is what the decoder gives, and, but for the rounding of other rates, what went
  /// into the encoder.
  private func expectExact(_ path: FilePath, samples: Int, _ comment: Comment) async throws {
    let counted = try #require(Self.count(path), comment)
    #expect(abs(counted.rawValue - Int64(samples)) <= 1, comment)
    let file = try await GStreamerProbe.measure(path)
    #expect(file.length == counted, comment)
    #expect(!file.isIncomplete, comment)
    let decoded = try await AudioFixture.decode(path, length: file.length)
    #expect(decoded.count == Int(file.length.rawValue) * 2, comment)
  }

  @Test(arguments: [
    ["-V", "2"], ["-b", "320"], ["--abr", "150"], ["-m", "m"], ["-V", "9", "--resample", "22.05"],
    ["-p"], ["-V", "0", "--resample", "48"],
  ])
  func `of LAME are as long as the decoder makes them`(options: [String]) async throws {
    for samples in [1000, 1151, 1152, 50_000, 123_457] {
      try files.wave("source.wav", samples: samples)
      try await expectExact(try lame(options), samples: samples, "\(options), \(samples)")
    }
  }

  /// GStreamer leaves the encoder's silence in those, and ffmpeg does not.
  @Test(arguments: [
    ["-b:a", "128k"], ["-q:a", "2"], ["-ac", "1"], ["-id3v2_version", "0", "-write_id3v1", "1"],
  ])
  func `of ffmpeg begin and end where ffmpeg says`(options: [String]) async throws {
    for samples in [1000, 50_000, 123_457] {
      try files.wave("source.wav", samples: samples)
      try AudioFixture.ffmpeg.run(
        ["-v", "error", "-y", "-i", "source.wav", "-metadata", "title=Größe"] + options
          + ["track.mp3"], in: files.folder.url)
      let path = files.path("track.mp3")
      try await expectExact(path, samples: samples, "\(options), \(samples)")
      // Of its own, ffmpeg makes mono quieter when it makes stereo of it.
      let filter = options.contains("-ac") ? ["-af", "pan=stereo|c0=c0|c1=c0"] : []
      let theirs = try files.ffmpeg("track.mp3", filter: filter)
      let ours = try await AudioFixture.decode(path, length: SampleCount(Int64(samples)))
      #expect(ours.count == theirs.count)
      #expect(ours.difference(from: theirs) < -80)
    }
  }

  /// The first frame tells of the first file alone.
  @Test(arguments: ["lame", "ffmpeg"])
  func `that were appended to one another are played to the end`(encoder: String) async throws {
    try files.wave("source.wav", samples: 100_000)
    let path = files.path("track.mp3")
    if encoder == "lame" {
      _ = try lame([])
    } else {
      try AudioFixture.ffmpeg.run(
        ["-v", "error", "-i", "source.wav", "track.mp3"], in: files.folder.url)
    }
    let bytes = try files.folder.bytes(of: "track.mp3")
    try files.folder.write(bytes + bytes, to: "track.mp3")
    let file = try await GStreamerProbe.measure(path)
    #expect((200_000..<205_000).contains(file.length.rawValue))
    let decoded = try await AudioFixture.decode(path, length: file.length)
    #expect(decoded.count == Int(file.length.rawValue) * 2)
  }

  /// Films may hold the whole of an MP3 file, and GStreamer leaves nothing out of it then.
  @Test(arguments: ["avimux", "matroskamux"])
  func `in films are as long as the decoder makes them`(container: String) async throws {
    try files.wave("source.wav", samples: 123_457)
    _ = try lame(["-V", "2"])
    try ForeignProgram("gst-launch-1.0", package: "Debian package gstreamer1.0-tools").run(
      [
        "-q", "filesrc", "location=track.mp3", "!", "mpegaudioparse", "!", container, "!",
        "filesink", "location=film",
      ], in: files.folder.url)
    let path = files.path("film")
    let file = try await GStreamerProbe.measure(path)
    #expect((123_457..<128_000).contains(file.length.rawValue))
    let decoded = try await AudioFixture.decode(path, length: file.length)
    #expect(decoded.count == Int(file.length.rawValue) * 2)
  }

  /// Of a frame with so little music, GStreamer cuts one end alone.
  @Test func `are decoded if they are too short to be counted`() async throws {
    try files.wave("source.wav", samples: 1)
    let path = try lame([])
    #expect(Self.count(path) == nil)
    let file = try await GStreamerProbe.measure(path)
    #expect(
      try await AudioFixture.decode(path, length: file.length).count
        == Int(file.length.rawValue) * 2)
  }

  /// One bit is enough that only decoding can tell.
  @Test func `are decoded if a frame is not as it was made`() async throws {
    try files.wave("source.wav", samples: 200_000)
    let path = try lame([])
    var bytes = try files.folder.bytes(of: "track.mp3")
    bytes[bytes.count / 2 + 150] ^= 1
    try files.folder.write(bytes, to: "track.mp3")
    #expect(Self.count(path) == nil)
    let file = try await GStreamerProbe.measure(path)
    #expect(file.length == SampleCount(200_000))
    #expect(!file.isIncomplete)
  }
}
