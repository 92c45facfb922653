import CompactDisc
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import GStreamerAudio

@Suite("GStreamer decoder") struct GStreamerDecoderTests {
  private let files: AudioFixture

  init() throws {
    files = try AudioFixture()
  }

  private func failure(_ path: FilePath, length: SampleCount) async throws -> AudioDecodingError? {
    try await AudioFixture.offPool {
      do throws(AudioDecodingError) {
        let decoder = try GStreamerDecoder(path, length: length)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var result: Result<Int, AudioDecodingError> = .success(1)
        while case .success(let count) = result, count > 0 {
          result = buffer.withUnsafeMutableBytes { bytes in
            Result { () throws(AudioDecodingError) in try decoder.read(into: bytes) }
          }
        }
        _ = try result.get()
        return nil
      } catch {
        return error
      }
    }
  }

  @Test(arguments: [4, 12, 1000, 2352, 1_000_000])
  func `gives the same to buffers of any size`(byteCount: Int) async throws {
    let path = try files.wave("source.wav", samples: 30_000)
    let samples = try await AudioFixture.decode(
      path, length: SampleCount(30_000), bufferByteCount: byteCount)
    #expect(samples == (try files.sox("source.wav")))
  }

  @Test func `says where a file ended too early`() async throws {
    let path = try files.wave("source.wav", samples: 30_000)
    let length = SampleCount(30_001)
    #expect(
      try await failure(path, length: length)
        == AudioDecodingError(
          path: path, position: SampleCount(30_000), reason: .endedEarly(expected: length)))
  }

  @Test func `says that a file has become longer`() async throws {
    let path = try files.wave("source.wav", samples: 30_000)
    let length = SampleCount(29_999)
    #expect(
      try await failure(path, length: length)
        == AudioDecodingError(
          path: path, position: length, reason: .longerThanExpected(expected: length)))
  }

  @Test(arguments: [1, 40])
  func `gives what is good of a damaged file, and then says where it breaks`(
    damagedBytes: Int
  ) async throws {
    try files.wave("source.wav", samples: 200_000)
    let path = try files.encode("source.wav", as: "track.flac")
    var bytes = try files.folder.bytes(of: "track.flac")
    for offset in 0..<damagedBytes { bytes[bytes.count / 2 + offset] ^= 0x5A }
    try files.folder.write(bytes, to: "track.flac")
    let error = try #require(try await failure(path, length: SampleCount(200_000)))
    guard case .broken = error.reason else {
      Issue.record("\(error)")
      return
    }
    #expect((50_000..<150_000).contains(error.position.rawValue))
  }

  @Test func `says that a file is gone`() async throws {
    let error = try await failure(files.path("gone.flac"), length: SampleCount(1))
    #expect(error?.reason == .vanished)
  }

  @Test func `works no further ahead than it may`() async throws {
    let path = try files.wave("source.wav", samples: 2_000_000, synth: ["sine", "440"])
    let readAhead = ReadAhead(byteCount: 3_000_000)
    let decoder = try GStreamerDecoder(path, length: SampleCount(2_000_000), readAhead: readAhead)
    var filled = 0
    for _ in 0..<100 where filled < 3_000_000 {
      try await Task.sleep(for: .milliseconds(20))
      filled = readAhead.filledByteCount
    }
    try await Task.sleep(for: .milliseconds(100))
    // The last chunk may go over the brim.
    #expect((3_000_000..<3_400_000).contains(readAhead.filledByteCount))
    let bytes = try await AudioFixture.offPool { try AudioFixture.drain(decoder) }
    #expect(bytes.count == 8_000_000)
    #expect(readAhead.filledByteCount == 0)
  }

  @Test func `waits for no other that fills the memory both share`() async throws {
    let path = try files.wave("source.wav", samples: 1_000_000, synth: ["sine", "440"])
    let readAhead = ReadAhead(byteCount: 1_000_000)
    let length = SampleCount(1_000_000)
    let first = try GStreamerDecoder(path, length: length, readAhead: readAhead)
    let second = try GStreamerDecoder(path, length: length, readAhead: readAhead)
    for decoder in [second, first] {
      #expect(try await AudioFixture.offPool { try AudioFixture.drain(decoder).count } == 4_000_000)
    }
  }

  @Test func `wakes a reader that waits when it is cancelled, and ends its thread`() async throws {
    let path = try files.wave("source.wav", samples: 4_000_000, synth: ["sine", "440"])
    weak var held: ReadAhead?
    do {
      let readAhead = ReadAhead()
      held = readAhead
      let decoder = try GStreamerDecoder(
        path, length: SampleCount(4_000_000), readAhead: readAhead)
      decoder.cancel()
      let error = await #expect(throws: AudioDecodingError.self) {
        try await AudioFixture.offPool { try AudioFixture.drain(decoder) }
      }
      #expect(error?.reason == .cancelled)
    }
    // The thread holds the memory until it ends.
    for _ in 0..<500 where held != nil {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(held == nil)
  }
}
