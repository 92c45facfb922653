import CompactDisc
import DiscModel
import GStreamerAudio
import TestSupport
import Testing

/// What needs no rounding is the same, value for value, as what sox and ffmpeg give.
@Suite("Decoding, judged by sox and ffmpeg") struct ExactDecodingTests {
  private let files: AudioFixture

  init() throws {
    files = try AudioFixture()
  }

  private func decode(_ name: String) async throws -> [Int16] {
    let file = try await GStreamerProbe.measure(files.path(name))
    let samples = try await AudioFixture.decode(file.path, length: file.length)
    #expect(Int64(samples.count) == file.length.rawValue * 2)
    return samples
  }

  @Test(arguments: ["wav", "flac", "m4a"])
  func `16-bit stereo at 44.1 kHz stays as it is`(kind: String) async throws {
    try files.wave("source.wav", samples: 100_001)
    let name = "track.\(kind)"
    switch kind {
    case "wav": try files.wave(name, samples: 100_001)
    case "m4a":
      try AudioFixture.ffmpeg.run(
        ["-v", "error", "-i", "source.wav", "-c:a", "alac", name], in: files.folder.url)
    default: try files.encode("source.wav", as: name)
    }
    let samples = try await decode(name)
    #expect(samples.count == 200_002)
    #expect(samples.contains { abs(Int($0)) > 10_000 })
    #expect(samples == (try files.ffmpeg(name)))
    #expect(samples == (try files.sox("source.wav")))
  }

  @Test func `one channel goes to both sides`() async throws {
    try files.wave("mono.wav", samples: 44_100, channels: 1)
    let samples = try await decode("mono.wav")
    #expect(samples == (try files.sox("mono.wav")))
    // Unasked, ffmpeg would make both sides 3 dB softer.
    let both = ["-af", "pan=stereo|c0=c0|c1=c0"]
    #expect(samples == (try files.ffmpeg("mono.wav", filter: both)))
  }

  /// sox rounds as we do; ffmpeg cuts what is below 16 bits off.
  @Test(arguments: ["wav", "flac"])
  func `24 bits are rounded to the nearest value, halves up`(kind: String) async throws {
    try files.wave("source.wav", samples: 50_000, bits: 24)
    if kind == "flac" { try files.encode("source.wav", as: "source.flac") }
    let name = "source.\(kind)"
    let samples = try await decode(name)
    #expect(samples == (try files.sox(name)))
    let theirs = try files.ffmpeg(name)
    #expect(samples.count == theirs.count)
    #expect(samples.largestDifference(from: theirs) == 1)
  }
}

/// Resamplers differ where they cut high tones off, so these sources have none there, and begin and
/// end softly.
@Suite("Resampling, judged by sox and ffmpeg") struct ResamplingTests {
  private let files: AudioFixture

  init() throws {
    files = try AudioFixture()
  }

  /// The second length is no whole number of samples at 44.1 kHz; sox rounds it as we do, ffmpeg up,
  /// and here that is the same.
  @Test(arguments: [
    (48_000, 96_000, "-b 16"), (48_000, 96_001, "-b 16"), (96_000, 192_000, "-b 24"),
    (88_200, 176_400, "-b 24"), (32_000, 64_000, "-b 16"), (22_050, 44_101, "-b 16"),
    (8_000, 16_000, "-b 16"), (192_000, 384_000, "-b 24"),
  ])
  func `differs by less than −80 dB, and not in length`(
    rate: Int, samples: Int, width: String
  ) async throws {
    try files.wave(
      "source.wav", samples: samples, rate: rate, bits: width == "-b 24" ? 24 : 16,
      synth: ["sine", "200-\(min(16_000, rate * 3 / 10))", "sine", "997"],
      fade: ["fade", "0.1", "-0", "0.1"])
    let file = try await GStreamerProbe.measure(files.path("source.wav"))
    let ours = try await AudioFixture.decode(file.path, length: file.length)
    let sox = try files.sox("source.wav")
    let ffmpeg = try files.ffmpeg("source.wav")
    #expect(ours.count == sox.count && ours.count == ffmpeg.count)
    #expect(ours.contains { abs(Int($0)) > 8_000 })
    #expect(ours.difference(from: sox) < -80)
    #expect(ours.difference(from: ffmpeg) < -80)
  }
}

/// Five pieces of a sweep, cut where no sector ends, are the sweep again.
@Suite("Gapless discs") struct GaplessTests {
  @Test func `a sweep cut over five files has no break in it`() async throws {
    let files = try AudioFixture()
    try files.wave("sweep.wav", samples: 5 * 200_000 + 5, synth: ["sine", "50-12000"])
    var tracks: [AudioFile] = []
    for number in 0..<5 {
      let piece = "piece \(number).\(number % 2 == 0 ? "flac" : "wav")"
      try AudioFixture.sox.run(
        ["-D", "sweep.wav", piece, "trim", "\(number * 200_001)s", "200001s"], in: files.folder.url)
      tracks.append(try await GStreamerProbe.measure(files.path(piece)))
    }
    let found = tracks
    let plan = try AudioDiscPlan(
      AudioDisc(tracks: found.map { AudioTrack(length: $0.length) }), capacity: .minutes80)
    let bytes = try await AudioFixture.offPool {
      var framer = TrackFramer(plan, run: plan.runs[0]) { (track) throws(AudioDecodingError) in
        try GStreamerDecoder(found[track])
      }
      var bytes: [UInt8] = []
      while let chunk = try framer.next() { chunk.storage.withUnsafeBytes { bytes += $0 } }
      return bytes
    }
    let samples = [Int16](littleEndian: bytes)
    let pregap = 150 * 588 * 2
    let whole = try files.sox("sweep.wav")
    #expect(samples.count == 2 * 588 * Int((plan.leadOut - AudioDiscPlan.firstAddress).rawValue))
    #expect(samples[..<pregap].allSatisfy { $0 == 0 })
    #expect(samples[pregap..<(pregap + whole.count)].elementsEqual(whole))
    #expect(samples[(pregap + whole.count)...].allSatisfy { $0 == 0 })
  }
}
