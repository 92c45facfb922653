import CompactDisc
import Foundation
import GStreamerAudio
import SystemPackage
import TestSupport
import Testing

/// Audio files made and decoded by programs of others.
struct AudioFixture {
  static let sox = ForeignProgram("sox", package: "Debian package sox")
  static let ffmpeg = ForeignProgram("ffmpeg", package: "Debian package ffmpeg")

  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  func path(_ name: String) -> FilePath { folder.path(name) }

  /// Makes a WAVE file of pink noise and a sweep, the same each time.
  ///
  /// - Parameters:
  ///   - samples: its length.
  ///   - fade: what sox does at both ends.
  @discardableResult
  func wave(
    _ name: String, samples: Int, rate: Int = 44_100, bits: Int = 16, channels: Int = 2,
    synth: [String] = ["pinknoise", "sine", "100-8000"], fade: [String] = []
  ) throws -> FilePath {
    try Self.sox.run(
      [
        "-R", "-D", "-r", "\(rate)", "-c", "\(channels)", "-n", "-b", "\(bits)", name, "synth",
        "\(samples)s",
      ] + synth + ["gain", "-6"] + fade, in: folder.url)
    return path(name)
  }

  /// Encodes `source` as the ending of `name` says.
  @discardableResult
  func encode(_ source: String, as name: String) throws -> FilePath {
    switch name.split(separator: ".").last {
    case "flac":
      try run("flac", "flac", ["--silent", "-f", "-o", name, source])
    case "mp3":
      try run("lame", "lame", ["--quiet", source, name])
    case "ogg":
      try run("oggenc", "vorbis-tools", ["-Q", "-o", name, source])
    case "opus":
      try run("opusenc", "opus-tools", ["--quiet", source, name])
    default:
      try run("ffmpeg", "ffmpeg", ["-v", "error", "-y", "-i", source, name])
    }
    return path(name)
  }

  private func run(_ program: String, _ package: String, _ arguments: [String]) throws {
    try ForeignProgram(program, package: "Debian package \(package)")
      .run(arguments, in: folder.url)
  }

  /// What ffmpeg makes of a file: 44.1 kHz, 16 bits, stereo.
  func ffmpeg(_ name: String, filter: [String] = []) throws -> [Int16] {
    let output = folder.url.appending(path: "ffmpeg.raw")
    try Self.ffmpeg.run(
      ["-nostdin", "-v", "error", "-i", name] + filter
        + ["-f", "s16le", "-ar", "44100", "-ac", "2", "-"],
      in: folder.url, output: output)
    return [Int16](littleEndian: try folder.bytes(of: "ffmpeg.raw"))
  }

  /// What sox makes of a file, without dither.
  func sox(_ name: String) throws -> [Int16] {
    let output = folder.url.appending(path: "sox.raw")
    try Self.sox.run(
      [
        "-D", name, "-t", "raw", "-r", "44100", "-e", "signed", "-b", "16", "-c", "2", "-L", "-",
      ], in: folder.url, output: output)
    return [Int16](littleEndian: try folder.bytes(of: "sox.raw"))
  }

  /// What we make of a file. The thread that waits is one of the test's own.
  static func decode(
    _ path: FilePath, length: SampleCount, bufferByteCount: Int = 50_000
  ) async throws -> [Int16] {
    try await offPool {
      let decoder = try GStreamerDecoder(path, length: length)
      return [Int16](littleEndian: try drain(decoder, bufferByteCount: bufferByteCount))
    }
  }

  /// Why a file cannot be measured; nil if it can.
  static func reason(_ path: FilePath) async -> AudioDecodingError.Reason? {
    do throws(AudioDecodingError) {
      _ = try await GStreamerProbe.measure(path)
      return nil
    } catch {
      #expect(error.path == path)
      return error.reason
    }
  }

  /// Everything a decoder gives.
  static func drain(_ decoder: any AudioDecoding, bufferByteCount: Int = 50_000) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: bufferByteCount)
    while true {
      let count = try buffer.withUnsafeMutableBytes { try decoder.read(into: $0) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// Runs what blocks on a thread of its own.
  static func offPool<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
    }
  }
}

extension [Int16] {
  init(littleEndian bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count - 1, by: 2).map {
        Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Int16.self))
      }
    }
  }

  /// The root of the mean square of the differences, in decibels of full scale.
  func difference(from other: [Int16]) -> Double {
    let sum = zip(self, other).reduce(0.0) { sum, pair in
      let difference = Double(pair.0) - Double(pair.1)
      return sum + difference * difference
    }
    return 10 * log10(sum / Double(Swift.max(count, 1)) / (32_768 * 32_768))
  }

  /// The largest difference of two values.
  func largestDifference(from other: [Int16]) -> Int {
    zip(self, other).reduce(0) { Swift.max($0, abs(Int($1.0) - Int($1.1))) }
  }
}
