import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import CompactDisc
@testable import GStreamerAudio

/// In a process of its own that finds only some of GStreamer's plugins.
@Suite("A codec that is not installed") struct MissingCodecTests {
  /// Measures a file where the named plugins are missing.
  private func measure(_ path: FilePath, without missing: Set<String>) throws -> String {
    let folder = try TemporaryFolder()
    let plugins = folder.url.appending(path: "plugins")
    try FileManager.default.createDirectory(at: plugins, withIntermediateDirectories: true)
    let system = URL(filePath: try Self.pluginFolder())
    for name in try FileManager.default.contentsOfDirectory(atPath: system.path)
    where name.hasSuffix(".so") && !missing.contains(name) {
      try FileManager.default.createSymbolicLink(
        at: plugins.appending(path: name), withDestinationURL: system.appending(path: name))
    }
    let output = try ForeignProgram("env", package: "Debian package coreutils").run([
      "GST_PLUGIN_SYSTEM_PATH_1_0=\(plugins.path)", "GST_PLUGIN_PATH_1_0=",
      "GST_REGISTRY=\(folder.path("registry").string)", Self.probe.path, "measure", path.string,
    ])
    return output.text.trimmingCharacters(in: .newlines)
  }

  private static func pluginFolder() throws -> String {
    try ForeignProgram("pkg-config", package: "Debian package pkg-config")
      .run(["--variable=pluginsdir", "gstreamer-1.0"]).text
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Beside the tests themselves.
  private static let probe: URL = {
    let products =
      Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
      ?? Bundle.main.bundleURL
    let folder =
      products.pathExtension == "xctest" ? products.deletingLastPathComponent() : products
    return folder.appending(path: "AudioProbe")
  }()

  @Test(arguments: [
    ("m4a", ["libgstlibav.so"], "MPEG-4 AAC", "gstreamer1.0-libav"),
    (
      "flac", ["libgstlibav.so", "libgstflac.so"], "Free Lossless Audio Codec (FLAC)",
      "gstreamer1.0-plugins-good"
    ),
    (
      "mp3", ["libgstlibav.so", "libgstmpg123.so"], "MPEG-1 Layer 3 (MP3)",
      "gstreamer1.0-plugins-good"
    ),
    ("ogg", ["libgstlibav.so", "libgstvorbis.so"], "Vorbis", "gstreamer1.0-plugins-base"),
    ("opus", ["libgstlibav.so", "libgstogg.so"], "Ogg", "gstreamer1.0-plugins-base"),
  ])
  func `is named, with the package that brings it`(
    kind: String, missing: [String], name: String, package: String
  ) throws {
    let files = try AudioFixture()
    try files.wave("source.wav", samples: 44_100)
    let path = try files.encode("source.wav", as: "track.\(kind)")
    let codec = AudioCodec(name: name, debianPackage: package)
    #expect(
      try measure(path, without: Set(missing)) == "\(AudioDecodingError.Reason.missingCodec(codec))"
    )
    #expect(try measure(path, without: []).prefix { $0 != " " }.allSatisfy(\.isNumber))
  }

  @Test(arguments: [
    ("audio/mpeg", 1, "gstreamer1.0-plugins-good"), ("audio/mpeg", 4, "gstreamer1.0-libav"),
    ("audio/x-wma", 0, "gstreamer1.0-libav"), ("audio/x-aiff", 0, "gstreamer1.0-plugins-bad"),
    ("audio/AMR", 0, "gstreamer1.0-plugins-ugly"), ("audio/x-adpcm", 0, "gstreamer1.0-plugins-bad"),
  ])
  func `has a package`(type: String, version: Int, package: String) {
    #expect(AudioCodec.package(forType: type, mpegVersion: version) == package)
  }

  @Test func `has no package where none is known`() {
    #expect(AudioCodec.package(forType: "audio/x-of-tomorrow", mpegVersion: 0) == nil)
  }
}
