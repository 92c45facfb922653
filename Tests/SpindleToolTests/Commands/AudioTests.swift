import Foundation
import TestSupport
import Testing

/// Music on a virtual CD, judged by sox, ffmpeg and libcdio.
@Suite("Audio discs from the terminal") struct AudioTests {
  private static func program(_ name: String, _ package: String) -> ForeignProgram {
    ForeignProgram(name, package: "Debian package \(package)")
  }

  private static let sox = program("sox", "sox")

  /// Makes a file with sox: pink noise of so many seconds.
  static func makeNoise(
    _ bench: Bench, _ name: String, seconds: Double, tags: [String] = []
  ) throws {
    try FileManager.default.createDirectory(
      atPath: bench.path("music"), withIntermediateDirectories: true)
    let comments = tags.flatMap { ["--add-comment", $0] }
    try sox.run(
      ["-R", "-n", "-r", "44100", "-c", "2", "-b", "16"] + comments
        + [bench.path("music/\(name)"), "synth", "\(seconds)", "pinknoise", "gain", "-3"])
  }

  private static func samples(ofSox path: String, _ bench: Bench) throws -> [UInt8] {
    let file = bench.folder.url.appending(path: "sox.raw")
    try sox.run([path, "-t", "raw", "-e", "signed", "-b", "16", "-L", file.path])
    return try bench.folder.bytes(of: "sox.raw")
  }

  private static func samples(ofFFmpeg path: String, _ bench: Bench) throws -> [UInt8] {
    try program("ffmpeg", "ffmpeg").run([
      "-nostdin", "-v", "error", "-y", "-i", path, "-f", "s16le", bench.path("ffmpeg.raw"),
    ])
    return try bench.folder.bytes(of: "ffmpeg.raw")
  }

  private static func exported(_ bench: Bench) throws -> [UInt8] {
    try bench.succeed(["medium", "export", bench.drive, bench.path("disc.cue")])
    return try bench.folder.bytes(of: "disc.bin")
  }

  @Test func `has the samples that sox and ffmpeg decode, and the titles of the files`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(
      bench, "b.flac", seconds: 5, tags: ["TITLE=Prelude", "ARTIST=Anna", "TRACKNUMBER=1"])
    try Self.makeNoise(
      bench, "a.flac", seconds: 4.2, tags: ["TITLE=Fugue", "ARTIST=Anna", "TRACKNUMBER=2"])
    try Self.makeNoise(bench, "c.wav", seconds: 6.1)
    let result = try bench.succeed(
      ["audio", bench.drive, bench.path("music"), "--title", "Demo", "--json"])
    let burned = try #require(try result.events().first { $0.name == "burned" })
    #expect(burned["proof"] == "everyBlock")
    #expect(burned["mediumCondition"] == "closed")
    let disc = try Self.exported(bench)
    // 375 sectors; 150 of silence; 315 sectors; 150; 458.
    for (name, sector) in [("b.flac", 0), ("a.flac", 525), ("c.wav", 990)] {
      let path = bench.path("music/" + name)
      let expected = try Self.samples(ofSox: path, bench)
      expectBytes(try Self.samples(ofFFmpeg: path, bench), equal: expected)
      expectBytes(Array(disc[sector * 2352..<sector * 2352 + expected.count]), equal: expected)
    }
    let report = try Self.program("cd-info", "libcdio-utils").run([
      "--no-device-info", "--no-cddb", "--cue-file=\(bench.path("disc.cue"))",
    ]).text
    #expect(report.contains("Disc mode is listed as: CD-DA"))
    let info = try bench.succeed(["info", bench.drive]).output
    #expect(info.contains("\n  Demo\n"))
    // As players count, up to the next track.
    #expect(info.contains(" 1  0:07  Anna – Prelude\n"))
    #expect(info.contains(" 3  0:06  c\n"))
  }

  @Test func `reads the same sectors through libcdio`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(bench, "a.wav", seconds: 4)
    try bench.succeed(["audio", bench.drive, bench.path("music/a.wav")])
    let disc = try Self.exported(bench)
    try Self.program("cd-read", "libcdio-utils").run([
      "--mode=audio", "--start=17", "--number=5", "--cue-file=\(bench.path("disc.cue"))",
      "--output-file=\(bench.path("read.raw"))", "--no-hexdump",
    ])
    expectBytes(try bench.folder.bytes(of: "read.raw"), equal: Array(disc[17 * 2352..<22 * 2352]))
  }

  @Test func `joins a sweep that was cut into five files without a seam`() throws {
    let bench = try Bench(medium: "cd-r")
    let whole = bench.path("sweep.wav")
    try Self.sox.run([
      "-R", "-n", "-r", "44100", "-c", "2", "-b", "16", whole, "synth", "25", "sine", "100-4000",
      "gain", "-3",
    ])
    // Cuts that fall into sectors, not between them.
    let cuts = [0, 200_001, 421_234, 640_007, 860_500, 1_102_500]
    var files: [String] = []
    for (number, (start, end)) in zip(cuts, cuts.dropFirst()).enumerated() {
      let file = bench.path("part\(number).flac")
      try Self.sox.run(["-D", whole, file, "trim", "\(start)s", "\(end - start)s"])
      files.append(file)
    }
    try bench.succeed(["audio", bench.drive] + files + ["--gap", "0"])
    let expected = try Self.samples(ofSox: whole, bench)
    expectBytes(Array(try Self.exported(bench).prefix(expected.count)), equal: expected)
  }

  @Test func `shows in a dry run what would be on the disc, and does nothing`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(bench, "a.flac", seconds: 65, tags: ["TITLE=One", "ARTIST=Anna"])
    let result = try bench.succeed(
      ["audio", bench.drive, bench.path("music/a.flac"), "--dry-run"])
    #expect(result.output.contains("1 track, 1:05 → CD-R"))
    #expect(result.output.contains("   1  0:00  1:05  Anna – One"))
    #expect(try bench.medium().condition == "blank")
  }

  @Test func `pads what is too short for a track, and says so`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(bench, "a.wav", seconds: 2)
    let result = try bench.succeed(["audio", bench.drive, bench.path("music/a.wav")])
    #expect(result.errors.contains("4 seconds"))
    #expect(try Self.exported(bench).count == 300 * 2352)
  }

  @Test func `refuses what is too long, by how much`() throws {
    let bench = try Bench(medium: "cd-r", blocks: 449)
    try Self.makeNoise(bench, "a.wav", seconds: 6)
    let failure = try bench.failure(
      ["audio", bench.drive, bench.path("music/a.wav")], status: 3)
    #expect(failure.code == "mediumTooSmall")
    #expect(try bench.medium().condition == "blank")
  }

  @Test func `refuses another disc than a CD`() throws {
    let bench = try Bench(medium: "dvd+r")
    try Self.makeNoise(bench, "a.wav", seconds: 5)
    let failure = try bench.failure(
      ["audio", bench.drive, bench.path("music/a.wav")], status: 3)
    #expect(failure.code == "audioNeedsCD")
  }

  @Test func `names a file that is cut off, and touches no disc`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(bench, "a.flac", seconds: 5)
    try Self.makeNoise(bench, "b.flac", seconds: 5)
    let bytes = try bench.folder.bytes(of: "music/b.flac")
    try bench.folder.write(bytes.prefix(bytes.count / 2), to: "music/b.flac")
    let failure = try bench.failure(["audio", bench.drive, bench.path("music")], status: 1)
    #expect(failure.code == "notDecodable")
    let text = try #require(failure.text)
    #expect(text.contains("b.flac") && !text.contains("a.flac"))
    #expect(try bench.medium().condition == "blank")
  }

  /// GStreamer finds only the plugins that the folder holds.
  @Test func `names the codec that is missing, and the package that brings it`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(bench, "a.flac", seconds: 5)
    let plugins = try Self.program("pkg-config", "pkg-config")
      .run(["--variable=pluginsdir", "gstreamer-1.0"]).text
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let some = bench.folder.url.appending(path: "plugins")
    try FileManager.default.createDirectory(at: some, withIntermediateDirectories: true)
    for name in try FileManager.default.contentsOfDirectory(atPath: plugins)
    where !["libgstflac.so", "libgstlibav.so"].contains(name) {
      try FileManager.default.createSymbolicLink(
        atPath: some.appending(path: name).path, withDestinationPath: "\(plugins)/\(name)")
    }
    let arguments = ["audio", bench.drive, bench.path("music/a.flac"), "--json"]
    let result = try bench.tool.shell(
      """
      GST_PLUGIN_SYSTEM_PATH_1_0='\(some.path)' GST_PLUGIN_PATH_1_0= \
      GST_REGISTRY='\(bench.path("registry"))' exec "$0" "$@"
      """, arguments)
    #expect(result.status == 1)
    let failed = try #require(try result.events().last { $0.name == "error" })
    #expect(failed["code"] == "missingCodec")
    #expect(result.output.contains("Free Lossless Audio Codec"))
    #expect(result.output.contains("gstreamer1.0-plugins-good"))
    #expect(try bench.medium().condition == "blank")
    // The same line with every plugin: it was the codec.
    try bench.succeed(["audio", bench.drive, bench.path("music/a.flac"), "--dry-run"])
  }

  @Test func `plays a file whose name is no UTF-8`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(bench, "a.wav", seconds: 5)
    let result = try bench.tool.shell(
      #"l=$(printf 'l\344rm.wav'); mv music/a.wav "$l"; exec "$0" audio "$1" "$l""#, [bench.drive],
      in: bench.folder.url)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Self.exported(bench).count == 375 * 2352)
  }

  @Test func `refuses a file that is no music`() throws {
    let bench = try Bench(medium: "cd-r")
    try bench.makeFiles()
    let failure = try bench.failure(
      ["audio", bench.drive, bench.path("files/a.txt")], status: 1)
    #expect(failure.code == "notDecodable")
  }

  @Test func `says in JSON, too, what the disc lacks and what was compared`() throws {
    let bench = try Bench()
    try bench.succeed(["drive", "add", "zero", "--name", "Zero", "--quirk", "atip-zero"])
    let drive = "virtual:" + bench.path("zero")
    try bench.succeed(["medium", "insert", drive, "cd-r"])
    try Self.makeNoise(bench, "a.flac", seconds: 5, tags: ["TITLE=One", "ARTIST=Anna"])
    let events = try bench.succeed(
      ["audio", drive, bench.path("music/a.flac"), "--accept-losses", "--json"]
    ).events()
    for name in ["plan", "burned"] {
      let event = try #require(events.first { $0.name == name })
      #expect(event["losses"] == ["text"] && event["recording"] == "sessionAtOnce")
    }
    let burned = try #require(events.last)
    #expect(burned["unconfirmed"] == [String]())
    #expect(burned["readOffset"] == 0 && burned["outOfReach"] == 0)
  }

  @Test(arguments: [["--gap", "-1"], ["--catalog", "12"], ["--speed", "0"]])
  func `refuses options that make no sense`(options: [String]) throws {
    let bench = try Bench(medium: "cd-r")
    _ = try bench.failure(["audio", bench.drive, "x.wav"] + options, status: 2)
  }

  @Test func `tells of a number that is mistyped, and burns it`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(bench, "a.wav", seconds: 5)
    let words = ["audio", bench.drive, bench.path("music/a.wav"), "--dry-run", "--json"]
    for (number, notes) in [("1234567890123", 1), ("1234567890128", 0)] {
      let events = try bench.succeed(words + ["--catalog", number]).events()
      #expect(events.count { $0.name == "note" } == notes)
    }
  }

  @Test func `leaves texts off if that is wished, and keeps the disc's number`() throws {
    let bench = try Bench(medium: "cd-r")
    try Self.makeNoise(bench, "a.flac", seconds: 5, tags: ["TITLE=One", "ARTIST=Anna"])
    try bench.succeed([
      "audio", bench.drive, bench.path("music/a.flac"), "--no-cd-text", "--catalog",
      "0123456789012", "--verify", "quick",
    ])
    _ = try Self.exported(bench)
    let sheet = String(decoding: try bench.folder.bytes(of: "disc.cue"), as: UTF8.self)
    #expect(sheet.contains("CATALOG 0123456789012") && !sheet.contains("TITLE"))
  }
}
